import { diffArrays } from "diff";
import type { Line, PageChange, PageSide } from "./page.ts";
import { wordChanges } from "./word-changes.ts";

/** Two texts that differ in more lines than this are no longer aligned: the one takes the place of the other. */
const MOST_EDITS = 2000;

/**
 * Finds what differs between two versions of a page. Where lines are reworded, it is the words that differ; where a block
 * takes the place of another, or comes, or goes, it is the block.
 *
 * @param before the page as it was
 * @param after the page as it is
 * @returns the changes, in the page's order
 */
export function pageChanges(before: PageSide, after: PageSide): PageChange[] {
  const [old, current] = [linesOf(before), linesOf(after)];
  const textOf = ({ text }: Line) => text;
  const parts = diffArrays(old.map(textOf), current.map(textOf), { maxEditLength: MOST_EDITS });
  if (!parts) return [blockChange(old, current)];
  const changes: PageChange[] = [];
  let [from, to] = [0, 0];
  let [removed, added]: [Line[], Line[]] = [[], []];
  const end = () => {
    if (removed.length + added.length > 0) changes.push(...changesOf(removed, added));
    [removed, added] = [[], []];
  };
  for (const part of parts) {
    if (part.removed) removed.push(...old.slice(from, (from += part.count)));
    else if (part.added) added.push(...current.slice(to, (to += part.count)));
    else {
      end();
      from += part.count;
      to += part.count;
    }
  }
  end();
  return changes;
}

function changesOf(removed: readonly Line[], added: readonly Line[]): PageChange[] {
  const hunk = {};
  return (wordChanges(removed, added) ?? [blockChange(removed, added)]).map((change) => ({ ...change, hunk }));
}

function blockChange(removed: readonly Line[], added: readonly Line[]): PageChange {
  const [removedLines, addedLines] = [withoutBlankEnds(removed), withoutBlankEnds(added)];
  return { removed: flat(removedLines), added: flat(addedLines), isWithin: false, removedLines, addedLines };
}

/** Origins are looked up when they are asked for. */
function linesOf(side: PageSide): Line[] {
  const lines = side.text.replace(/\n$/, "").split("\n");
  return lines.map((text, index) => ({
    text,
    get origin() {
      return side.origins?.[index];
    },
  }));
}

const isBlank = ({ text }: Line): boolean => text.trim() === "";

/** Which of the blank lines around a block is told as new is a matter of chance. */
function withoutBlankEnds(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex((line) => !isBlank(line));
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => !isBlank(line)) + 1);
}

function flat(lines: readonly Line[]): string {
  return lines
    .map(({ text }) => text)
    .join(" ")
    .trim()
    .replace(/\s+/g, " ");
}
