import { z } from "zod";
import type { Finding } from "../diagnostics/finding.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { ParsedTemplate } from "./parse-template.ts";
import { BUILT_IN, VOCABULARY } from "./vocabulary.ts";

/*
 * Handlebars' own strict mode sees a misspelt name only where its value is printed, not in {{#if typo}}, {{#each typo}}
 * or an argument, and only when that branch runs. So every name is looked up when templates load.
 */

/** What a name stands for: its keys, its items, or a plain value. */
type Shape = z.ZodType;

interface Scope {
  readonly shape: Shape;
  /** Parameters of the partial; they stand beside the model's names, at the top. */
  readonly parameters: ReadonlySet<string>;
  /** The scope that `../` reaches. */
  readonly outer?: Scope;
  readonly inLoop: boolean;
}

const WORDS = new Set<string>([...BUILT_IN, ...Object.keys(VOCABULARY)]);
const LOOP_DATA = new Set(["index", "first", "last", "key"]);

/**
 * Looks up every name that a template uses: values in the model, partials among the templates, helpers in the
 * vocabulary, parameters in the partial's declaration.
 *
 * @param template the template
 * @param partials all partials, by name
 * @param model the shape of what templates can name
 * @returns what is wrong, each with the template's line
 */
export function checkTemplate(
  template: ParsedTemplate,
  partials: ReadonlyMap<string, ParsedTemplate>,
  model: z.ZodType,
): Finding[] {
  const findings: Finding[] = [];
  const report = (code: string, node: hbs.AST.Node, message: string, fix?: string): void => {
    findings.push({
      code,
      severity: "error",
      file: template.file,
      line: node.loc.start.line,
      column: node.loc.start.column + 1,
      endLine: node.loc.end.line,
      endColumn: node.loc.end.column + 1,
      message,
      ...(fix !== undefined && { fix }),
    });
  };

  function visitProgram(program: hbs.AST.Program | undefined, scope: Scope): void {
    for (const statement of program?.body ?? []) visitStatement(statement, scope);
  }

  function visitStatement(node: hbs.AST.Statement, scope: Scope): void {
    switch (node.type) {
      case "ContentStatement":
      case "CommentStatement":
        return;
      case "MustacheStatement": {
        const { path, params, hash } = node as hbs.AST.MustacheStatement;
        if (params.length > 0 || hash?.pairs.length) visitCall(path, params, scope);
        else visitExpression(path, scope);
        return;
      }
      case "BlockStatement":
        return visitBlock(node as hbs.AST.BlockStatement, scope);
      case "PartialStatement":
        return visitPartial(node as hbs.AST.PartialStatement, scope);
      case "PartialBlockStatement":
        visitPartial(node as unknown as hbs.AST.PartialStatement, scope);
        return visitProgram((node as hbs.AST.PartialBlockStatement).program, scope);
      default:
        report("template-syntax", node, `unexpected ${node.type}, expected a name, a block or a partial`);
    }
  }

  function visitCall(path: hbs.AST.Node, params: hbs.AST.Expression[], scope: Scope): void {
    const name = (path as hbs.AST.PathExpression).original;
    if (!WORDS.has(name)) {
      const fix = didYouMean(name, WORDS);
      report(
        "template-unknown-helper",
        path,
        `unexpected helper "${name}", expected one of ${[...WORDS].join(", ")}`,
        fix,
      );
    }
    for (const param of params) visitExpression(param, scope);
  }

  function visitBlock(node: hbs.AST.BlockStatement, scope: Scope): void {
    visitCall(node.path, node.params, scope);
    const [first] = node.params;
    if ((node.path as hbs.AST.PathExpression).original !== "each" || first === undefined) {
      visitProgram(node.program, scope);
      visitProgram(node.inverse, scope);
      return;
    }
    const shape = shapeOf(first, scope);
    if (shape && !(shape instanceof z.ZodArray))
      report("template-unknown-name", first, `unexpected ${textOf(first)}, expected a list for {{#each}}`);
    const item = shape instanceof z.ZodArray ? (shape.element as Shape) : z.unknown();
    visitProgram(node.program, { shape: item, parameters: new Set(), outer: scope, inLoop: true });
    visitProgram(node.inverse, scope);
  }

  function visitPartial(node: hbs.AST.PartialStatement, scope: Scope): void {
    const name = (node.name as hbs.AST.PathExpression).original;
    const partial = partials.get(name);
    if (!partial)
      return report(
        "template-unknown-partial",
        node,
        `unexpected partial "${name}", which does not exist`,
        didYouMean(name, partials.keys()),
      );
    if (node.params.length > 0)
      report(
        "template-syntax",
        node,
        "unexpected context for a partial, expected parameters by name",
        "write name=value",
      );
    const given = new Set((node.hash?.pairs ?? []).map((pair) => pair.key));
    for (const pair of node.hash?.pairs ?? []) {
      visitExpression(pair.value, scope);
      // A layout may give a section another name than its partial's.
      if (partial.parameters.has(pair.key) || (template.kind === "layout" && pair.key === "name")) continue;
      report(
        "template-unknown-parameter",
        pair,
        `unexpected parameter "${pair.key}", expected one that ${partial.file} declares`,
        didYouMean(pair.key, partial.parameters.keys()),
      );
    }
    for (const [parameter, { use, fallback }] of partial.parameters)
      if (fallback === undefined && !given.has(parameter))
        report(
          "template-missing-parameter",
          node,
          `missing parameter "${parameter}" of ${partial.file}, expected ${use}`,
          `write {{> ${name} ${parameter}=…}}`,
        );
  }

  function visitExpression(node: hbs.AST.Expression, scope: Scope): void {
    if (node.type === "PathExpression") shapeOf(node, scope);
    else if (node.type === "SubExpression")
      visitCall((node as hbs.AST.SubExpression).path, (node as hbs.AST.SubExpression).params, scope);
  }

  /** The shape that an expression names; reports it where it names nothing. */
  function shapeOf(node: hbs.AST.Expression, scope: Scope): Shape | undefined {
    if (node.type !== "PathExpression") return undefined;
    const path = node as hbs.AST.PathExpression;
    if (path.data) {
      if (!scope.inLoop || !LOOP_DATA.has(path.parts.join(".")))
        report(
          "template-unknown-name",
          path,
          `unexpected "${path.original}", expected ${[...LOOP_DATA].map((name) => `@${name}`).join(", ")} within {{#each}}`,
        );
      return undefined;
    }
    let inner: Scope | undefined = scope;
    for (let depth = path.depth; depth > 0 && inner; depth -= 1) inner = inner.outer;
    let shape = inner?.shape;
    for (const [index, part] of path.parts.entries()) {
      if (index === 0 && inner?.parameters.has(part)) return undefined;
      const keys = shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
      if (!keys.includes(part)) {
        const known = [...keys, ...(index === 0 ? (inner?.parameters ?? []) : [])];
        report(
          "template-unknown-name",
          path,
          `unexpected name "${path.original}", which the model lacks`,
          didYouMean(part, known),
        );
        return undefined;
      }
      shape = (shape as z.ZodObject).shape[part] as Shape;
    }
    return shape;
  }

  visitProgram(template.program, {
    shape: model,
    parameters: new Set(template.parameters.keys()),
    inLoop: false,
  });
  return findings;
}

function textOf(node: hbs.AST.Expression): string {
  return node.type === "PathExpression" ? `"${(node as hbs.AST.PathExpression).original}"` : "value";
}
