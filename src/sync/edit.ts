import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, isSeq, parseDocument, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import type { YamlPath } from "../findings/problem.ts";
import type { StatedValue } from "./fact.ts";
import { insertLines, insertMember, pairOf, removeMember, replaceSpan, spanOf } from "./members.ts";
import { flow, pairLines, scalar, type FactTree } from "./yaml-text.ts";

/** A list's item that is a mapping: a variable. */
type Item = Readonly<Record<string, string>>;

/**
 * Sets one value of a YAML text, or takes it out; every other character stays as it is, comments and blanks included.
 *
 * @param text a document whose top is a mapping
 * @param path where the value is, or will be
 * @param value the value; undefined takes the key out, and a mapping or list that is empty then, too
 * @param before the keys behind which a new key of the top belongs, nearest last
 * @param comment what stands behind a new key of the top that has a line of its own
 */
export function setValue(
  text: string,
  path: YamlPath,
  value: StatedValue | undefined,
  before: readonly string[] = [],
  comment?: string,
): string {
  const root = parseDocument(text, { schema: "failsafe" }).contents;
  if (!isMap(root)) return text;
  const [top = "", ...rest] = path.map(String);
  const node = pairOf(root, top)?.value as Node | undefined;
  if (node === undefined) {
    if (value === undefined) return text;
    const lines = pairLines(top, rest.reduceRight<FactTree>(wrap, value));
    const [line = ""] = lines;
    return insertLines(text, root, comment === undefined || root.flow ? lines : [`${line} # ${comment}`], before);
  }
  if (value === undefined) return removeKey(text, root, path.map(String));

  const parent = rest.length === 0 ? root : descend(node, rest.slice(0, -1));
  if (!isMap(parent)) return text;
  const key = rest.at(-1) ?? top;
  const current = pairOf(parent, key)?.value as Node | undefined;
  if (current === undefined) return insertMember(text, parent, `${key}: ${flow(value)}`);
  if (isSeq(current) && Array.isArray(value)) return setList(text, path, value);
  if (isMap(current) && typeof value === "object" && "names" in value) {
    const named = setValue(text, [...path, "names"], value.names);
    return setValue(named, [...path, "where"], value.where);
  }
  return replaceSpan(text, spanOf(current), flow(value));
}

/**
 * Adds an item to a list; where there is no such list, adds the list.
 *
 * @param text a document whose top is a mapping
 * @param before as in {@link setValue}
 */
export function addItem(text: string, key: string, item: Item, before: readonly string[]): string {
  const root = parseDocument(text, { schema: "failsafe" }).contents;
  if (!isMap(root)) return text;
  const list = pairOf(root, key)?.value;
  if (list === undefined) return insertLines(text, root, [`${key}:`, `  - ${flow(item)}`], before);
  return isSeq(list) ? insertMember(text, list, flow(item)) : text;
}

/**
 * Adds a member to a mapping, on a line of its own; where there is no such mapping, adds it at the end.
 *
 * @param text a document whose top is a mapping
 */
export function addMember(text: string, key: string, name: string, value: string): string {
  const root = parseDocument(text, { schema: "failsafe" }).contents;
  if (!isMap(root)) return text;
  const map = pairOf(root, key)?.value;
  const member = `${name}: ${scalar(value)}`;
  if (map === undefined)
    return insertLines(text, root, root.flow ? [`${key}: { ${member} }`] : [`${key}:`, `  ${member}`], []);
  if (!isMap(map)) return text;
  return insertMember(text, map, member);
}

const wrap = (inner: FactTree, key: string): FactTree => ({ [key]: inner });

/** A step down a path: a key, or the index of an item. */
function descend(node: Node | undefined, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((inner, key) => {
    if (isMap(inner)) return pairOf(inner, key)?.value as Node | undefined;
    return isSeq(inner) ? (inner.items[Number(key)] as Node | undefined) : undefined;
  }, node);
}

/**
 * The value at a place of a YAML text.
 *
 * @param text a document whose top is a mapping
 * @param path keys and indexes
 * @returns undefined where there is none
 */
export function nodeAt(text: string, path: YamlPath): Node | undefined {
  return descend(parseDocument(text, { schema: "failsafe" }).contents ?? undefined, path.map(String));
}

/** Takes a key out, and the mapping that would be empty without it. */
function removeKey(text: string, root: YAMLMap, path: readonly string[]): string {
  const parent = descend(root, path.slice(0, -1));
  if (!isMap(parent)) return text;
  if (parent.items.length === 1 && path.length > 1) return removeKey(text, root, path.slice(0, -1));
  const index = parent.items.findIndex(({ key }) => isScalar(key) && key.value === path.at(-1));
  return index < 0 ? text : removeMember(text, parent, index);
}

/** Changes a list item by item, so that those that stay keep their place and their comments. */
function setList(text: string, path: YamlPath, target: readonly string[]): string {
  let changed = text;
  for (;;) {
    const list = descend(parseDocument(changed, { schema: "failsafe" }).contents ?? undefined, path.map(String));
    if (!isSeq(list)) return changed;
    const current = list.items.map((item) => (isScalar(item) ? String(item.value) : ""));
    if (isDeepStrictEqual(current, target)) return changed;
    changed = stepTowards(changed, list, current, target);
  }
}

/** One change that brings a list nearer to what it is to be. */
function stepTowards(text: string, list: YAMLSeq, current: readonly string[], target: readonly string[]): string {
  if (current.length === 0) return replaceSpan(text, spanOf(list), flow(target));
  const index = current.findIndex((item, place) => item !== target[place]);
  const wanted = target[index];
  const replace = () => replaceSpan(text, spanOf(list.items[index] as Node), scalar(wanted ?? ""));
  // What stands in the place of another keeps its comment.
  if (wanted !== undefined && !target.includes(current[index] ?? "") && !current.includes(wanted)) return replace();
  const kept = current.filter((item) => target.includes(item));
  if (kept.length <= target.length && kept.every((item, place) => item === target[place])) {
    const next = target[kept.length];
    if (next !== undefined) return insertMember(text, list, scalar(next));
    return removeMember(
      text,
      list,
      current.findLastIndex((item) => !target.includes(item)),
    );
  }
  if (index < 0) return insertMember(text, list, scalar(target[current.length] ?? ""));
  return wanted === undefined ? removeMember(text, list, current.length - 1) : replace();
}

/**
 * Takes items out of a list; a list that is empty then goes with its key, and so does the mapping around it.
 *
 * @param text a document whose top is a mapping
 * @param path the list's place
 * @param indexes the items
 * @returns the changed text
 */
export function removeItems(text: string, path: YamlPath, indexes: readonly number[]): string {
  const keys = path.map(String);
  const list = (from: string) => descend(parseDocument(from, { schema: "failsafe" }).contents ?? undefined, keys);
  const whole = list(text);
  if (!isSeq(whole)) return text;
  if (whole.items.length === indexes.length) {
    const last = keys.at(-1) ?? "";
    const root = parseDocument(text, { schema: "failsafe" }).contents;
    return isMap(root) && !/^\d+$/.test(last) ? removeKey(text, root, keys) : text;
  }
  return [...indexes]
    .sort((a, b) => b - a)
    .reduce((changed, index) => {
      const now = list(changed);
      return isSeq(now) ? removeMember(changed, now, index) : changed;
    }, text);
}
