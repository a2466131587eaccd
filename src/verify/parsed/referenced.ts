import type { Catalog } from "../../catalog/catalog.ts";
import { isFipsName } from "../../catalog/compliance.ts";
import type { Definition } from "../../catalog/definition.ts";
import { hasPlaceholderTag, placeholderPattern } from "./image-references.ts";

/**
 * The definitions that a reference in a sample may pull. A bare `<tag>` stands for a runtime variant: a sample that
 * wants another says so.
 *
 * @param reference for example `dhi.io/python:<tag>-dev`
 * @param catalog the definitions
 * @param namespace that of the mirror that the page is for, where it is known
 * @returns the definitions; none where the image is unknown, or is not of the catalog
 */
export function definitionsOf(reference: string, catalog: Catalog, namespace?: string): readonly Definition[] {
  const mirror = `${namespace ?? ""}/`;
  if (namespace !== undefined && reference.startsWith(`${mirror}dhi-`))
    return definitionsOf(`<namespace>/${reference.slice(mirror.length)}`, catalog);
  const match = /^(?:dhi\.io\/|<[^<>]+>\/dhi-)([a-z0-9._-]+)(?::([^@]+))?/.exec(reference);
  const image = catalog.images.get(match?.[1] ?? "");
  const tag = match?.[2];
  if (!image || (tag !== undefined && /fips/i.test(tag) && !image.all.tags.some(({ value }) => value === tag)))
    return [];
  const isBare = tag === undefined || /^(?:<[^<>]+>|\$\{?\w+\}?)$/.test(tag);
  if (isBare) return tag !== undefined && /dev|compat|sdk|build/i.test(tag) ? [] : image.runtime.definitions;
  const pattern = hasPlaceholderTag(tag) ? placeholderPattern(tag) : undefined;
  const named = /\b(dev|compat)\b/.exec(tag)?.[1];
  return image.all.definitions.filter(
    ({ tags, variant, flavor }) =>
      tags.some((one) => (pattern ? pattern.test(one) && !isFipsName(one) : one === tag)) &&
      (named !== undefined || (variant === "runtime" && flavor !== "compat")),
  );
}
