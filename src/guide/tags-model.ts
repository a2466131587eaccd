import * as z from "zod";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { SNAPSHOT_FILE, type DefinedTags } from "../descriptor/snapshot.ts";
import { Prose, prose } from "./prose.ts";

/*
 * What templates can name of an image's tags, and its value: all of it is from the snapshot.
 */

const flag = z.boolean();

export const tagsModel = z.object({
  rows: z
    .array(
      z.object({
        version: prose.describe("The line of versions."),
        variant: prose.describe("`runtime`, `dev`, or, with its flavor, `fpm` or `sfw, dev`."),
        images: z
          .array(
            z.object({
              tags: z.array(prose).describe("The tags that name the same image; the plainest first."),
            }),
          )
          .describe("The definitions of the row, each with its tags."),
        platforms: z.array(prose).describe("The platforms, such as `linux/amd64`."),
        endOfLife: prose.describe('A date, or "" where no definition says one.'),
      }),
    )
    .describe(
      "A row a line of versions and variant; where definitions of one differ in platforms or end of life, several.",
    ),
  endOfLife: flag.describe("Whether a row has a date."),
  platforms: z.array(prose).describe("The platforms where they are those of all rows; otherwise none."),
  platformsVary: flag.describe("Whether the rows differ in their platforms."),
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
