import { expect, test } from "vitest";
import { explainLines } from "../../src/provenance/explain.ts";
import { buildGuides } from "../../src/index.ts";
import { makeProject, minimal, read } from "../support/project.ts";

const PARTIAL = `{{!--
@param words  some words
@param [language=bash]  the language of the sample
@param {boolean} [prompt=false]  whether the command has a prompt
--}}
## Lamp

{{words}} is what the lamp wants.

{{words}}

\`\`\`{{language}}
{{#if prompt}}$ {{/if}}light --lamp
\`\`\`

Trim the wick daily.
`;

/** Where each line came from: the file and line, then where its values did. */
function explain(parameters: string, changes = "[]"): Record<string, string> {
  const root = makeProject({
    "templates/partials/lamp.hbs": PARTIAL,
    "images/a.yaml": minimal(
      "a",
      `sections:\n  add:\n    - partial: lamp\n      parameters: ${parameters}\n      changes: ${changes}\n`,
    ),
  });
  const [guide] = buildGuides({ root }).guides;
  if (guide?.text === undefined) throw new Error("no guide");
  const lines = guide.text.split("\n");
  return Object.fromEntries(
    explainLines(guide, read(root, "images/a.yaml")).map(({ where, values }, index) => [
      lines[index] ?? "",
      [where.replace("templates/partials/", ""), ...values].join(" < "),
    ]),
  );
}

test("a line that a parameter begins and the template goes on with is the template's", () => {
  const lines = explain("{ words: Fresh oil }");
  expect(lines["Fresh oil is what the lamp wants."]).toBe("lamp.hbs:8 < images/a.yaml:6");
  expect(lines["Fresh oil"]).toBe("images/a.yaml:6");
});

test("a line that begins with a condition is the template's, whatever was printed on the line before it", () => {
  const lines = explain("{ words: Oil, language: console, prompt: true }");
  expect(lines["```console"]).toBe("lamp.hbs:12 < images/a.yaml:6");
  expect(lines["$ light --lamp"]).toBe("lamp.hbs:13");
  expect(explain("{ words: Oil, language: console }")["light --lamp"]).toBe("lamp.hbs:13");
});

test("a line of which a change replaces the first words is the template's", () => {
  const lines = explain("{ words: Oil }", "[{ find: Trim, replace: Cut }]");
  expect(lines["Cut the wick daily."]).toBe("lamp.hbs:16 < images/a.yaml:7");
});

test("a line of which a change replaces all words is the author's", () => {
  const lines = explain("{ words: Oil }", "[{ find: Trim the wick daily., replace: Let it be. }]");
  expect(lines["Let it be."]).toBe("images/a.yaml:7");
});

test("a change within an author's text leaves its lines the author's", () => {
  const root = makeProject({
    "images/a.yaml": minimal(
      "a",
      "layout: flat\nuseCases:\n  - title: One\n    text: |\n      Alpha beta gamma.\n\n      Second.\n\n      Third.\nsections:\n  changes:\n    use-cases: [{ find: beta, replace: BETA }]\n",
    ),
  });
  const [guide] = buildGuides({ root }).guides;
  const lines = (guide?.text ?? "").split("\n");
  const where = guide && explainLines(guide, read(root, "images/a.yaml")).map((line) => line.where);
  const at = (text: string) => where?.[lines.indexOf(text)];
  expect([at("Alpha BETA gamma."), at("Second."), at("Third.")]).toEqual([
    "images/a.yaml:7",
    "images/a.yaml:9",
    "images/a.yaml:11",
  ]);
});

test.each([
  ["{{a}}{{b}} no blank.", {}],
  ["{{a}} {{b}} with blank.", {}],
  ["{{#if on}}{{a}}{{else}}{{b}}{{/if}} after it.", {}],
  ["{{#if on}}{{a}}{{else}}{{b}}{{/if}} after it.", { on: "true" }],
  ["{{#if on}}{{a}} is on{{else}}{{b}} is off{{/if}}", {}],
  ["{{#if on}}{{a}} is on{{else}}{{b}} is off{{/if}}", { on: "true" }],
  ["{{a}}{{#if on}} on{{/if}}{{#unless on}}, off{{/unless}}", {}],
  ["{{#if on}}{{else}}Off.{{/if}}", {}],
])("a line of words and values is the template's, whichever way it came: %s", (line, parameters) => {
  const root = makeProject({
    "templates/partials/lamp.hbs": `{{!--\n@param [a=]  one\n@param [b=]  other\n@param {boolean} [on=false]  which\n--}}\n## Lamp\n\n{{a}}\n\n${line}\n`,
    "images/a.yaml": minimal(
      "a",
      `sections:\n  add:\n    - partial: lamp\n      parameters: ${JSON.stringify({ a: "Aa", b: "Bb", ...parameters })}\n`,
    ),
  });
  const [guide] = buildGuides({ root }).guides;
  const explained = guide && explainLines(guide, read(root, "images/a.yaml"));
  expect(explained?.at(-1)).toMatchObject({ kind: "template", where: "templates/partials/lamp.hbs:10" });
});
