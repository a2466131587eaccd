import { isDeepStrictEqual } from "node:util";
import { isScalar, isSeq } from "yaml";
import { findInvisible } from "../files/read-text.ts";
import type { YamlPath } from "../findings/problem.ts";
import { nodeAt } from "./edit.ts";
import type { Origin } from "./fact.ts";
import { shortLine } from "./plain-text.ts";
import { readDescriptor } from "./read-descriptor.ts";

/*
 * Behind a fact that no definition need state stands where it comes from: `# fips: compliance export of 2026-11`. A comment
 * of the author's stays as it is.
 */

/** What separates two origins on one line. */
const SEPARATOR = /; (?=(?:fips|stig): )/;

/** A source's words as they stand in a comment, where nothing in them is taken for another origin. */
const wordsOf = (source: string) => shortLine(source).split(SEPARATOR).join(", ");

/**
 * Writes behind a value where it comes from, on the same line.
 *
 * @param text a valid descriptor
 * @param path the value's place
 * @param member the item of a list that is meant
 * @param origin what is said of it
 * @returns the text; the same where another comment stands there, or where none can stand
 */
export function addOrigin(
  text: string,
  path: YamlPath,
  member: string | undefined,
  { label, text: source }: Origin,
): string {
  const line = lineBehind(text, path, member);
  if (!line || (line.comment !== "" && !isOurs(line.comment))) return text;
  const others = origins(line.comment).filter((one) => !isAbout(label)(one));
  return commented(text, line, [...others, `${label}: ${wordsOf(source)}`].sort());
}

/** A definition or `info.yaml`, as a comment of ours names it. */
const CATALOG_FILE = /^image\/\S+\.ya?ml$/;

/**
 * What a comment of ours says of where a value comes from.
 *
 * @param text a valid descriptor
 * @param path the value's place
 * @param member the item of a list that is meant
 * @param label what the value is called there
 * @returns the words; undefined where there are none
 */
export function originAt(
  text: string,
  path: YamlPath,
  member: string | undefined,
  label: Origin["label"],
): string | undefined {
  const { comment = "" } = lineBehind(text, path, member) ?? {};
  const named = isOurs(comment) ? origins(comment).find(isAbout(label)) : undefined;
  return named?.slice(label.length + 2);
}

/**
 * Names another source of a value where the one that the comment names does not state it any more: a file goes with its
 * version, an export with its date. What somebody says in words, no file of the catalog replaces.
 *
 * @param text a valid descriptor
 * @param path the value's place
 * @param member the item of a list that is meant
 * @param origin what is said of it now
 * @returns the text; the same where nothing is out of date
 */
export function renewOrigin(text: string, path: YamlPath, member: string | undefined, origin: Origin): string {
  const words = originAt(text, path, member, origin.label);
  if (words === undefined || origin.all.map(wordsOf).includes(words)) return text;
  const isReplaced = CATALOG_FILE.test(words) || !CATALOG_FILE.test(origin.text);
  return isReplaced ? addOrigin(text, path, member, origin) : text;
}

/**
 * Takes out what {@link addOrigin} wrote of a value that has gone.
 *
 * @param text a valid descriptor
 * @param path where it stood, or the list that it was in
 * @param label what the comment begins with
 */
export function removeOrigin(text: string, path: YamlPath, label: Origin["label"]): string {
  const line = lineBehind(text, path) ?? lineBehind(text, path.slice(0, -1));
  if (!line || !isOurs(line.comment)) return text;
  return commented(
    text,
    line,
    origins(line.comment).filter((one) => !isAbout(label)(one)),
  );
}

/** The rest of a line. */
interface Line {
  /** Where the text before the comment ends. */
  readonly start: number;
  readonly end: number;
  readonly comment: string;
}

function lineBehind(text: string, path: YamlPath, member?: string): Line | undefined {
  const value = nodeAt(text, path);
  const node =
    member !== undefined && isSeq(value) ? value.items.find((one) => isScalar(one) && one.value === member) : value;
  const from = (node as typeof value)?.range?.[1];
  if (from === undefined) return undefined;
  const end = /\r?$/m.exec(text.slice(from))?.index ?? 0;
  const rest = text.slice(from, from + end);
  // In quotes it may be none, but then this is one line without a comment of ours.
  const at = rest.search(/(?:^|[ \t])#/);
  const before = (at < 0 ? rest : rest.slice(0, at)).trimEnd();
  return { start: from + before.length, end: from + end, comment: rest.slice(before.length).trimStart() };
}

const isOurs = (comment: string) => /^# (?:fips|stig): /.test(comment);

const isAbout = (label: Origin["label"]) => (one: string) => one.startsWith(`${label}: `);

const origins = (comment: string) => (comment === "" ? [] : comment.slice(2).split(SEPARATOR));

/** Whatever the words hold, the descriptor says the same. */
function commented(text: string, { start, end }: Line, parts: readonly string[]): string {
  const changed = text.slice(0, start) + (parts.length > 0 ? ` # ${parts.join("; ")}` : "") + text.slice(end);
  const isSame = !findInvisible(changed) && isDeepStrictEqual(readDescriptor(changed), readDescriptor(text));
  return isSame ? changed : text;
}
