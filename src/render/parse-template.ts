import Handlebars from "handlebars";
import type { Finding } from "../findings/finding.ts";
import { MARK_CHARACTERS } from "../markdown/origin.ts";

/** A template's text and where it stands. */
export interface TemplateSource {
  readonly kind: "layout" | "partial";
  /** The file's name without `.hbs`: what a descriptor or another template calls it. */
  readonly name: string;
  /** Relative to the project's root, for findings and provenance. */
  readonly file: string;
  readonly text: string;
}

export interface ParsedTemplate extends TemplateSource {
  readonly program: hbs.AST.Program;
  /** What its leading comment says it is for, on one line; "" where it says nothing. */
  readonly purpose: string;
  /** The parameters that a partial declares in its leading comment, with what they are for. */
  readonly parameters: ReadonlyMap<string, ParameterDeclaration>;
  /** Whether a partial says there that what it prints changes with every version: a page may be without it. */
  readonly isVolatile: boolean;
}

/** What a partial says about one of its parameters. */
export interface ParameterDeclaration {
  /** What it is for. */
  readonly use: string;
  /** Its value where it is not given; undefined for a parameter that must be given. */
  readonly fallback: string | boolean | undefined;
  /** Whether it is a switch: `true` or `false`. */
  readonly isSwitch: boolean;
}

/*
 * As in JSDoc: `@param container  the container's name`; with a default, `@param [container=my-app]  the name`; a switch,
 * `@param {boolean} [fips=true]  whether there is a FIPS variant`. The default ends at a `]` that blanks or the line's end
 * follow, so that it can hold a link.
 */
const PARAMETER =
  /^[ \t]*@param[ \t]+(?:\{(boolean)\}[ \t]+)?(?:([A-Za-z][A-Za-z0-9]*)|\[([A-Za-z][A-Za-z0-9]*)(?:=(.*?))?\])(?:[ \t]{2,}(.*)|[ \t](?!.*\][ \t]{2})(.*)|)$/gm;

/** `@volatile`, on a line of its own. */
const VOLATILE = /^[ \t]*@volatile[ \t]*$/m;

/** So many trees are kept: more than a project has templates. */
const MANY = 1000;

/** The trees of texts that were parsed; nothing changes a tree. Each project opens with the package's templates. */
const trees = new Map<string, hbs.AST.Program>();

function treeOf(text: string): hbs.AST.Program {
  const known = trees.get(text);
  if (known) return known;
  const tree = Handlebars.parseWithoutProcessing(text) as hbs.AST.Program;
  if (trees.size >= MANY) trees.clear();
  trees.set(text, tree);
  return tree;
}

function declarationOf([, type, required, optional = "", fallback = "", ...uses]: RegExpMatchArray): [
  string,
  ParameterDeclaration,
] {
  const isSwitch = type !== undefined;
  const use = (uses.find((text) => text !== undefined) ?? "").trim();
  if (required !== undefined) return [required, { use, fallback: undefined, isSwitch }];
  return [optional, { use, fallback: isSwitch ? fallback === "true" : fallback, isSwitch }];
}

/**
 * Parses a template.
 *
 * @param source the template
 * @returns its syntax tree, blanks as written, or what is wrong with it
 */
export function parseTemplate(source: TemplateSource): ParsedTemplate | Finding {
  const { file, text } = source;
  if (MARK_CHARACTERS.test(text)) return syntaxFinding(file, 1, 1, "unexpected control character, expected text");
  try {
    const program = treeOf(text);
    const comments = program.body.filter((node) => node.type === "CommentStatement") as hbs.AST.CommentStatement[];
    // What a copy was made from (project/template-copies.ts) says nothing of the template.
    const comment = comments.find(({ value }) => !/^\s*@copied\b/.test(value));
    const { value: head = "" } = comment ?? {};
    const isFirst = /^\s*\{\{~?!/.test(text);
    const parameters = new Map([...head.matchAll(PARAMETER)].map(declarationOf));
    return { ...source, program, parameters, isVolatile: VOLATILE.test(head), purpose: isFirst ? purposeOf(head) : "" };
  } catch (error) {
    return findUnclosed(source) ?? describeSyntaxError(file, error as HandlebarsError);
  }
}

/** What stands above the first `@…`. */
function purposeOf(head: string): string {
  return (/^(?:(?!^[ \t]*@)[^])*/m.exec(head)?.[0] ?? "").replace(/\s+/g, " ").trim();
}

type HandlebarsError = Error & { readonly lineNumber?: number; readonly column?: number };

/** Handlebars reports an open block at the end of the file; the place to look at is where it opens. */
function findUnclosed({ file, text }: TemplateSource): Finding | undefined {
  const code = text.replace(/\{\{!--[\s\S]*?--\}\}|\{\{![^-][\s\S]*?\}\}/g, (comment) =>
    comment.replace(/[^\n]/g, " "),
  );
  const open: { readonly name: string; readonly index: number }[] = [];
  for (const { 1: sign, 2: name = "", index } of code.matchAll(/\{\{~?(#|\/)>?\s*([\w-]+)/g)) {
    if (sign === "#") open.push({ name, index });
    else if (open.at(-1)?.name === name) open.pop();
    else return undefined;
  }
  const last = open.at(-1);
  if (!last) return undefined;
  const before = text.slice(0, last.index);
  const line = before.split("\n").length;
  const column = last.index - before.lastIndexOf("\n");
  return syntaxFinding(file, line, column, `unexpected end of the file, expected {{/${last.name}}} for this block`);
}

function describeSyntaxError(file: string, error: HandlebarsError): Finding {
  // The parser throws a text of four lines ("Parse error on line 3:", the code, a caret, "Expecting …"), the compiler an
  // exception with a position. The caret counts from somewhere before the line, so it says no column.
  const [first = "", , , expecting = ""] = error.message.split("\n");
  const parsed = /^Parse error on line (\d+)/.exec(first);
  if (!parsed) {
    const message = first.replace(/ - \d+:\d+$/, "");
    return syntaxFinding(file, error.lineNumber ?? 1, (error.column ?? 0) + 1, message);
  }
  const got = /got '(\w+)'/.exec(expecting)?.[1];
  const token = got === undefined ? "text" : (TOKENS[got] ?? got.toLowerCase());
  return syntaxFinding(file, Number(parsed[1]), 1, `unexpected ${token} in a template`);
}

/** The parser's tokens in words. */
const TOKENS: Readonly<Record<string, string>> = {
  EOF: "end of the file, expected the end of a block",
  INVALID: "character",
  OPEN_ENDBLOCK: "end of a block, expected its start",
  CLOSE: "`}}`",
  ID: "name",
};

function syntaxFinding(file: string, line: number, column: number, message: string): Finding {
  return { code: "template-syntax", severity: "error", file, line, column, message };
}
