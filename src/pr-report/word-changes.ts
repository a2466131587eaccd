import { diffArrays } from "diff";
import type { Line, PageChange } from "./page.ts";

interface Word {
  readonly text: string;
  readonly line: Line;
}

/** Less than this of the shorter text's words in common, and the one does not reword the other. */
const LEAST_COMMON = 0.5;
/** Texts of more words are not compared word by word. */
const MOST_WORDS = 4000;

/**
 * Compares lines word by word, without regard to where they break.
 *
 * @param removed the lines that go
 * @param added the lines that come in their place
 * @returns what differs; undefined where they have too little in common
 */
export function wordChanges(removed: readonly Line[], added: readonly Line[]): PageChange[] | undefined {
  const [before, after] = [removed.flatMap(wordsOf), added.flatMap(wordsOf)];
  if (before.length + after.length === 0)
    return [{ removed: "", added: "", isWithin: true, removedLines: removed, addedLines: added }];
  if (before.length === 0 || after.length === 0 || before.length + after.length > MOST_WORDS) return undefined;
  const runs = runsOf(before, after);
  const differing = runs.reduce((sum, run) => sum + run.removed.length, 0);
  const common = before.length - differing;
  const changes = runs.flatMap(pairsOf);
  const isReworded = common >= LEAST_COMMON * Math.min(before.length, after.length);
  if (!isReworded && !changes.every(isWithinWord)) return undefined;
  if (changes.length === 0)
    return [{ removed: "", added: "", isWithin: true, removedLines: removed, addedLines: added }];
  return changes.map(trimmed);
}

/** Words that go, and those that come in their place. */
interface Run {
  readonly removed: readonly Word[];
  readonly added: readonly Word[];
  /** The words before which, and after which, it stands: where nothing goes or comes, they say where it happens. */
  readonly beside: readonly [Word | undefined, Word | undefined];
}

/** Blocks that differ in more words have nothing in common, and to find it out would take seconds. */
const MOST_EDITS = 1000;

function runsOf(before: readonly Word[], after: readonly Word[]): Run[] {
  const textOf = ({ text }: Word) => text;
  const parts = diffArrays(before.map(textOf), after.map(textOf), { maxEditLength: MOST_EDITS });
  if (!parts) return [{ removed: before, added: after, beside: [before[0], after[0]] }];
  const runs: Run[] = [];
  let [from, to] = [0, 0];
  let [start, begin] = [0, 0];
  const end = () => {
    const run = { removed: before.slice(start, from), added: after.slice(begin, to) };
    if (run.removed.length + run.added.length > 0)
      runs.push({ ...run, beside: [before[start] ?? before[start - 1], after[begin] ?? after[begin - 1]] });
  };
  for (const { removed, added, count } of parts) {
    if (removed) from += count;
    else if (added) to += count;
    else {
      end();
      [start, begin] = [(from += count), (to += count)];
    }
  }
  end();
  return runs;
}

/** As many words for as many others are told one by one, where each is like its own. */
function pairsOf(run: Run): Run[] {
  if (run.removed.length !== run.added.length) return [run];
  const pairs = run.removed.map((word, index): Run => {
    return { removed: [word], added: run.added.slice(index, index + 1), beside: run.beside };
  });
  return pairs.every(isWithinWord) ? pairs : [run];
}

/** Whether one word becomes one that begins or ends alike. */
function isWithinWord(run: Run): boolean {
  if (run.removed.length !== 1 || run.added.length !== 1) return false;
  const [before, after] = [partsOf(run.removed), partsOf(run.added)];
  const [start, end] = commonEnds(before, after);
  return [...before.slice(0, start), ...before.slice(before.length - end)].some((part) => /\w/.test(part));
}

/** How many parts are the same at the start and at the end. */
function commonEnds(before: readonly string[], after: readonly string[]): readonly [number, number] {
  const most = Math.min(before.length, after.length);
  let end = 0;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  let start = 0;
  while (start < most - end && before[start] === after[start]) start += 1;
  return [start, end];
}

/** Leaves out what a run has in common at its ends: `<your-namespace>/dhi-` becomes `dhi.io/`, whatever the image. */
function trimmed(run: Run): PageChange {
  const [before, after] = [partsOf(run.removed), partsOf(run.added)];
  const [start, end] = commonEnds(before, after);
  const [old, current] = run.beside;
  return {
    removed: before
      .slice(start, before.length - end)
      .join("")
      .trim(),
    added: after
      .slice(start, after.length - end)
      .join("")
      .trim(),
    isWithin: true,
    removedLines: linesOf(run.removed, old),
    addedLines: linesOf(run.added, current),
  };
}

function linesOf(words: readonly Word[], beside: Word | undefined): Line[] {
  const lines = words.length > 0 ? words.map(({ line }) => line) : beside ? [beside.line] : [];
  return [...new Set(lines)];
}

const wordsOf = (line: Line): Word[] => (line.text.match(/\S+/g) ?? []).map((text) => ({ text, line }));

const partsOf = (words: readonly Word[]): string[] =>
  words
    .map(({ text }) => text)
    .join(" ")
    .match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_]/gu) ?? [];
