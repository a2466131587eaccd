import type { Code } from "mdast";
import { type Edit, literal } from "./characters.ts";
import type { Dialect } from "./dialect.ts";
import { linesOf } from "./lines.ts";

/** A fence, and what is said behind it. */
const OPENING = /^(`{3,}|~{3,})([^\n]*)/;

/**
 * Writes a sample so that it is one on a site: by a fence, with nothing behind it but the language.
 *
 * @returns what changes
 */
export function rewriteCode(node: Code, source: string, dialect: Dialect): Edit[] {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const markdown = source.slice(start, end);
  const value = dialect.code?.(node.value) ?? node.value;
  const [opening, fence, info = ""] = OPENING.exec(markdown) ?? [];
  const [language = ""] = /^[A-Za-z0-9_+#.-]+/.exec(node.lang ?? "") ?? [];
  const known = dialect.isNoLanguage?.(language, node.value) ? "" : language;
  const isMarked = dialect.marked?.pattern.test(node.value) === true;
  if (!isMarked && fence !== undefined && opening !== undefined && value === node.value)
    return info.trim() === known ? [] : [{ start, end: start + opening.length, text: `${fence}${known}` }];
  const { prefix } = linesOf(node, source);
  if (isMarked && dialect.marked) {
    const { open, close } = dialect.marked;
    return [{ start, end, text: (open + literal(node.value) + close).replaceAll("\n", `\n${prefix}`) }];
  }
  const longest = Math.max(2, ...[...value.matchAll(/^\s*(`{3,})/gm)].map(([, ticks = ""]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  const lines = [`${ticks}${known}`, ...value.split("\n"), ticks];
  return [{ start, end, text: lines.join(`\n${prefix}`) }];
}
