import { toString } from "mdast-util-to-string";
import { parseGfm } from "./parse.ts";

const LENGTH = 180;

/** The first paragraph of a Markdown text, without its signs; "" where there is none. */
export function plainParagraph(markdown: string): string {
  const paragraph = parseGfm(markdown).children.find(({ type }) => type === "paragraph");
  return paragraph ? toString(paragraph) : "";
}

/** The first sentence of a text on one line, cut where it is long. */
export function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const sentence = /^.+?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length <= LENGTH ? sentence : `${sentence.slice(0, LENGTH).replace(/\s+\S*$/, "")} …`;
}
