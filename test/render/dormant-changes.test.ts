import { describe, expect, test } from "vitest";
import { buildGuides } from "../../src/index.ts";
import { makeProject, minimal } from "../support/project.ts";

/* A change of words that a partial has in a branch that is not taken. */

const PARTIAL = `## Lamp

{{#if registry.public}}
The lamp of {{title}} is lit by all.

- Oil
- Wick
{{else}}
Ask the keeper.
{{/if}}
{{> lamp-care}}

{{#table migration.changes}}
| Item | Note |
| --- | --- |
| Glass | Clean it. |
{{#if shell.none}}
| Shell | There is
  none. |
{{/if}}
{{/table}}
`;

function made(changes: string, registry: "public" | "mirror", more = "") {
  const root = makeProject({
    "templates/own.hbs": "{{> lamp}}\n",
    "templates/partials/lamp.hbs": PARTIAL,
    "templates/partials/lamp-care.hbs": "{{#if registry.public}}\nCare is free.\n{{/if}}\n",
    "images/app.yaml": minimal("app", `layout: own\n${more}sections:\n  changes:\n    lamp:\n${changes}`),
  });
  const { guides, findings } = buildGuides({ root, registry });
  return {
    text: guides[0]?.text ?? "",
    codes: findings.map(({ code, severity, line }) => `${severity} ${code} ${line}`),
  };
}

describe("a change of a branch that is not taken", () => {
  test.each([
    ["a paragraph, with a value within", "      - { after: The lamp of Example, add: Said besides. }\n"],
    ["an item", '      - { after: Oil, add: "- Said besides." }\n'],
    ["a partial that is called there", "      - { after: Care is, add: Said besides. }\n"],
    ["another text in the place", "      - { replace: The lamp of, with: Said besides. }\n"],
  ])("is told, and the guide is made: %s", (_, changes) => {
    expect(made(changes, "public")).toMatchObject({
      codes: [],
      text: expect.stringContaining("Said besides.") as string,
    });
    const { text, codes } = made(changes, "mirror");
    expect(codes).toEqual(["warning change-unmatched 7"]);
    expect(text).toContain("Ask the keeper.");
    expect(text).not.toContain("Said besides.");
  });

  test("has nothing to leave out", () => {
    const changes = "      - { remove: Oil }\n      - { remove: Care is }\n";
    expect(made(changes, "public")).toMatchObject({ codes: [], text: expect.not.stringContaining("Oil") as string });
    expect(made(changes, "mirror").codes).toEqual([]);
  });

  test("of a fact, though another row is called alike", () => {
    const changes = "      - { remove: There is none }\n";
    expect(made(changes, "public").text).not.toContain("Shell");
    expect(made(changes, "public", "shell: { names: [sh] }\n")).toMatchObject({ codes: [] });
  });

  test("of a row that is left out", () => {
    const row = "migration: { omit: [Shell, Glass] }\n";
    const none = "      - { remove: The lamp of }\n";
    expect(made(none, "public", row)).toMatchObject({
      codes: [],
      text: expect.not.stringContaining("Shell") as string,
    });
    const { text, codes } = made(none, "public", `shell: { names: [sh] }\n${row}`);
    expect(codes).toEqual([]);
    expect(text).not.toContain("Glass");
    expect(made(none, "public", "migration: { omit: [Shel] }\n").codes).toEqual(["error row-unknown 4"]);
    expect(made(none, "public", "shell: { names: [sh] }\nmigration: { omit: [Shell, Moon] }\n").codes).toEqual([
      "error row-unknown 5",
    ]);
  });

  test("words that the partial has nowhere are an error still", () => {
    expect(made("      - { remove: The moon }\n", "mirror").codes).toEqual(["error change-unmatched 7"]);
  });
});
