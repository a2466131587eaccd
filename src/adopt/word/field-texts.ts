import type { ParsedTemplate } from "../../render/parse-template.ts";
import type { Templates } from "../../render/templates.ts";
import type { FieldTexts } from "../learn/learned-partial.ts";
import { factKind } from "./facts.ts";

/**
 * Finds in partials what descriptors have fields for: tables that a field changes, and texts that depend on a fact.
 *
 * @param partials the project's partials
 * @returns the tables and texts
 */
export function fieldTexts(partials: Templates["partials"]): FieldTexts {
  const found = [...partials.values()].flatMap((partial) =>
    blocksIn(partial.program).map((block) => ({ block, partial })),
  );
  return {
    tables: found.flatMap(({ block, partial }) => {
      const field = subjectOf(block, "table");
      const [head, , ...rows] = field === undefined ? [] : rowsOf(block.program, partial);
      if (field === undefined || factKind(field) !== "table" || head === undefined) return [];
      return { field, head, keys: rows.map((row) => row.split("|")[1]?.trim() ?? "") };
    }),
    switches: found.flatMap(({ block, partial }) => {
      const fact = subjectOf(block, "if");
      // A block that begins with `{{^if}}` has no such branch.
      const body = block.program?.body ?? [];
      const [first] = body;
      // Lines of its own, of which nothing else decides.
      const hasLines = first?.type === "ContentStatement" && (first as hbs.AST.ContentStatement).value.startsWith("\n");
      const isPlain = hasLines && !block.inverse && blocksIn(block.program).length === 0;
      if (fact === undefined || factKind(fact) !== "switch" || !isPlain) return [];
      const text = body.map((node) => written(node, partial)).join("");
      return { fact, text: text.trim().replace(/\s+/g, " ") };
    }),
  };
}

/** The blocks of a program, and those within them. */
function blocksIn(program: hbs.AST.Program | undefined): hbs.AST.BlockStatement[] {
  return (program?.body ?? []).flatMap((node) => {
    if (node.type !== "BlockStatement") return [];
    const block = node as hbs.AST.BlockStatement;
    return [block, ...blocksIn(block.program), ...blocksIn(block.inverse)];
  });
}

/** The name that a block of a word is about: `variants.fips` of `{{#if variants.fips}}`. */
function subjectOf(block: hbs.AST.BlockStatement, word: string): string | undefined {
  const [subject] = block.params;
  const isWord = (block.path as hbs.AST.PathExpression).original === word;
  return isWord && subject?.type === "PathExpression" ? (subject as hbs.AST.PathExpression).original : undefined;
}

/** A table's rows, each on one line; what decides whether a row is there is left out. */
function rowsOf(program: hbs.AST.Program | undefined, partial: ParsedTemplate): string[] {
  const rows: string[] = [];
  const add = (text: string) => rows.push(`${rows.pop() ?? ""}${text}`);
  const walk = (body: readonly hbs.AST.Statement[]) => {
    for (const node of body) {
      const block = node.type === "BlockStatement" ? (node as hbs.AST.BlockStatement) : undefined;
      if (block?.loc.start.column === 0) {
        walk(block.program?.body ?? []);
        walk(block.inverse?.body ?? []);
        continue;
      }
      const [first = "", ...lines] = written(node, partial).split("\n");
      add(first);
      for (const line of lines) {
        if (line.startsWith("|")) rows.push(line);
        else add(line.trim() === "" ? "" : ` ${line.trim()}`);
      }
    }
  };
  walk(program?.body ?? []);
  return rows.map((row) => row.trim()).filter((row) => row.startsWith("|"));
}

/** A statement as it is written in its template. */
function written(node: hbs.AST.Statement, { text }: ParsedTemplate): string {
  if (node.type === "ContentStatement") return (node as hbs.AST.ContentStatement).value;
  const lines = text.split("\n").slice(node.loc.start.line - 1, node.loc.end.line);
  lines[lines.length - 1] = (lines.at(-1) ?? "").slice(0, node.loc.end.column);
  return [(lines[0] ?? "").slice(node.loc.start.column), ...lines.slice(1)].join("\n");
}
