import { isMap, type YAMLMap, type YAMLSeq } from "yaml";
import { lineStart, membersOf, nextLine, pairOf, spanOf, replaceSpan } from "./spans.ts";

type Collection = YAMLMap | YAMLSeq;

/**
 * Puts a member behind the last one of a collection, written as the others are.
 *
 * @param text the document
 * @param collection a mapping or a list of it that has a member
 * @param member a pair or an item, on one line
 * @returns the changed text
 */
export function insertMember(text: string, collection: Collection, member: string): string {
  const last = membersOf(collection).at(-1);
  if (last === undefined) return text;
  const { start, end } = spanOf(last);
  if (collection.flow) return replaceSpan(text, { start: end, end }, `, ${member}`);
  // A pair of an item starts behind its dash, an item's own text behind that of the list.
  const indent = text
    .slice(lineStart(text, start), start)
    .replace(/-\s*$/, (dash) => (isMap(collection) ? " ".repeat(dash.length) : dash));
  return insertLine(text, end, `${indent}${member}`);
}

/**
 * Puts lines at the top level of a document, behind the last of some keys.
 *
 * @param text the document
 * @param root its mapping
 * @param lines a key and its value
 * @param before the keys; those that the document does not have are passed over
 * @returns the changed text
 */
export function insertLines(text: string, root: YAMLMap, lines: readonly string[], before: readonly string[]): string {
  const anchor = before.flatMap((key) => pairOf(root, key) ?? []).at(-1) ?? root.items.at(-1);
  if (anchor === undefined || root.flow) return insertMember(text, root, lines.join(" "));
  return insertLine(text, spanOf(anchor).end, lines.join("\n"));
}

/**
 * Takes a member out of a collection that has others: with its line, and so with the comment on it, where it has one of its
 * own.
 *
 * @param text the document
 * @param collection the mapping or list
 * @param index the member's
 * @returns the changed text
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
