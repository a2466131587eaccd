import { isDeepStrictEqual } from "node:util";
import { parseDocument } from "yaml";
import { parseYaml } from "../../yaml/parse.ts";
import { configSchema } from "../../project/config.ts";
import { guideName } from "../../project/names.ts";
import type { SourceGuide } from "../read/read-guides.ts";

/** What a new project's settings say. */
export interface NewSettings {
  readonly registry: string;
  readonly layout: string;
  /** The guides that were adopted: where they stand is where others wait, and what they are compared with. */
  readonly sources: readonly SourceGuide[];
}

/**
 * Writes the settings of a project that gets its first guides.
 *
 * @param settings what most of the guides have in common
 * @param existing the settings that stand there: what they say stays
 * @returns the settings' text
 */
export function configText({ registry, layout, sources }: NewSettings, existing = ""): string {
  const stated = statedSettings(existing);
  const wanted = Object.entries({ registry, layout, guides: patternOf(sources) }).filter(
    ([key, value]) => value !== undefined && stated[key] !== value && (key === "layout" || stated[key] === undefined),
  );
  const lines = wanted.map(([key, value]) => `${key}: ${key === "guides" ? JSON.stringify(value) : value}\n`).join("");
  const appended = existing === "" || existing.endsWith("\n") ? existing + lines : `${existing}\n${lines}`;
  const parsed = parseYaml(appended);
  const isSaid = "value" in parsed && isDeepStrictEqual(parsed.value, { ...stated, ...Object.fromEntries(wanted) });
  if (isSaid) return appended;
  // Braces, a document's end, a key that is to change: no line can be put below.
  const document = parseDocument(existing);
  for (const [key, value] of wanted) document.set(key, value);
  return document.toString({ lineWidth: 0 });
}

/**
 * What settings say, without their defaults.
 *
 * @param text valid settings
 * @returns the values by their keys
 */
export function statedSettings(text: string): Readonly<Record<string, unknown>> {
  const parsed = parseYaml(text);
  const isMap = "value" in parsed && typeof parsed.value === "object" && parsed.value !== null;
  return isMap ? (parsed.value as Readonly<Record<string, unknown>>) : {};
}

/** Where most of the guides stand, with `{name}`; undefined where each stands in its own way. */
function patternOf(sources: readonly SourceGuide[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { file, name } of sources) {
    const parts = file.split("/");
    const at = parts.findLastIndex((part) => guideName(part.replace(/\.md$/, "")) === name);
    if (at < 0) continue;
    const pattern = parts.with(at, (parts[at] ?? "").endsWith(".md") ? "{name}.md" : "{name}").join("/");
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  const [[pattern, count] = ["", 0]] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const isUsual = count * 2 > sources.length && configSchema.shape.guides.safeParse(pattern).success;
  return isUsual && pattern.includes("{name}") ? pattern : undefined;
}
