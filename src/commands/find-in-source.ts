import escapeStringRegexp from "escape-string-regexp";
import { isScalar, parseDocument, visit } from "yaml";
import { MOST_LINES } from "../provenance/source-place.ts";
import type { Edit } from "../verify/rule.ts";

/** Where a line of a page came from. */
export interface SourceLine {
  /** The source's text. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Whether the source is YAML, whose texts may be spelled over several lines. */
  readonly isYaml: boolean;
}

/** So many words beside an edit tell its place where the line as a whole does not: it begins with other marks. */
const WORDS = [Infinity, 4, 1];

/**
 * Finds where in a source an edit of a page is made: what is to change, with the words beside it, is there once.
 *
 * @param edit the edit
 * @param page the page's text
 * @param source where the edit's line came from
 * @returns offsets in the source; undefined where the words are not there, or at several places
 */
export function findInSource(
  { start, end }: Pick<Edit, "start" | "end">,
  page: string,
  source: SourceLine,
): Pick<Edit, "start" | "end"> | undefined {
  const lineEnd = page.indexOf("\n", end);
  const before = page.slice(page.lastIndexOf("\n", start - 1) + 1, start);
  const after = page.slice(end, lineEnd < 0 ? undefined : lineEnd);
  const wanted = exactly(page.slice(start, end));
  const [from, to] = regionOf(source);
  for (const count of WORDS) {
    const pattern = `${loosely(lastWords(before, count))}(${wanted})${loosely(firstWords(after, count))}`;
    const [match, ...others] = source.text.slice(from, to).matchAll(new RegExp(pattern, "dgu"));
    const place = match?.indices?.[1];
    if (place && others.length > 0) return undefined;
    if (place) return { start: from + place[0], end: from + place[1] };
  }
  return undefined;
}

/** The lines of the source that may hold the page's line; all of a YAML text whose lines are not those of its value. */
function regionOf({ text, line, isYaml }: SourceLine): readonly [start: number, end: number] {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  let region: readonly [number, number] = [
    start,
    start + lines.slice(line - 1, line - 1 + MOST_LINES).join("\n").length,
  ];
  if (!isYaml) return region;
  visit(parseDocument(text, { schema: "failsafe", logLevel: "silent" }), {
    Scalar: (_, node) => {
      const [from = 0, to = 0] = node.range ?? [];
      const lineEnd = start + (lines[line - 1] ?? "").length;
      if (isScalar(node) && node.type !== "BLOCK_LITERAL" && from < lineEnd && to > start) region = [from, to];
    },
  });
  return region;
}

function lastWords(text: string, count: number): string {
  return count === Infinity ? text.replace(/^[\s>]+/, "") : (text.match(/\S+\s*/g) ?? []).slice(-count).join("");
}

function firstWords(text: string, count: number): string {
  return count === Infinity ? text : (new RegExp(`^(?:\\s*\\S+){0,${count}}`).exec(text)?.[0] ?? "");
}

/** Lines may be broken elsewhere, and quoted. */
function loosely(text: string): string {
  return escapeStringRegexp(text).replace(/\s+/g, "\\s+(?:>\\s*)*");
}

function exactly(text: string): string {
  return text.includes("\n") ? loosely(text) : escapeStringRegexp(text);
}
