import fc from "fast-check";
import { expect, test } from "vitest";
import { Prose } from "../../src/guide/prose.ts";
import { stripMarks } from "../../src/provenance/origin.ts";
import { Chunks } from "../../src/render/chunks.ts";
import { compile, type CompiledTemplate } from "../../src/render/evaluate.ts";
import { instrument } from "../../src/render/instrument.ts";
import { parseTemplate, type ParsedTemplate } from "../../src/render/parse-template.ts";
import { RenderedSection } from "../../src/render/rendered-section.ts";
import { createSpeller } from "../../src/spell.ts";
import { formatMarkdown } from "../../src/style/index.ts";

function parse(name: string, text: string): ParsedTemplate {
  const parsed = parseTemplate({ kind: "partial", name, file: `${name}.hbs`, text });
  if (!("program" in parsed)) throw new Error(parsed.message);
  return parsed;
}

const PIECE = "{{!-- @param word  any --}}\n{{#if word}}\nA piece about {{word}} of {{title}}.\n{{/if}}\n";

/** Compiles a section with its pieces. */
function open(text: string, chunks: Chunks): CompiledTemplate {
  const templates = [
    parse("section", text),
    parse("piece", PIECE),
    parse("bare", "{{!-- @param word  any --}}\nA bare {{word}}"),
  ];
  const partials = new Map(templates.map((template) => [template.name, template]));
  const compiled = (name: string, isSection = false): CompiledTemplate => {
    const template = partials.get(name) as ParsedTemplate;
    const program = instrument(template, 0, partials);
    return compile({
      file: "a.hbs",
      program,
      parameters: new Set(template.parameters.keys()),
      chunks,
      partial: (inner) => compiled(inner),
      isSection,
    });
  };
  return compiled("section", true);
}

const blocks = fc.constantFrom(
  "A paragraph that is nobody's but the template's.\n\n",
  "- an item\n\n",
  "* an item\n\n",
  "2. an item\n\n",
  "Text:\n- an item\n\n",
  "### Head\n- an item\n\n",
  "{{> piece word=(code title)}}\n\n",
  "{{> bare word=title}}\n\n",
  "{{^if yes}}\nno\n{{/if}}\n\n",
  "{{title}}{{word}}{{code word}}\n\n",
  "{{title}}{{word}}.\n\n",
  "{{~title~}}\n\n",
  "- an item\n- {{title}}\n\n",
  "1. a step\n\n   with more\n\n",
  "1. another\n\n",
  "```\nsome code\n\nand {{title}}\n```\n\n",
  "    indented\n\n",
  "### Head of {{word}}\n\n",
  "| A | B |\n| --- | --- |\n| {{word}} | x |\n\n",
  "{{title}} begins.\n\n",
  "Of {{word}}, and\nmore{{#if yes}} of it{{/if}}.\n\n",
  "{{own}}\n\n",
  "Note: {{note}}\n\n",
  "{{> piece word=word}}\n\n",
  "{{#fence word}}\n{{title}}\n{{/fence}}\n\n",
  "{{#step}}\na step\n{{/step}}\n",
  "{{and names}}\n\n",
);
const templates = fc
  .array(
    fc.oneof(
      blocks,
      fc.tuple(blocks, fc.constantFrom("if yes", "unless yes", "if own", "if names")).map(([block, head]) => {
        return `{{#${head}}}\n${block.trimEnd()}\n{{/${head.split(" ")[0]}}}\n\n`;
      }),
      fc.tuple(blocks, blocks).map(([one, other]) => `{{#if yes}}\n${one}{{else}}\n${other.trimEnd()}\n{{/if}}\n`),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => `## A section\n\n${parts.join("")}`);

const authored = (...texts: string[]) =>
  fc
    .constantFrom(...texts)
    .map((text) => (text === "" ? "" : new Prose(text, { kind: "descriptor", path: ["own"], offset: 0 })));
const models = fc.record({
  title: fc.constantFrom("Nginx", "An Other", "Nginxx"),
  word: fc.constantFrom("", "x", "xx", "y"),
  yes: fc.boolean(),
  names: fc.constantFrom([], [""], ["A"], ["B"], ["A", "B"]),
  own: authored("", "* of", "Of the author.", "- of\n- the author", "1. of the author", "```\nof the author\n```"),
  note: authored("Of the author.", "of\n\n- the author"),
});

const frameOf = (model: object) => ({ model, parameters: {}, loop: undefined });

test("a section says the same, whatever guides it was worded for before", () => {
  fc.assert(
    fc.property(templates, fc.array(models, { minLength: 2, maxLength: 5 }), (text, guides) => {
      const chunks = new Chunks();
      const section = open(text, chunks);
      for (const model of [...guides, ...guides]) {
        const alone = new Chunks();
        const expected = alone.expand(open(text, alone).write(frameOf(model)));
        expect(chunks.expand(section.write(frameOf(model)))).toBe(expected);
      }
    }),
    { numRuns: 500 },
  );
});

test("where the key is the same, so are the words", () => {
  fc.assert(
    fc.property(templates, models, models, (text, one, other) => {
      const chunks = new Chunks();
      const section = open(text, chunks);
      const key = section.key(frameOf(one));
      fc.pre(key !== undefined && key === section.key(frameOf(other)));
      expect(chunks.expand(section.write(frameOf(one)))).toBe(chunks.expand(section.write(frameOf(other))));
    }),
    { numRuns: 300 },
  );
});

test("spelled piece by piece, sections are what they are as a whole", () => {
  const own = fc.constantFrom(
    undefined,
    undefined,
    "* a list",
    "",
    "- a list",
    "1. a list",
    "Text.",
    "## Head\n\n- a list",
  );
  fc.assert(
    fc.property(templates, models, own, own, (text, model, before, behind) => {
      const chunks = new Chunks();
      const section = open(text, chunks);
      section.write(frameOf(model));
      const rendered = [before, section.write(frameOf(model)), behind]
        .filter((c) => c !== undefined)
        .map((compact) => new RenderedSection(compact, chunks));
      const whole = rendered.map(({ marked }) => stripMarks(marked).trimEnd()).join("\n\n");
      expect(createSpeller(chunks).spell(rendered).text).toBe(formatMarkdown(whole));
    }),
    { numRuns: 500 },
  );
});
