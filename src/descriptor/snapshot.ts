import * as z from "zod";

/*
 * Facts that are many or change often: a file beside the descriptor, which `new` and `sync` write and nobody else.
 */

/** The file, in the folder of a descriptor's prose. */
export const SNAPSHOT_FILE = "facts.yaml";

const texts = z.array(z.string().min(1));

/** The schema of `facts.yaml`. */
export const snapshotSchema = z.strictObject({
  /** The chart's versions, the newest first. */
  versions: texts.optional(),
  /** The images that the chart's newest version uses. */
  images: z.array(z.strictObject({ name: z.string().min(1), tag: z.string().min(1).optional() })).optional(),
  /** The charts that it brings along. */
  charts: z.array(z.strictObject({ name: z.string().min(1), version: z.string().min(1).optional() })).optional(),
  /** Where upstream's sources of it are. */
  source: z.string().min(1).optional(),
});

/** What the definitions said when the file was written. */
export type Snapshot = z.output<typeof snapshotSchema>;
