import escapeStringRegexp from "escape-string-regexp";
import type { Problem, TextPlace } from "../../findings/problem.ts";
import { readVersion } from "../../versions.ts";
import { failedProblem, unusedProblem } from "../problems.ts";
import { keptFacts, readDescriptor } from "../read-descriptor.ts";
import { authorTexts, type AuthorScalar } from "./author-texts.ts";
import type { Pin, PinnedRepository } from "./pin.ts";
import { mentionedProblem, stalePinProblem } from "./problems.ts";
import { findStalePins, replacePins, type StalePin } from "./roll-text.ts";

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
  const prose = [...sources.prose].map(([file, text]) => ({
    file,
    text,
    pins: findStalePins(text, false, repositories),
  }));
  const files: readonly FilePins[] = [own, ...prose];
  if (Object.hasOwn(keptFacts(readDescriptor(sources.descriptor)), PINS)) {
    const isUsed = files.some(({ pins }) => pins.length > 0);
    return { ...sources, count: 0, outdated: [], problems: isUsed ? [] : [unusedProblem(PINS)] };
  }
  const rolled = files.flatMap(({ pins }) => pins.filter(({ isDoubtful }) => !isDoubtful));
  const problemsOf = (isDoubtful: boolean) =>
    files.flatMap(({ pins, ...file }) =>
      pins
        .filter((pin) => pin.isDoubtful === isDoubtful)
        .map((pin) => placed((place) => stalePinProblem(pin, place), pin.start, file)),
    );
  return {
    descriptor: replacePins(own.text, own.pins),
    prose: new Map(prose.map(({ file, text, pins }) => [file, replacePins(text, pins)])),
    count: rolled.length,
    outdated: problemsOf(false),
    problems: [
      ...(failed.length > 0 ? [failedProblem(failed.map(({ tag, to }) => `${tag}: ${to}`))] : []),
      ...problemsOf(true),
      ...files.flatMap(({ text, pins, ...file }) => mentionsIn({ ...file, text: replacePins(text, pins) }, rolled)),
    ],
  };
}

interface SourceText {
  /** Undefined for the descriptor, of which problems are anyway. */
  readonly file?: string;
  readonly text: string;
}

interface FilePins extends SourceText {
  readonly pins: readonly StalePin[];
}

function placed(problemAt: (place: TextPlace) => Problem, start: number, { file, text }: SourceText): Problem {
  const before = text.slice(0, start);
  const place = { line: before.split("\n").length, column: start - before.lastIndexOf("\n") };
  return { ...problemAt(place), ...(file !== undefined && { file }) };
}

/** Finds the pins in the values of a YAML text, at their places in it, and those that cannot be rolled there. */
function inDescriptor(
  text: string,
  repositories: readonly PinnedRepository[],
): FilePins & { readonly failed: readonly StalePin[] } {
  const scalars = authorTexts(text).map((scalar) => {
    const found = findStalePins(scalar.value, scalar.isCode, repositories);
    const pins = found.map((pin) => ({ ...pin, start: placeOf(text, scalar, pin) }));
    return { pins, after: replacePins(scalar.value, found) };
  });
  const pins = scalars.flatMap((scalar) => scalar.pins);
  // The proof: what YAML reads afterwards is what was to be.
  const after = authorTexts(replacePins(text, pins));
  if (scalars.every((scalar, index) => scalar.after === after[index]?.value)) return { text, pins, failed: [] };
  const [doubtful, failed] = [true, false].map((is) => pins.filter(({ isDoubtful }) => isDoubtful === is));
  return { text, pins: doubtful ?? [], failed: failed ?? [] };
}

/**
 * Finds where a tag of a value stands in the YAML text. A tag has no sign that YAML writes otherwise, so the value's third
 * `3.6.2` is the third one of the text; where an escape is in the way, the proof fails.
 */
function placeOf(text: string, { value, start, end }: AuthorScalar, pin: Pin): number {
  // The first line of a block says how it is written.
  const from = /[|>]/.test(text[start] ?? "") ? text.indexOf("\n", start) : start;
  const count = value.slice(0, pin.start).split(pin.tag).length;
  const before = text.slice(from, end).split(pin.tag).slice(0, count).join(pin.tag);
  return from + before.length;
}

/** The versions that were rolled, in other words of a file: "version 3.6.2", the output of a command. */
function mentionsIn(source: SourceText, rolled: readonly StalePin[]): Problem[] {
  const versions = new Map(rolled.map(({ tag, to }) => [versionOf(tag), versionOf(to)]));
  if (versions.size === 0) return [];
  const texts = source.file === undefined ? authorTexts(source.text) : [{ start: 0, end: Infinity }];
  return [...versions].flatMap(([version, to]) => {
    if (!version.includes(".")) return [];
    const pattern = new RegExp(String.raw`(?<![\w.])v?${escapeStringRegexp(version)}(?![\w]|\.\d)`, "g");
    const found = [...source.text.matchAll(pattern)].filter(({ index }) =>
      texts.some(({ start, end }) => start <= index && index < end),
    );
    const [first] = found;
    const lines = [...new Set(found.map(({ index }) => source.text.slice(0, index).split("\n").length))];
    return first ? [placed((place) => mentionedProblem(version, to, lines, place), first.index, source)] : [];
  });
}

const versionOf = (tag: string) => readVersion(tag)?.written ?? tag;
