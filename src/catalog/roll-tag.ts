import { compareNumbers, readVersion, type Version } from "../versions.ts";
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
  const alike = tagsLike(asked, published);
  // Where its major version is published, what is newer than all of it was never published, as far as one sees.
  const ofMajor = alike.filter((one) => one.numbers[0] === numbers[0]);
  const successors = (ofMajor.length > 0 ? ofMajor : alike).filter((one) => {
    const order = compareNumbers(numbers, one.numbers);
    return order < 0 || (order === 0 && one.rest !== rest);
  });
  const isSameShape = (one: Tag) =>
    one.rest === rest && one.numbers.length === numbers.length && one.tag.startsWith("v") === tag.startsWith("v");
  const to = newestOfLine(successors.filter(isSameShape), numbers);
  if (to !== undefined) return { to };
  const newest = nearest(asked, successors);
  return newest === undefined ? undefined : { newest };
}

/**
 * What a tag stands for today: what {@link rollTag} makes of it, or else what comes nearest to it.
 *
 * @param tag a tag that is not published, for example `1.4.0-debian13`
 * @param published the tags of all definitions of the image
 * @returns for example `1.4.2-debian13`; undefined where none is like it
 */
export function newestLike(tag: string, published: readonly string[]): string | undefined {
  const rolled = rollTag(tag, published);
  if (rolled) return "to" in rolled ? rolled.to : rolled.newest;
  const asked = readVersion(tag);
  return asked && nearest(asked, tagsLike(asked, published));
}

interface Tag extends Version {
  readonly tag: string;
}

/** Releases with the same suffix, but for its numbers: `-debian13-dev` is like `-debian12-dev`. */
function tagsLike({ rest }: Version, published: readonly string[]): Tag[] {
  const formOf = (suffix: string) => suffix.replace(/\d+(?:\.\d+)*/g, "0");
  return published.flatMap((tag) => {
    const found = readVersion(tag);
    return found && !PRERELEASE.test(tag) && formOf(found.rest) === formOf(rest) ? [{ tag, ...found }] : [];
  });
}

/** The newest of as many numbers and of the narrowest line; else the newest of all. */
function nearest({ numbers }: Version, tags: readonly Tag[]): string | undefined {
  const sameCount = tags.filter((one) => one.numbers.length === numbers.length);
  return newestOfLine(sameCount, numbers) ?? newestOf(sameCount) ?? newestOf(tags);
}

/** The newest of the narrowest line of a version of which there is one; undefined where its major version is gone. */
function newestOfLine(tags: readonly Tag[], numbers: readonly number[]): string | undefined {
  for (let length = numbers.length - 1; length > 0; length--) {
    const line = tags.filter((one) => one.numbers.slice(0, length).every((part, at) => part === numbers[at]));
    if (line.length > 0) return newestOf(line);
  }
  return undefined;
}

const newestOf = (tags: readonly Tag[]) => tags.map(({ tag }) => tag).toSorted(compareTags)[0];
