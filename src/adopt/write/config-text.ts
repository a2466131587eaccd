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
 * Writes the settings of a new project.
 *
 * @param settings what most of the guides have in common
 * @param existing the settings that stand there; their other keys stay
 * @returns the settings' text
 */
export function configText({ registry, layout, sources }: NewSettings, existing = ""): string {
  const kept = existing.split("\n").filter((line) => line !== "" && !/^(?:registry|layout):/.test(line));
  const pattern = /^guides:/m.test(existing) ? undefined : patternOf(sources);
  const lines = [
    `registry: ${registry}`,
    `layout: ${layout}`,
    ...(pattern === undefined ? [] : [`guides: "${pattern}"`]),
  ];
  return `${[...lines, ...kept].join("\n")}\n`;
}

/** Where most of the guides stand, with `{name}`; undefined where each stands in its own way. */
function patternOf(sources: readonly SourceGuide[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { file, name } of sources) {
    const segments = file.split("/");
    const at = segments.findLastIndex((segment) => guideName(segment.replace(/\.md$/, "")) === name);
    if (at < 0) continue;
    const pattern = segments.with(at, (segments[at] ?? "").endsWith(".md") ? "{name}.md" : "{name}").join("/");
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  const [[pattern, count] = ["", 0]] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const isUsual = count * 2 > sources.length && configSchema.shape.guides.safeParse(pattern).success;
  return isUsual && pattern.includes("{name}") ? pattern : undefined;
}
