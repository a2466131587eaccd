import pc from "picocolors";
import type { Finding } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { plural } from "../plural.ts";
import { documentedAt } from "../rule-url.ts";
import { askedOf } from "../todo.ts";
import { visibleLine } from "../visible.ts";

/**
 * TODOs for a person at a terminal: a block for each file, a line for each of its TODOs. What to do about them, and where
 * to read on, is said once: it is the same for all.
 *
 * @param todos the TODOs, sorted
 * @param options whether to colour; and whether to name lines only, a line for each file
 */
export function formatTodos(
  todos: readonly Finding[],
  options: { readonly color: boolean; readonly isBrief: boolean },
): string {
  const colors = pc.createColors(options.color);
  const byFile = groupBy(todos, ({ file }) => file);
  const blocks = [...byFile].map(([file, own]) => {
    const head = `${colors.bold(visibleLine(file))}: ${colors.yellow(plural(own.length, "TODO"))}`;
    if (options.isBrief) {
      const where = own.map(({ line }) => line).join(", ");
      return `${head} on ${own.length === 1 ? "line" : "lines"} ${where}\n`;
    }
    const lines = own.map((todo) => {
      const asked = askedOf(todo);
      return `  ${todo.line}:${todo.column} TODO${asked === "" ? "" : ` ${visibleLine(asked)}`}\n`;
    });
    return [`${head}\n`, ...lines].join("");
  });
  const [first] = todos;
  const fix = first?.fix === undefined || options.isBrief ? "" : `${colors.green("fix:")} ${visibleLine(first.fix)}\n`;
  const url = first && documentedAt(first);
  return [...blocks, fix, url ? `${colors.dim(url)}\n` : ""].join("");
}
