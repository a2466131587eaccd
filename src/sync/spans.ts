import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";

/** A stretch of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands in a collection: a pair of a mapping, or an item of a list. */
export type Member = Pair | Node;

/**
 * The stretch of a member's own text, without the comments around it.
 *
 * @param member a pair, or an item
 * @returns from its first character to behind its last one
 */
export function spanOf(member: Member): Span {
  const [first, last] = "key" in member ? [member.key as Node, (member.value ?? member.key) as Node] : [member, member];
  return { start: first.range?.[0] ?? 0, end: endOf(last) };
}

/** The end of a node's own text: a block collection ends with its last item. */
function endOf(node: Node): number {
  const last = (isMap(node) || isSeq(node)) && !node.flow ? node.items.at(-1) : undefined;
  return last === undefined ? (node.range?.[1] ?? 0) : spanOf(last as Member).end;
}

/** The members of a collection, in their order. */
export function membersOf(collection: YAMLMap | YAMLSeq): readonly Member[] {
  return collection.items as Member[];
}

/** The pair of a key; undefined where the mapping does not have it. */
export function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

/** Puts other text in the place of a stretch. */
export function replaceSpan(text: string, { start, end }: Span, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Where the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the next line starts; a block scalar ends there already. */
export function nextLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === "\n") return offset;
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}
