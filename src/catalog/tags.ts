import { compareNumbers, readVersion } from "../versions.ts";

/** What a tag is to a catalog: published now, an older pin of a published line, or never published as far as one sees. */
type TagStanding = "published" | "stale" | "unknown";

/**
 * Tells how a tag stands to the tags that an image publishes.
 *
 * @param tag a tag without placeholders
 * @param published the tags of all definitions of the image
 * @returns `stale` for an older version of a line that is still published, on whatever distribution
 */
export function tagStanding(tag: string, published: readonly string[]): TagStanding {
  if (published.includes(tag)) return "published";
  const asked = readVersion(tag);
  if (!asked) return "unknown";
  const kind = kindOf(asked.rest);
  const isOlder = published
    .flatMap((one) => readVersion(one) ?? [])
    .some(
      ({ numbers, rest }) =>
        kindOf(rest) === kind && numbers[0] === asked.numbers[0] && compareNumbers(asked.numbers, numbers) < 0,
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
  const [one, wanted] = [readVersion(tag), readVersion(line)];
  if (!one || !wanted || kindOf(one.rest) !== kindOf(wanted.rest)) return false;
  return wanted.numbers.every((part, index) => one.numbers[index] === part);
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
  const [one, other] = [readVersion(a), readVersion(b)];
  if (!one || !other) return Number(!one) - Number(!other) || (a < b ? -1 : Number(a > b));
  return (
    compareNumbers(other.numbers, one.numbers) ||
    Number(one.rest !== "") - Number(other.rest !== "") ||
    other.numbers.length - one.numbers.length ||
    other.rest.localeCompare(one.rest, "en", { numeric: true })
  );
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
