import type { SectionChange } from "../guide/edits.ts";
import type { Problem } from "../findings/problem.ts";
import { resumeOrigin, stripMarks } from "../markdown/origin.ts";
import { cutLeaves, type Leaf } from "../markdown/leaves.ts";

/** What stands between two words: blanks, line breaks, and marks of origins. */
const BETWEEN = "(?:\\s|\\u0001[^\\u0002]*\\u0002)+";

/**
 * Works an author's changes into the text that a partial gave.
 *
 * @param marked the section's Markdown with its marks
 * @param changes the changes, in their order
 * @returns the changed Markdown, and a problem for each change whose words are not there exactly once
 */
export function applyChanges(
  marked: string,
  changes: readonly SectionChange[],
): { readonly marked: string; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const changed = changes.reduce((text, change) => {
    const result = applyChange(text, change);
    if (typeof result === "string") return result;
    problems.push(result);
    return text;
  }, marked);
  return { marked: changed, problems };
}

function applyChange(marked: string, change: SectionChange): string | Problem {
  const words = "find" in change ? change.find : "remove" in change ? change.remove : change.after;
  const found = [...marked.matchAll(patternOf(words))];
  const [only] = found;
  if (!only || found.length > 1) return unmatched(change, words, found.length);
  if ("find" in change) {
    const end = only.index + only[0].length;
    return marked.slice(0, only.index) + String(change.replace) + resumeOrigin(marked.slice(0, end), marked.slice(end));
  }

  const lines = marked.split("\n");
  const line = marked.slice(0, only.index).split("\n").length - 1;
  const leaf = cutLeaves(lines.map(stripMarks)).find(({ start, end }) => start <= line && line < end);
  if (!leaf) return unmatched(change, words, 0);
  if ("remove" in change) return [...lines.slice(0, leaf.start), ...lines.slice(leaf.end)].join("\n");
  return [...lines.slice(0, leaf.end), ...added(String(change.add), leaf), ...lines.slice(leaf.end)].join("\n");
}

/** A row follows a row, an item follows an item at once; anything else is a block of its own. */
function added(text: string, { kind }: Leaf): string[] {
  const lines = text.replace(/\n$/, "").split("\n");
  const [first] = cutLeaves(lines.map(stripMarks));
  const isRow = (other: Leaf["kind"] | undefined) => other === "row" || other === "rule";
  const isContinued = isRow(kind) ? isRow(first?.kind) : kind === "item" && first?.kind === "item";
  return isContinued ? lines : ["", ...lines, ...(kind === "item" ? [""] : [])];
}

function patternOf(words: string): RegExp {
  const parts = words.trim().split(/\s+/);
  return new RegExp(parts.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(BETWEEN), "g");
}

function unmatched({ path }: SectionChange, words: string, count: number): Problem {
  return {
    code: "change-unmatched",
    severity: "error",
    message: `unexpected words “${words}”, which the section's shared text has ${count === 0 ? "not" : `${count} times`}`,
    fix: count === 0 ? "remove the change, or write what the shared text says now" : "give more words",
    place: { path, part: "value" },
  };
}
