import fc from "fast-check";
import { join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { createGuideMaker } from "../src/build/make-guide.ts";
import { openProject } from "../src/project/project.ts";
import { formatMarkdown } from "../src/format/format-markdown.ts";
import { makeProject, REPOSITORY, write } from "./support/project.ts";

/** What must come out as it was written: template syntax of others, shell, placeholders, Markdown's own signs. */
const word = fc.constantFrom(
  "{{ .Values.x }}",
  "{{#if x}}",
  "{{{raw}}}",
  "{{> partial}}",
  "{{!-- no comment --}}",
  "\\{{x}}",
  "${VAR}",
  "$PIPELINE_VERSION",
  "$&",
  "$1",
  "$$",
  "$`",
  "<tag>",
  "`<your-namespace>`",
  "`a|b`",
  "a|b",
  "``x ` y``",
  "&amp;",
  "&",
  '"quoted"',
  "it's",
  "’",
  "naïve",
  "漢字",
  "🐳",
  "*emphasis*",
  "**strong**",
  "[link](https://example.com/a_b?c=d&e)",
  "https://example.com/x_y_z",
  "snake_case_name",
  "1.10",
  "100%",
  "C:\\path",
  "#hash",
  "word",
  "another",
  "plain",
  "text",
);
const sentence = fc.array(word, { minLength: 1, maxLength: 25 }).map((words) => `Start ${words.join(" ")} end.`);
const code = fc
  .array(
    fc.oneof(word, fc.constantFrom("", "  indented", "\ttab", "# comment", "- x: |", "~~~", "| a | b |", "---", "> q")),
    { minLength: 1, maxLength: 6 },
  )
  .map((lines) => lines.join("\n"));
const fenced = code.map((text) => `\`\`\`\`yaml\n${text}\n\`\`\`\``);
const block = fc.oneof(
  sentence,
  fenced,
  fc.array(sentence, { minLength: 1, maxLength: 4 }).map((items) => items.map((item) => `- ${item}`).join("\n")),
  sentence.map((text) => `> [!NOTE]\n> ${text}`),
  fc.constant("````markdown\n```bash\ndocker ps\n```\n````"),
  fc
    .tuple(word, word)
    .map(([a, b]) => `| A | B |\n| - | - |\n| ${a.replaceAll("|", "\\|")} | ${b.replaceAll("|", "\\|")} |`),
);
const blocks = fc.array(block, { minLength: 1, maxLength: 5 }).map((all) => all.join("\n\n"));

/** One project, its descriptor rewritten for each case: opening it is the slow part. */
function createBuilder(): (fields: object) => string {
  const root = makeProject({ "images/app.yaml": "name: app\ntitle: App\n" });
  const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
  const [paths] = project?.pages ?? [];
  if (!project || !paths) throw new Error("no project");
  const { make } = createGuideMaker(project);
  return (fields) => {
    write(root, { "images/app.yaml": stringify({ name: "app", title: "App", ...fields }, { lineWidth: 0 }) });
    const { text, findings } = make(paths);
    expect(findings).toEqual([]);
    return text ?? "";
  };
}

describe("author's text", () => {
  test("comes out as written, in house style, wherever it stands", () => {
    const build = createBuilder();
    fc.assert(
      fc.property(blocks, (text) => {
        const styled = formatMarkdown(text).trim();
        expect(build({ included: text })).toContain(`\n\n${styled}\n\n`);
        expect(build({ start: { text } })).toContain(`\n\n${styled}\n\n`);
        expect(build({ sections: { add: [{ title: "Own", text }] } })).toContain(`## Own\n\n${styled}\n`);
      }),
      { numRuns: 60 },
    );
  });

  test("in a sample comes out to the letter", () => {
    const build = createBuilder();
    fc.assert(
      fc.property(code, (text) => {
        const guide = build({ useCases: [{ title: "Use", steps: [{ text: "Run:", code: `${text}\nend` }] }] });
        const indented = `${text}\nend`
          .split("\n")
          .map((line) => (line === "" ? "" : `   ${line}`))
          .join("\n");
        expect(guide).toContain(indented);
      }),
      { numRuns: 100 },
    );
  });

  test("in a table cell stays one cell", () => {
    const build = createBuilder();
    fc.assert(
      fc.property(sentence, sentence, (standard, hardened) => {
        const guide = build({ comparison: { rows: [{ feature: "Own row", standard, hardened }] } });
        const row = guide.split("\n").find((line) => line.startsWith("| Own row"));
        expect(row?.split(/(?<!\\)\|/)).toHaveLength(5);
      }),
      { numRuns: 60 },
    );
  });

  test("with any text, the guide is a fix-point of Prettier", async () => {
    const build = createBuilder();
    const options = {
      parser: "markdown",
      proseWrap: "always",
      printWidth: 120,
      embeddedLanguageFormatting: "off",
    } as const;
    await fc.assert(
      fc.asyncProperty(blocks, blocks, sentence, async (included, text, note) => {
        const guide = build({ included, start: { text, notes: [note] }, useCases: [{ title: "Use", text }] });
        expect(await format(guide, options)).toBe(guide);
      }),
      { numRuns: 30 },
    );
  });

  test("cannot reach the shared text behind it", () => {
    const build = createBuilder();
    const shared = build({}).split("## Image variants")[1];
    for (const text of [
      "- a list",
      "1. one",
      "> quote",
      "    code",
      "| a |\n| - |\n| b |",
      "<div>\n\nhtml",
      "Setext",
      "[x]: https://example.com",
    ])
      expect(build({ included: text }).split("## Image variants")[1], text).toBe(shared);
  });
});
