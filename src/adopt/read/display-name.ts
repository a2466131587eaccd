import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Kind } from "../../kinds/kinds.ts";
import { readText } from "../../files/read-text.ts";
import { parseYaml } from "../../yaml/parse.ts";

/** Longer ones, and those with signs that Markdown reads, are no title. */
export const TITLE = /^[\p{L}\p{N}.][\p{L}\p{N} .,+/()&'’-]{0,79}$/u;

/**
 * Reads what a catalog calls a thing: `display-name` in the `info.yaml` beside its pages.
 *
 * @param page the page's file
 * @param kind the thing's kind: that it is one is no part of its title
 * @returns the name; undefined where there is none that can be a title
 */
export function readDisplayName(page: string, { noun }: Pick<Kind, "noun">): string | undefined {
  const file = join(dirname(page), "info.yaml");
  if (!existsSync(file)) return undefined;
  const read = readText(file);
  const parsed = "text" in read ? parseYaml(read.text) : undefined;
  const info = parsed && "value" in parsed ? parsed.value : undefined;
  const name = (info as { metadata?: { "display-name"?: unknown } } | null | undefined)?.metadata?.["display-name"];
  if (typeof name !== "string" || !TITLE.test(name)) return undefined;
  const title = name.trim();
  return title.toLowerCase().endsWith(` ${noun.toLowerCase()}`) ? title.slice(0, -noun.length).trim() : title;
}
