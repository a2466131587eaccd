import { Document, isScalar, visit } from "yaml";
import { configSchema } from "../../project/config.ts";
import { guideName } from "../../project/names.ts";
import type { SourcePage } from "../read/read-pages.ts";
import { editYaml, statedIn, valueIn, type YamlEdit } from "./edit-yaml.ts";

/**
 * Completes the settings of a project.
 *
 * @param wanted what they are to say; undefined where they say too much
 * @param existing the settings that stand there: what they say stays, but for a layout
 * @returns the settings' text
 */
export function configText(wanted: readonly YamlEdit[], existing = ""): string {
  const stated = statedIn(existing);
  const edits = wanted.filter(([path, value]) => {
    const known = valueIn(stated, path);
    return value === undefined
      ? known !== undefined
      : known === undefined || (path.at(-1) === "layout" && known !== value);
  });
  return edits.length === 0 ? existing : editYaml(existing, edits, settingsText);
}

function settingsText(fields: Readonly<Record<string, unknown>>): string {
  const document = new Document(fields);
  visit(document, {
    Scalar: (_, node) => {
      if (isScalar(node) && String(node.value).includes("{")) node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0 });
}

/**
 * Where most of the guides stand.
 *
 * @param sources the guides that were adopted: where they stand is where others wait, and what they are compared with
 * @returns a path with `{name}`; undefined where each stands in its own way
 */
export function patternOf(sources: readonly SourcePage[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { file, name } of sources) {
    const parts = file.split("/");
    const at = parts.findLastIndex((part) => guideName(part.replace(/\.md$/, "")) === name);
    if (at < 0) continue;
    const pattern = parts.with(at, (parts[at] ?? "").endsWith(".md") ? "{name}.md" : "{name}").join("/");
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
  }
  const [[pattern, count] = ["", 0]] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const isUsual = count * 2 > sources.length && configSchema.shape.published.safeParse(pattern).success;
  return isUsual && pattern.includes("{name}") ? pattern : undefined;
}
