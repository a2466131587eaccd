import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { buildGuides } from "../../src/index.ts";
import { explainLines } from "../../src/provenance/explain.ts";
import { makeProject, minimal, read, record, write } from "../support/project.ts";

const PULL = `{{!--
@param container  the container's name
@param {boolean} [isQuiet=false]  whether the output is left out
--}}
Pull {{reference}} for \`{{container}}\`{{#if isQuiet}} quietly{{/if}}.

Then look at it.
`;

const templates = {
  "templates/partials/pull.hbs": PULL,
  "templates/partials/outer.hbs": "## Outer\n\n{{> use-cases}}\n",
  "templates/partials/details.hbs": "## Details\n\nThere are none.\n\n### Less\n",
};

const withParts = (parts: string) => minimal("a", `layout: flat\nuseCases:\n  - title: Look\n    parts:\n${parts}`);

/** Builds a guide with a use case of some parts. */
async function buildWith(parts: string) {
  const root = makeProject({ ...templates, "images/a.yaml": withParts(parts) });
  const context = record();
  const status = await build([], { root, reporter: "json", quiet: true }, context);
  return {
    root,
    status,
    findings: () => JSON.parse(context.stdout()) as { code: string; line: number; column: number }[],
  };
}

/** What stands below the use case's heading. */
function useCaseOf(root: string): string {
  const [, text = ""] = /\n### Look\n\n([\s\S]*?)\n\n## /.exec(read(root, "out/a/guides.md")) ?? [];
  return text;
}

describe("a use case in parts", () => {
  test("has its texts and partials in their order", async () => {
    const { root } = await buildWith(
      "      - text: First.\n      - { partial: pull, parameters: { container: x, isQuiet: true } }\n      - text: Last.\n",
    );
    expect(useCaseOf(root)).toBe("First.\n\nPull dhi.io/a:<tag> for `x` quietly.\n\nThen look at it.\n\nLast.");
  });

  test("has its text before them", async () => {
    const { root } = await buildWith("      - text: First.\n    text: Before all.\n");
    expect(useCaseOf(root)).toBe("Before all.\n\nFirst.");
  });

  test("is a text for templates, whoever wrote them", async () => {
    const { root } = await buildWith("      - { partial: pull, parameters: { container: x } }\n");
    write(root, {
      "templates/partials/use-cases.hbs": "## Uses\n\n{{#each useCases}}\n- {{title}}: {{text}}\n{{/each}}\n",
    });
    await build([], { root, reporter: "json", quiet: true }, record());
    expect(read(root, "out/a/guides.md")).toContain("- Look: Pull dhi.io/a:<tag> for `x`.");
  });

  test("has headings of the next level, or of the one that is given", async () => {
    expect(useCaseOf((await buildWith("      - partial: details\n")).root)).toContain(
      "#### Details\n\nThere are none.\n\n##### Less",
    );
    expect(useCaseOf((await buildWith("      - { partial: details, level: 5 }\n")).root)).toContain("##### Details\n");
    const { root } = await buildWith("      - partial: details\n");
    write(root, { "images/a.yaml": read(root, "images/a.yaml").replace("layout: flat", "layout: nested") });
    await build([], { root, reporter: "json", quiet: true }, record());
    expect(read(root, "out/a/guides.md")).toContain("#### Look\n\n##### Details\n\nThere are none.\n\n###### Less");
  });

  test.each([
    ["renamed", '{{#> access heading="How"}}\n  {{> use-cases name="examples"}}\n{{/access}}\n', "#####"],
    [
      "in a way that is not taken",
      "{{#if shell}}\n{{> use-cases level=4}}\n{{else}}\n{{> use-cases}}\n{{/if}}\n",
      "####",
    ],
  ])("has headings below its own where the section is %s", async (_, layout, hashes) => {
    const { root } = await buildWith("      - partial: details\n");
    write(root, {
      "templates/own.hbs": layout.replace("shell", "included"),
      "images/a.yaml": read(root, "images/a.yaml").replace("layout: flat", "layout: own"),
    });
    await build([], { root, reporter: "json", quiet: true }, record());
    expect(read(root, "out/a/guides.md")).toContain(`\n${hashes} Details\n`);
  });

  test("changes a partial's words", async () => {
    const { root } = await buildWith(
      "      - partial: pull\n        parameters: { container: x }\n        changes: [{ find: look, replace: listen }]\n",
    );
    expect(useCaseOf(root)).toContain("Then listen at it.");
  });

  test("is explained by its parts", async () => {
    const { root } = await buildWith("      - text: First.\n      - { partial: pull, parameters: { container: x } }\n");
    const { guides } = buildGuides({ root });
    const lines = guides.flatMap((guide) =>
      explainLines(guide, read(root, "images/a.yaml")).map((line, index) => ({
        ...line,
        text: (guide.text ?? "").split("\n")[index],
      })),
    );
    const at = (text: string) => lines.find((line) => line.text?.includes(text))?.where;
    expect(at("First.")).toBe("images/a.yaml:7");
    expect(at("Pull dhi")).toBe("templates/partials/pull.hbs:5");
    expect(at("Then look")).toBe("templates/partials/pull.hbs:7");
  });

  test("is built anew where its partial changed", async () => {
    const { root } = await buildWith("      - { partial: pull, parameters: { container: x } }\n");
    write(root, { "templates/partials/pull.hbs": PULL.replace("look at", "listen to") });
    await build([], { root, reporter: "json", quiet: true }, record());
    expect(useCaseOf(root)).toContain("Then listen to it.");
  });

  test.each([
    ["a partial that there is not", "{ partial: pul }", "template-unknown-partial", 20],
    ["an unknown parameter", "{ partial: pull, parameters: { container: x, y: z } }", "parameter-unknown", 54],
    ["a missing parameter", "{ partial: pull, parameters: {} }", "parameter-missing", 38],
    [
      "a switch that is neither on nor off",
      "{ partial: pull, parameters: { container: x, isQuiet: no } }",
      "parameter-type",
      63,
    ],
    ["words that the partial has not", "{ partial: details, changes: [{ remove: x }] }", "change-unmatched", 39],
    ["a partial that prints the use cases", "{ partial: use-cases }", "template-cycle", 20],
    ["one that calls such a partial", "{ partial: outer }", "template-cycle", 20],
    ["a wrong name", "{ partial: Note }", "descriptor-value", 20],
    ["text and partial in one", "{ text: x, partial: details }", "descriptor-value", 9],
    ["neither", "{}", "descriptor-value", 9],
    ["a text with a level", "{ text: x, level: 4 }", "descriptor-value", 9],
  ])("finds %s", async (_, part, code, column) => {
    const { status, findings } = await buildWith(`      - ${part}\n`);
    expect(status).toBe(1);
    expect(findings().map((finding) => [finding.code, finding.line, finding.column])).toEqual([[code, 7, column]]);
  });
});
