import type { TableCell } from "mdast";
import { toString } from "mdast-util-to-string";

import { rangeOf } from "../parsed/nodes.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A table whose rows were wrapped or whose source is no table to Markdown. */
export const brokenTable: Rule = {
  code: "broken-table",
  severity: "error",
  check: ({ guide }) => [...brokenRows(guide), ...tablesAsText(guide)],
};

function brokenRows(guide: ParsedGuide): RuleProblem[] {
  const problems: RuleProblem[] = [];
  for (const table of guide.nodes.tables) {
    const [head, ...rows] = table.children;
    const columns = head?.children.length ?? 0;
    const [firstKey] = rows[0]?.children ?? [];
    const hasCapitalKeys = firstKey !== undefined && /^[A-Z]/.test(toString(firstKey));
    rows.forEach((row, index) => {
      const texts = row.children.map((cell) => toString(cell).trim());
      if (row.children.length > columns) {
        problems.push({
          ...rangeOf(row),
          message: `unexpected ${row.children.length} cells in a table of ${columns} columns: the reader does not see the last`,
          fix: "Write `\\|` for a pipe within a cell, in code as well; or remove the cell.",
        });
      } else if (isContinuation(texts, rows[index - 1]?.children, hasCapitalKeys)) {
        problems.push({
          ...rangeOf(row),
          message: "unexpected row that continues the one above: a row of a table is one line",
          fix: "Join the row with the one above.",
        });
      }
    });
  }
  return problems;
}

/** One cell alone has text, and the text reads as the rest of a sentence: it begins small, or it ends with a stop. */
function isContinuation(
  texts: readonly string[],
  above: readonly TableCell[] | undefined,
  hasCapitalKeys: boolean,
): boolean {
  const filled = texts.filter((text) => text !== "");
  const [text = ""] = filled;
  if (texts.length < 2 || filled.length !== 1 || !above) return false;
  if (/[.!?]$/.test(text)) return true;
  if (!/^[a-z(]/.test(text)) return false;
  // A small word alone in the first column is a key that nobody described, unless the keys begin with capitals.
  const last = above.map((cell) => toString(cell).trim()).findLast((cell) => cell !== "") ?? "";
  if (texts[0] !== "" && !hasCapitalKeys) return false;
  return / /.test(text) || (/ /.test(last) && !/[.!?:)]$/.test(last));
}

/** A line of pipes and dashes inside a paragraph: the table was folded into text. */
function tablesAsText(guide: ParsedGuide): RuleProblem[] {
  return guide.prose.flatMap(({ kind, plain, start, end }) => {
    if (kind !== "paragraph" || !/\|\s*:?-{3,}:?\s*\|/.test(plain)) return [];
    return [{ start, end, message: "unexpected table in the middle of a paragraph, expected one line for each row" }];
  });
}
