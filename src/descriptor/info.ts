import * as z from "zod";

/** The file, in the folder of a descriptor's prose, where the settings name no other. */
export const INFO_FILE = "info.yaml";

/*
 * Of the catalog's `info.yaml`, what pages say. Whether it is as the catalog wants it is `verify`'s to tell, so that all
 * else is passed over here.
 */
const metadata = z.object({
  "display-name": z.string().optional(),
  "short-description": z.string().optional(),
  "home-url": z.string().optional(),
});

/** The schema of an `info.yaml`. */
export const infoSchema = z.object({ metadata }).transform(({ metadata }) => ({
  title: metadata["display-name"]?.trim() || undefined,
  description: metadata["short-description"]?.trim() || undefined,
  website: metadata["home-url"]?.trim() || undefined,
}));

/** What people are told about a thing. */
export type Info = z.output<typeof infoSchema> & {
  /** Relative to the root. */
  readonly file: string;
};
