import fc from "fast-check";
import Handlebars from "handlebars";
import { expect, test } from "vitest";
import { compile, type CompiledTemplate } from "../../src/render/evaluate.ts";
import { instrument } from "../../src/render/instrument.ts";
import { parseTemplate, type ParsedTemplate } from "../../src/render/parse-template.ts";
import { BLOCK_WORDS, WORDS } from "../../src/render/vocabulary.ts";

const MODEL = {
  title: "Nginx",
  empty: "",
  yes: true,
  no: false,
  names: ["A", "B`b"],
  none: [],
  items: [
    { name: "one", text: "first\nsecond", lines: ["x", "y"], on: true },
    { name: "two | 2", text: "", lines: [], on: false },
  ],
};
const PIECE = "{{!-- @param word  any --}}\n{{#if word}}piece {{word}} of {{title}}\n{{/if}}\n";

function parse(name: string, text: string): ParsedTemplate {
  const parsed = parseTemplate({ kind: "partial", name, file: `${name}.hbs`, text });
  if (!("program" in parsed)) throw new Error(parsed.message);
  return parsed;
}

/** The template as we evaluate it. */
function ours(text: string): string {
  const partials = new Map(
    [parse("section", text), parse("piece", PIECE)].map((template) => [template.name, template]),
  );
  const compiled = (name: string): CompiledTemplate => {
    const template = partials.get(name) as ParsedTemplate;
    const program = instrument(template, 0, partials);
    return compile({ file: "a.hbs", program, parameters: new Set(template.parameters.keys()), partial: compiled });
  };
  return compiled("section")({ model: MODEL, parameters: {}, loop: undefined });
}

type Options = Handlebars.HelperOptions;

/** The same template by Handlebars' own runtime. */
function theirs(text: string): string {
  const handlebars = Handlebars.create();
  const body = (context: unknown, options: Options) => options.fn(context);
  handlebars.registerHelper({
    ...WORDS,
    fence(this: unknown, language: string, options: Options) {
      return BLOCK_WORDS.fence(body(this, options), language, options.hash as object);
    },
    step(this: unknown, options: Options) {
      return BLOCK_WORDS.step(body(this, options));
    },
    table(this: unknown, changes: [], options: Options) {
      return BLOCK_WORDS.table(body(this, options), changes);
    },
  });
  const partials = new Map(
    [parse("section", text), parse("piece", PIECE)].map((template) => [template.name, template]),
  );
  const compiled = (name: string) =>
    handlebars.compile(withGuide(instrument(partials.get(name) as ParsedTemplate, 0, partials)), {
      noEscape: true,
      strict: true,
      preventIndent: true,
      explicitPartialContext: true,
    });
  handlebars.registerPartial("piece", compiled("piece"));
  return compiled("section")(MODEL, { data: { guide: MODEL } });
}

/** Lets each partial that is called see the model, as the evaluator does by itself. */
function withGuide<T>(node: T): T {
  if (Array.isArray(node)) return node.map(withGuide) as T;
  if (typeof node !== "object" || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withGuide(value as unknown)]));
  const path = { type: "PathExpression", data: true, depth: 0, parts: ["guide"], original: "@guide" };
  return (copy.type === "PartialStatement" ? { ...copy, params: [path] } : copy) as T;
}

// Nothing prints a truth value: where two begin a block, Handlebars adds them up.
const templates = fc.letrec<{ body: string; statement: string }>((tie) => ({
  body: fc.array(tie("statement"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
  statement: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      ..."text |A longer paragraph of text that is nobody's but the template's.\n\n|\n|\n\n|- item\n|## Head\n\n".split(
        "|",
      ),
      ..."{{title}}|{{empty}}|{{this.title}}|{{items.0.name}}|{{~title~}}|{{and names}}|{{code title}}".split("|"),
      ...'{{> piece word="x"}}|{{> piece word=title}}\n|{{> piece word=(code title)}}|{{!-- comment --}}\n|'.split("|"),
    ),
    tie("body").map((body) => `{{#if yes}}${body}{{else}}no{{/if}}`),
    tie("body").map((body) => `{{#if none}}\n${body}{{else if items}}\nsome\n{{/if}}\n`),
    tie("body").map((body) => `{{^if no}}\n${body}\n{{/if}}\n`),
    tie("body").map((body) => `{{#unless empty}}\n${body}\n{{/unless}}\n`),
    tie("body").map((body) => `{{#fence "bash"}}\n${body}\n{{/fence}}\n`),
    tie("body").map((body) => `{{#step}}\n${body}\n{{/step}}\n`),
    fc.constant("{{#table none}}\n| A | B |\n| --- | --- |\n| {{title}} | two\n  lines |\n{{/table}}\n"),
    fc.constant("{{#each none}}x{{else}}none{{/each}}\n"),
    fc
      .array(
        fc.constantFrom(
          ..."{{name}} |{{text}}\n|{{../title}}|{{@index}}{{#if @first}}!{{/if}}|{{#if on}}\non\n{{else}}\noff\n{{/if}}\n".split(
            "|",
          ),
          "{{#each lines}}{{this}}{{../name}}{{../../title}}{{@index}}{{#unless @last}}, {{/unless}}{{else}}-{{/each}}",
          "{{> piece word=name}}\n",
          "| {{name}} | {{code ../title}} |\n",
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((parts) => `{{#each items}}\n${parts.join("")}\n{{/each}}\n`),
  ),
}));

test("a template says what it says in Handlebars' own runtime", () => {
  fc.assert(
    fc.property(templates.body, (text) => {
      expect(ours(text)).toBe(theirs(text));
    }),
    { numRuns: 1000 },
  );
});

test("what every object inherits cannot be named", () => {
  expect(() => ours("{{> piece word=title.constructor}}")).toThrow('"title.constructor" means nothing here');
});
