import type { Root } from "mdast";
import { fromMarkdown, type Options } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

const GFM: Options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] };

/** What finds an address that stands in the text without brackets. */
const BARE_ADDRESSES = ["wwwAutolink", "protocolAutolink", "emailAutolink"];

const WITHOUT_AUTOLINKS: Options = {
  extensions: [gfm(), { disable: { null: BARE_ADDRESSES } }],
  // The extension that looks for what the parser has not found is the one that changes the tree afterwards.
  mdastExtensions: gfmFromMarkdown().filter(({ transforms }) => transforms === undefined),
};

/** What a text with an address has; a character reference may stand for a letter of it. */
const MAY_HAVE_ADDRESS = /www|http|@|&[#a-z]/i;

/** Parses GitHub Flavored Markdown. */
export function parseGfm(markdown: string): Root {
  return MAY_HAVE_ADDRESS.test(markdown) ? fromMarkdown(markdown, GFM) : parseGfmWithoutAutolinks(markdown);
}

/**
 * Parses GitHub Flavored Markdown, but leaves addresses without brackets as the text that they are: to look for them at
 * every letter takes a third of the time.
 */
export function parseGfmWithoutAutolinks(markdown: string): Root {
  return fromMarkdown(markdown, WITHOUT_AUTOLINKS);
}
