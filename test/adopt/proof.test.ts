import fc from "fast-check";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { adopt, adoptProved, build, catalog, each, NAMES, put, read } from "./small-catalog.ts";

/* What comes back, whatever a guide says. */

const guide = (name: string) => `## About ${name}\n\nThe lamp ${name} hangs in house ${name.length}.\n`;

test("every guide comes back byte for byte from what was written", () => {
  adoptProved({ ...each(guide), greta: "# Greta\n\nOnly her own words.\n" });
});

describe("a guide comes back in house style", () => {
  const shared = "## Wick\n\nThe wick of the lamp is trimmed to the height of a barley corn.\n\n";
  test.each([
    ["headings with lines below, lists with stars", "About\n=====\n\n* one\n* two\n"],
    ["braces, tags, bars and dollars", "## A chart\n\n`{{ .Values.x }}` and <tag> | `$&`\n\n{{#if x}} {{> wick}}\n"],
    ["a fence that stays open", "## A chart\n\n```yaml\na: {{ b }}\n"],
    [
      "front matter, line ends of Windows, HTML",
      "---\ntitle: x\n---\r\n\r\n<div>\r\n  <b>x</b>\r\n</div>\r\n\r\nA.\r\n",
    ],
    ["no heading at all", "Nothing but a sentence.\n"],
    ["text before the first heading", `The lamps of this house.\n\n${shared}## Oil\n\nFrom below.\n`],
    ["text before the first heading, and a heading of level one", `Lamps.\n\n# Lamps\n\n${shared}`],
    ["a heading without text, twice", "## Wick\n\n## Wick\n\n### Wick\n"],
    ["a heading in a quote, a list, a fence", "> ## Wick\n\n- ## Wick\n\n```md\n## Wick\n```\n"],
    ["levels that jump", "#### Deep\n\na\n\n## Wick\n\nb\n\n###### Deeper\n\nc\n"],
    ["a table with bars in its cells", "## Wick\n\n| a | b |\n| - | - |\n| `x \\| y` | \\| |\n"],
    ["footnotes and addresses below", "## Wick\n\nA[^1] and [b].\n\n[^1]: c\n\n[b]: https://b.example\n"],
    ["comments", "<!-- prettier-ignore -->\n## Wick\n\n<!-- a\n\n## b -->\n\nThe wick.\n"],
    ["a list with gaps and samples", "## Wick\n\n1. a\n\n   ```sh\n   b\n   ```\n\n2. c\n   - d\n     e\n\n   f\n"],
  ])("%s", (_, text) => {
    // Beside guides that share a section, so that there is something to take it for.
    const root = catalog({ ...each(() => shared, ["alma", "berta", "cilla"]), odd: text });
    const adoption = adopt(root);
    adoption.write();
    expect(adoption.findings).toEqual([]);
    expect(build(root).pages.get("odd")).toBe(formatMarkdown(text));
  });
});

test("what shared sections say otherwise, leave out, or add, comes back in any catalog", () => {
  const words = [
    "The wick",
    "is trimmed",
    "to the height",
    "of a barley corn",
    "before dusk",
    "by its keeper",
    "`lamp up`",
  ];
  const sentence = fc.shuffledSubarray(words, { minLength: 3 }).map((list) => `${list.join(" ")}.`);
  const block = fc.oneof(
    sentence,
    sentence.map((text) => `- ${text}\n- Oil ${text}`),
    sentence.map((text) => `1. ${text}\n\n   - ${text} Twice.`),
    sentence.map((text) => `\`\`\`sh\n${text}\n\`\`\``),
    sentence.map((text) => `| Item | Note |\n| --- | --- |\n| Wick | ${text} |\n| Oil | x |`),
    fc.constantFrom(
      "> Quoted.",
      "<!-- hidden -->",
      "**Bold:** `code`",
      "See [docs](https://example.com).",
      "{{ braces }}",
    ),
  );
  const section = (heading: string) => fc.array(block, { maxLength: 4 }).map((blocks) => [heading, ...blocks]);
  const headings = ["## Wick", "## Oil", "### Glass", "## Image variants", "## No shell"];
  const base = fc.tuple(...headings.map(section));
  /** Each guide has the sections with some blocks left out, changed, or added. */
  const edits = fc.array(
    fc.record({
      section: fc.nat(headings.length - 1),
      at: fc.nat(4),
      remove: fc.nat(1),
      add: fc.option(block, { nil: undefined }),
    }),
    { maxLength: 3 },
  );
  const guides = fc.tuple(base, fc.array(edits, { minLength: 3, maxLength: 5 })).map(([sections, all]) =>
    all.map((list) => {
      const mine = sections.map((blocks) => [...blocks]);
      for (const { section: index, at, remove, add } of list)
        mine[index]?.splice(at, remove, ...(add === undefined ? [] : [add]));
      return `${mine.flat().join("\n\n")}\n`;
    }),
  );
  fc.assert(
    fc.property(guides, (texts) => {
      fc.pre(texts.every((text) => text.trim() !== ""));
      adoptProved(Object.fromEntries(texts.map((text, index) => [NAMES[index] ?? "", text])));
    }),
    { numRuns: 12 },
  );
});

describe("bad input", () => {
  test.each([
    ["an empty file", "", "adopt-empty"],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0x41]), "file-encoding"],
    ["five megabytes", "word ".repeat(1024 * 1024), "file-too-large"],
  ])("%s is a finding, the rest goes on", (_, bad, code) => {
    const root = catalog({ alma: guide("Alma"), bad });
    const adoption = adopt(root);
    expect(adoption.findings.map((finding) => finding.code)).toEqual([code]);
    expect(adoption.pages.map(({ source: { name } }) => name)).toEqual(["alma"]);
  });

  test("a folder without guides is a finding, and no project is begun", () => {
    const root = catalog({});
    mkdirSync(join(root, "image"), { recursive: true });
    const adoption = adopt(root);
    expect(adoption.findings.map(({ code }) => code)).toEqual(["adopt-no-guides"]);
    expect(adoption.write()).toEqual([]);
  });

  test("two guides of one name: the first is adopted, the second reported", () => {
    const root = catalog({ alma: guide("Alma") });
    put(root, "image/old/alma/guides.md", guide("Alma"));
    expect(adopt(root).findings.map(({ code }) => code)).toEqual(["adopt-duplicate"]);
  });

  test("what is wrong with a template of the project is a finding, and the guides are adopted without it", () => {
    const root = catalog({ alma: guide("Alma") });
    put(root, "project/templates/partials/lamp.hbs", "## Lamp\n\n{{no.such.name}}\n");
    const adoption = adopt(root);
    expect(adoption.findings.map(({ file }) => file)).toContain("templates/partials/lamp.hbs");
    expect(adoption.pages).toHaveLength(1);
  });
});

describe("longer texts stand in files beside the descriptor", () => {
  const story = Array.from({ length: 20 }, (_, year) => `In year ${year} it hung at door ${year} of the street.`);

  test("called after their heading", () => {
    const root = adoptProved({ alma: `## Her story\n\n${story.join("\n\n")}\n` });
    expect(read(root, "images/alma/her-story.md")).toContain("In year 3");
    expect(read(root, "images/alma.yaml")).not.toContain("In year 3");
  });

  test("two of one heading do not meet", () => {
    const section = (end: string) => `## Her story\n\n${story.join("\n\n")}\n\n${end}\n\n`;
    const root = adoptProved({ alma: section("Now.") + section("Then.") });
    expect(read(root, "images/alma/her-story-2.md")).toContain("Then.");
  });
});
