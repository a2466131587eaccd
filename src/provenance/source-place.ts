import escapeStringRegexp from "escape-string-regexp";
import type { Finding, Place } from "../findings/finding.ts";
import type { Origin } from "../markdown/origin.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Locator } from "../yaml/locate.ts";
import type { TracedLine } from "./explain.ts";

/** A page as it stands in the output folder, and where its lines come from. */
export interface TracedPage {
  readonly paths: PagePaths;
  /** The file of the project's settings. */
  readonly settings: string;
  readonly lines: readonly string[];
  /** Of the descriptor. */
  readonly locator: () => Locator;
  /** From 1. */
  readonly traceOf: (line: number) => TracedLine | undefined;
}

/** Where a person can edit what a finding is about. */
export interface SourcePlace extends Place {
  /** Whether the text is shared by guides: a template's, or a published wording that others may have, too. */
  readonly isShared: boolean;
  /** What tells this text from another: guides that word a block alike have it in a drift file each. */
  readonly text: string;
}

/** Gives the lines of a file, by what findings call it; none where there is no such file. */
export type Sources = (file: string) => readonly string[];

/** So many lines of a source may be one of a page: a paragraph is filled anew. */
export const MOST_LINES = 4;

/**
 * Finds what a person edits to mend a finding of a page: the words in the author's text, the template, the drift file, or
 * the value that is printed there; else the line that they come from. What is about the page as a whole is about its
 * descriptor.
 *
 * @param finding a finding of the page
 * @param sources gives the lines of the files that the page is made from
 */
export function sourcePlace(finding: Finding, page: TracedPage, sources: Sources): SourcePlace {
  const { descriptor } = page.paths;
  const whole = { file: descriptor, line: 1, column: 1, isShared: false, text: finding.message };
  const isWhole = finding.line === 1 && finding.column === 1 && finding.endLine === undefined;
  const traced = page.traceOf(finding.line);
  if (isWhole || !traced) return whole;
  const { origin, via, values } = traced;
  const regionOf = createRegions(page, sources);
  const own = regionOf(origin);
  const words = wordsOf(finding, page.lines);
  const before = (page.lines[finding.line - 1] ?? "").slice(0, finding.column - 1);
  const find = (region: Region) => locate(words, region.text, before);

  const about = (region: Region, span: Span | undefined): SourcePlace => {
    const start = positionAt(region.text, span?.start ?? (region.isShared ? 0 : region.text.search(/\S|$/)));
    const end = span && positionAt(region.text, span.end);
    const place: Place = {
      file: region.file,
      line: region.line + start.line,
      column: start.column,
      ...(end && { endLine: region.line + end.line, endColumn: end.column }),
    };
    // Words that are not found may be any: their finding is known by what it says.
    const which = span ? "" : finding.message;
    const text =
      region.origin?.kind === "drift"
        ? [which, span?.start, span?.end, via && nameOf(via), region.text]
        : [which, place];
    return { ...place, isShared: region.isShared, text: JSON.stringify(text) };
  };

  const printed = values.map(regionOf);
  const parts = partsOf(words, traced, before).map(regionOf);
  for (const region of [...parts, own, ...printed, ...(via ? [regionOf(via)] : [])]) {
    const span = find(region);
    if (span) return about(region, span);
  }
  const value = printed.find(({ value: text }) => text !== "" && words.join(" ").includes(text));
  if (value) return about(value, locate(value.value.split(/\s+/), value.text, ""));
  const begin = parts[0] ?? own;
  // A value that leaves no mark: a name, a title, the namespace.
  if (begin.origin?.kind === "template" && (begin.text.split("\n")[0] ?? "").includes("{{"))
    for (const region of unmarkedValues(page, sources)) {
      const span = find(region);
      if (span) return about(region, span);
    }
  return begin.text === "" ? whole : about(begin, undefined);
}

/** Where the first and the last of a finding's words come from, where they stand in the text before it was styled. */
function partsOf(words: readonly string[], { filledFrom }: TracedLine, before: string): readonly Origin[] {
  const text = filledFrom.map((line) => line.text).join("\n");
  const span = locate(words, text, before);
  if (!span) return [];
  const originAt = (offset: number) => {
    const { line, column } = positionAt(text, offset);
    return filledFrom[line]?.parts.findLast(({ from }) => from < column)?.origin;
  };
  return [originAt(span.start), originAt(span.end - 1)].filter((origin) => origin !== undefined);
}

/** What a page's files say that a template may print without a mark. */
function unmarkedValues({ paths, settings }: TracedPage, sources: Sources): readonly Region[] {
  const { descriptor, info, snapshot } = paths;
  const whole = [descriptor, info, snapshot].map((file) => ({ file, line: 1, text: sources(file).join("\n") }));
  // The settings name words that rules look for, too.
  const namespace = sources(settings).flatMap((text, index) =>
    text.startsWith("namespace:") ? [{ file: settings, line: index + 1, text }] : [],
  );
  return [...whole, ...namespace].map((region) => ({ ...region, isShared: false, value: "" }));
}

/** A stretch of a source in which the words of a line of a page may stand. */
interface Region {
  readonly origin?: Origin;
  readonly file: string;
  /** The line on which it begins. */
  readonly line: number;
  readonly text: string;
  readonly isShared: boolean;
  /** What it puts into a line that others word; "" where it is no value. */
  readonly value: string;
}

function createRegions({ paths, locator }: TracedPage, sources: Sources): (origin: Origin) => Region {
  const { descriptor, info, snapshot } = paths;
  return (origin) => {
    if ("offset" in origin) {
      const value = locator().locate({ path: origin.path, part: "value" });
      const line = Math.max(1, locator().lineOfText(origin.path, origin.offset));
      const text = sources(descriptor)
        .slice(line - 1, Math.max(line, value.endLine))
        .join("\n");
      return { origin, file: descriptor, line, text, isShared: false, value: scalarOf(text) };
    }
    const { kind, file, line } = origin;
    const below = sources(file).slice(line - 1);
    // What others write beside a descriptor has no lines of its own in a page.
    const isData = file === info || file === snapshot;
    const next = kind === "drift" ? below.findIndex((text) => text.startsWith("  - ")) : MOST_LINES;
    const text = (isData ? below : below.slice(0, next < 0 ? below.length : next)).join("\n");
    return { origin, file, line, text, isShared: kind === "template" || kind === "drift", value: "" };
  };
}

/** The text of a scalar on one line, without its key and its quotes. */
function scalarOf(line: string): string {
  return line
    .replace(/^[\s-]*(?:[\w-]+:\s+)?/, "")
    .replace(/\s#.*$/, "")
    .trimEnd()
    .replace(/^(["'])(.*)\1$/, "$2")
    .trim();
}

function nameOf(origin: Origin): string {
  return "offset" in origin ? origin.path.join(".") : `${origin.file}:${origin.line}`;
}

/** The words that a finding is about; those to the end of its line where it does not say. */
function wordsOf({ line, column, endLine = line, endColumn }: Finding, lines: readonly string[]): string[] {
  const about = lines.slice(line - 1, endLine);
  if (endColumn !== undefined) about.push((about.pop() ?? "").slice(0, endColumn - 1));
  about.unshift((about.shift() ?? "").slice(column - 1));
  return about.join("\n").split(/\s+/).filter(Boolean);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds words in a region, however they are wrapped there.
 *
 * @param before what stands before them on their line of the page: where that holds them as well, a later match is meant
 */
function locate(words: readonly string[], region: string, before: string): Span | undefined {
  if (words.length === 0) return undefined;
  const pattern = words.map((word) => escapeStringRegexp(word)).join("\\s+");
  const matches = [...region.matchAll(new RegExp(pattern, "gu"))];
  const earlier = [...before.matchAll(new RegExp(pattern, "gu"))].length;
  const match = matches[Math.min(earlier, matches.length - 1)];
  return match && { start: match.index, end: match.index + match[0].length };
}

/** The line counts from 0. */
function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, column: (before.at(-1) ?? "").length + 1 };
}
