import escapeStringRegexp from "escape-string-regexp";
import type { Problem, TextPlace } from "../../findings/problem.ts";
import { readVersion } from "../../versions.ts";
import { failedProblem, unusedProblem } from "../problems.ts";
import { keptFacts, readDescriptor } from "../read-descriptor.ts";
import { authorTexts, type AuthorScalar } from "./author-texts.ts";
import type { PinnedRepository } from "./pin.ts";
import { doubtfulProblem, mentionedProblem, stalePinProblem } from "./problems.ts";
import { findStalePins, replacePins, type StalePin, type StalePins } from "./roll-text.ts";

/** What `keep` calls the pins of a descriptor. */
export const PINS = "pins";

/** A descriptor and its prose, as they are or are to be. */
export interface Sources {
  readonly descriptor: string;
  /** The texts of its Markdown files, by the files' names in findings. */
  readonly prose: ReadonlyMap<string, string>;
}

/** What becomes of the pins of a descriptor. */
export interface RolledPins extends Sources {
  /** How many were rolled. */
  readonly count: number;
  /** Each pin that is rolled, at its place in the sources as they were. */
  readonly outdated: readonly Problem[];
  /** What a person must look at; lines are the same before and after. */
  readonly problems: readonly Problem[];
}

/**
 * Rolls the stale pins of a descriptor and its prose to the newest tag of the same shape. Every other character stays.
 *
 * @param sources a valid descriptor and its prose
 * @param repositories what it is of: an image, a chart
 * @returns the sources, changed or not
 */
export function rollPins(sources: Sources, repositories: readonly PinnedRepository[]): RolledPins {
  const { failed, ...own } = inDescriptor(sources.descriptor, repositories);
  const prose = [...sources.prose].map(([file, text]) => ({ file, text, ...findStalePins(text, false, repositories) }));
  const files: readonly FilePins[] = [own, ...prose];
  const stale = files.flatMap((file) => file.stale);
  if (Object.hasOwn(keptFacts(readDescriptor(sources.descriptor)), PINS)) {
    const isUsed = files.some((file) => file.stale.length + file.doubtful.length > 0);
    return { ...sources, count: 0, outdated: [], problems: isUsed ? [] : [unusedProblem(PINS)] };
  }
  return {
    descriptor: replacePins(own.text, own.stale),
    prose: new Map(prose.map(({ file, text, stale: pins }) => [file, replacePins(text, pins)])),
    count: stale.length,
    outdated: files.flatMap((file) => file.stale.map((pin) => placed(stalePinProblem, pin, file))),
    problems: [
      ...(failed.length > 0 ? [failedProblem(failed.map(({ tag, to }) => `${tag}: ${to}`))] : []),
      ...files.flatMap((file) => file.doubtful.map((pin) => placed(doubtfulProblem, pin, file))),
      ...files.flatMap((file) => mentionsIn({ ...file, text: replacePins(file.text, file.stale) }, stale)),
    ],
  };
}

interface FilePins extends StalePins {
  /** Undefined for the descriptor, of which problems are anyway. */
  readonly file?: string;
  readonly text: string;
}

function placed<T extends { readonly start: number }>(
  problemOf: (pin: T, place: TextPlace) => Problem,
  pin: T,
  { file, text }: Pick<FilePins, "file" | "text">,
): Problem {
  const before = text.slice(0, pin.start);
  const place = { line: before.split("\n").length, column: pin.start - before.lastIndexOf("\n") };
  return { ...problemOf(pin, place), ...(file !== undefined && { file }) };
}

/** Finds the pins in the values of a YAML text, at their places in it, and those that cannot be rolled there. */
function inDescriptor(
  text: string,
  repositories: readonly PinnedRepository[],
): FilePins & { readonly failed: readonly StalePin[] } {
  const scalars = authorTexts(text).map((scalar) => {
    const found = findStalePins(scalar.value, scalar.isCode, repositories);
    const place = (pin: { start: number; tag: string }) => placeOf(text, scalar, pin);
    return {
      doubtful: found.doubtful.map((pin) => ({ ...pin, start: place(pin) ?? scalar.start })),
      stale: found.stale.map((pin) => ({ ...pin, start: place(pin) ?? NaN })),
      after: replacePins(scalar.value, found.stale),
    };
  });
  const stale = scalars.flatMap((scalar) => scalar.stale);
  const doubtful = scalars.flatMap((scalar) => scalar.doubtful);
  // The proof: what YAML reads afterwards is what was to be.
  const isRolled = stale.every(({ start }) => !Number.isNaN(start));
  const after = isRolled ? authorTexts(replacePins(text, stale)).map(({ value }) => value) : [];
  return scalars.every((scalar, index) => scalar.after === after[index])
    ? { text, stale, doubtful, failed: [] }
    : { text, stale: [], doubtful, failed: stale };
}

/**
 * Finds where a tag of a value stands in the YAML text. A tag has no sign that YAML writes otherwise, so the value's third
 * `3.6.2` is the third one of the text; where their counts differ, an escape or a folded line is in the way.
 */
function placeOf(
  text: string,
  { value, start, end }: AuthorScalar,
  pin: { readonly start: number; readonly tag: string },
): number | undefined {
  // The first line of a block says how it is written.
  const from = /[|>]/.test(text[start] ?? "") ? text.indexOf("\n", start) : start;
  const [inValue, inText] = [occurrences(value, pin.tag), occurrences(text.slice(from, end), pin.tag)];
  const at = inValue.length === inText.length ? inText[inValue.indexOf(pin.start)] : undefined;
  return at === undefined ? undefined : from + at;
}

const occurrences = (text: string, part: string) =>
  [...text.matchAll(new RegExp(`(?=${escapeStringRegexp(part)})`, "g"))].map(({ index }) => index);

/** The versions that were rolled, in other words of a file: "version 3.6.2", the output of a command. */
function mentionsIn(file: FilePins, stale: readonly StalePin[]): Problem[] {
  const versions = new Map(stale.map(({ tag, to }) => [versionOf(tag), versionOf(to)]));
  const texts =
    versions.size === 0 ? [] : file.file === undefined ? authorTexts(file.text) : [{ start: 0, end: Infinity }];
  return [...versions].flatMap(([version, to]) => {
    if (!version.includes(".")) return [];
    const pattern = new RegExp(String.raw`(?<![\w.])v?${escapeStringRegexp(version)}(?![\w]|\.\d)`, "g");
    const found = [...file.text.matchAll(pattern)].filter(({ index }) =>
      texts.some(({ start, end }) => start <= index && index < end),
    );
    const [first] = found;
    const problemOf = (_: unknown, place: TextPlace) => mentionedProblem(version, to, found.length, place);
    return first ? [placed(problemOf, { start: first.index }, file)] : [];
  });
}

const versionOf = (tag: string) => readVersion(tag)?.numbers.join(".") ?? tag;
