import * as z from "zod";
import type { Finding } from "../findings/finding.ts";
import { isInstalled } from "../findings/installed.ts";
import { didYouMean } from "../findings/suggest.ts";
import type { ParsedTemplate } from "./parse-template.ts";
import { insteadOf, kindOf, misfit, TEXT } from "./kinds.ts";
import { lookUp, UNKNOWN, type Scope, type Shape } from "./scope.ts";
import { SIGNATURES } from "./vocabulary.ts";

/*
 * Handlebars' own strict mode sees a misspelt name only where its value is printed, not in {{#if typo}}, {{#each typo}}
 * or an argument, and only when that branch runs. So every name is looked up when templates load.
 */

const LAYOUT_WORDS = new Set(["name", "level"]);

/**
 * Looks up every name that a template uses: values in the model, partials among the templates, helpers in the
 * vocabulary, parameters in the partial's declaration. It takes the template, the partials that could be parsed, by name,
 * and the names of all partials, and gives what is wrong, each with the template's line.
 */
export type CheckTemplate = (
  template: ParsedTemplate,
  partials: ReadonlyMap<string, ParsedTemplate>,
  partialNames: ReadonlySet<string>,
) => Finding[];

/**
 * Makes what checks a template.
 *
 * @param model the shape of what templates can name
 * @returns the check
 */
export function checkAgainst(model: z.ZodType): CheckTemplate {
  return (template, partials, partialNames) => checkTemplate(template, partials, partialNames, model);
}

function checkTemplate(
  template: ParsedTemplate,
  partials: ReadonlyMap<string, ParsedTemplate>,
  partialNames: ReadonlySet<string>,
  model: z.ZodType,
  given: ReadonlyMap<string, Shape> = new Map(),
  callers: ReadonlySet<ParsedTemplate> = new Set(),
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
        const mustache = node as hbs.AST.MustacheStatement;
        if (mustache.params.length > 0 || mustache.hash?.pairs.length) visitCall(mustache, scope);
        else visitValue(mustache.path as hbs.AST.PathExpression, scope);
        return;
      }
      case "BlockStatement":
        return visitBlock(node as hbs.AST.BlockStatement, scope);
      case "PartialStatement":
        return visitPartial(node as hbs.AST.PartialStatement, scope);
      case "PartialBlockStatement":
        if (template.kind === "partial") reportBlock(node as hbs.AST.PartialBlockStatement);
        visitPartial(node as unknown as hbs.AST.PartialStatement, scope);
        return visitProgram((node as hbs.AST.PartialBlockStatement).program, scope);
      default:
        report("template-syntax", node, `unexpected ${node.type}, expected a name, a block or a partial`);
    }
  }

  /** Only a layout's sections hold others: what stands in such a block would not be seen. */
  function reportBlock(node: hbs.AST.PartialBlockStatement): void {
    const call = `> ${pathOf(node.name)}`;
    report("template-syntax", node, `unexpected {{#${call}}} in a partial, expected {{${call}}}`);
  }

  /** A value that is printed. Where it is called like a helper, Handlebars would call the helper. */
  function visitValue(path: hbs.AST.PathExpression, scope: Scope): void {
    if (path.type !== "PathExpression")
      return report("template-syntax", path, "unexpected literal, expected a name", "write the text as it is");
    const shape = shapeOf(path, scope);
    reportKind(path, shape, "a text");
    if (Object.hasOwn(SIGNATURES, path.original))
      report(
        "template-syntax",
        path,
        `unexpected helper "${path.original}" alone`,
        `write {{this.${path.original}}} for the value`,
      );
  }

  function reportKind(node: hbs.AST.Expression, shape: Shape | undefined, expected: string): void {
    const kind = kindOf(shape);
    if (kind === undefined && expected === "a text") return;
    const what = kind === undefined ? "" : `, which is ${kind}`;
    const fix = shape && kind !== undefined ? insteadOf(pathOf(node), shape) : undefined;
    report("template-kind", node, `unexpected ${textOf(node)}${what}, expected ${expected}`, fix);
  }

  /** Checks a helper and its arguments; gives the shape of the first one. */
  function visitCall(
    node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression,
    scope: Scope,
  ): Shape | undefined {
    const name = (node.path as hbs.AST.PathExpression).original;
    const signature = Object.hasOwn(SIGNATURES, name) ? SIGNATURES[name] : undefined;
    if (!signature) {
      const words = Object.keys(SIGNATURES);
      const message = `unexpected helper "${name}", expected one of ${words.join(", ")}`;
      report("template-unknown-helper", node.path, message, didYouMean(name, words));
      return undefined;
    }
    const { takes, block } = signature;
    if (block !== (node.type === "BlockStatement"))
      report(
        "template-syntax",
        node,
        `unexpected ${name}, expected ${block ? `{{#${name}}}…{{/${name}}}` : `{{${name} …}}`}`,
      );
    if (node.params.length !== takes.length)
      report(
        "template-syntax",
        node,
        `unexpected ${node.params.length} arguments of ${name}, expected ${takes.length}`,
      );
    for (const pair of node.hash?.pairs ?? [])
      report("template-syntax", pair, `unexpected argument "${pair.key}" of ${name}, expected none by name`);
    const shapes = node.params.map((param) => shapeOf(param, scope));
    for (const [index, param] of node.params.entries()) {
      const shape = shapes[index];
      const expected = misfit(takes[index] ?? "value", shape);
      if (expected !== undefined) reportKind(param, shape, `${expected} for ${name}`);
    }
    return shapes[0];
  }

  function visitBlock(node: hbs.AST.BlockStatement, scope: Scope): void {
    const shape = visitCall(node, scope);
    const isLoop = (node.path as hbs.AST.PathExpression).original === "each";
    const item = shape instanceof z.ZodArray ? (shape.element as Shape) : UNKNOWN;
    visitProgram(node.program, isLoop ? { shape: item, parameters: new Map(), outer: scope, inLoop: true } : scope);
    visitProgram(node.inverse, scope);
  }

  function visitPartial(node: hbs.AST.PartialStatement, scope: Scope): void {
    if (node.name.type !== "PathExpression")
      return report("template-syntax", node, "unexpected expression, expected the name of a partial");
    const name = (node.name as hbs.AST.PathExpression).original;
    const partial = partials.get(name);
    // Its own syntax error was reported at its own line.
    if (!partial && partialNames.has(name)) return;
    if (!partial)
      return report(
        "template-unknown-partial",
        node,
        `unexpected partial "${name}", which does not exist`,
        didYouMean(name, partialNames),
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
      const shape = shapeOf(pair.value, scope);
      if (shape && kindOf(shape) !== undefined) visitGiven(pair, shape, partial);
      // A layout may give a section another name than its partial's, and say the level of its heading.
      if (partial.parameters.has(pair.key) || (template.kind === "layout" && LAYOUT_WORDS.has(pair.key))) continue;
      report(
        "template-unknown-parameter",
        pair,
        `unexpected parameter "${pair.key}", expected one that ${partial.file} declares`,
        isInstalled(template.file)
          ? `declare it: @param [${pair.key}=…]`
          : didYouMean(pair.key, partial.parameters.keys()),
      );
    }
    for (const [parameter, { use, fallback }] of partial.parameters)
      if (fallback === undefined && !given.has(parameter))
        report(
          "template-missing-parameter",
          node,
          `missing parameter "${parameter}" of ${partial.file}, expected ${use}`,
          isInstalled(template.file)
            ? `give it a default: @param [${parameter}=…]`
            : `write {{> ${name} ${parameter}=…}}`,
        );
  }

  /** A list or an object that a partial is given: whether the partial can do with it. */
  function visitGiven(pair: hbs.AST.HashPair, shape: Shape, partial: ParsedTemplate): void {
    if (callers.has(partial)) return;
    const check = (parameters: ReadonlyMap<string, Shape>) =>
      checkTemplate(partial, partials, partialNames, model, parameters, new Set([...callers, template]));
    const known = new Set(check(new Map()).map(({ line, column }) => `${line}:${column}`));
    const found = check(new Map([[pair.key, shape]])).find(({ line, column }) => !known.has(`${line}:${column}`));
    if (!found) return;
    const expected = `expected what ${found.file}:${found.line} can do with: ${found.message}`;
    const what = `${textOf(pair.value)}, which is ${kindOf(shape)}`;
    report("template-kind", pair, `unexpected ${what}, ${expected}`, insteadOf(pathOf(pair.value), shape));
  }

  /** The shape that an expression names; reports it where it names nothing. */
  function shapeOf(node: hbs.AST.Expression, scope: Scope): Shape | undefined {
    if (node.type === "SubExpression") visitCall(node as hbs.AST.SubExpression, scope);
    if (node.type !== "PathExpression") return TEXT;
    const { shape, problem } = lookUp(node as hbs.AST.PathExpression, scope);
    if (problem) report("template-unknown-name", node, problem.message, problem.fix);
    return shape;
  }

  visitProgram(template.program, {
    shape: model,
    parameters: new Map([...template.parameters.keys()].map((name) => [name, given.get(name)])),
    inLoop: false,
  });
  return findings;
}

function textOf(node: hbs.AST.Expression): string {
  return node.type === "PathExpression" ? `"${pathOf(node)}"` : "value";
}

function pathOf(node: hbs.AST.Expression): string {
  return (node as hbs.AST.PathExpression).original;
}
