import { type Node, type Pair, type YAMLMap, type YAMLSeq, isMap, isScalar, isSeq } from "yaml";

type Collection = YAMLMap | YAMLSeq;

/**
 * Puts a member behind the last one of a collection, written as the others are.
 *
 * @param collection a mapping or a list of it
 * @param member a pair or an item, on one line
 * @returns the text; the same where an empty collection holds a comment
 */
export function insertMember(text: string, collection: Collection, member: string): string {
  const last = membersOf(collection).at(-1);
  if (last === undefined) return insertFirst(text, collection, member);
  const { start, end } = spanOf(last);
  if (collection.flow) return replaceSpan(text, { start: end, end }, `, ${member}`);
  // A pair of an item starts behind its dash, an item's own text behind that of the list.
  const indent = text
    .slice(lineStart(text, start), start)
    .replace(/-\s*$/, (dash) => (isMap(collection) ? " ".repeat(dash.length) : dash));
  return insertLine(text, end, `${indent}${member}`);
}

/** One that is empty is written `{}` or `[]`. */
function insertFirst(text: string, collection: Collection, member: string): string {
  const span = spanOf(collection);
  if (text.slice(span.start + 1, span.end - 1).trim() !== "") return text;
  return replaceSpan(text, span, isMap(collection) ? `{ ${member} }` : `[${member}]`);
}

/**
 * Puts lines at the top level of a document, behind the last of some keys.
 *
 * @param lines a key and its value
 * @param before the keys; those that the document does not have are passed over
 */
export function insertLines(text: string, root: YAMLMap, lines: readonly string[], before: readonly string[]): string {
  const anchor = before.flatMap((key) => pairOf(root, key) ?? []).at(-1) ?? root.items.at(-1);
  if (anchor === undefined || root.flow) return insertMember(text, root, lines.join(" "));
  return insertLine(text, spanOf(anchor).end, lines.join("\n"));
}

/**
 * Takes a member out of a collection that has others: with its line, and so with the comment on it, where it has one of its
 * own.
 */
export function removeMember(text: string, collection: Collection, index: number): string {
  const spans = membersOf(collection).map(spanOf);
  const { start, end } = spans[index] ?? { start: 0, end: 0 };
  const lead = text.slice(lineStart(text, start), start);
  const hasOwnLine = isMap(collection) ? /^\s*$/.test(lead) : /^\s*-\s+$/.test(lead);
  if (hasOwnLine && !collection.flow)
    return replaceSpan(text, { start: lineStart(text, start), end: nextLine(text, end) }, "");
  const next = spans[index + 1];
  if (next) return replaceSpan(text, { start, end: next.start }, "");
  return replaceSpan(text, { start: spans[index - 1]?.end ?? start, end }, "");
}

function insertLine(text: string, after: number, line: string): string {
  const at = nextLine(text, after);
  const isOpen = at === text.length && !text.endsWith("\n");
  return replaceSpan(text, { start: at, end: at }, isOpen ? `\n${line}` : `${line}\n`);
}

/** A stretch of a text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands in a collection: a pair of a mapping, or an item of a list. */
type Member = Pair | Node;

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
function membersOf(collection: YAMLMap | YAMLSeq): readonly Member[] {
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
function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** Where the next line starts; a block scalar ends there already. */
function nextLine(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === "\n") return offset;
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end + 1;
}
