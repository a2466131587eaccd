import { fromMarkdown } from "mdast-util-from-markdown";

/**
 * Asks a parser whether a text ends where it ends.
 *
 * @param markdown any text
 * @returns whether a paragraph behind it, after an empty line, is a paragraph
 */
export function isSeenBehind(markdown: string): boolean {
  const last = fromMarkdown(`${markdown}\n\nprobe\n`).children.at(-1);
  const [text] = last?.type === "paragraph" ? last.children : [];
  return text?.type === "text" && text.value === "probe";
}
