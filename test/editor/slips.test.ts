import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseFactsFile } from "../../src/descriptor/facts-file.ts";
import { parseDescriptor } from "../../src/descriptor/load.ts";
import { KINDS } from "../../src/kinds/kinds.ts";
import { loadConfig } from "../../src/project/load-config.ts";
import { openEditor, type Editor } from "../support/editor.ts";
import { expectGolden } from "../support/golden.ts";
import { makeProject, REPOSITORY } from "../support/project.ts";
import { SLIPS } from "./slips.ts";

/* What is wrong in an editor is wrong for `check`, and the other way round. */

let editor: Editor;
beforeAll(async () => {
  editor = await openEditor(REPOSITORY);
});
afterAll(() => {
  editor.close();
});

/** Where the two read YAML otherwise: the server by its core schema, which knows of no spelling, and `check` as it is written. */
const EXCEPTIONS: readonly { readonly why: string; readonly isIt: (text: string) => boolean }[] = [
  { why: "a null that is spelled out is a text for check", isIt: (text) => /\bnull\b|~/.test(text) },
  { why: "a truth value is written in small letters", isIt: (text) => /\b(?:True|False|FALSE)\b/.test(text) },
  {
    why: "quotes around a truth value or a number say nothing to check",
    isIt: (text) => /"(?:true|false|\d+)"/.test(text),
  },
  { why: "a value that is left out is an empty text to check", isIt: (text) => /^ {4}value:$/m.test(text) },
  { why: "a number is written in digits", isIt: (text) => /\b(?:0x\d+|\de\d|\d+\.0)\b/.test(text) },
  {
    why: "merge keys, further documents and directives are no part of a schema",
    isIt: (text) => /^(?:<<|---|%)/m.test(text),
  },
  { why: "what a field says of another, or of the file's name", isIt: (text) => /80, 80|^name: 7/m.test(text) },
];

/** What is wrong with the form of a file. */
function checked(file: string, text: string): readonly string[] {
  if (file === "facts.yaml") {
    const parsed = parseFactsFile(text);
    return "problems" in parsed ? parsed.problems.map(({ message }) => message) : [];
  }
  const kind = KINDS.find(({ folder }) => file === `${folder}s/app.yaml`);
  if (kind) {
    const files = { schema: kind.schema, name: "app", path: file, prosePath: "nowhere", proseFolder: "nowhere" };
    const { problems } = parseDescriptor(text, files);
    return problems.filter(({ code }) => code.startsWith("descriptor-")).map(({ message }) => message);
  }
  const loaded = loadConfig(makeProject({ [file]: text }));
  return ("findings" in loaded ? loaded.findings : loaded.warnings).map(({ message }) => message);
}

test("an editor and `check` call the same wrong", async () => {
  const differing: string[] = [];
  const sections: string[] = [];
  for (const { file, schema, texts } of SLIPS) {
    sections.push(file);
    const marks = await Promise.all(
      texts.map((text) => editor.check(file, `# yaml-language-server: $schema=${schema}\n${text}`)),
    );
    for (const [index, text] of texts.entries()) {
      const told = (marks[index] ?? []).map(({ message }) => message);
      const found = checked(file, text);
      const by = (who: string, messages: readonly string[]) =>
        messages.length === 0 ? [`    ${who}: nothing`] : messages.map((each) => `    ${who}: ${each}`);
      sections.push([text.trimEnd(), ...by("editor", told), ...by("check", found)].join("\n"));
      if ((told.length === 0) !== (found.length === 0) && !EXCEPTIONS.some(({ isIt }) => isIt(text)))
        differing.push(text);
    }
  }
  expectGolden(join(import.meta.dirname, "slips.txt"), `${sections.join("\n\n")}\n`);
  expect(differing).toEqual([]);
}, 120_000);
