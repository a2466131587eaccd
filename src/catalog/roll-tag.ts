import { compareTags, compareVersions, versionedTag } from "./tags.ts";

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
  const asked = versionedTag(tag);
  if (!asked || PRERELEASE.test(tag) || published.includes(tag)) return undefined;
  const alike = published.flatMap((one) => {
    const found = versionedTag(one);
    if (!found || PRERELEASE.test(one) || formOf(found.rest) !== formOf(asked.rest)) return [];
    const order = compareVersions(asked.version, found.version);
    const isSuccessor = order < 0 || (order === 0 && found.rest !== asked.rest);
    return isSuccessor ? [{ tag: one, ...found, isNewer: order < 0 }] : [];
  });
  const count = asked.version.length;
  const sameShape = alike.filter(
    (one) => one.isNewer && one.rest === asked.rest && one.version.length === count && hasV(one.tag) === hasV(tag),
  );
  for (let length = count - 1; length > 0; length--) {
    const line = sameShape.filter(({ version }) => version.slice(0, length).every((n, at) => n === asked.version[at]));
    const newest = newestOf(line);
    if (newest !== undefined) return { to: newest };
  }
  const newest = newestOf(alike.filter(({ version }) => version.length === count)) ?? newestOf(alike);
  return newest === undefined ? undefined : { newest };
}

const hasV = (tag: string) => tag.startsWith("v");

const newestOf = (tags: readonly { readonly tag: string }[]) => tags.map(({ tag }) => tag).toSorted(compareTags)[0];

/** What follows a version, but for its numbers: `-debian13-dev` is of the form of `-debian12-dev`. */
const formOf = (rest: string) => rest.replace(/\d+(?:\.\d+)*/g, "0");
