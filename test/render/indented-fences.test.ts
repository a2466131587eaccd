import { expect, test } from "vitest";
import { stringify } from "yaml";
import { buildGuides } from "../../src/index.ts";
import { makeProject, minimal } from "../support/project.ts";

/* A fence that a template calls on an indented line stays in the list item, with all its sample. */

function lamp(template: string): string {
  const useCases = [{ title: "U", steps: [{ text: "t", code: "one\n\n  two" }] }];
  const sections = { add: [{ partial: "lamp" }, { title: "End", text: "End." }] };
  const root = makeProject({
    "templates/partials/lamp.hbs": `## Lamp\n\n${template}`,
    "templates/partials/snip.hbs": "one\n\n  two\n",
    "templates/partials/sample.hbs": '- item\n\n  {{#fence "sh"}}\n  one\n\n    two\n  {{/fence}}\n',
    "images/app.yaml": minimal("app", stringify({ useCases, sections })),
  });
  const { guides, findings } = buildGuides({ root });
  expect(findings).toEqual([]);
  const text = guides[0]?.text ?? "";
  return text.slice(text.indexOf("## Lamp\n\n") + 9, text.indexOf("\n## End"));
}

const IN_ITEM = "- item\n\n  ```sh\n  one\n\n    two\n  ```\n";
const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);
const code = (line: string) => `{{#each useCases}}{{#each steps}}\n${line}\n{{/each}}{{/each}}\n`;

test.each([
  ["with its body", '- item\n\n  {{#fence "sh"}}\n  one\n\n    two\n  {{/fence}}\n', IN_ITEM],
  ["with a body that is not", '- item\n\n  {{#fence "sh"}}\none\n\n  two\n  {{/fence}}\n', IN_ITEM],
  ["with lines of Windows", '- item\r\n\r\n  {{#fence "sh"}}\r\n  one\r\n\r\n    two\r\n  {{/fence}}\r\n', IN_ITEM],
  ["with a partial", '- item\n\n  {{#fence "sh"}}\n  {{> snip}}\n  {{/fence}}\n', IN_ITEM],
  ["with a value", `- item\n\n${code('  {{#fence "sh"}}\n  {{this.code}}\n  {{/fence}}')}`, IN_ITEM],
  [
    "in a condition",
    '- item\n\n  {{#if title}}\n  {{#fence "sh"}}\n  one\n\n    two\n  {{/fence}}\n  {{/if}}\n',
    IN_ITEM,
  ],
  ["by a partial", "{{> sample}}\n", IN_ITEM],
  ["by a partial in an item", "- item\n\n  {{> sample}}\n", `- item\n\n${indented(IN_ITEM, "  ")}`],
  [
    "in an item's item",
    '- item\n  - item\n\n    {{#fence "sh"}}\n    one\n    {{/fence}}\n',
    "- item\n  - item\n\n    ```sh\n    one\n    ```\n",
  ],
  [
    "in a numbered item",
    '1. item\n\n   {{#fence "sh"}}\n   one\n   {{/fence}}\n',
    "1. item\n\n   ```sh\n   one\n   ```\n",
  ],
  [
    "in a step",
    '{{#step}}\nitem\n\n    {{#fence "sh"}}\n    one\n    {{/fence}}\n{{/step}}\n',
    "1. item\n\n   ```sh\n   one\n   ```\n",
  ],
  [
    "in a list of a step",
    `{{#step}}\nFirst:\n\n- item\n\n  {{#fence "sh"}}\n  one\n\n    two\n  {{/fence}}\n{{/step}}\n`,
    `1. First:\n\n${indented(IN_ITEM, "   ")}`,
  ],
  ["in no item", '{{#if title}}\n    {{#fence "sh"}}\n    one\n    {{/fence}}\n{{/if}}\n', "```sh\none\n```\n"],
  [
    "behind a list",
    '- item\n\nText.\n\n{{#fence "sh"}}\n  one\n{{/fence}}\n',
    "- item\n\nText.\n\n```sh\n  one\n```\n",
  ],
])("a fence that is indented %s", (_, template, expected) => {
  expect(lamp(template)).toBe(expected);
});

test("a value does not close the fence that shared text shows it in", () => {
  const container = "a\n```\n# b\n```\nc";
  const sections = { parameters: { minimalism: { container } } };
  const root = makeProject({ "images/app.yaml": minimal("app", stringify({ sections })) });
  const { guides } = buildGuides({ root });
  expect(guides[0]?.text).toContain("\n````\ndocker debug a\n```\n# b\n```\nc\n````\n");
});
