/** What a tag is to a catalog: published now, an older pin of a published line, or never published as far as one sees. */
type TagStanding = "published" | "stale" | "unknown";

/** A tag's version and the rest: `v3.31.3-debian13` is `[3, 31, 3]` and `-debian13`. */
export interface VersionedTag {
  readonly version: readonly number[];
  readonly rest: string;
}

/**
 * Tells how a tag stands to the tags that an image publishes.
 *
 * @param tag a tag without placeholders
 * @param published the tags of all definitions of the image
 * @returns `stale` for an older version of a line that is still published, on whatever distribution
 */
export function tagStanding(tag: string, published: readonly string[]): TagStanding {
  if (published.includes(tag)) return "published";
  const asked = versionedTag(tag);
  if (!asked) return "unknown";
  const kind = kindOf(asked.rest);
  const isOlder = published
    .flatMap((one) => versionedTag(one) ?? [])
    .some(
      ({ version, rest }) =>
        kindOf(rest) === kind && version[0] === asked.version[0] && compareVersions(asked.version, version) < 0,
    );
  return isOlder ? "stale" : "unknown";
}

/**
 * Whether one tag is of the line that another names: `1.21.4-debian13-helm` is of `1-helm`.
 *
 * @param tag a tag
 * @param line what it may be of: a version cut short, with the same variant and flavor
 */
export function isOfLine(tag: string, line: string): boolean {
  const [one, wanted] = [versionedTag(tag), versionedTag(line)];
  if (!one || !wanted || kindOf(one.rest) !== kindOf(wanted.rest)) return false;
  return wanted.version.every((part, index) => one.version[index] === part);
}

/**
 * Compares two tags for a sort, the newest first: `1.10.0`, `1.9.0`, `1.9.0-rc1`. Of `1.9` and `1.9.0` the longer is
 * first, for it says more; what has no version is last.
 *
 * @param a a tag
 * @param b another
 * @returns negative where the first is the newer
 */
export function compareTags(a: string, b: string): number {
  const [one, other] = [versionedTag(a), versionedTag(b)];
  if (!one || !other) return Number(!one) - Number(!other) || (a < b ? -1 : Number(a > b));
  return (
    compareVersions(other.version, one.version) ||
    Number(one.rest !== "") - Number(other.rest !== "") ||
    other.version.length - one.version.length ||
    other.rest.localeCompare(one.rest, "en", { numeric: true })
  );
}

/**
 * What a tag stands for today.
 *
 * @param tag a tag that is not published, for example `1.4.0-debian13`
 * @param published the tags of all definitions of the image
 * @returns the newest published tag of as many numbers and with the same suffix, of the same major version where there
 *   is one: `1.4.2-debian13`; undefined where none is like it
 */
export function newestLike(tag: string, published: readonly string[]): string | undefined {
  const form = (one: string) => one.replace(/-(alpine|debian)[\d.]+/g, "-$1").replace(/\d+/g, "0");
  const alike = published.filter((one) => form(one) === form(tag));
  const major = versionedTag(tag)?.version[0];
  const ofMajor = alike.filter((one) => versionedTag(one)?.version[0] === major);
  return (ofMajor.length > 0 ? ofMajor : alike).toSorted(compareTags)[0];
}

/**
 * A tag to show for an image: the newest of those that say least, for example `1`.
 *
 * @param published tags of its definitions
 * @returns undefined where there are none
 */
export function plainestTag(published: readonly string[]): string | undefined {
  const length = (tag: string) => tag.split(/[.-]/).length;
  const shortest = Math.min(...published.map(length));
  return published.filter((tag) => length(tag) === shortest).toSorted(compareTags)[0];
}

/** What a tag is besides its version: dev, compat and flavors count, the release of the distribution does not. */
function kindOf(rest: string): string {
  return rest.replace(/-(alpine|debian)[\d.]*/g, "").replace(/(-[a-z]+)[\d.]+/g, "$1");
}

/** Takes a tag apart; undefined where it does not begin with a version. */
export function versionedTag(tag: string): VersionedTag | undefined {
  const match = /^v?(\d+(?:\.\d+)*)(-.*)?$/.exec(tag);
  return match ? { version: (match[1] ?? "").split(".").map(Number), rest: match[2] ?? "" } : undefined;
}

/** A shorter version stands for the newest of its line: 3.31 is not older than 3.31.7. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
