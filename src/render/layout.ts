import type { Finding } from "../findings/finding.ts";
import type { ParsedTemplate } from "./parse-template.ts";

/** A value that a layout gives to a section's partial. */
export type Parameter = string | number | boolean;

/** One line of a layout: a section, the partial that words it, and the sections within. */
export interface SectionCall {
  /** The partial's name, or what the layout calls the section: `{{> note name="first-note"}}`. */
  readonly name: string;
  readonly partial: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly children: readonly SectionCall[];
  /** The parts of the model of which one must be there, outermost first: `{{#if useCases}}`. */
  readonly conditions: readonly Condition[];
  /** The level of its heading, where the layout says it: `{{> fips level=3}}`; otherwise that of its place. */
  readonly level: number | undefined;
  /** The line in the layout. */
  readonly line: number;
}

export interface Condition {
  readonly path: readonly string[];
  readonly negated: boolean;
}

/**
 * Reads a layout as what it is: a table of contents. It holds partials, nested as the sections are, and `{{#if}}` around
 * a section that may not be there; text belongs into partials.
 *
 * @param layout the parsed layout
 * @returns the sections in their order, or what does not belong into a layout
 */
export function readLayout(layout: ParsedTemplate): readonly SectionCall[] | readonly Finding[] {
  const findings: Finding[] = [];
  const unexpected = (node: hbs.AST.Node, what: string, fix: string) =>
    findings.push({
      code: "layout-syntax",
      severity: "error",
      file: layout.file,
      line: node.loc.start.line,
      column: node.loc.start.column + 1,
      message: `unexpected ${what} in a layout, expected {{> section}} or {{#if}}`,
      fix,
    });

  function read(program: hbs.AST.Program | undefined, conditions: readonly Condition[]): SectionCall[] {
    return (program?.body ?? []).flatMap((node) => {
      switch (node.type) {
        case "CommentStatement":
          return [];
        case "ContentStatement":
          if ((node as hbs.AST.ContentStatement).value.trim() !== "") unexpected(node, "text", "move it to a partial");
          return [];
        case "PartialStatement":
          return [section(node as hbs.AST.PartialStatement, undefined, conditions)];
        case "PartialBlockStatement":
          return [
            section(node as hbs.AST.PartialBlockStatement, (node as hbs.AST.PartialBlockStatement).program, conditions),
          ];
        case "BlockStatement":
          return readCondition(node as hbs.AST.BlockStatement, conditions);
        default:
          unexpected(node, "value", "move it to a partial");
          return [];
      }
    });
  }

  function readCondition(node: hbs.AST.BlockStatement, outer: readonly Condition[]): SectionCall[] {
    const word = (node.path as hbs.AST.PathExpression).original;
    const [subject] = node.params as hbs.AST.PathExpression[];
    if ((word !== "if" && word !== "unless") || subject?.type !== "PathExpression") {
      unexpected(node, `{{#${word}}}`, "move it to a partial");
      return [];
    }
    const path = subject.parts;
    const negated = word === "unless";
    return [
      ...read(node.program, [...outer, { path, negated }]),
      ...read(node.inverse, [...outer, { path, negated: !negated }]),
    ];
  }

  function section(
    node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement,
    children: hbs.AST.Program | undefined,
    conditions: readonly Condition[],
  ): SectionCall {
    const partial = (node.name as hbs.AST.PathExpression).original;
    const {
      name = partial,
      level,
      ...parameters
    } = Object.fromEntries(
      (node.hash?.pairs ?? []).map(({ key, value }) => {
        if (!LITERALS.has(value.type)) unexpected(value, "name as a parameter's value", "give a literal");
        return [key, (value as hbs.AST.Literal & { value: Parameter }).value];
      }),
    );
    return {
      name: String(name),
      partial,
      parameters,
      children: read(children, []),
      conditions,
      level: level === undefined ? undefined : Math.min(6, Math.max(2, Number(level))),
      line: node.loc.start.line,
    };
  }

  const sections = read(layout.program, []);
  return findings.length > 0 ? findings : sections;
}

const LITERALS = new Set(["StringLiteral", "NumberLiteral", "BooleanLiteral"]);
