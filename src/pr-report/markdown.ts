import { visible, visibleLine } from "../findings/visible.ts";

/* How a stranger's text stands in Markdown: as code, in which no HTML, mention, reference or link is one. */

/**
 * A text as code within a line.
 *
 * @param text any text
 * @param most how long it may be
 * @returns a code span that holds it on one line
 */
export function codeSpan(text: string, most = 300): string {
  const line = clip(visibleLine(text), most).trim();
  if (line === "") return "` `";
  const ticks = "`".repeat(longestRun(line) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

/**
 * Lines as a block of code.
 *
 * @param language its language
 * @param lines the lines
 * @param most how long each may be
 * @returns a fenced block that none of them closes
 */
export function codeBlock(language: string, lines: readonly string[], most = 300): string {
  const text = lines.map((line) => clip(visible(line.replaceAll("\n", " ")), most)).join("\n");
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/**
 * What is folded until a reader opens it.
 *
 * @param summary a line of ours, which holds no text of a stranger
 * @param content Markdown
 */
export function folded(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

/**
 * Cuts a text.
 *
 * @param most how long it may be
 * @returns the text, or its beginning and `…`; no character is cut in two
 */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

function longestRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}
