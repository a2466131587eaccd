import { diffArrays } from "diff";
import { cutLeaves, type Leaf } from "../../markdown/leaves.ts";
import { pairLeaves } from "./pair-leaves.ts";
import { tokensOf } from "../learn/wordings.ts";

/** A change to a section's shared text, as a descriptor writes it. */
export type Change = WordChange | { readonly remove: string } | { readonly after: string; readonly add: string };

interface WordChange {
  readonly find: string;
  readonly replace: string;
}

/** More changes than that, and the section is better told in one's own words. */
const MOST_CHANGES = 20;
/** How much of the section its changes may be. */
const MOST_PART = 0.7;

/**
 * Finds the changes that turn one text into another.
 *
 * @param from the shared text, in house style
 * @param to the lines that are wanted, in house style
 * @returns the changes, and how many of the wanted lines they give: the rest may follow as a text of its own; undefined
 *   where the texts are too different
 */
export function makeChanges(
  from: string,
  to: readonly string[],
): { readonly changes: readonly Change[]; readonly lines: number } | undefined {
  const fromLines = from.split("\n");
  const [shared, wanted] = [cutLeaves(fromLines), cutLeaves(to)];
  const pairs = pairLeaves(shared, wanted);
  const last = Math.max(-1, ...pairs.keys());
  if (last < 0) return undefined;
  const end = restStart(wanted, last);
  // What is added stands there, too, when later changes look for their words.
  const added = wanted.slice(0, end).filter((_, index) => !pairs.has(index));
  const flat = [...shared, ...added].map(({ text }) => flatten(text)).join(" ");

  const changes: Change[] = [];
  let previous = -1;
  let pendingFrom = -1;
  const addPending = (until: number) => {
    if (pendingFrom < 0) return true;
    const words = wordsOf(shared[previous], flat);
    if (words === undefined) return false;
    const added = wanted.slice(pendingFrom, until + 1);
    changes.push({ after: words, add: `${linesOf(added, to).join("\n")}\n` });
    pendingFrom = -1;
    return true;
  };
  for (let index = 0; index < end; index += 1) {
    const partner = pairs.get(index);
    if (partner === undefined) {
      if (pendingFrom < 0) pendingFrom = index;
      continue;
    }
    if (!addPending(index - 1)) return undefined;
    const replaced = changes.flatMap((change) => ("find" in change ? change.replace : []));
    const inner = changeWords(shared[partner], wanted[index], [flat, ...replaced].join(" "));
    if (!inner) return undefined;
    changes.push(...inner);
    previous = partner;
  }
  if (!addPending(end - 1)) return undefined;
  const paired = new Set(pairs.values());
  for (const [index, leaf] of shared.entries()) {
    if (paired.has(index)) continue;
    const words = wordsOf(leaf, flat);
    if (words === undefined) return undefined;
    changes.push({ remove: words });
  }
  // What is put behind a text is put before that text is changed or left out.
  const sorted = [
    ...changes.filter((change) => "after" in change),
    ...changes.filter((change) => "remove" in change),
    ...changes.filter((change) => "find" in change),
  ];
  const size = sorted.reduce((sum, change) => sum + Object.values(change).join("").length + 20, 0);
  const lines = wanted[end - 1]?.end ?? 0;
  const length = wanted.slice(0, end).reduce((sum, { text }) => sum + text.length + 1, 0);
  return sorted.length > MOST_CHANGES || size > length * MOST_PART ? undefined : { changes: sorted, lines };
}

/** The lines of leaves; table rows without padding. */
function linesOf(leaves: readonly Leaf[], lines: readonly string[]): string[] {
  return leaves.flatMap((leaf, index) => {
    const own = leaf.kind === "row" || leaf.kind === "rule" ? [leaf.text] : lines.slice(leaf.start, leaf.end);
    return leaf.gap && index > 0 ? ["", ...own] : own;
  });
}

/** The first wanted leaf that may stand for itself behind the section. */
function restStart(wanted: readonly Leaf[], last: number): number {
  const next = wanted[last + 1];
  if (!next) return wanted.length;
  const isFree = next.gap && next.indent === 0 && next.kind !== "row" && next.kind !== "item";
  return isFree ? last + 1 : wanted.length;
}

/** The changes within one leaf; undefined where words are not enough. */
function changeWords(from: Leaf | undefined, to: Leaf | undefined, flat: string): Change[] | undefined {
  if (!from || !to) return undefined;
  if (from.text === to.text) return [];
  const tokens = tokensOf(from.text);
  const hunks: { start: number; end: number; text: string }[] = [];
  let position = 0;
  for (const part of diffArrays(tokens, tokensOf(to.text))) {
    const last = hunks.at(-1);
    // Changes with a word or two between them are one change.
    const isNear = last !== undefined && position - last.end <= 2;
    if (!part.added && !part.removed) {
      position += part.value.length;
      continue;
    }
    const hunk = isNear && last ? last : { start: position, end: position, text: "" };
    if (!(isNear && last)) hunks.push(hunk);
    else hunk.text += tokens.slice(hunk.end, position).join("");
    if (part.added) {
      hunk.text += part.value.join("");
      hunk.end = Math.max(hunk.end, position);
    } else {
      position += part.value.length;
      hunk.end = position;
    }
  }
  const changes: WordChange[] = [];
  for (const { start, end, text } of hunks) {
    const change = widen(tokens, start, end, text, [flat, ...changes.map(({ replace }) => replace)].join(" "));
    if (!change) return undefined;
    changes.push(change);
  }
  return changes;
}

/** Takes in words on both sides until the words stand in the section once. */
function widen(
  tokens: readonly string[],
  start: number,
  end: number,
  text: string,
  flat: string,
): WordChange | undefined {
  let [from, to, replace] = [start, end, text];
  for (let turn = 0; ; turn += 1) {
    const find = tokens.slice(from, to).join("");
    const isWhole = find.trim() !== "" && replace.trim() !== "" && /^\s/.test(find) === /^\s/.test(replace);
    if (isWhole && !/\n/.test(find + replace) && countOf(flat, flatten(find)) === 1)
      return { find: flatten(find), replace: replace.trim() };
    const goLeft = from > 0 && (turn % 2 === 0 || to >= tokens.length);
    if (goLeft) replace = (tokens[(from -= 1)] ?? "") + replace;
    else if (to < tokens.length) replace += tokens[to++] ?? "";
    else return undefined;
  }
}

/** The first words of a leaf that stand in the section once. */
function wordsOf(leaf: Leaf | undefined, flat: string): string | undefined {
  if (!leaf) return undefined;
  const line = flatten(leaf.text.split("\n")[0] ?? "");
  // A marker is no word, but may tell an item from one that has the same words within others.
  for (const part of [line.replace(/^(?:#+|[-*+]|\d+[.)]|\|) +/, ""), line]) {
    const words = part.split(" ");
    for (let count = Math.min(3, words.length); count <= words.length; count += 1) {
      const text = words.slice(0, count).join(" ");
      if (text !== "" && countOf(flat, text) === 1) return text;
    }
  }
  return undefined;
}

function flatten(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}
