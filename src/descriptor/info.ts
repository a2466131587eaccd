import * as z from "zod";
import type { Problem } from "../findings/problem.ts";
import { visible } from "../findings/visible.ts";
import { isSelfContained } from "../markdown/self-contained.ts";
import { findTextLimit } from "../markdown/text-limit.ts";
import { WEB_ADDRESS } from "./fields.ts";

/** The file, in the folder of a descriptor's prose, where the settings name no other. */
export const INFO_FILE = "info.yaml";

/** Text on one line that ends where it ends: it stands among shared text. */
const words = z
  .string()
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .refine((text) => isSelfContained(text) && !findTextLimit(text), "expected text that swallows nothing behind it")
  .transform((text) => text || undefined)
  .optional();

/** Who belongs everywhere is found nowhere; a list of a thousand would be all that a page shows. */
const MOST_CATEGORIES = 10;

/** `monitoring-and-observability`. */
const CATEGORY = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/*
 * Of the catalog's `info.yaml`, what pages say. Whether it is as the catalog wants it is `verify`'s to tell, so that all
 * else is passed over here, an address that is none with it.
 */
const metadata = z.object({
  "display-name": words,
  "short-description": words,
  "home-url": z.string().trim().regex(WEB_ADDRESS).optional().catch(undefined),
  categories: z
    .array(z.string().regex(CATEGORY).optional().catch(undefined))
    .transform((all) => [...new Set(all.filter((category) => category !== undefined))].slice(0, MOST_CATEGORIES))
    .optional()
    .catch(undefined),
});

/** The schema of an `info.yaml`. */
export const infoSchema = z.object({ metadata: metadata.optional() }).transform(({ metadata = {} }) => ({
  title: metadata["display-name"],
  description: metadata["short-description"],
  website: metadata["home-url"],
  categories: metadata.categories ?? [],
}));

type InfoFields = z.output<typeof infoSchema>;

/** What people are told about a thing. */
export type Info = InfoFields & {
  /** Relative to the root. */
  readonly file: string;
};

/** What a descriptor may say that `info.yaml` says, too. */
interface Told {
  readonly title?: string | undefined;
  readonly overview?: false | { readonly website?: string | false | undefined } | undefined;
}

/**
 * Finds what a descriptor says otherwise than `info.yaml`. The descriptor's holds; that it is meant, only its author
 * knows, so that it is a note, which fails nothing and needs no acceptance.
 *
 * @param stated what the author wrote
 * @param info what `info.yaml` says
 * @returns a note at each of them
 */
export function findInfoDiffers({ title, overview }: Told, info: Info | undefined): Problem[] {
  if (!info) return [];
  const website = (overview && overview.website) || undefined;
  const pairs = [
    { path: ["title"], own: title, other: info.title },
    { path: ["overview", "website"], own: website, other: info.website },
  ];
  return pairs.flatMap(({ path, own, other }) => {
    if (own === undefined || other === undefined || plain(own) === plain(other)) return [];
    return {
      code: "info-differs",
      severity: "note",
      message: visible(
        `${path.join(".")} is ${JSON.stringify(own.trim())}, and ${JSON.stringify(other)} in ${info.file}`,
      ),
      expected: other,
      fix: "leave it out where info.yaml is right; pages say what stands here",
      place: { path, part: "value" },
    };
  });
}

/** A value without what makes no difference worth a note: the case of letters, and a final slash. */
const plain = (value: string) => value.trim().toLowerCase().replace(/\/+$/, "");
