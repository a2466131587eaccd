import type * as z from "zod";
import type { chartSchema } from "./chart-schema.ts";
import type { imageSchema } from "./image-schema.ts";
import type { Info } from "./info.ts";
import type { PlacedSnapshot } from "./snapshot.ts";

type ImageFields = z.output<typeof imageSchema>;
type ChartFields = z.output<typeof chartSchema>;

/**
 * What an author wrote about a thing of any kind, validated, and what stands beside it. A kind has none of another's
 * fields.
 */
export type Descriptor = Omit<ImageFields & ChartFields, "title"> & {
  /** The author's, or that of `info.yaml`. */
  readonly title: string;
  /** What `info.yaml` says; undefined where there is none. */
  readonly info?: Info | undefined;
  /** What `facts.yaml` says; undefined where there is none. */
  readonly snapshot?: PlacedSnapshot | undefined;
};

/** Markdown of an author: written in the descriptor, or in a file beside it, whose text the loader has put in. */
export type AuthorText = string | { readonly file: string; readonly text?: string };
