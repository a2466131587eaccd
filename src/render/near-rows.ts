import leven from "leven";
import type { Descriptor } from "../descriptor/descriptor.ts";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { stripMarks } from "../markdown/origin.ts";
import type { RenderedSection } from "./rendered-section.ts";
import { splitRow } from "../markdown/table-row.ts";
import { escapeCell } from "./table.ts";

/**
 * Finds rows that a descriptor adds to a table and that are called nearly as one of its shared rows: most likely that row
 * was meant to be changed, and its name is misspelt.
 *
 * @param descriptor the image's descriptor
 * @param sections the guide's sections; what is found in one does not depend on the others
 * @returns a warning for each such row
 */
export function findNearRows(
  { comparison = {}, migration = {} }: Descriptor,
  sections: readonly RenderedSection[],
): Problem[] {
  if (comparison.rows === undefined && migration.rows === undefined) return [];
  const rows = [
    ...(comparison.rows ?? []).map(({ feature }, index) => keyed(feature, ["comparison", "rows", index, "feature"])),
    ...(migration.rows ?? []).map(({ item }, index) => keyed(item, ["migration", "rows", index, "item"])),
  ];
  if (rows.length === 0) return [];
  const own = new Set(rows.map(({ key }) => key));
  const tables = sections.flatMap(({ marked }) => tablesOf(stripMarks(marked)));
  return rows.flatMap(({ key, path }) => {
    const beside = tables.filter((names) => names.includes(key)).flat();
    const near = beside.find((name) => !own.has(name) && isNear(key, name));
    return near === undefined ? [] : [misspelt(key, near, path)];
  });
}

const keyed = (name: string, path: YamlPath) => ({ key: escapeCell(name.trim()), path });

/** The first cells of each table's rows. */
function tablesOf(text: string): string[][] {
  return text
    .split(/\n(?!\|)/)
    .map((block) => block.split("\n").filter((line) => line.startsWith("|")))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => splitRow(line)[0] ?? ""));
}

/** A letter in four may be wrong; other capitals are no difference. */
function isNear(a: string, b: string): boolean {
  return leven(a.toLowerCase(), b.toLowerCase()) <= Math.max(1, Math.floor(Math.min(a.length, b.length) / 4));
}

function misspelt(key: string, near: string, path: YamlPath): Problem {
  return {
    code: "row-misspelt",
    severity: "warning",
    message: `unexpected new row "${key}" beside the shared row "${near}"`,
    fix: `write "${near}" to change that row, or give the new one another name`,
    place: { path, part: "value" },
  };
}
