import { isMap, isScalar, parseDocument, type Node } from "yaml";
import { placesIn, plainText } from "../files/line-ends.ts";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { commandLine } from "../package.ts";

/*
 * Keys that got another name: docs/compatibility.md says for how long the old one is read.
 */

/** A key that is read under its old name, too. */
export interface RenamedKey {
  /** The keys that lead to its mapping, `*` for each item of a list or mapping. */
  readonly in: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** A place at which a document has an old name. */
export interface OldName {
  /** The path to the key, the old name last. */
  readonly path: YamlPath;
  readonly to: string;
}

type Mapping = Readonly<Record<string, unknown>>;

/**
 * Reads a document's old names as the new ones. A mapping that has both keeps both, and its schema refuses the old one.
 *
 * @param value the document, as `parseYaml` gives it
 * @param table what got another name
 * @returns the value under new names, the same where it has no old one; and where the old ones stand
 */
export function readOldNames(
  value: unknown,
  table: readonly RenamedKey[],
): { readonly value: unknown; readonly found: readonly OldName[] } {
  const found: OldName[] = [];
  let read = value;
  for (const renamed of table) read = rename(read, renamed.in, [], renamed, found);
  return { value: read, found };
}

function rename(
  value: unknown,
  [step, ...steps]: readonly string[],
  path: YamlPath,
  { from, to, ...renamed }: RenamedKey,
  found: OldName[],
): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (step === undefined) {
    if (!Object.hasOwn(value, from) || Object.hasOwn(value, to)) return value;
    found.push({ path: [...path, from], to });
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key === from ? to : key, item as unknown]));
  }
  const into = (item: unknown, key: string | number) =>
    step === "*" || step === key ? rename(item, steps, [...path, key], { from, to, ...renamed }, found) : item;
  if (Array.isArray(value)) return value.map((item: unknown, index) => into(item, index));
  return Object.fromEntries(Object.entries(value as Mapping).map(([key, item]) => [key, into(item, key)]));
}

/**
 * The warning about an old name.
 *
 * @param code the finding's code
 */
export function oldNameProblem({ path, to }: OldName, code: string): Problem {
  return {
    code,
    severity: "warning",
    message: `unexpected old name ${JSON.stringify(path.at(-1))}, expected ${JSON.stringify(to)}`,
    fix: `run ${commandLine("build --fix")}, which renames it`,
    place: { path, part: "key" },
  };
}

/** Puts a problem that was found under a new name to the old one, which is what stands in the file. */
export function atOldName(problem: Problem, found: readonly OldName[]): Problem {
  if (!("path" in problem.place)) return problem;
  const path = [...problem.place.path];
  for (const { path: old, to } of found) {
    const at = old.length - 1;
    if (path[at] === to && old.slice(0, at).every((step, index) => path[index] === step))
      path[at] = old[at] as string | number;
  }
  return { ...problem, place: { ...problem.place, path } };
}

/**
 * Renames keys in a YAML text, and leaves all else as it is: comments, order, quotes, line ends.
 *
 * @param text the file's text
 * @param found the old names, as {@link readOldNames} gave them of this text
 * @returns the text with the new names
 */
export function renameKeys(text: string, found: readonly OldName[]): string {
  const document = parseDocument(plainText(text), { schema: "failsafe", logLevel: "silent", uniqueKeys: false });
  const place = placesIn(text);
  const edits = found.flatMap(({ path, to }) => {
    const mapping = document.getIn(path.slice(0, -1), true);
    const pair = isMap(mapping)
      ? mapping.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      : undefined;
    const range = (pair?.key as Node | undefined)?.range;
    return range ? [{ start: place(range[0]), end: place(range[1]), to }] : [];
  });
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((edited, { start, end, to }) => edited.slice(0, start) + to + edited.slice(end), text);
}

interface ObjectSchema {
  readonly properties?: Record<string, ObjectSchema>;
  readonly items?: ObjectSchema;
  readonly additionalProperties?: ObjectSchema | boolean;
}

/**
 * Puts old names into a JSON Schema, so that an editor takes them, strikes them out, and says the new ones.
 *
 * @param schema the schema of the new names; it is changed
 * @param table what got another name
 * @returns the schema
 */
export function withOldNames<T extends object>(schema: T, table: readonly RenamedKey[]): T {
  for (const { in: steps, from, to } of table) {
    let at: ObjectSchema | undefined = schema;
    for (const step of steps) {
      const values: ObjectSchema | boolean | undefined = at?.additionalProperties;
      at = step === "*" ? (at?.items ?? (typeof values === "object" ? values : undefined)) : at?.properties?.[step];
    }
    const successor = at?.properties?.[to];
    if (!at?.properties || !successor) throw new Error(`the schema has no ${[...steps, to].join(".")}`);
    const words = `Now called \`${to}\`.`;
    at.properties[from] = Object.assign(
      { ...successor },
      { deprecated: true, deprecationMessage: words, description: words },
    );
  }
  return schema;
}
