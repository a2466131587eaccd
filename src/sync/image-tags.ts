import { posix } from "node:path";
import type { Definition } from "../catalog/definition.ts";
import type { ImageFacts } from "../catalog/facts.ts";
import { compareTags } from "../catalog/tags.ts";
import { snapshotSchema, type DefinedTags, type Snapshot } from "../core.ts";
import { readVersion } from "../versions.ts";

/*
 * What the definitions of an image are called: one entry each in its snapshot.
 */

/**
 * The tags of an image, with what they are built for and for how long. What no snapshot takes, such as a date in words, is
 * left out.
 *
 * @param image what its definitions say
 * @returns one entry a definition that has tags: the newest line first, of each the runtime variant, then `dev`, then the
 *   others, each without a flavor first; of these what the plainest tags name, then the newest distribution
 */
export function tagsOf({ all: { definitions } }: ImageFacts): Snapshot {
  const schema = snapshotSchema.shape.tags.unwrap().element;
  const entries = definitions.flatMap((definition) => {
    const { data: tags } = schema.shape.tags.safeParse([...new Set(definition.tags)].filter(isTag).sort(byPlainness));
    if (!tags) return [];
    const { variant, distribution, platforms, dates } = definition;
    const { endOfLife: date, platforms: platform } = schema.shape;
    const entry = {
      version: lineOf(definition),
      variant,
      flavor: flavorOf(definition),
      distribution,
      tags,
      // In whatever order they are written, they are the same.
      platforms: [...new Set(platforms)].filter((one) => platform.safeParse([one]).success).sort(),
      endOfLife: date.safeParse(dates["end-of-life"]?.replace(TIME, "")).data,
    };
    const stated = Object.entries(entry).filter(([, value]) => value !== undefined && value.length > 0);
    return schema.safeParse(Object.fromEntries(stated)).data ?? [];
  });
  if (entries.length === 0) return {};
  const newest = newestOf(entries);
  const compareLines = (a: string, b: string) =>
    compareTags(newest.get(a) ?? "", newest.get(b) ?? "") || compareTags(a, b);
  return {
    tags: entries.sort(
      (a, b) =>
        compareLines(a.version, b.version) ||
        rank(a.variant) - rank(b.variant) ||
        byName(a.variant, b.variant) ||
        byName(a.flavor ?? "", b.flavor ?? "") ||
        wordsIn(a.tags[0]) - wordsIn(b.tags[0]) ||
        byName(b.distribution, a.distribution) ||
        byName(a.tags[0] ?? "", b.tags[0] ?? ""),
    ),
  };
}

/** What a timestamp says behind the date. */
const TIME = /[Tt\s].*$/;

/**
 * The line of versions that a definition's tags are of. Its file is called after it (`3.13-dev.yaml`, `jre-17.yaml`), so it
 * is a number of the file's name that is also the version of a tag; where none is (`stable.yaml`), the shortest version
 * of a tag. Tags without a version begin with a name (`bookworm`, `claude-code`): then it is the plainest of them, without
 * the words of variant, flavor and distribution.
 *
 * @param definition the definition, which has tags
 * @returns for example `3.13`
 */
export function lineOf({ file, tags, variant, flavor, distribution }: Definition): string {
  const versions = tags.flatMap((tag) => versionOf(tag) ?? []);
  const name = posix.basename(file).replace(/\.[^.]*$/, "");
  const named = [...name.matchAll(/\d+(?:\.\d+)*/g)].map(([number]) => number).find((one) => versions.includes(one));
  if (named !== undefined) return named;
  const [shortest] = versions.toSorted((a, b) => a.split(".").length - b.split(".").length || compareTags(a, b));
  if (shortest !== undefined) return shortest;
  const [plainest = ""] = tags.toSorted(byPlainness);
  const told = wordsOf({ variant, flavor, distribution });
  return (
    plainest
      .split("-")
      .filter((word) => !told.has(word))
      .join("-") || plainest
  );
}

/**
 * What the tags of a definition name besides version, variant and distribution: its flavor, and what all versions of it
 * are called, though nobody says that it is a flavor: `jdk` of `17-jdk-dev` and `17.0.20-jdk-dev`.
 */
function flavorOf({ tags, variant, flavor, distribution }: Definition): string | undefined {
  const told = wordsOf({ variant, flavor, distribution });
  const [first = [], ...others] = tags
    .filter((tag) => versionOf(tag) !== undefined)
    .map((tag) => tag.split("-").slice(1));
  const common = first.filter((word) => !told.has(word) && others.every((words) => words.includes(word)));
  const words = [...(flavor === undefined ? [] : [flavor]), ...new Set(common)];
  return words.length === 0 ? undefined : words.join("-");
}

/** What a tag may call variant, flavor and distribution: of `debian-13` it is `debian` and `debian13`. */
function wordsOf({
  variant,
  flavor = "",
  distribution,
}: Pick<Definition, "variant" | "flavor" | "distribution">): ReadonlySet<string> {
  return new Set([
    variant,
    ...flavor.split("-"),
    ...distribution.split("-").slice(0, 1),
    distribution.replace("-", ""),
  ]);
}

/** The version that a tag begins with: `3.13.15` of `v3.13.15-dev`. */
const versionOf = (tag: string) => readVersion(tag)?.written;

const isTag = (tag: string) => snapshotSchema.shape.tags.unwrap().element.shape.tags.safeParse([tag]).success;

const byName = (a: string, b: string) => a.localeCompare(b, "en", { numeric: true });

const wordsIn = (tag = "") => tag.split("-").length;

/** The tags that say least are first, and those that say the same of different versions stand together: `latest`, `3`, `3.13`, `3-debian`, `3.13-debian`. */
function byPlainness(a: string, b: string): number {
  const [[one, ownRest], [other, otherRest]] = [headOf(a), headOf(b)];
  return (
    wordsIn(a) - wordsIn(b) ||
    Number(versionOf(a) !== undefined) - Number(versionOf(b) !== undefined) ||
    ownRest.length - otherRest.length ||
    byName(ownRest, otherRest) ||
    one.length - other.length ||
    byName(one, other)
  );
}

function headOf(tag: string): readonly [head: string, rest: string] {
  const end = `${tag}-`.indexOf("-");
  return [tag.slice(0, end), tag.slice(end)];
}

const rank = (variant: string) => ["runtime", "dev", variant].indexOf(variant);

/** The newest version of each line, by which lines are compared: `2` may stand for 2.10 beside `2.2`. */
function newestOf(entries: readonly DefinedTags[]): ReadonlyMap<string, string> {
  const newest = new Map<string, string>();
  for (const { version, tags } of entries) {
    const versions = tags.flatMap((tag) => versionOf(tag) ?? []);
    const [first] = [...versions, newest.get(version) ?? version].sort(compareTags);
    if (first !== undefined) newest.set(version, first);
  }
  return newest;
}
