import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { below, makeGuide } from "../support/guide.ts";
import { describing, makePages } from "../support/pages.ts";

/** Facts that say that all of it is published. */
const ALL = "variants: { available: [runtime, dev, compat, fips], flavors: [fpm, cli] }\n";

/** The cells of a table's row, found by its first one. */
const rowOf = (text: string, first: string): string[] => {
  const line = text.split("\n").find((one) => one.startsWith(`| ${first} `)) ?? "";
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
};

describe("says for which versions and variants it is", () => {
  test.each([
    ["{ variants: [dev] }", "`dev` only"],
    ["{ variants: [dev, compat] }", "`dev` and `compat` only"],
    ["{ variants: [runtime, compat, fips] }", "`runtime`, `compat` and `fips` only"],
    ["{ flavors: [fpm] }", "`fpm` only"],
    ["{ variants: [dev], flavors: [fpm, cli] }", "`dev` of `fpm` and `cli` only"],
    ["{ from: 3.2 }", "From 3.2"],
    ["{ until: 3.10 }", "Up to 3.10"],
    ["{ from: 3.2, until: 3.10 }", "3.2 to 3.10"],
    ["{ from: 18, until: 18 }", "18 only"],
    ["{ flavors: [fpm], from: 3.2 }", "`fpm` only, from 3.2"],
    ["{ flavors: [fpm], until: 3.2 }", "`fpm` only, up to 3.2"],
    ["{ variants: [dev], from: 3.2, until: 3.9 }", "`dev` only, 3.2 to 3.9"],
    ["{ variants: [dev], from: 18, until: 18 }", "`dev` only, 18 only"],
    ["{ from: v1.30.1-rc1 }", "From v1.30.1-rc1"],
  ])("%s", (when, label) => {
    const guide = makeGuide(`${ALL}env: [{ name: A, description: Text., when: ${when} }]\n`);

    expect(guide.findings).toEqual([]);
    expect(rowOf(guide.text, "`A`")[1]).toBe(`${label}: Text.`);
  });

  test("a row of volumes", () => {
    const guide = makeGuide(`volumes: [{ path: /d, description: "a | b", when: { variants: [dev] } }]\n`);

    expect(rowOf(guide.text, "`/d`")[1]).toBe("`dev` only: a \\| b");
  });

  test("a variable whose table has no descriptions", () => {
    const guide = makeGuide("env: [{ name: A, default: a b, when: { from: 2 } }]\n");

    expect(rowOf(guide.text, "`A`")).toEqual(["`A`", "From 2: `a b`"]);
  });

  test("a variable without a description beside one that has it", () => {
    const guide = makeGuide("env: [{ name: A, default: a, when: { from: 2 } }, { name: B, description: Text. }]\n");

    expect(rowOf(guide.text, "`A`")).toEqual(["`A`", "_From 2._", "`a`", "No"]);
  });

  test("a use case and its steps", () => {
    const guide = makeGuide(`${ALL}useCases:
  - title: Deploy
    text: Deploy it.
    when: { from: 3.2 }
    steps:
      - { title: Say, text: Say it., code: "echo it\\n", when: { variants: [dev] } }
      - { code: "echo\\n", when: { flavors: [fpm] } }
      - { text: "- a\\n- b", when: { until: 4 } }
`);

    expect(guide.findings).toEqual([]);
    expect(below(guide, "Deploy")).toBe(`_From 3.2._

Deploy it.

1. **Say**

   \`dev\` only: Say it.

   \`\`\`bash
   echo it
   \`\`\`

1. _\`fpm\` only._

   \`\`\`bash
   echo
   \`\`\`

1. Up to 4:

   - a
   - b`);
  });

  test.each([
    ["a heading that is underlined", "Title\n=====", "Title\n====="],
    ["a table without pipes around it", "a | b\n--- | ---\nc | d", "| a   | b   |"],
    ["a rule", "***\n\nText.", "---"],
    ["the address of a link", "[x]: https://example.org\n\nSee [x].", "[x]: https://example.org"],
    ["a sample", "```bash\nrun\n```", "```bash\nrun\n```"],
    ["HTML", "<details>\nText.\n</details>", "<details>\nText.\n</details>"],
  ])("a step's text that begins with %s, which stays what it is", (_, text, shown) => {
    const guide = makeGuide(
      `useCases: [{ title: Deploy, steps: [{ text: ${JSON.stringify(text)}, when: { from: 2 } }] }]\n`,
    );

    const lines = shown.split("\n").map((line) => `   ${line}`);
    expect(below(guide, "Deploy").replace(/\*\*\*/, "---")).toContain(["1. From 2:", "", ...lines].join("\n"));
  });

  test("a section of one's own, below its heading", () => {
    const guide = makeGuide(
      `${ALL}sections:
  add:
    - { title: One, text: Text., when: { variants: [fips] } }
    - { text: "## Two\\n\\nText.\\n\\n### Three\\n\\nText.", when: { from: 2 } }
    - { text: "Four\\n====\\n\\nText.", when: { from: 4 } }
    - { partial: five, when: { from: 5 } }
    - { text: Six., when: { from: 6 } }
troubleshooting: { add: [{ title: Seven, text: Text., when: { from: 7 } }] }
`,
      { "templates/partials/five.hbs": "{{!-- Five. --}}\n## Five\n\nText of {{title}}.\n" },
    );

    expect(guide.findings).toEqual([]);
    expect(below(guide, "One")).toBe("_`fips` only._\n\nText.");
    expect(below(guide, "Two")).toBe("_From 2._\n\nText.");
    expect(below(guide, "Three")).toBe("Text.\n\nFour\n====\n\n_From 4._\n\nText.");
    expect(below(guide, "Five")).toBe("_From 5._\n\nText of Example.\n\n_From 6._\n\nSix.");
    expect(below(guide, "Seven")).toBe("_From 7._\n\nText.");
  });

  test("in words of the project's own", () => {
    const guide = makeGuide(
      `env: [{ name: A, description: Text., when: { from: 2 } }]
useCases: [{ title: Deploy, text: Text., when: { from: 3 } }]
migration: { rows: [{ item: Data, note: Moved., when: { from: 4 } }] }
sections: { add: [{ title: One, text: Text., when: { from: 5 } }] }
`,
      {
        "templates/partials/when.hbs":
          "{{!--\nSince when.\n@param when  x\n@param [text=]  y\n@param [since=Since]  z\n--}}\n" +
          "{{text}}{{#if text}}\n{{/if}}({{since}} {{when.from}})\n",
      },
    );

    expect(guide.findings).toEqual([]);
    expect(rowOf(guide.text, "`A`")[1]).toBe("Text. (Since 2)");
    expect(below(guide, "Deploy")).toBe("(Since 3)\n\nText.");
    expect(rowOf(guide.text, "Data")[1]).toBe("Moved. (Since 4)");
    expect(below(guide, "One")).toBe("(Since 5)\n\nText.");
  });

  test("not in words that have an error, which is told once", () => {
    const guide = makeGuide("migration: { rows: [{ item: Data, note: Moved., when: { from: 4 } }] }\n", {
      "templates/partials/when.hbs": "{{#if}",
    });

    expect(guide.text).toBe("");
    expect(guide.findings.map(({ code }) => code)).toEqual(["template-syntax"]);
  });

  test("nowhere where only a sample has the variable or the volume: that is a finding", () => {
    const { findings } = makeGuide(`env: [{ name: A, value: b, when: { from: 2 } }]
volumes: [{ path: /d, source: d, when: { from: 2 } }]
`);

    expect(findings.map(({ message }) => /^unexpected (\S+),/.exec(message)?.[1])).toEqual([
      "env[0].when",
      "volumes[0].when",
    ]);
  });
});

describe("a row of a shared table", () => {
  test("stands below the shared one, whose words stay", () => {
    const { text } = makeGuide(
      "comparison: { rows: [{ feature: User, hardened: Runs as me, when: { variants: [dev] } }] }\n",
    );

    const rows = text.split("\n").filter((line) => line.startsWith("| User "));
    expect(rows.map((row) => rowOf(row, "User").slice(1))).toEqual([
      ["Runs as root by default", "Runs as nonroot user"],
      ["Runs as root by default", "`dev` only: Runs as me"],
    ]);
  });

  test("may stand there once for each version, in the author's order", () => {
    const { text } = makeGuide(`migration:
  rows:
    - { item: Data, note: Is in a., when: { until: 17 } }
    - { item: Data, note: Is in b., when: { from: 18 } }
    - { item: More, note: Is more. }
    - { item: Data, note: Is always there. }
`);

    const rows = text.split("\n").filter((line) => /^\| (?:Data|More) /.test(line));
    expect(rows.map((row) => row.split("|")[2]?.trim())).toEqual([
      "Up to 17: Is in a.",
      "From 18: Is in b.",
      "Is more.",
      "Is always there.",
    ]);
  });

  test("takes the place of a shared one that is left out", () => {
    const { text } = makeGuide(
      "migration: { omit: [Ports], rows: [{ item: Ports, note: Listens on 80., when: { until: 3 } }] }\n",
    );

    expect(text.match(/^\| Ports .*$/gm)).toHaveLength(1);
    expect(rowOf(text, "Ports")[1]).toBe("Up to 3: Listens on 80.");
  });
});

describe("is left out where facts say that none is published", () => {
  /** Which texts are there, and the findings' codes. */
  const outcome = (when: string, more = "", files = {}) => {
    const { text, findings } = makeGuide(`${more}env: [{ name: A, description: Text., when: ${when} }]\n`, files);
    return [text.includes("Text."), findings.map(({ code }) => code)];
  };
  const LEFT_OUT = [false, ["when-unpublished"]];
  const STAYS = [true, []];
  const versions = (list: string) => ({ "images/app/facts.yaml": `versions: [${list}]\n` });

  test.each([
    ["a variant of the default ones", "{ variants: [dev] }", "", STAYS],
    ["a variant that the default ones lack", "{ variants: [compat] }", "", LEFT_OUT],
    ["a variant that the stated ones lack", "{ variants: [dev] }", "variants: { available: [runtime] }\n", LEFT_OUT],
    ["one of several variants", "{ variants: [compat, runtime] }", "variants: { available: [runtime] }\n", STAYS],
    ["FIPS, of which absence proves nothing", "{ variants: [fips] }", "", [true, ["when-unpublished"]]],
    ["FIPS where it is stated", "{ variants: [fips] }", "variants: { available: [runtime, fips] }\n", STAYS],
    ["a flavor where there are none", "{ flavors: [fpm] }", "", LEFT_OUT],
    ["one of the flavors", "{ flavors: [fpm, cli] }", "variants: { flavors: [cli] }\n", STAYS],
    ["another flavor", "{ flavors: [fpm] }", "variants: { flavors: [fpm-slim] }\n", LEFT_OUT],
    ["a variant that there is, of a flavor that there is not", "{ variants: [dev], flavors: [fpm] }", "", LEFT_OUT],
    ["a version where nobody knows of any", "{ from: 99 }", "", STAYS],
  ])("%s", (_, when, more, expected) => expect(outcome(when, more)).toEqual(expected));

  test.each([
    ["{ from: 3.10 }", "3.9.1, 3.2.0", LEFT_OUT],
    ["{ from: 3.9 }", "3.10.0", STAYS],
    ["{ from: 3 }", "3.1.0", STAYS],
    ["{ until: 3 }", "3.9.1", STAYS],
    ["{ until: 3 }", "4.0.0", LEFT_OUT],
    ["{ from: 3.2.1 }", "3.2", STAYS],
    ["{ from: 2, until: 3 }", "1.9, 4.0", LEFT_OUT],
    ["{ from: v2 }", "v1.9.0", LEFT_OUT],
    ["{ from: 2 }", "1.9.0+build.7", LEFT_OUT],
    ["{ from: 2 }", "latest", STAYS],
  ])("%s of the versions %s", (when, list, expected) => expect(outcome(when, "", versions(list))).toEqual(expected));

  test("names the fact and the place", () => {
    const { findings } = makeGuide(
      "env:\n  - name: A\n    description: Text.\n    when:\n      from: 2\n",
      versions("1.1"),
    );

    expect(findings).toMatchObject([
      {
        code: "when-unpublished",
        severity: "warning",
        message:
          "unexpected `when.from` of env[0], which is left out: of the versions in images/app/facts.yaml (1.1) it is for none",
        line: 7,
        column: 7,
      },
    ]);
  });

  test("names what holds by default", () => {
    const { findings } = makeGuide("env: [{ name: A, description: Text., when: { variants: [compat] } }]\n");

    expect(findings.map(({ message }) => message)).toEqual([
      "unexpected `when.variants` of env[0], which is left out: `variants.available` has runtime, dev alone by default",
    ]);
  });

  test("everywhere, and in samples", () => {
    const when = "when: { variants: [compat] }";
    const { text, findings } = makeGuide(`env: [{ name: GONE, value: gone, required: true, ${when} }]
volumes: [{ path: /gone, source: gone, ${when} }]
comparison: { rows: [{ feature: Gone, hardened: gone, ${when} }] }
migration: { rows: [{ item: Gone, note: gone, ${when} }] }
useCases: [{ title: Gone, text: gone, ${when} }, { title: There, steps: [{ text: gone, ${when} }, { text: Stay. }] }]
sections: { add: [{ title: Gone, text: gone, ${when} }] }
troubleshooting: { add: [{ title: Gone, text: gone, ${when} }] }
`);

    expect(text).not.toMatch(/gone/i);
    expect(text).toContain("1. Stay.");
    expect(findings.map(({ code }) => code)).toEqual(Array(8).fill("when-unpublished"));
  });

  test("and told once where the section is left out as well", () => {
    const { findings } = makeGuide(
      "env: [{ name: A, value: b, required: true, when: { variants: [compat] } }]\nsections: { omit: [start] }\n",
    );

    expect(findings.map(({ code }) => code)).toEqual(["when-unpublished"]);
  });

  test("but not the variants of a chart, which are those of its images", () => {
    const useCases = "useCases: [{ title: A, text: Text., when: { variants: [compat, fips] } }]\n";
    const pages = makePages({ "charts/app.yaml": describing("app", useCases) });

    expect(pages["chart/app guide"]).toContain("_`compat` and `fips` only._\n\nText.");
  });
});

test("no text is lost without a finding", () => {
  const version = fc.integer({ min: 0, max: 40 }).map((number) => `${Math.floor(number / 10)}.${number % 10}`);
  const when = fc
    .record(
      {
        variants: fc.uniqueArray(fc.constantFrom("runtime", "dev", "compat", "fips"), { minLength: 1 }),
        flavors: fc.uniqueArray(fc.constantFrom("fpm", "cli"), { minLength: 1 }),
        from: version,
      },
      { requiredKeys: [] },
    )
    .filter((one) => Object.keys(one).length > 0);
  const facts = fc.record({
    available: fc.uniqueArray(fc.constantFrom("runtime", "dev", "compat", "fips"), { minLength: 1 }),
    flavors: fc.uniqueArray(fc.constantFrom("fpm", "cli"), { minLength: 1 }),
    versions: fc.uniqueArray(version, { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(when, { minLength: 6, maxLength: 6 }), facts, (conditions, { versions, ...variants }) => {
      const at = (index: number) => `"when": ${JSON.stringify(conditions[index])}`;
      const { text, findings } = makeGuide(
        `variants: ${JSON.stringify(variants)}
env: [{ "name": "A", "description": "text-0", ${at(0)} }]
volumes: [{ "path": "/d", "description": "text-1", ${at(1)} }]
comparison: { "rows": [{ "feature": "F", "hardened": "text-2", ${at(2)} }] }
migration: { "rows": [{ "item": "I", "note": "text-3", ${at(3)} }] }
useCases: [{ "title": "U", "steps": [{ "text": "text-4", ${at(4)} }, { "text": "text" }] }]
sections: { "add": [{ "title": "S", "text": "text-5", ${at(5)} }] }
`,
        { "images/app/facts.yaml": `versions: ${JSON.stringify(versions)}\n` },
      );
      const places = [
        "env[0]",
        "volumes[0]",
        "comparison.rows[0]",
        "migration.rows[0]",
        "useCases[0].steps[0]",
        "sections.add[0]",
      ];
      const leftOut = places.map((place) =>
        findings.some(({ message }) => message.includes(`of ${place}, which is left out`)),
      );
      expect(places.map((_, index) => !text.includes(`text-${index}`))).toEqual(leftOut);
    }),
    { numRuns: 40 },
  );
});
