import { diffArrays, diffWordsWithSpace, structuredPatch } from "diff";
import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { capitalize } from "../findings/capitalize.ts";
import type { HtmlSection, MarkedSection } from "./markdown/blocks.ts";

/** A text that a guide is held against. */
export interface Original {
  /** What it is: `the committed version`. */
  readonly label: string;
  readonly text: string;
}

type Read = (sections: readonly MarkedSection[]) => readonly HtmlSection[];

/** What is the same is left out, but for this many blocks or lines around a change. */
const CONTEXT = 2;

/**
 * Shows what is different between an original and a guide, as rendered and as text.
 *
 * @param original the text before
 * @param read turns Markdown into HTML
 */
export function compareView(original: Original, text: string, read: Read): Element {
  if (original.text === text)
    return h("div.compare-result", h("p.compare-same", `No difference from ${original.label}.`));
  const patch = structuredPatch("a", "b", original.text, text, undefined, undefined, { context: CONTEXT });
  const lines = patch.hunks.flatMap(({ lines: inner }) => inner);
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  return h("div.compare-result", [
    h("p.compare-summary", [
      `Against ${original.label}: `,
      h("ins", `+${count("+")}`),
      " ",
      h("del", `−${count("-")}`),
      " lines.",
    ]),
    h("div.compare-rendered", renderedRows(original, text, read)),
    h("div.compare-text", { hidden: true, tabIndex: 0, role: "region", ariaLabel: "Text difference" }, textRows(patch)),
  ]);
}

function renderedRows(original: Original, text: string, read: Read): ElementContent[] {
  const blocksOf = (marked: string) => read([{ marked }]).flatMap(({ blocks }) => blocks.map(({ html }) => html));
  const changes = diffArrays(blocksOf(original.text), blocksOf(text));
  const rows: ElementContent[] = [
    h("div.compare-row.compare-head", [h("div", capitalize(original.label)), h("div", "Now")]),
  ];
  for (let index = 0; index < changes.length; index += 1) {
    const change = changes[index];
    const next = changes[index + 1];
    if (!change) break;
    if (!change.added && !change.removed) {
      rows.push(...sameRows(change.value, index > 0, next !== undefined));
    } else if (change.removed && next?.added) {
      rows.push(row(change.value, next.value));
      index += 1;
    } else rows.push(change.removed ? row(change.value, []) : row([], change.value));
  }
  return rows;
}

function row(before: readonly string[], after: readonly string[]): Element {
  const side = (blocks: readonly string[], sign: string, label: string) =>
    h(`div.compare-side.${blocks.length === 0 ? "compare-none" : sign}`, { dataLabel: label }, raw(blocks));
  return h("div.compare-row", [side(before, "compare-before", "Before"), side(after, "compare-after", "Now")]);
}

/** Blocks that are the same on both sides, folded away but for those next to a change. */
function sameRows(blocks: readonly string[], hasBefore: boolean, hasAfter: boolean): ElementContent[] {
  const head = hasBefore ? CONTEXT : 0;
  const tail = hasAfter ? CONTEXT : 0;
  const plain = (part: readonly string[]) =>
    part.map((block) =>
      h("div.compare-row.compare-same-row", [h("div.compare-side", raw([block])), h("div.compare-side", raw([block]))]),
    );
  if (blocks.length <= head + tail + 1) return plain(blocks);
  const folded = blocks.slice(head, blocks.length - tail);
  return [
    ...plain(blocks.slice(0, head)),
    h("details.compare-fold", [h("summary", `${folded.length} blocks without a change`), ...plain(folded)]),
    ...plain(tail === 0 ? [] : blocks.slice(-tail)),
  ];
}

function textRows(patch: ReturnType<typeof structuredPatch>): ElementContent[] {
  return patch.hunks.map((hunk) => {
    const head = h("span.hunk", `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@\n`);
    return h("pre.diff", [head, ...pairs(hunk.lines).flatMap(diffLine)]);
  });
}

/** Removed lines that are followed by as many added ones are compared word by word. */
function pairs(lines: readonly string[]): (string | readonly [string, string])[] {
  const result: (string | readonly [string, string])[] = [];
  for (let index = 0; index < lines.length;) {
    const removed = takeWhile(lines, index, "-");
    const added = takeWhile(lines, index + removed.length, "+");
    if (removed.length > 0 && removed.length === added.length)
      result.push(...removed.map((line, offset) => [line, added[offset] ?? ""] as const));
    else if (removed.length + added.length > 0) result.push(...removed, ...added);
    else result.push(lines[index] ?? "");
    index += Math.max(1, removed.length + added.length);
  }
  return result;
}

function takeWhile(lines: readonly string[], from: number, sign: string): string[] {
  const end = lines.findIndex((line, index) => index >= from && !line.startsWith(sign));
  return lines.slice(from, end === -1 ? lines.length : end);
}

function diffLine(line: string | readonly [string, string]): ElementContent[] {
  if (typeof line === "string") {
    const kind = line.startsWith("+") ? "ins.line" : line.startsWith("-") ? "del.line" : "span.line";
    return [h(kind, `${line}\n`)];
  }
  const [before, after] = line;
  const words = diffWordsWithSpace(before.slice(1), after.slice(1));
  const side = (isOther: (change: (typeof words)[number]) => boolean) =>
    words
      .filter((change) => !isOther(change))
      .map((change) => (change.added || change.removed ? h("mark", change.value) : change.value));
  const lineBreak = { type: "text" as const, value: "\n" };
  return [
    h("del.line", ["-", ...side(({ added }) => added)]),
    lineBreak,
    h("ins.line", ["+", ...side(({ removed }) => removed)]),
    lineBreak,
  ];
}

/** The HTML of blocks. Anchors are the guide's: what is shown here is on the page once more. */
function raw(blocks: readonly string[]): ElementContent[] {
  const bare = (block: string) => block.replace(/<[^>]*>/g, (tag) => tag.replace(/ id="[^"]*"/, ""));
  return blocks.map((block) => ({ type: "raw" as const, value: bare(block) })) as unknown as ElementContent[];
}
