import { toString } from "mdast-util-to-string";
import { parseGfm } from "./parse.ts";
import { splitBlocks } from "./split-blocks.ts";

const LENGTH = 180;

/** The first paragraph of a Markdown text, without its signs; "" where there is none. */
export function plainParagraph(markdown: string): string {
  // It stands near the start: what follows is not read.
  for (const block of splitBlocks(markdown) ?? [markdown]) {
    const paragraph = parseGfm(block).children.find(({ type }) => type === "paragraph");
    if (paragraph) return toString(paragraph);
  }
  return "";
}

/** The first sentence of a text on one line, cut where it is long. */
export function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const sentence = /^.+?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length <= LENGTH ? sentence : `${sentence.slice(0, LENGTH).replace(/\s+\S*$/, "")} …`;
}
