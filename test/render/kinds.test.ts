import { expect, test } from "vitest";
import { buildGuides } from "../../src/index.ts";
import { makeProject, minimal } from "../support/project.ts";

/* Only a text can be printed: a list or an object is an error with its place, never `[object Object]`. */

const ITEM = "{{!--\n@param [item=]  what is printed\n--}}\n";

/** What is wrong where a section is worded by a partial: where, and in which words. */
function findingsOf(text: string, partials: Readonly<Record<string, string>> = {}): string[] {
  const root = makeProject({
    ...Object.fromEntries(Object.entries(partials).map(([name, body]) => [`templates/partials/${name}.hbs`, body])),
    "templates/partials/lamp.hbs": text,
    "images/app.yaml": minimal(
      "app",
      "env: [{ name: A, default: a, description: d }]\nports: [80]\nsections: { add: [{ partial: lamp }] }\n",
    ),
  });
  const { findings, guides } = buildGuides({ root });
  expect(guides[0]?.text ?? "").not.toContain("[object");
  if (findings.length > 0) expect(guides[0]?.text).toBe(undefined);
  return findings.map(({ code, file, line, column, message, fix = "" }) =>
    `${file.replace("templates/partials/", "")}:${line}:${column} ${code} ${message} | ${fix}`.trim(),
  );
}

test.each([
  ["{{env}}", 3, '"env", which is a list of objects', "print one of name, value, required, description within"],
  ["{{#each env}}{{this}}{{/each}}", 16, '"this", which is an object', "print one of name, value, required, descr"],
  ["{{#each env}}\n{{.}}\n{{/each}}", 3, '".", which is an object', "print one of name, value"],
  ["{{#each env}}{{../user}}{{/each}}", 16, '"../user", which is an object', "print one of ../user.name, ../user"],
  ["{{and ports}}", 7, '"ports", which is a list of objects, expected a list of texts for and', "number"],
  ["{{and useCases}}", 7, '"useCases", which is a list of objects, expected a list of texts for and', "title"],
  ["{{and user}}", 7, '"user", which is an object, expected a list of texts for and', "print one of user.name"],
  ["{{code user}}", 8, '"user", which is an object, expected a text for code', "print one of user.name, user.root"],
  ["{{code shell.names}}", 8, '"shell.names", which is a list of texts, expected a text', "{{and shell.names}}"],
  ["{{shell.names}}", 3, '"shell.names", which is a list of texts', "write {{and shell.names}}, or {{this}} within"],
  ["| {{cell env}} |", 10, '"env", which is a list of objects, expected a text for cell', "name"],
  ["{{#fence env}}\na\n{{/fence}}\n", 10, '"env", which is a list of objects, expected a text for fence', "name"],
  ["{{#table env}}\n| A |\n{{/table}}\n", 10, '"env", which is a list of objects, expected a list of changes', ""],
  ["{{#each user}}a{{/each}}", 9, '"user", which is an object, expected a list for each', "print one of user.name"],
  ["{{#each (code title)}}a{{/each}}", 9, "value, expected a list for each", ""],
  ['{{and "a"}}', 7, "value, expected a list of texts for and", ""],
  ["{{this}}", 3, '"this", which is an object', "print one of name, title"],
  ["{{> item item=env}}", 10, '"env", which is a list of objects, expected what templates/partials/item.hbs:4', ""],
  ["{{#each env}}{{> item item=this}}{{/each}}", 23, '"this", which is an object, expected what temp', "name"],
  ["{{> outer item=user}}", 11, '"user", which is an object, expected what templates/partials/outer.hbs:4', ""],
  ["{{> listed item=user}}", 12, '"user", which is an object, expected what templates/partials/listed.hbs:4', ""],
  ["{{> key item=user}}", 9, '"user", which is an object, expected what templates/partials/key.hbs:4', ""],
])("%s is no text", (text, column, message, fix) => {
  const partials = {
    item: `${ITEM}{{item}}\n`,
    outer: `${ITEM}{{> item item=item}}\n`,
    listed: `${ITEM}{{#each item}}{{this}}{{/each}}\n`,
    key: `${ITEM}{{item.nme}}\n`,
  };
  const [finding, ...others] = findingsOf(`## Lamp\n\n  ${text}\n`, partials);
  const line = text.includes("\n{{.}}") ? 4 : 3;
  const start = line === 4 ? `lamp.hbs:4:3` : `lamp.hbs:3:${column + 2}`;
  expect(finding).toContain(`${start} template-kind unexpected ${message}`);
  expect(finding).toContain(fix);
  expect(others).toEqual([]);
});

test.each([
  ["{{#with user}}{{name}}{{/with}}", "with"],
  ['{{lookup user "name"}}', "lookup"],
  ["{{join shell.names}}", "join"],
])("%s has no such word", (text, word) => {
  expect(findingsOf(`## Lamp\n\n${text}\n`)[0]).toContain(`template-unknown-helper unexpected helper "${word}"`);
});

test("a partial may be given what it can do with", () => {
  const partials = {
    row: `${ITEM}{{item.name}}: {{code item.value}}\n`,
    rows: `${ITEM}{{#each item}}{{> row item=this}}{{/each}}`,
    names: `${ITEM}{{#if item}}{{and item}}{{/if}}\n`,
  };
  expect(findingsOf("## Lamp\n\n{{> rows item=env}}\n\n{{> names item=shell.names}}\n", partials)).toEqual([]);
});

test("what only a guide can tell is an error with the template's place, too", () => {
  const [finding, ...others] = findingsOf(`${ITEM}## Lamp\n\n{{#if title}}\nThe {{item.name}}.\n{{/if}}\n`);
  expect(finding).toBe('lamp.hbs:7:5 template-kind "item.name" means nothing here |');
  expect(others).toEqual([]);
});
