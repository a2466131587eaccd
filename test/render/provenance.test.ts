import { expect, test } from "vitest";
import { explainLines } from "../../src/explain.ts";
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
