import { Lexer } from "yaml";
import type { Problem } from "../diagnostics/problem.ts";

const TODO = /^#\s*TODO:?\s+(.*\S)/;
/** The token that precedes a scalar's text (see the documentation of `yaml`), which may begin with `#`, too. */
const SCALAR = "\u001f";
/** Tokens of the lexer that stand for nothing in the text. */
const VIRTUAL = new Set(["\u0002", "\u0018", SCALAR]);

/**
 * Finds what a scaffolded descriptor still asks of a person: its comments `# TODO: …`.
 *
 * @param text a descriptor
 * @returns a warning for each, at its line, with what to write
 */
export function findTodos(text: string): Problem[] {
  const problems: Problem[] = [];
  let offset = 0;
  let previous = "";
  for (const token of new Lexer().lex(text)) {
    const match = previous === SCALAR ? null : TODO.exec(token);
    if (match) {
      const before = text.slice(0, offset);
      problems.push({
        code: "descriptor-todo",
        severity: "warning",
        message: `expected a person's words: ${match[1] ?? ""}`,
        fix: "write it, then remove the comment",
        place: { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") },
      });
    }
    if (!VIRTUAL.has(token)) offset += token.length;
    previous = token;
  }
  return problems;
}
