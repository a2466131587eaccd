import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

/** Parses GitHub Flavored Markdown. */
export function parseGfm(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** What finds an address that stands in the text without brackets. */
const BARE_ADDRESSES = ["wwwAutolink", "protocolAutolink", "emailAutolink"];

/**
 * Parses GitHub Flavored Markdown, but leaves addresses without brackets as the text that they are: to look for them at
 * every letter takes a third of the time.
 */
export function parseGfmWithoutAutolinks(markdown: string): Root {
  return fromMarkdown(markdown, {
    extensions: [gfm(), { disable: { null: BARE_ADDRESSES } }],
    // The extension that looks for what the parser has not found is the one that changes the tree afterwards.
    mdastExtensions: gfmFromMarkdown().filter(({ transforms }) => transforms === undefined),
  });
}
