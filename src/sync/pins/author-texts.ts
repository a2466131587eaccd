import { isMap, isScalar, isSeq, parseDocument, type Node, type Scalar } from "yaml";
import { factFields } from "../../core.ts";

/** A text of an author in a descriptor. */
export interface AuthorScalar {
  readonly value: string;
  /** Where it stands in the descriptor, quotes and all. */
  readonly start: number;
  readonly end: number;
  /** Whether it is shown as code as a whole. */
  readonly isCode: boolean;
}

/** What is no text: names, facts that the definitions say, and reasons. */
const TOP_LEVEL = new Set([
  ...["name", "article", "registry", "layout", "ports", "repository", "keep", "suppress"],
  ...Object.keys(factFields),
]);
/** Names of files, sections and partials, and words of a shared text, by which a change finds its place. */
const NAMES = new Set("file partial layout language level omit order find remove after before into".split(" "));
/** Values of these are code, whatever they are of. */
const CODE = new Set(["args", "value", "options", "code"]);

/**
 * Lists the texts of a descriptor in which an author can pin a tag.
 *
 * @param text a valid descriptor
 */
export function authorTexts(text: string): AuthorScalar[] {
  const found: AuthorScalar[] = [];
  const walk = (node: Node | null | undefined, path: readonly string[]) => {
    if (isSeq(node)) for (const item of node.items) walk(item as Node, path);
    else if (isMap(node)) {
      const has = (wanted: string) => node.items.some(({ key }) => isScalar(key) && key.value === wanted);
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : "";
        if (path.length === 0 ? TOP_LEVEL.has(name) : isName(name, path, has)) continue;
        walk(value as Node | null, [...path, name]);
      }
    } else if (isScalar(node)) found.push(...scalarOf(node, path));
  };
  walk(parseDocument(text, { schema: "failsafe", logLevel: "silent" }).contents, []);
  return found;
}

/** A parameter or a section may be called as a field is. */
function isName(name: string, path: readonly string[], has: (key: string) => boolean): boolean {
  const above = path.at(-1);
  if (above === "parameters" || path.at(-2) === "parameters" || (above === "replace" && path.includes("sections")))
    return false;
  if (path.length === 1 && above === "env" && name === "default") return true;
  return NAMES.has(name) || (name === "replace" && has("with"));
}

function scalarOf({ value, range }: Scalar, path: readonly string[]): AuthorScalar[] {
  if (!range || typeof value !== "string") return [];
  return [{ value, start: range[0], end: range[1], isCode: CODE.has(path.at(-1) ?? "") }];
}
