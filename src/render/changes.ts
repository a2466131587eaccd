import escapeStringRegexp from "escape-string-regexp";
import type { NamedPartial, SectionChange } from "../guide/edits.ts";
import type { Problem } from "../findings/problem.ts";
import { resumeOrigin, splitMarks, stripMarks } from "../markdown/origin.ts";
import { cutLeaves, type Leaf } from "../markdown/leaves.ts";
import { LEAST_SIMILARITY, similarity } from "../markdown/similarity.ts";

const MARK = "\\u0001[^\\u0002]*\\u0002";
/** What stands between two words: blanks, line breaks, and marks of origins. */
const BETWEEN = `(?:\\s|${MARK})+`;
/** What may stand within one: the mark of a value, or of what goes on behind it. */
const WITHIN = `(?:${MARK})*`;

/**
 * Works an author's changes into the text that a partial gave.
 *
 * @param marked the section's Markdown with its marks
 * @param changes the changes, in their order
 * @param allBranches gives what the partial, and those that earlier changes name, may say with other facts or another
 *   registry
 * @param write writes a partial that a change names
 * @returns the changed Markdown, and a problem for each change whose words are not there exactly once: a warning where the
 *   shared text says nearly the same at the beginning of a block, or says it in a branch that is not taken
 */
export function applyChanges(
  marked: string,
  changes: readonly SectionChange[],
  allBranches: (said: readonly SectionChange[]) => string,
  write: (partial: string) => string,
): { readonly marked: string; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const changed = changes.reduce((text, change, index) => {
    const pattern = patternOf(wordsOf(change));
    if (text.search(pattern) < 0 && allBranches(changes.slice(0, index)).search(pattern) >= 0) {
      // There is nothing to leave out; but what the author says instead, or besides, is not said.
      if (!("remove" in change)) problems.push(dormant(change));
      return text;
    }
    const near = nearWords(text, change);
    const result = applyChange(text, near === undefined ? change : named(change, near), write);
    if (typeof result !== "string") {
      problems.push(result);
      return text;
    }
    if (near !== undefined) problems.push(reworded(change, near));
    return result;
  }, marked);
  return { marked: changed, problems };
}

function applyChange(marked: string, change: SectionChange, write: (partial: string) => string): string | Problem {
  const words = wordsOf(change);
  const found = [...marked.matchAll(patternOf(words))];
  const [only] = found;
  if (!only || found.length > 1) return unmatched(change, words, found.length);
  if ("find" in change) {
    const end = only.index + only[0].length;
    return marked.slice(0, only.index) + String(change.replace) + resumeOrigin(marked.slice(0, end), marked.slice(end));
  }

  const lines = marked.split("\n");
  const line = marked.slice(0, only.index).split("\n").length - 1;
  const leaves = cutLeaves(lines.map(stripMarks));
  const leaf = leaves.find(({ start, end }) => start <= line && line < end);
  if (!leaf) return unmatched(change, words, 0);
  if ("remove" in change) {
    const rest = lines.slice(endOf(leaf, leaves));
    return [...lines.slice(0, leaf.start), ...countedFrom(lines[leaf.start] ?? "", rest)].join("\n");
  }
  const partial = partialOf(change);
  const said = partial
    ? withoutEmptyEnds(write(partial.partial))
    : String("with" in change ? change.with : change.add).split("\n");
  if (!("with" in change))
    return [...lines.slice(0, leaf.end), ...added(said, leaf), ...lines.slice(leaf.end)].join("\n");
  const depth = stripMarks(lines[leaf.start] ?? "").search(/\S/);
  return [...lines.slice(0, leaf.start), ...asDeep(said, depth), ...lines.slice(leaf.end)].join("\n");
}

/**
 * The partial that a change names.
 *
 * @param change the change
 * @returns the partial; undefined where the author words the change
 */
export function partialOf(change: SectionChange): NamedPartial | undefined {
  const said = "add" in change ? change.add : "with" in change ? change.with : "";
  return typeof said === "object" && "partial" in said ? said : undefined;
}

/** A partial may begin with a comment, and say nothing of some images. */
function withoutEmptyEnds(text: string): string[] {
  const lines = text.split("\n");
  const isSaid = (line: string) => stripMarks(line).trim() !== "";
  return lines.slice(Math.max(0, lines.findIndex(isSaid)), lines.findLastIndex(isSaid) + 1);
}

function wordsOf(change: SectionChange): string {
  if ("find" in change) return change.find;
  if ("remove" in change) return change.remove;
  return "with" in change ? change.block : change.after;
}

/** Where a block ends; an item with all that stands in it. */
function endOf(leaf: Leaf, leaves: readonly Leaf[]): number {
  if (leaf.kind !== "item") return leaf.end;
  const behind = leaves.slice(leaves.indexOf(leaf) + 1);
  const next = behind.findIndex(({ indent }) => indent <= leaf.indent);
  return (next < 0 ? behind : behind.slice(0, next)).at(-1)?.end ?? leaf.end;
}

/** The next item takes the number of one that is gone, as the first decides from where a list counts. */
function countedFrom(gone: string, lines: readonly string[]): readonly string[] {
  const next = lines.findIndex((line) => stripMarks(line).trim() !== "");
  const [marks, text] = splitMarks(lines[next] ?? "");
  const [, indent, number, sign] = NUMBERED.exec(stripMarks(gone)) ?? [];
  const [, same, other = "", itsSign] = NUMBERED.exec(stripMarks(text)) ?? [];
  // Another sign begins another list.
  if (number === undefined || same !== indent || itsSign !== sign || !text.startsWith(`${same}${other}`)) return lines;
  return lines.with(next, `${marks}${indent}${number}${text.slice(`${indent}${other}`.length)}`);
}

const NUMBERED = /^( *)(\d+)([.)]) /;

/** Text that takes the place of a block in a list stands there, too, unless it is written as deep as it is to stand. */
function asDeep(lines: readonly string[], depth: number): string[] {
  const isWrittenSo = /^\s/.test(stripMarks(lines[0] ?? ""));
  return lines.map((line) => (isWrittenSo || stripMarks(line) === "" ? line : " ".repeat(depth) + line));
}

/** A row follows a row, an item follows an item at once; anything else is a block of its own. */
function added(lines: readonly string[], { kind }: Leaf): readonly string[] {
  if (lines.length === 0) return lines;
  const [first] = cutLeaves(lines.map(stripMarks));
  const isRow = (other: Leaf["kind"] | undefined) => other === "row" || other === "rule";
  const isContinued = isRow(kind) ? isRow(first?.kind) : kind === "item" && first?.kind === "item";
  return isContinued ? lines : ["", ...lines, ...(kind === "item" ? [""] : [])];
}

function patternOf(words: string): RegExp {
  const parts = words.trim().split(/\s+/);
  return new RegExp(
    parts.map((word) => [...word].map((sign) => escapeStringRegexp(sign)).join(WITHIN)).join(BETWEEN),
    "g",
  );
}

function unmatched({ path }: SectionChange, words: string, count: number): Problem {
  return {
    code: "change-unmatched",
    severity: "error",
    message: `unexpected words “${words}”, which ${SHARED_TEXT} has ${count === 0 ? "not" : `${count} times`}`,
    fix: count === 0 ? "remove the change, or write what the shared text says now" : "give more words",
    place: { path, part: "value" },
  };
}

function dormant(change: SectionChange): Problem {
  return {
    code: "change-unmatched",
    severity: "warning",
    message: `unexpected words “${wordsOf(change)}”, which ${SHARED_TEXT} has with another registry or other facts: the change is left out`,
    fix: "remove the change, or name words that the section has now",
    place: { path: change.path, part: "value" },
  };
}

const SHARED_TEXT = "the section's shared text";

/** Where a block's words are gone: the beginning of the one block that is most similar. */
function nearWords(marked: string, change: SectionChange): string | undefined {
  const words = wordsOf(change);
  if ("find" in change || patternOf(words).test(marked)) return undefined;
  const count = words.trim().split(/\s+/).length;
  const beginnings = cutLeaves(stripMarks(marked).split("\n"))
    .filter(({ kind }) => kind === "paragraph" || kind === "item" || kind === "row")
    .map(({ text }) => text.replace(/^(?:[-*+]|\d+[.)]|\|) +/, ""))
    .map((text) => (/^(?:\\.|[^|])*/.exec(text)?.[0] ?? "").trim().split(/\s+/).slice(0, count).join(" "));
  const scores = beginnings.map((beginning) => similarity(beginning, words));
  const best = Math.max(0, ...scores);
  const [index = 0, ...others] = [...scores.keys()].filter((each) => scores[each] === best);
  return best < LEAST_SIMILARITY || others.length > 0 ? undefined : beginnings[index];
}

function named(change: SectionChange, words: string): SectionChange {
  if ("remove" in change) return { ...change, remove: words };
  if ("with" in change) return { ...change, block: words };
  return "after" in change ? { ...change, after: words } : change;
}

function reworded(change: SectionChange, near: string): Problem {
  const key = "remove" in change ? "remove" : "with" in change ? "replace" : "after";
  return {
    code: "change-reworded",
    severity: "warning",
    message: `unexpected words “${wordsOf(change)}”, which ${SHARED_TEXT} now words “${near}”`,
    fix: `write \`${key}: ${near}\``,
    place: { path: [...change.path, key], part: "value" },
  };
}
