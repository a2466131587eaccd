import type { Problem } from "../findings/problem.ts";
import { TODO as CODE, todoMessage } from "../findings/todo.ts";
import { tokensOf } from "../yaml/tokens.ts";

/** A comment that begins with the word: `# TODO: say more`, `#TODO`, `# TODO(ann): say more`. */
const TODO = /^#+[ \t]*TODO(?![\w-])(?:\([^)]*\))?:?[ \t]*(.*\S)?/;

/**
 * Finds what a descriptor still asks of a person: its comments `# TODO: …`. In a text, the same is a part of the text.
 *
 * @param text a descriptor
 * @returns a warning for each, at its place, with what to write
 */
export function findTodos(text: string): Problem[] {
  const problems: Problem[] = [];
  // Most descriptors ask nothing any more: their comments need no look.
  if (!text.includes("TODO")) return problems;
  for (const { source, offset, isScalar } of tokensOf(text)) {
    const match = isScalar ? null : TODO.exec(source);
    if (!match) continue;
    const [, asked] = match;
    const before = text.slice(0, offset);
    problems.push({
      code: CODE,
      severity: "warning",
      message: todoMessage(asked),
      fix: "write it, then remove the comment",
      place: { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") },
    });
  }
  return problems;
}
