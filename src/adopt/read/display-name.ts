import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readText } from "../../files/read-text.ts";
import { parseYaml } from "../../yaml/parse.ts";

/** Longer ones, and those with signs that Markdown reads, are no title. */
const TITLE = /^[\p{L}\p{N}.][\p{L}\p{N} .,+/()&'’-]{0,79}$/u;

/**
 * Reads what a catalog calls an image: `display-name` in the `info.yaml` beside its guide.
 *
 * @param guide the guide's file
 * @returns the name; undefined where there is none that can be a title
 */
export function readDisplayName(guide: string): string | undefined {
  const file = join(dirname(guide), "info.yaml");
  if (!existsSync(file)) return undefined;
  const read = readText(file);
  const parsed = "text" in read ? parseYaml(read.text) : undefined;
  const info = parsed && "value" in parsed ? parsed.value : undefined;
  const name = (info as { metadata?: { "display-name"?: unknown } } | null | undefined)?.metadata?.["display-name"];
  return typeof name === "string" && TITLE.test(name) ? name.trim() : undefined;
}
