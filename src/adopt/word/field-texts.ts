import type { Templates } from "../../render/templates.ts";
import type { FieldTexts } from "../learn/learned-partial.ts";
import { factKind } from "./facts.ts";

/**
 * Finds in partials what descriptors have fields for: tables that a field changes, and texts that depend on a fact.
 *
 * @param partials the project's partials
 * @returns the tables and texts
 */
export function fieldTexts(partials: Templates["partials"]): FieldTexts {
  const texts = [...partials.values()].map(({ text }) => text);
  return {
    tables: texts.flatMap((text) =>
      [...text.matchAll(/\{\{#table ([\w.]+)\}\}\n([\s\S]*?)\{\{\/table\}\}/g)].flatMap(([, field = "", body = ""]) => {
        const [head, , ...rows] = rowsOf(body);
        if (factKind(field) !== "table" || head === undefined) return [];
        return { field, head, keys: rows.map((row) => row.split("|")[1]?.trim() ?? "") };
      }),
    ),
    switches: texts.flatMap((text) =>
      [...text.matchAll(/\{\{#if ([\w.]+)\}\}\n((?:(?!\{\{[#/])[\s\S])*)\{\{\/if\}\}/g)].flatMap(
        ([, fact = "", body = ""]) =>
          factKind(fact) === "switch" ? { fact, text: body.trim().replace(/\s+/g, " ") } : [],
      ),
    ),
  };
}

/** A table's rows, each on one line; what decides whether a row is there is left out. */
function rowsOf(body: string): string[] {
  const rows: string[] = [];
  for (const line of body.split("\n")) {
    if (/^\s*(?:\{\{(?:[#/]|else)[^}]*\}\}\s*)*$/.test(line)) continue;
    if (line.startsWith("|")) rows.push(line);
    else rows.push(`${rows.pop() ?? ""} ${line.trim()}`);
  }
  return rows;
}
