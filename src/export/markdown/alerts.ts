import type { Blockquote, Nodes } from "mdast";
import type { Edit } from "./characters.ts";
import type { Dialect } from "./dialect.ts";
import { linesOf } from "./lines.ts";

/** The label stands on a line of its own, or it is no label. */
const LABEL = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/;

/** What boxes are called where they are directives. */
const DIRECTIVES: Readonly<Record<string, string>> = {
  NOTE: "note",
  TIP: "tip",
  IMPORTANT: "info",
  WARNING: "warning",
  CAUTION: "danger",
};

/** Which box a quote is to GitHub; undefined where it is a quote. */
export function alertOf(node: Nodes | undefined, source: string): string | undefined {
  if (node?.type !== "blockquote") return undefined;
  const [paragraph] = node.children;
  const first = paragraph?.type === "paragraph" ? paragraph.children[0] : undefined;
  // `\[!NOTE]` is no label.
  const isWritten = source[first?.position?.start.offset ?? 0] === "[";
  const kind = first?.type === "text" && isWritten ? LABEL.exec(first.value)?.[1] : undefined;
  const isAlone = first?.type === "text" && !first.value.includes("\n");
  const next = paragraph?.type === "paragraph" ? paragraph.children[1] : undefined;
  return isAlone && next !== undefined && next.type !== "break" ? undefined : kind;
}

/**
 * Writes a box as a site has it.
 *
 * @returns what changes; nothing for a quote
 */
export function rewriteAlert(node: Blockquote, source: string, dialect: Dialect): Edit[] {
  const kind = alertOf(node, source);
  if (kind === undefined || dialect.alerts === "same") return [];
  const { start, end } = node.position ?? {};
  const from = start?.offset ?? 0;
  const label = kind.charAt(0) + kind.slice(1).toLowerCase();
  const opening = source.indexOf(`[!${kind}]`, from);
  const behind = opening + kind.length + 3;
  const { prefix } = linesOf(node, source);
  // A box within a quote is none to GitHub; its label says what was meant.
  if (prefix.includes(">")) return [{ start: opening, end: behind, text: `**${label}**` }];
  if (dialect.alerts === "labels") return [{ start: opening, end: behind, text: `**${label}**\n${prefix}>` }];
  const edits: Edit[] = [{ start: from, end: behind, text: `:::${DIRECTIVES[kind]}[${label}]\n` }];
  // The mark of the quote goes from each line.
  for (let at = source.indexOf("\n", from) + 1; at > 0 && at < (end?.offset ?? 0); at = source.indexOf("\n", at) + 1) {
    const [marks = ""] = /^[ \t>]*/.exec(source.slice(at)) ?? [];
    const mark = marks.indexOf(">", prefix.length);
    if (mark < 0) continue;
    const width = marks[mark + 1] === " " ? 2 : 1;
    edits.push({ start: at + mark, end: at + mark + width, text: "" });
  }
  const last = end?.offset ?? 0;
  return [...edits, { start: last, end: last, text: `\n\n${prefix}:::` }];
}
