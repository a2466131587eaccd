import * as z from "zod";
import { list, pattern } from "./fields.ts";
import { NAME } from "./shared-fields.ts";

/*
 * Facts that are many or change often: a file beside the descriptor, which `new` and `sync` write and nobody else.
 */

/** The file, in the folder of a descriptor's prose. */
export const SNAPSHOT_FILE = "facts.yaml";

const repository = pattern(
  new RegExp(`${NAME.source.slice(0, -1)}(?:/${NAME.source.slice(1, -1)})*$`),
  "a repository's name",
  "The repository's name.",
);

/** What a registry takes for a tag, and Helm for a version: `+` stands in versions alone. */
const version = pattern(/^\w[\w.+-]{0,127}$/, "a version", "A tag or a version.");

/** What a registry takes for a tag. */
const tag = pattern(/^\w[\w.-]{0,127}$/, "a tag", "A tag.");

const word = (description: string) => pattern(/^\w[\w.-]{0,127}$/, "a word", description);

const definedTags = z.strictObject({
  version: word("The line of versions that its tags are of."),
  variant: word("Its variant: `runtime`, `dev`."),
  flavor: word("What its tags name besides.").optional(),
  distribution: word("What it is built on."),
  tags: list(tag, "Its tags: they name the same image. The plainest is the first.").min(1, {
    error: "expected at least one tag",
  }),
  platforms: list(
    pattern(/^[a-z\d]+(?:\/[a-z\d_.]+){1,2}$/, "a platform, for example linux/amd64", "What it is built for."),
    "What it is built for.",
  ).optional(),
  endOfLife: z.iso
    .date({ error: "expected a date, for example 2030-10-31" })
    .meta({ description: "When upstream ends it." })
    .optional(),
});

/** What one definition of an image is called, and for how long there is to be one. */
export type DefinedTags = z.output<typeof definedTags>;

/** The schema of `facts.yaml`. */
export const snapshotSchema = z.strictObject({
  tags: list(definedTags, "The image's tags, one entry a definition, the newest line first.").optional(),
  versions: list(version, "The chart's versions, or an image's lines of them, the newest first.").optional(),
  images: list(
    z.strictObject({ name: repository, tag: version.optional() }),
    "The images that the chart's newest version uses.",
  ).optional(),
  charts: list(
    z.strictObject({ name: repository, version: version.optional() }),
    "The charts that it brings along.",
  ).optional(),
  source: pattern(
    /^https?:\/\/[\w.-]+(?::\d+)?(?:\/[\w.~%+-]+)*\/?$/,
    "a web address",
    "Where upstream's sources of it are.",
  ).optional(),
});

/** What the definitions said when the file was written. */
export type Snapshot = z.output<typeof snapshotSchema>;

/** The same, and the path of the file where it is one. */
export type PlacedSnapshot = Snapshot & { readonly file?: string };

/** The facts that change with every version: what is volatile in pages. */
const VOLATILE_FACTS: ReadonlySet<string> = new Set(["tags", "versions"]);

/**
 * Leaves out of a snapshot what changes with every version: tags, platforms, ends of life, versions.
 *
 * @param snapshot what it says
 * @returns the rest
 */
export function withoutVolatile({ images, charts, ...others }: Snapshot): Snapshot {
  return {
    ...Object.fromEntries(Object.entries(others).filter(([name]) => !VOLATILE_FACTS.has(name))),
    ...(images && { images: images.map(({ name }) => ({ name })) }),
    ...(charts && { charts: charts.map(({ name }) => ({ name })) }),
  };
}

/**
 * The versions that are published, as far as a snapshot tells.
 *
 * @param snapshot of an image or a chart
 * @returns the lines of an image's tags, or a chart's versions, each once, the newest first; undefined where nothing is
 *   known
 */
export function publishedVersions({ tags, versions }: Snapshot): readonly string[] | undefined {
  return tags ? [...new Set(tags.map(({ version }) => version))] : versions;
}
