import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { SNAPSHOT_FILE, type DefinedTags } from "../descriptor/snapshot.ts";
import { Prose, prose } from "./prose.ts";

/*
 * What templates can name of an image's tags, and its value: all of it is from the snapshot.
 */

const flag = z.boolean();

export const tagsModel = z.object({
  /** A row a line of versions and variant; where definitions of one differ in platforms or end of life, several. */
  rows: z.array(
    z.object({
      version: prose,
      /** `runtime`, `dev`, or, with its flavor, `fpm` or `sfw, dev`. */
      variant: prose,
      /** The tags of each definition, which name the same image; the plainest first. */
      images: z.array(z.object({ tags: z.array(prose) })),
      platforms: z.array(prose),
      /** A date, or "" where no definition says one. */
      endOfLife: prose,
    }),
  ),
  /** Whether a row has a date. */
  endOfLife: flag,
  /** The platforms where they are those of all rows; otherwise none, and `platformsVary`. */
  platforms: z.array(prose),
  platformsVary: flag,
});

/**
 * What a variant is called: by its flavor where it is a runtime image of one, with the variant otherwise.
 *
 * @param entry what a definition says
 * @returns for example `runtime`, `dev`, `fpm`, `sfw, dev`
 */
function variantName({ variant, flavor }: Pick<DefinedTags, "variant" | "flavor">): string {
  if (flavor === undefined) return variant;
  return variant === "runtime" ? flavor : `${flavor}, ${variant}`;
}

/** What the snapshot says of an image's tags. */
export function tagsOf({ snapshot = {} }: Descriptor): z.output<typeof tagsModel> {
  const { tags = [], file = SNAPSHOT_FILE } = snapshot;
  const rows = rowsOf(tags);
  const isSame = new Set(rows.map(({ platforms }) => platforms.join(" "))).size < 2;
  const stated = (text: string) => (text === "" ? "" : new Prose(text, { kind: "prose", file, line: 1 }, true));
  const all = (texts: readonly string[]) => texts.map(stated);
  return {
    rows: rows.map(({ version, variant, images, platforms, endOfLife }) => ({
      version: stated(version),
      variant: stated(variant),
      images: images.map((names) => ({ tags: all(names) })),
      platforms: all(platforms),
      endOfLife: stated(endOfLife),
    })),
    endOfLife: rows.some(({ endOfLife }) => endOfLife !== ""),
    platforms: isSame ? all(rows[0]?.platforms ?? []) : [],
    platformsVary: !isSame,
  };
}

interface Row {
  readonly version: string;
  readonly variant: string;
  readonly images: (readonly string[])[];
  readonly platforms: readonly string[];
  endOfLife: string;
}

/** One that says no date is of the same row as one that does. */
function rowsOf(entries: readonly DefinedTags[]): Row[] {
  const rows: Row[] = [];
  for (const { version, tags, platforms = [], endOfLife = "", ...entry } of entries) {
    const variant = variantName(entry);
    const known = rows.find(
      (row) =>
        row.version === version &&
        row.variant === variant &&
        row.platforms.join(" ") === platforms.join(" ") &&
        (row.endOfLife === endOfLife || row.endOfLife === "" || endOfLife === ""),
    );
    if (known) {
      known.images.push(tags);
      known.endOfLife ||= endOfLife;
    } else rows.push({ version, variant, images: [tags], platforms, endOfLife });
  }
  return rows;
}
