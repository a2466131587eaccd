import type { Problem, TextPlace } from "../../findings/problem.ts";
import type { RawDescriptor } from "../compare.ts";
import { failedProblem, unusedProblem } from "../problems.ts";
import { keptFacts, readDescriptor } from "../read-descriptor.ts";
import { authorTexts, type AuthorScalar } from "./author-texts.ts";
import { findMentions } from "./mentions.ts";
import type { PinnedRepository } from "./pin.ts";
import { doubtfulProblem, mentionedProblem, stalePinProblem } from "./problems.ts";
import { findStalePins, replacePins, type DoubtfulPin, type StalePin } from "./roll-text.ts";

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
  const inDescriptor = rollDescriptor(sources.descriptor, repositories);
  const inProse = [...sources.prose].map(([file, text]) => ({ file, ...rollFile(text, repositories) }));
  const isKept = Object.hasOwn(keptFacts(readDescriptor(sources.descriptor)), PINS);
  const files = [inDescriptor, ...inProse];
  const stale = files.flatMap(({ stale }) => stale);
  if (isKept) {
    const isUsed = stale.length > 0 || files.some(({ doubtful }) => doubtful.length > 0);
    return { ...sources, count: 0, outdated: [], problems: isUsed ? [] : [unusedProblem(PINS)] };
  }
  const failed = inDescriptor.failed.map(({ tag, to }) => `${tag}: ${to}`);
  const rolled: Sources = {
    descriptor: inDescriptor.text,
    prose: new Map(inProse.map(({ file, text }) => [file, text])),
  };
  return {
    ...rolled,
    count: stale.length,
    outdated: [
      ...inDescriptor.stale.map((pin) => stalePinProblem(pin, placeIn(sources.descriptor, pin.start))),
      ...inProse.flatMap(({ file, stale: own }) =>
        own.map((pin) => ({ ...stalePinProblem(pin, placeIn(sources.prose.get(file) ?? "", pin.start)), file })),
      ),
    ],
    problems: [
      ...(failed.length > 0 ? [failedProblem(failed)] : []),
      ...inDescriptor.doubtful.map((pin) => doubtfulProblem(pin, placeIn(sources.descriptor, pin.start))),
      ...inProse.flatMap(({ file, doubtful }) =>
        doubtful.map((pin) => ({ ...doubtfulProblem(pin, placeIn(sources.prose.get(file) ?? "", pin.start)), file })),
      ),
      ...mentionsOf(stale, rolled),
    ],
  };
}

interface RolledFile {
  readonly text: string;
  readonly stale: readonly StalePin[];
  readonly doubtful: readonly DoubtfulPin[];
}

function rollFile(text: string, repositories: readonly PinnedRepository[]): RolledFile {
  const { stale, doubtful } = findStalePins(text, false, repositories);
  return { text: replacePins(text, stale), stale, doubtful };
}

/** What is found in the values of a YAML text, at its place in that text. */
function rollDescriptor(
  text: string,
  repositories: readonly PinnedRepository[],
): RolledFile & { readonly failed: readonly StalePin[] } {
  const stale: StalePin[] = [];
  const doubtful: DoubtfulPin[] = [];
  const failed: StalePin[] = [];
  const changed = new Map<string, string>();
  for (const scalar of authorTexts(text)) {
    const found = findStalePins(scalar.value, scalar.isCode, repositories);
    if (found.stale.length + found.doubtful.length === 0) continue;
    const at = placesIn(text, scalar);
    doubtful.push(...found.doubtful.map((pin) => ({ ...pin, start: at(pin.tag, pin.start) ?? scalar.start })));
    const placed = found.stale.flatMap((pin) => {
      const start = at(pin.tag, pin.start);
      return start === undefined ? [] : [{ ...pin, start }];
    });
    if (placed.length < found.stale.length) failed.push(...found.stale);
    else {
      stale.push(...placed);
      changed.set(scalar.value, replacePins(scalar.value, found.stale));
    }
  }
  const rolled = replacePins(text, stale);
  if (differsOnlyIn(readDescriptor(text), readDescriptor(rolled), changed))
    return { text: rolled, stale, doubtful, failed };
  return { text, stale: [], doubtful, failed: [...failed, ...stale] };
}

/**
 * Finds where a tag of a value stands in the YAML text. A tag has no sign that YAML writes otherwise, so the value's third
 * `3.6.2` is the third one of the text; where their counts differ, an escape or a folded line is in the way.
 */
function placesIn(
  text: string,
  { value, start, end }: AuthorScalar,
): (tag: string, offset: number) => number | undefined {
  // The first line of a block says how it is written.
  const from = /[|>]/.test(text[start] ?? "") ? text.indexOf("\n", start) : start;
  const raw = text.slice(from, end);
  return (tag, offset) => {
    const [inValue, inText] = [occurrences(value, tag), occurrences(raw, tag)];
    const at = inValue.length === inText.length ? inText[inValue.indexOf(offset)] : undefined;
    return at === undefined ? undefined : from + at;
  };
}

function occurrences(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

/** Whether a descriptor is another one, but for the values that were to change. */
function differsOnlyIn(before: unknown, after: unknown, changed: ReadonlyMap<string, string>): boolean {
  if (typeof before === "string") return after === before || (changed.has(before) && after === changed.get(before));
  if (typeof before !== "object" || before === null || typeof after !== "object" || after === null) return false;
  const keys = Object.keys(before);
  const other = Object.keys(after);
  return (
    keys.length === other.length &&
    keys.every(
      (key, index) =>
        other[index] === key && differsOnlyIn((before as RawDescriptor)[key], (after as RawDescriptor)[key], changed),
    )
  );
}

/** Where the versions that were rolled still stand, so that a page may say both. */
function mentionsOf(stale: readonly StalePin[], { descriptor, prose }: Sources): Problem[] {
  if (stale.length === 0) return [];
  const texts = authorTexts(descriptor);
  // Names and comments are no mentions: they are blanked, so that places stay.
  let own = descriptor.replace(/[^\n]/g, " ");
  for (const { start, end } of texts) own = own.slice(0, start) + descriptor.slice(start, end) + own.slice(end);
  return [{ file: undefined, text: own }, ...[...prose].map(([file, text]) => ({ file, text }))].flatMap(
    ({ file, text }) =>
      findMentions(text, stale).map(({ version, to, starts }) => ({
        ...mentionedProblem(version, to, starts.length, placeIn(text, starts[0] ?? 0)),
        ...(file !== undefined && { file }),
      })),
  );
}

function placeIn(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
