import { describe, expect, test } from "vitest";
import { explainLines } from "../../src/provenance/explain.ts";
import { buildGuides, type ProjectOptions } from "../../src/index.ts";
import { makeProject, minimal, read, type Files } from "../support/project.ts";

/* What a change adds, or says instead, can be a partial's text. */

const LAMP = `## Lamp

The lamp is lit by all.

- Oil
  - Fine oil
- Wick

| Item | Note |
| --- | --- |
| Glass | Clean it. |

The end.
`;

function made(changes: string, partials: Files = {}, options: Pick<ProjectOptions, "registry"> = {}, more = "") {
  const list = changes
    .split("\n")
    .map((line) => `      - ${line}\n`)
    .join("");
  const root = makeProject({
    "templates/own.hbs": "{{> lamp}}\n",
    "templates/partials/lamp.hbs": LAMP,
    ...Object.fromEntries(
      Object.entries(partials).map(([name, text]) => [`templates/partials/${name}.hbs`, text] as const),
    ),
    "images/app.yaml": minimal("app", `layout: own\n${more}sections:\n  changes:\n    lamp:\n${list}`),
  });
  const { guides, findings } = buildGuides({ root, ...options });
  const [guide] = guides;
  const lines = guide?.text?.split("\n") ?? [];
  return {
    root,
    text: guide?.text ?? "",
    findings: findings.map(({ code, severity, line, column }) => `${severity} ${code} ${line}:${column}`),
    messages: findings.map(({ message, fix }) => `${message}; ${fix}`),
    /** Where the first line came from that holds a text. */
    where: (text: string) =>
      guide &&
      explainLines(guide, read(root, "images/app.yaml"))[lines.findIndex((line) => line.includes(text))]?.where,
  };
}

describe("a partial that a change names", () => {
  test.each([
    ["behind a paragraph", "{ after: The lamp is, add: { partial: care } }", "by all.\n\nCare for it.\n\n- Oil"],
    ["behind an item", "{ after: Wick, add: { partial: care } }", "- Wick\n\nCare for it.\n\n| Item"],
    ["behind a table", "{ after: Glass, add: { partial: care } }", "Clean it. |\n\nCare for it.\n\nThe end."],
    ["at the end", "{ after: The end, add: { partial: care } }", "The end.\n\nCare for it.\n"],
    ["instead of a paragraph", "{ replace: The lamp is, with: { partial: care } }", "## Lamp\n\nCare for it.\n\n- Oil"],
    ["an item behind an item", "{ after: Fine oil, add: { partial: item } }", "  - Fine oil\n- Care\n- Wick"],
    ["a nested item", "{ after: Fine oil, add: { partial: nested } }", "  - Fine oil\n  - Care\n- Wick"],
    [
      "a row behind a row",
      "{ after: Glass, add: { partial: row } }",
      "| Glass | Clean it. |\n| Care  | Daily.    |\n\n",
    ],
    [
      "a row instead of a row",
      "{ replace: Glass, with: { partial: row } }",
      "| ---- | ------ |\n| Care | Daily. |\n\n",
    ],
    ["a sample", "{ after: The end, add: { partial: sample } }", "The end.\n\n```bash\nlamp care\n```\n"],
    ["several blocks", "{ after: The end, add: { partial: many } }", "The end.\n\nCare.\n\n- Daily\n"],
  ])("says what stands there: %s", (_, change, expected) => {
    const partials = {
      care: "Care for it.\n",
      item: "- Care\n",
      nested: "  - Care\n",
      row: "| Care | Daily. |\n",
      sample: "```bash\nlamp care\n```\n",
      many: "Care.\n\n- Daily\n",
    };
    const { text, findings, where } = made(change, partials);
    expect(findings).toEqual([]);
    expect(text).toContain(expected);
    const [, name = ""] = /partial: (\w+)/.exec(change) ?? [];
    expect(where(name === "sample" ? "lamp care" : "Care")).toBe(
      `templates/partials/${name}.hbs:${name === "sample" ? 2 : 1}`,
    );
    // What stands behind it is still the section's own.
    expect(where("Glass") ?? "").toMatch(/lamp\.hbs:11$|^$/);
    expect(where("Wick")).toBe("templates/partials/lamp.hbs:7");
  });

  test("with Windows line ends and a comment is the same", () => {
    const care = "{{!--\n@param [how=daily]  how often\n--}}\r\n\r\nCare for it\r\n{{how}}.\r\n\r\n";
    const { text, findings } = made("{ after: The lamp is, add: { partial: care } }", { care });
    expect(findings).toEqual([]);
    expect(text).toContain("by all.\n\nCare for it daily.\n\n- Oil");
  });

  test.each(["public", "mirror"] as const)("speaks of the image, and follows the registry: %s", (registry) => {
    const care = "{{title}} is `{{reference}}`{{#if registry.public}}, for all{{/if}}.\n";
    const { text } = made("{ after: The lamp is, add: { partial: care } }", { care }, { registry });
    expect(text).toContain(
      registry === "public"
        ? "Example is `dhi.io/app:<tag>`, for all."
        : "Example is `<your-namespace>/dhi-app:<tag>`.",
    );
  });

  test("that says nothing of an image leaves no gap, in a table neither", () => {
    const care = "{{#if registry.mirror}}\nCare for it.\n{{/if}}\n";
    for (const after of ["The lamp is", "Oil", "Fine oil", "Item", "The end"]) {
      const { text, findings } = made(`{ after: ${after}, add: { partial: care } }`, { care });
      expect(findings).toEqual([]);
      expect(text).toBe(plain());
    }
  });

  test("can be added to by another change", () => {
    const changes = "{ after: The lamp is, add: { partial: care } }\n{ after: Care for, add: And more. }";
    expect(made(changes, { care: "Care for it.\n" }).text).toContain("Care for it.\n\nAnd more.\n");
  });

  test("uses the fields that it prints", () => {
    const care = "Care for the {{shortTitle}}.\n";
    const change = "{ after: The lamp is, add: { partial: care } }";
    expect(made(change, { care }, {}, "shortTitle: lamp\n").findings).toEqual([]);
    expect(made(change, { care: "Care.\n" }, {}, "shortTitle: lamp\n").findings).toEqual(["warning field-unused 4:1"]);
  });

  test("in a section that a descriptor adds", () => {
    const root = makeProject({
      "templates/own.hbs": "{{> privileged-ports}}\n",
      "templates/partials/lamp.hbs": LAMP,
      "templates/partials/care.hbs": "#### Care\n\nCare for it.\n",
      "images/app.yaml": minimal(
        "app",
        "layout: own\nsections:\n  add:\n    - partial: lamp\n      level: 3\n      changes:\n        - { after: The end, add: { partial: care } }\n",
      ),
    });
    const { guides, findings } = buildGuides({ root });
    expect(findings).toEqual([]);
    // Its headings stand as deep as the section's do.
    expect(guides[0]?.text).toContain("### Lamp\n");
    expect(guides[0]?.text).toContain("The end.\n\n##### Care\n\nCare for it.\n");
  });
});

describe("what is wrong with it is said where it is named", () => {
  test.each([
    [
      "that there is not",
      "car",
      "error template-unknown-partial 7:47",
      'unexpected partial "car", which does not exist; did you mean "care"? there are care, ',
    ],
    [
      "that needs a parameter",
      "how",
      "error parameter-missing 7:47",
      'missing parameter "how" of templates/partials/how.hbs, expected how often; undefined',
    ],
  ])("a partial %s", (_, name, finding, message) => {
    const partials = { care: "Care.\n", how: "{{!--\n@param how  how often\n--}}\n{{how}}\n" };
    const { findings, messages } = made(`{ after: The lamp is, add: { partial: ${name} } }`, partials);
    expect(findings).toEqual([finding]);
    expect(messages).toEqual([expect.stringContaining(message)]);
  });

  test("of a name that is like none, the partials that there are are told", () => {
    const { messages } = made("{ replace: The lamp is, with: { partial: zzz } }", { care: "Care.\n" });
    expect(messages).toEqual([
      expect.stringMatching(
        /^unexpected partial "zzz".*; there are .*\bcare\b.*; `npx dhi-guides templates` lists all$/,
      ),
    ]);
  });

  test("a partial with an error is told once, and the guide is not made", () => {
    const { text, findings } = made("{ after: The lamp is, add: { partial: care } }", { care: "{{#if}}\n" });
    expect(findings).toHaveLength(1);
    expect(text).toBe("");
  });

  test("a partial that nobody names is fine", () => {
    expect(made("{ remove: The end }", { care: "Care.\n" }).findings).toEqual([]);
  });
});

describe("the forms of a change", () => {
  test.each([
    [
      "{ after: Oil, add: { partail: care } }",
      "unexpected mapping, expected Markdown text, { file: NAME.md }, or { partial: NAME }",
    ],
    ["{ after: Oil, add: {} }", "unexpected mapping, expected Markdown text, { file: NAME.md }, or { partial: NAME }"],
    ["{ after: Oil, add: [care] }", "unexpected list, expected Markdown text, { file: NAME.md }, or { partial: NAME }"],
    [
      "{ after: Oil, add: { partial: Lamp Care } }",
      'unexpected "Lamp Care", expected the name of a partial, for example docker-debug',
    ],
    ["{ replace: Oil, with: { partial: care, level: 3 } }", 'unexpected key "level", expected one of partial'],
    ["{ after: Oil, ad: Care }", 'unexpected key "ad", expected one of after, add'],
  ])("%s", (change, message) => {
    expect(made(change, { care: "Care.\n" }).messages.map((each) => each.replace(/; .*/, ""))).toContain(message);
  });
});

/** The section as it is. */
function plain(): string {
  const root = makeProject({
    "templates/own.hbs": "{{> lamp}}\n",
    "templates/partials/lamp.hbs": LAMP,
    "images/app.yaml": minimal("app", "layout: own\n"),
  });
  return buildGuides({ root }).guides[0]?.text ?? "";
}

test("words that the named partial alone has are no words of the shared text", () => {
  const { findings } = made("{ replace: Trim it daily, with: { partial: care } }", { care: "Trim it daily.\n" });
  expect(findings.map((each) => each.split(" ").slice(0, 2).join(" "))).toEqual(["error change-unmatched"]);
});
