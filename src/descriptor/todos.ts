import { tokensOf } from "./tokens.ts";
import type { Problem } from "../diagnostics/problem.ts";

const TODO = /^#\s*TODO:?\s+(.*\S)/;
/**
 * Finds what a scaffolded descriptor still asks of a person: its comments `# TODO: …`.
 *
 * @param text a descriptor
 * @returns a warning for each, at its line, with what to write
 */
export function findTodos(text: string): Problem[] {
  const problems: Problem[] = [];
  for (const { source, offset, isScalar } of tokensOf(text)) {
    const match = isScalar ? null : TODO.exec(source);
    if (!match) continue;
    const before = text.slice(0, offset);
    problems.push({
      code: "descriptor-todo",
      severity: "warning",
      message: `expected a person's words: ${match[1] ?? ""}`,
      fix: "write it, then remove the comment",
      place: { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") },
    });
  }
  return problems;
}
