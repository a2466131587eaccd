import type { CodeBlock } from "./code-blocks.ts";

const SHELLS = /^(?:|(?:ba|da|k|z)?sh|shell|console|shell-session|terminal)$/;

/**
 * Whether a sample shows a change line by line, whatever language its fence names: guides name that of the file, for its
 * colours. A line that begins with `+` is no YAML, no JSON and no Dockerfile; beside a shell's trace there is none with `-`.
 */
export function isDiff({ lang, value }: CodeBlock): boolean {
  return lang === "diff" || lang === "patch" || (/^\+/m.test(value) && (!SHELLS.test(lang) || /^-/m.test(value)));
}

/** Whether a place stands in a line that a sample takes away. */
export function isTakenAway(block: CodeBlock, start: number): boolean {
  const line = block.lines.findLast(({ offset }) => offset <= start);
  return line?.text.startsWith("-") === true && isDiff(block);
}
