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

/** The schema of `facts.yaml`. */
export const snapshotSchema = z.strictObject({
  versions: list(version, "The chart's versions, the newest first.").optional(),
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
