import * as z from "zod";
import type { Finding } from "../findings/finding.ts";
import { isInstalled } from "../package.ts";
import { didYouMean, oneOf } from "../findings/suggest.ts";
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
  return (template, partials, partialNames) => new TemplateCheck(template, { partials, partialNames, model }).run();
}

/** What a template is checked against. */
interface CheckContext {
  readonly partials: ReadonlyMap<string, ParsedTemplate>;
  readonly partialNames: ReadonlySet<string>;
  readonly model: z.ZodType;
}

/** One look at one template. */
class TemplateCheck {
  readonly #template: ParsedTemplate;
  readonly #context: CheckContext;
  /** The templates that call this one, so that a circle of calls ends. */
  readonly #callers: ReadonlySet<ParsedTemplate>;
  readonly #findings: Finding[] = [];

  constructor(template: ParsedTemplate, context: CheckContext, callers: ReadonlySet<ParsedTemplate> = new Set()) {
    this.#template = template;
    this.#context = context;
    this.#callers = callers;
  }

  /**
   * @param given the shapes of parameters, where they are known
   * @returns what is wrong
   */
  run(given: ReadonlyMap<string, Shape> = new Map()): Finding[] {
    if (this.#template.isVolatile) this.#checkHeading(this.#template.program);
    const names = [...this.#template.parameters.keys()];
    const parameters = new Map(names.map((name) => [name, given.get(name)]));
    this.#visitProgram(this.#template.program, { shape: this.#context.model, parameters, inLoop: false });
    return this.#findings;
  }

  /** By its heading, `check` finds in a page what it is to leave out; a condition may stand around all of it. */
  #checkHeading(program: hbs.AST.Program | undefined): void {
    const first = program?.body.find((node) => node.type !== "CommentStatement" && textOfContent(node).trim() !== "");
    if (!first) return;
    if (first.type === "BlockStatement") {
      this.#checkHeading((first as hbs.AST.BlockStatement).program);
      this.#checkHeading((first as hbs.AST.BlockStatement).inverse);
      return;
    }
    const [blank = "", opens = ""] = /^(\s*)(## )?/.exec(textOfContent(first))?.slice(1) ?? [];
    if (opens !== "") return;
    const { start, end } = first.loc;
    const lines = blank.split("\n");
    const column = (lines.length > 1 ? 0 : start.column) + (lines.at(-1) ?? "").length;
    const loc = { ...first.loc, start: { line: start.line + lines.length - 1, column }, end };
    this.#report(
      "template-syntax",
      { ...first, loc },
      "unexpected text in a volatile partial before its heading",
      "begin it with the section's heading: ## …",
    );
  }

  #visitProgram(program: hbs.AST.Program | undefined, scope: Scope): void {
    for (const statement of program?.body ?? []) this.#visitStatement(statement, scope);
  }

  #visitStatement(node: hbs.AST.Statement, scope: Scope): void {
    switch (node.type) {
      case "ContentStatement":
      case "CommentStatement":
        return;
      case "MustacheStatement": {
        const mustache = node as hbs.AST.MustacheStatement;
        if (mustache.params.length > 0 || mustache.hash?.pairs.length) this.#visitCall(mustache, scope);
        else this.#visitValue(mustache.path as hbs.AST.PathExpression, scope);
        return;
      }
      case "BlockStatement":
        return this.#visitBlock(node as hbs.AST.BlockStatement, scope);
      case "PartialStatement":
        return this.#visitPartial(node as hbs.AST.PartialStatement, scope);
      case "PartialBlockStatement":
        if (this.#template.kind === "partial") this.#reportBlock(node as hbs.AST.PartialBlockStatement);
        this.#visitPartial(node as unknown as hbs.AST.PartialStatement, scope);
        return this.#visitProgram((node as hbs.AST.PartialBlockStatement).program, scope);
      default:
        this.#report("template-syntax", node, `unexpected ${node.type}, expected a name, a block or a partial`);
    }
  }

  /** Only a layout's sections hold others: what stands in such a block would not be seen. */
  #reportBlock(node: hbs.AST.PartialBlockStatement): void {
    const call = `> ${pathOf(node.name)}`;
    this.#report("template-syntax", node, `unexpected {{#${call}}} in a partial, expected {{${call}}}`);
  }

  /** A value that is printed. Where it is called like a helper, Handlebars would call the helper. */
  #visitValue(path: hbs.AST.PathExpression, scope: Scope): void {
    if (path.type !== "PathExpression")
      return this.#report("template-syntax", path, "unexpected literal, expected a name", "write the text as it is");
    const shape = this.#shapeOf(path, scope);
    this.#reportKind(path, shape, "a text");
    if (Object.hasOwn(SIGNATURES, path.original))
      this.#report(
        "template-syntax",
        path,
        `unexpected helper "${path.original}" alone`,
        `write {{this.${path.original}}} for the value`,
      );
  }

  #reportKind(node: hbs.AST.Expression, shape: Shape | undefined, expected: string): void {
    const kind = kindOf(shape);
    if (kind === undefined && expected === "a text") return;
    const what = kind === undefined ? "" : `, which is ${kind}`;
    const fix = shape && kind !== undefined ? insteadOf(pathOf(node), shape) : undefined;
    this.#report("template-kind", node, `unexpected ${textOf(node)}${what}, expected ${expected}`, fix);
  }

  /** Checks a helper and its arguments; gives the shape of the first one. */
  #visitCall(
    node: hbs.AST.MustacheStatement | hbs.AST.BlockStatement | hbs.AST.SubExpression,
    scope: Scope,
  ): Shape | undefined {
    const name = (node.path as hbs.AST.PathExpression).original;
    const signature = Object.hasOwn(SIGNATURES, name) ? SIGNATURES[name] : undefined;
    if (!signature) {
      const words = Object.keys(SIGNATURES);
      const message = `unexpected helper "${name}", expected one of ${words.join(", ")}`;
      this.#report("template-unknown-helper", node.path, message, didYouMean(name, words));
      return undefined;
    }
    const { takes, block } = signature;
    if (block !== (node.type === "BlockStatement"))
      this.#report(
        "template-syntax",
        node,
        `unexpected ${name}, expected ${block ? `{{#${name}}}…{{/${name}}}` : `{{${name} …}}`}`,
      );
    if (node.params.length !== takes.length)
      this.#report(
        "template-syntax",
        node,
        `unexpected ${node.params.length} arguments of ${name}, expected ${takes.length}`,
      );
    for (const pair of node.hash?.pairs ?? [])
      this.#report("template-syntax", pair, `unexpected argument "${pair.key}" of ${name}, expected none by name`);
    const shapes = node.params.map((param) => this.#shapeOf(param, scope));
    for (const [index, param] of node.params.entries()) {
      const shape = shapes[index];
      const expected = misfit(takes[index] ?? "value", shape);
      if (expected !== undefined) this.#reportKind(param, shape, `${expected} for ${name}`);
    }
    return shapes[0];
  }

  #visitBlock(node: hbs.AST.BlockStatement, scope: Scope): void {
    const shape = this.#visitCall(node, scope);
    const isLoop = (node.path as hbs.AST.PathExpression).original === "each";
    const item = shape instanceof z.ZodArray ? (shape.element as Shape) : UNKNOWN;
    this.#visitProgram(
      node.program,
      isLoop ? { shape: item, parameters: new Map(), outer: scope, inLoop: true } : scope,
    );
    this.#visitProgram(node.inverse, scope);
  }

  #visitPartial(node: hbs.AST.PartialStatement, scope: Scope): void {
    if (node.name.type !== "PathExpression")
      return this.#report("template-syntax", node, "unexpected expression, expected the name of a partial");
    const name = (node.name as hbs.AST.PathExpression).original;
    const partial = this.#context.partials.get(name);
    // Its own syntax error was reported at its own line.
    if (!partial && this.#context.partialNames.has(name)) return;
    if (!partial)
      return this.#report(
        "template-unknown-partial",
        node,
        `unexpected partial "${name}", which does not exist`,
        oneOf(name, [...this.#context.partialNames], "templates"),
      );
    if (partial.isVolatile && this.#template.kind === "partial")
      this.#report(
        "template-syntax",
        node,
        `unexpected volatile partial "${name}" within another one, expected a section of a layout`,
        "call it in the layout",
      );
    if (node.params.length > 0)
      this.#report(
        "template-syntax",
        node,
        "unexpected context for a partial, expected parameters by name",
        "write name=value",
      );
    const given = new Set((node.hash?.pairs ?? []).map((pair) => pair.key));
    for (const pair of node.hash?.pairs ?? []) {
      const shape = this.#shapeOf(pair.value, scope);
      if (shape && kindOf(shape) !== undefined) this.#visitGiven(pair, shape, partial);
      // A layout may give a section another name than its partial's, and say the level of its heading.
      if (partial.parameters.has(pair.key) || (this.#template.kind === "layout" && LAYOUT_WORDS.has(pair.key)))
        continue;
      this.#report(
        "template-unknown-parameter",
        pair,
        `unexpected parameter "${pair.key}", expected one that ${partial.file} declares`,
        isInstalled(this.#template.file)
          ? `declare it: @param [${pair.key}=…]`
          : didYouMean(pair.key, partial.parameters.keys()),
      );
    }
    for (const [parameter, { use, fallback }] of partial.parameters)
      if (fallback === undefined && !given.has(parameter))
        this.#report(
          "template-missing-parameter",
          node,
          `missing parameter "${parameter}" of ${partial.file}, expected ${use}`,
          isInstalled(this.#template.file)
            ? `give it a default: @param [${parameter}=…]`
            : `write {{> ${name} ${parameter}=…}}`,
        );
  }

  /** A list or an object that a partial is given: whether the partial can do with it. */
  #visitGiven(pair: hbs.AST.HashPair, shape: Shape, partial: ParsedTemplate): void {
    if (this.#callers.has(partial)) return;
    const check = (parameters: ReadonlyMap<string, Shape>) =>
      new TemplateCheck(partial, this.#context, new Set([...this.#callers, this.#template])).run(parameters);
    const known = new Set(check(new Map()).map(({ line, column }) => `${line}:${column}`));
    const found = check(new Map([[pair.key, shape]])).find(({ line, column }) => !known.has(`${line}:${column}`));
    if (!found) return;
    const expected = `expected what ${found.file}:${found.line} can do with: ${found.message}`;
    const what = `${textOf(pair.value)}, which is ${kindOf(shape)}`;
    this.#report("template-kind", pair, `unexpected ${what}, ${expected}`, insteadOf(pathOf(pair.value), shape));
  }

  /** The shape that an expression names; reports it where it names nothing. */
  #shapeOf(node: hbs.AST.Expression, scope: Scope): Shape | undefined {
    if (node.type === "SubExpression") this.#visitCall(node as hbs.AST.SubExpression, scope);
    if (node.type !== "PathExpression") return TEXT;
    const { shape, problem } = lookUp(node as hbs.AST.PathExpression, scope);
    if (problem) this.#report("template-unknown-name", node, problem.message, problem.fix);
    return shape;
  }

  #report(code: string, node: hbs.AST.Node, message: string, fix?: string): void {
    this.#findings.push({
      code,
      severity: "error",
      file: this.#template.file,
      line: node.loc.start.line,
      column: node.loc.start.column + 1,
      endLine: node.loc.end.line,
      endColumn: node.loc.end.column + 1,
      message,
      ...(fix !== undefined && { fix }),
    });
  }
}

/** What a template says to the letter; of another statement, something. */
function textOfContent(node: hbs.AST.Statement): string {
  return node.type === "ContentStatement" ? (node as hbs.AST.ContentStatement).value : "{{}}";
}

function textOf(node: hbs.AST.Expression): string {
  return node.type === "PathExpression" ? `"${pathOf(node)}"` : "value";
}

function pathOf(node: hbs.AST.Expression): string {
  return (node as hbs.AST.PathExpression).original;
}
