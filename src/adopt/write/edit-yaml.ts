import { isDeepStrictEqual } from "node:util";
import { isMap, parseDocument } from "yaml";
import { parseYaml } from "../../yaml/parse.ts";

/** What a YAML file is to say at a path; undefined where it is to say nothing. */
export type YamlEdit = readonly [path: readonly string[], value: unknown];

/**
 * Changes a YAML file: what is new at its top stands below all else, which stays as it is.
 *
 * @param existing a file whose top is a map, or nothing
 * @param wanted what it is to say
 * @param write writes a map as YAML
 * @returns the file's text
 */
export function editYaml(
  existing: string,
  wanted: readonly YamlEdit[],
  write: (fields: Readonly<Record<string, unknown>>) => string,
): string {
  const stated = statedIn(existing);
  const edits = wanted.filter(([path, value]) => value !== undefined || valueIn(stated, path) !== undefined);
  if (edits.length === 0) return existing;
  const isNew = edits.every(([[first = ""], value]) => value !== undefined && stated[first] === undefined);
  if (isNew) {
    const added = write(nested(edits));
    const appended = existing === "" || existing.endsWith("\n") ? existing + added : `${existing}\n${added}`;
    const parsed = parseYaml(appended);
    if ("value" in parsed && isDeepStrictEqual(parsed.value, { ...stated, ...statedIn(added) })) return appended;
  }
  // Braces, a document's end, a key that is to change: no line can be put below.
  const document = parseDocument(existing);
  for (const [path, value] of edits) {
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, isMap(document.contents) ? document.createNode(value) : value);
    // A map that says nothing any more says nothing at all.
    const above = path.slice(0, -1);
    const parent = above.length > 0 ? document.getIn(above) : undefined;
    if (value === undefined && isMap(parent) && parent.items.length === 0) document.deleteIn(above);
  }
  return document.toString({ lineWidth: 0 });
}

/**
 * What YAML says, without anybody's defaults.
 *
 * @param text the YAML
 * @returns the values by their keys, scalars as text; none where it is no map
 */
export function statedIn(text: string): Readonly<Record<string, unknown>> {
  const parsed = parseYaml(text);
  const isMapping = "value" in parsed && typeof parsed.value === "object" && parsed.value !== null;
  return isMapping ? (parsed.value as Readonly<Record<string, unknown>>) : {};
}

/**
 * What YAML says at a path.
 *
 * @param stated see {@link statedIn}
 * @param path the keys
 */
export function valueIn(stated: unknown, path: readonly string[]): unknown {
  return path.reduce((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], stated);
}

function nested(edits: readonly YamlEdit[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [path, value] of edits) {
    let map = fields;
    for (const key of path.slice(0, -1)) map = (map[key] ??= {}) as Record<string, unknown>;
    map[path.at(-1) ?? ""] = value;
  }
  return fields;
}
