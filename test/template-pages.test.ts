import { join } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { runProgram } from "../src/commands/program.ts";
import { foldNames, modelNames, words, type ModelName } from "../src/templates/names.ts";
import { expectGolden } from "./support/golden.ts";
import { read, record, REPOSITORY } from "./support/project.ts";

/* The tables of names and words in docs/ are made from the model and the vocabulary. */

const MADE = /(?<=<!-- made by `npm run update-goldens` -->\n)(?:\n\|[^]*?\n(?=\n|$))?/;

async function expectTable(page: string, head: readonly string[], rows: readonly (readonly string[])[]): Promise<void> {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
  const table = [head, head.map(() => "---"), ...rows].map(line).join("");
  const style = { proseWrap: "always", printWidth: 120, embeddedLanguageFormatting: "off" } as const;
  const made = read(REPOSITORY, page).replace(MADE, () => `\n${table}`);
  expectGolden(join(REPOSITORY, page), await format(made, { parser: "markdown", ...style }));
}

async function namesOf(root: string): Promise<readonly ModelName[]> {
  const context = record();
  await runProgram(["node", "dhi-guides", "templates", "--names", "--json", "--root", root], context);
  return JSON.parse(context.stdout()) as readonly ModelName[];
}

/** As code, which may hold backticks. */
function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

test("docs/template-names.md lists every name, with an example of this repository's pages or of all fields", async () => {
  const own = await namesOf(REPOSITORY);
  const all = new Map((await namesOf(join(REPOSITORY, "test/fixtures/everything"))).map((each) => [each.name, each]));
  const rows = foldNames(own).map(({ name, type, as, description, example = all.get(name)?.example }) => {
    const shown = example === undefined ? "" : code(example);
    return [code(name), as === undefined ? type : `${type}, as ${code(as)}`, description, shown];
  });
  await expectTable("docs/template-names.md", ["Name", "Type", "What it is", "Example"], rows);
});

test("docs/templates.md lists every word", async () => {
  const rows = words.map(({ name, usage, description }) => [code(name), code(usage), description]);
  await expectTable("docs/templates.md", ["Word", "Written", "What it does"], rows);
});

test("every name and every word is described in a sentence", () => {
  const described = [...modelNames(), ...words];
  expect(described.length).toBeGreaterThan(200);
  expect(described.filter(({ description }) => !/^\S.*\.$/.test(description))).toEqual([]);
});

test("every partial of the package says what it is for", async () => {
  const context = record();
  await runProgram(["node", "dhi-guides", "templates", "--json", "--root", REPOSITORY], context);
  const { layouts, partials } = JSON.parse(context.stdout()) as Record<string, { name: string; purpose: string }[]>;
  const bare = [...(layouts ?? []), ...(partials ?? [])].filter(({ purpose }) => !/^[^#].*\.$/.test(purpose));
  expect(bare.map(({ name }) => name)).toEqual([]);
});

test("docs/templates.md shows what its commands print", async () => {
  const page = read(REPOSITORY, "docs/templates.md");
  const samples = [...page.matchAll(/(?<=^```console\n)\$ npx dhi-guides (.*)\n[^]*?(?=^```$)/gm)];
  expect(samples.length).toBeGreaterThan(1);
  let made = page;
  for (const [block, command = ""] of samples) {
    const context = record();
    await runProgram(["node", "dhi-guides", ...command.split(" "), "--root", REPOSITORY], context);
    made = made.replace(block, () => `$ npx dhi-guides ${command}\n${context.stdout()}`);
  }
  expectGolden(join(REPOSITORY, "docs/templates.md"), made);
});
