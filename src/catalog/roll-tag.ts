import { compareNumbers, readVersion } from "../versions.ts";
import { compareTags } from "./tags.ts";

/** What is published in place of a tag that is not any more. */
export type RolledTag =
  /** The newest of the same shape: it can stand where the old one stood. */
  | { readonly to: string }
  /** Only another major version, distribution or way of writing is published: the newest of these. */
  | { readonly newest: string };

/** A version before the release, of which nothing follows for releases. `-dev` is a variant. */
const PRERELEASE = /[-.](?:alpha|beta|rc|pre|preview|snapshot|nightly|canary|milestone|m(?=\d))[\d.-]*(?:-|$)/i;

/**
 * Tells what a pinned tag is to become. The shape of a tag is the count of its numbers, what follows them, and whether a
 * `v` precedes them. A tag is rolled within its own line where that is still published (2.14.1 to 2.14.4, whatever there
 * is of 2.15), else to the newest of its major version, and never across one.
 *
 * @param tag a tag without placeholders
 * @param published the tags of all definitions
 * @returns undefined where the tag is published, or nothing is known to be newer than it
 */
export function rollTag(tag: string, published: readonly string[]): RolledTag | undefined {
  const asked = readVersion(tag);
  if (!asked || PRERELEASE.test(tag) || published.includes(tag)) return undefined;
  const { numbers, rest } = asked;
  const alike = published.flatMap((one) => {
    const found = readVersion(one);
    return found && !PRERELEASE.test(one) && formOf(found.rest) === formOf(rest) ? [{ tag: one, ...found }] : [];
  });
  // Where its major version is published, what is newer than all of it was never published, as far as one sees.
  const ofMajor = alike.filter((one) => one.numbers[0] === numbers[0]);
  const successors = (ofMajor.length > 0 ? ofMajor : alike).filter((one) => {
    const order = compareNumbers(numbers, one.numbers);
    return order < 0 || (order === 0 && one.rest !== rest);
  });
  const sameShape = successors.filter(
    (one) => one.rest === rest && one.numbers.length === numbers.length && hasV(one.tag) === hasV(tag),
  );
  const to = newestOfLine(sameShape, numbers);
  if (to !== undefined) return { to };
  const sameCount = successors.filter((one) => one.numbers.length === numbers.length);
  const newest = newestOfLine(sameCount, numbers) ?? newestOf(sameCount) ?? newestOf(successors);
  return newest === undefined ? undefined : { newest };
}

/** The newest of the narrowest line of a version of which there is one; undefined where its major version is gone. */
function newestOfLine(
  tags: readonly { readonly tag: string; readonly numbers: readonly number[] }[],
  numbers: readonly number[],
): string | undefined {
  for (let length = numbers.length - 1; length > 0; length--) {
    const line = tags.filter((one) => one.numbers.slice(0, length).every((part, at) => part === numbers[at]));
    if (line.length > 0) return newestOf(line);
  }
  return undefined;
}

const hasV = (tag: string) => tag.startsWith("v");

const newestOf = (tags: readonly { readonly tag: string }[]) => tags.map(({ tag }) => tag).toSorted(compareTags)[0];

/** What follows a version, but for its numbers: `-debian13-dev` is of the form of `-debian12-dev`. */
const formOf = (rest: string) => rest.replace(/\d+(?:\.\d+)*/g, "0");
