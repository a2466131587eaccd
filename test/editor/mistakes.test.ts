import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectGolden } from "../support/golden.ts";
import { openEditor, type Editor } from "../support/editor.ts";
import { REPOSITORY } from "../support/project.ts";
import { MISTAKES } from "./mistakes.ts";

/* What an author reads in an editor: the YAML language server checks files by the package's schemas. */

let editor: Editor;
beforeAll(async () => {
  editor = await openEditor(REPOSITORY);
});
afterAll(() => {
  editor.close();
});

const document = (schema: string, text: string) => `# yaml-language-server: $schema=${schema}\n${text}\n`;

test("mistakes are told as a person understands them", async () => {
  const sections = await Promise.all(
    MISTAKES.map(async ({ file, schema, head, mistakes }) => {
      const told = await Promise.all(
        mistakes.map(async (mistake) => {
          const found = await editor.check(file, document(schema, head + mistake));
          expect(found, mistake).not.toEqual([]);
          const messages = found.map(({ range: { start }, message }) => `${start.character + 1}: ${message}`);
          return [mistake, ...messages.map((message) => `    ${message}`)].join("\n");
        }),
      );
      return `${file}\n\n${told.join("\n")}\n`;
    }),
  );
  const text = sections.join("\n");
  expectGolden(join(import.meta.dirname, "mistakes.txt"), text);
  expect(text).not.toMatch(/does not match the pattern|Incorrect type|Value must be|Matches multiple/);
});

describe("what is right has no mark", () => {
  test.each([
    ["images/app.yaml", "../schema/image.json", "name: app\ntitle: 2048\nports: [80, 53/udp]\noverview: false"],
    ["images/app.yaml", "../schema/image.json", "name: app\nstart: { notes: [One., { tip: Two. }, { file: a.md }] }"],
    ["charts/app.yaml", "../schema/chart.json", "name: app\ntitle: App\nuninstall: true"],
    [
      "dhi-guides.config.yaml",
      "schema/config.json",
      "volatile: false\nverify: { maxBytes: 25000 }\npages: { hub: {} }",
    ],
    ["dhi-guides.config.yaml", "schema/config.json", "# Nothing is set yet."],
    ["facts.yaml", "schema/facts-file.json", "redis: { fips: true }"],
  ])("%s by %s: %j", async (file, schema, text) => {
    expect(await editor.check(file, document(schema, text))).toEqual([]);
  });
});

describe.each([
  ["images/app.yaml", "../schema/image.json", "sta", "start", "The section that starts the image."],
  ["dhi-guides.config.yaml", "schema/config.json", "vola", "volatile", "`false` leaves out of pages"],
  ["dhi-guides.config.yaml", "schema/config.json", "cha", "charts", "The same for Helm charts."],
])("an editor of %s by %s", (file, schema, begun, key, description) => {
  test(`completes ${begun} to ${key}`, async () => {
    const proposals = await editor.complete(file, document(schema, begun), { line: 1, character: begun.length });
    expect(proposals.map(({ label }) => label)).toContain(key);
  });

  test(`says what ${key} is`, async () => {
    expect(await editor.hover(file, document(schema, `${key}: `), { line: 1, character: 1 })).toContain(description);
  });
});

test("a word is completed, and what stands within a mapping", async () => {
  const labels = async (text: string, line: number) =>
    (
      await editor.complete("dhi-guides.config.yaml", document("schema/config.json", text), {
        line,
        character: text.split("\n").at(-1)?.length ?? 0,
      })
    ).map(({ label }) => label);
  expect(await labels("registry: ", 1)).toEqual(["public", "mirror"]);
  expect(await labels("preview:\n  ", 2)).toEqual([
    ...["title", "editor", "repository", "edit", "issues", "url", "description"],
    ...["logo", "accent", "css", "footer", "navigation"],
  ]);
  expect(await labels("verify:\n  rules:\n    spelling: ", 3)).toEqual(expect.arrayContaining(["error", '"off"']));
});
