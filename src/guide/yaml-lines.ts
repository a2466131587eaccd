import { stringify } from "yaml";
import type { YamlPath } from "../findings/problem.ts";
import type { Prose } from "./prose.ts";
import { line } from "./run-command.ts";

/** A value, and the fact that it shows. */
export interface YamlLeaf {
  readonly value: string | number | boolean | null;
  readonly path: YamlPath;
}

/** YAML of which each value knows where it comes from. */
export type YamlTree = YamlLeaf | YamlTree[] | Map<string, YamlTree>;

/** A mapping, to be filled. */
export type YamlMap = Map<string, YamlTree>;

/**
 * Writes YAML, a value a line.
 *
 * @param tree what to write
 * @param path where it comes from, as a whole
 * @returns the lines, each with its origin
 */
export function yamlLines(tree: YamlMap, path: YamlPath): Prose[] {
  return linesOf(tree, path).map(({ text, path: at }) => line(text, at));
}

interface Line {
  readonly text: string;
  readonly path: YamlPath;
}

function linesOf(tree: YamlTree, path: YamlPath): Line[] {
  if (Array.isArray(tree)) return tree.flatMap((item) => itemLines(item, path));
  if (!(tree instanceof Map)) return [{ text: scalar(tree.value), path: tree.path }];
  return [...tree].flatMap(([key, value]) => {
    const name = `${scalar(key)}:`;
    if (isLeaf(value))
      return [{ text: value.value === null ? name : `${name} ${scalar(value.value)}`, path: value.path }];
    const within = linesOf(value, path).map((each) => ({ ...each, text: `  ${each.text}` }));
    return [{ text: within.length > 0 ? name : `${name} {}`, path: within[0]?.path ?? path }, ...within];
  });
}

function itemLines(item: YamlTree, path: YamlPath): Line[] {
  return linesOf(item, path).map((each, index) => ({ ...each, text: `${index === 0 ? "- " : "  "}${each.text}` }));
}

const isLeaf = (tree: YamlTree): tree is YamlLeaf => !Array.isArray(tree) && !(tree instanceof Map);

/** A value that old and new YAML read alike: `no` is quoted; so are ports, as Compose's own documentation has them. */
function scalar(value: YamlLeaf["value"]): string {
  if (typeof value === "string" && /^\d+:\d/.test(value)) return JSON.stringify(value);
  return stringify(value, { version: "1.1", lineWidth: 0 }).trimEnd();
}
