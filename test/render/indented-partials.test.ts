import { expect, test } from "vitest";
import { explainLines } from "../../src/provenance/explain.ts";
import { buildGuides } from "../../src/index.ts";
import { makeProject, minimal, read } from "../support/project.ts";

/* What a partial prints is indented as its call is, where that stands alone on its line: as Handlebars and Mustache do. */

const SNIP = "{{!--\na sample\n--}}\n```bash\none\n\n  two\n```\n";

function build(lamp: string, partials: Readonly<Record<string, string>> = {}) {
  const root = makeProject({
    "templates/partials/snip.hbs": SNIP,
    "templates/partials/inner.hbs": "- inner\n\n  {{> snip}}\n",
    ...Object.fromEntries(Object.entries(partials).map(([name, text]) => [`templates/partials/${name}.hbs`, text])),
    "templates/partials/lamp.hbs": `## Lamp\n\n${lamp}`,
    "images/app.yaml": minimal(
      "app",
      "ports: [80, 81]\nsections: { add: [{ partial: lamp }, { title: End, text: End. }] }\n",
    ),
  });
  const { guides, findings } = buildGuides({ root });
  expect(findings).toEqual([]);
  const [guide] = guides;
  if (guide?.text === undefined) throw new Error("no guide");
  const text = guide.text.slice(guide.text.indexOf("## Lamp\n\n") + 9, guide.text.indexOf("\n## End"));
  return { guide, text, descriptor: read(root, "images/app.yaml") };
}

const IN_ITEM = "- item\n\n  ```bash\n  one\n\n    two\n  ```\n";

test.each([
  ["in a list", "- item\n\n  {{> snip}}\n", IN_ITEM],
  ["with a tab", "- item\n\n\t{{> snip}}\n", IN_ITEM],
  ["with lines of Windows", "- item\r\n\r\n  {{> snip}}\r\n", IN_ITEM],
  ["in a condition", "- item\n\n  {{#if title}}\n  {{> snip}}\n  {{/if}}\n", IN_ITEM],
  ["behind a comment", "- item\n\n{{!-- a --}}\n  {{> snip}}\n", IN_ITEM],
  ["by another partial", "{{> inner}}\n", IN_ITEM.replace("item", "inner")],
  ["in a loop", "{{#each ports}}\n- item\n\n  {{> snip}}\n\n{{/each}}\n", `${IN_ITEM}\n${IN_ITEM}`],
  [
    "within each other",
    "- item\n\n  {{> inner}}\n",
    "- item\n\n  - inner\n\n    ```bash\n    one\n\n      two\n    ```\n",
  ],
  ["in a fence", "````\na\n  {{> snip}}\n````\n", "````\na\n  ```bash\n  one\n\n    two\n  ```\n````\n"],
  ["not at all", "{{> snip}}\n", "```bash\none\n\n  two\n```\n"],
  ["beside text", "- item {{> words}}\n", "- item some words\n"],
  [
    "in a step",
    "{{#step}}\nFirst:\n\n    {{> snip}}\n{{/step}}\n",
    IN_ITEM.replace(/^(?=.)/gm, " ").replace(" - item", "1. First:"),
  ],
  [
    "in a list of a step",
    "{{#step}}\nFirst:\n\n- item\n\n  {{> snip}}\n{{/step}}\n",
    `1. First:\n\n${IN_ITEM.replace(/^(?=.)/gm, "   ")}`,
  ],
])("a partial that is called %s", (_, lamp, expected) => {
  expect(build(lamp, { words: "some words" }).text).toBe(expected);
});

test("the lines of an indented partial are its own", () => {
  const { guide, descriptor } = build("- item\n\n  {{> inner}}\n");
  const lines = (guide.text ?? "").split("\n");
  const explained = explainLines(guide, descriptor);
  const where = (text: string) => explained[lines.indexOf(text)]?.where;
  expect(where("- item")).toBe("templates/partials/lamp.hbs:3");
  expect(where("  - inner")).toBe("templates/partials/inner.hbs:1");
  expect(where("    one")).toBe("templates/partials/snip.hbs:5");
  expect(where("      two")).toBe("templates/partials/snip.hbs:7");
});

test("a block around a partial is a layout's: in a partial, nobody would see what it holds", () => {
  const root = makeProject({
    "templates/partials/entry-point.hbs": "## Entry point\n\n{{#> docker-debug}}\nLost.\n{{/docker-debug}}\n",
    "images/app.yaml": minimal("app"),
  });
  const { findings } = buildGuides({ root });
  expect(findings).toMatchObject([
    { code: "template-syntax", file: "templates/partials/entry-point.hbs", line: 3, column: 1 },
  ]);
  expect(findings[0]?.message).toBe("unexpected {{#> docker-debug}} in a partial, expected {{> docker-debug}}");
});
