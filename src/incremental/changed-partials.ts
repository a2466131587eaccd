import { basename, dirname } from "node:path";
import type { TemplateFile } from "../project/template-files.ts";
import type { FileRecord } from "./state.ts";

type Template = Pick<TemplateFile, "kind" | "name"> & FileRecord;

/**
 * The partials that differ from those of the last build. One of the project that comes to stand for the package's, or
 * goes, is a change like any other.
 *
 * @param templates the templates of today
 * @param before the last build's
 * @returns their names, also of those that came or went; undefined where layouts differ, too
 */
export function changedPartials(
  templates: readonly Template[],
  before: readonly FileRecord[],
): ReadonlySet<string> | undefined {
  const left = new Map(before.map(({ path, stamp }) => [keyOf(path), stamp.hash]));
  const changed = new Set<string>();
  for (const { kind, name, path, stamp } of templates) {
    const key = keyOf(path);
    if (left.get(key) !== stamp.hash) {
      if (kind !== "partial") return undefined;
      changed.add(name);
    }
    left.delete(key);
  }
  for (const key of left.keys()) {
    if (dirname(key) !== PARTIALS) return undefined;
    changed.add(basename(key, ".hbs"));
  }
  return changed;
}

const PARTIALS = "partials";

/** Tells templates apart as the project does: of the last build's, only the paths are known. */
function keyOf(path: string): string {
  return `${basename(dirname(path)) === PARTIALS ? PARTIALS : "."}/${basename(path)}`;
}
