import type { Origin } from "../markdown/origin.ts";
import { createPlaces, traceLines, type ExplainableGuide, type TracedLine, type UnstyledLine } from "./explain.ts";

/**
 * Looks up which sources each line of a guide has: where it came from, what put it there, and all that it was filled
 * from.
 *
 * @param guide the guide
 * @param descriptorText the descriptor's text
 * @returns the places, as `file:line`, by the guide's lines; none for empty lines
 */
export function sourcesOfLines(guide: ExplainableGuide, descriptorText: string): readonly ReadonlySet<string>[] {
  const placeOf = createPlaces(guide, descriptorText);
  const lines = (guide.text ?? "").split("\n");
  const traced = traceLines(guide);
  return traced.map((line, index) => {
    if (lines[index]?.trim() === "") return new Set();
    const following = lines[index + 1]?.trim() === "" ? undefined : traced[index + 1];
    const { origin, via, values } = line;
    const origins = [
      origin,
      ...(via ? [via] : []),
      ...values,
      ...filledFrom(line, following, lines[index + 1]).flatMap(originsIn),
    ];
    return new Set(origins.map(placeOf));
  });
}

/** The lines before they were styled that one holds words of: a paragraph is filled anew. */
function filledFrom(line: TracedLine, following: TracedLine | undefined, text = ""): readonly UnstyledLine[] {
  const [first] = line.filledFrom;
  const [next] = following?.filledFrom ?? [];
  if (!first || !next) return line.filledFrom;
  if (next.parts === first.parts) return [first];
  // Where the next line begins amid one, this line has its beginning.
  const isWhole = next.text.trim().startsWith(text.trim().split(" ").slice(0, 2).join(" "));
  return isWhole ? line.filledFrom : [...line.filledFrom, next];
}

/** Where the words of a line came from. */
function originsIn({ text, parts }: UnstyledLine): Origin[] {
  return parts.flatMap(({ from, origin }, index) =>
    text.slice(from, parts[index + 1]?.from).trim() === "" ? [] : origin,
  );
}

/** Lines that follow each other: the first and the last. */
export type LineRange = readonly [first: number, last: number];

/**
 * Puts lines together that follow each other.
 *
 * @param lines their numbers, in their order
 * @param isBetween whether a line that is none of them may stand between two
 */
export function rangesOf(lines: readonly number[], isBetween: (line: number) => boolean = () => false): LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    let next = (last?.[1] ?? line) + 1;
    while (last && next < line && isBetween(next)) next += 1;
    if (last && next >= line) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}

/**
 * Tells which lines of a template print something of their own, and are no calls, conditions or comments alone.
 *
 * @param text the template
 * @returns their numbers, from 1
 */
export function printingLines(text: string): number[] {
  const blank = (piece: string) => piece.replace(/[^\n]/g, " ");
  return text
    .replace(/\{\{~?!--[^]*?--~?\}\}|\{\{~?![^]*?\}\}/g, blank)
    .replace(/\{\{~?(?:[#/>^]|else\b)[^]*?\}\}/g, blank)
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : index + 1));
}
