import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { convergeGuides, type ConvergeSource } from "../../src/adopt/converge/converge.ts";
import { identify } from "../../src/adopt/read/identity.ts";
import { cutLeaves, cutSections } from "../../src/markdown/leaves.ts";
import { formatMarkdown } from "../../src/format/format-markdown.ts";

const NAMESPACE = "<your-namespace>";
const NAMES = ["alma", "berta", "cilla", "dora", "elsa", "frida", "greta", "hilda"];

function converge(texts: readonly string[], ratio = 0.9, sections: readonly string[] = []): string[] {
  const sources = texts.map((text, index): ConvergeSource => {
    const styled = formatMarkdown(text);
    return { text: styled, identity: identify(NAMES[index] ?? "x", styled, NAMESPACE), isFixed: false };
  });
  return convergeGuides(sources, { ratio, sections, minimum: 3, namespace: NAMESPACE });
}

/** Three guides that say one thing, and one that says another. */
function fold(usual: string, other: string, ratio = 0.8): string {
  const guide = (text: string) => `## Trimming the wick\n\n${text}\n`;
  return converge([guide(usual), guide(usual), guide(usual), guide(other)], ratio)[3] ?? "";
}

const WICK = "Before the lamp is lit, its wick must be trimmed to the height of a barley corn by whoever lights it.";

describe("what is folded", () => {
  test.each([
    ["ticks", "Trim the `wick` before you light the lamp.", "Trim the wick before you light the lamp."],
    ["quotes", "It's dark without the keeper's lamp.", "It’s dark without the keeper’s lamp."],
    ["emphasis", "Trim the wick before you light it.", "**Trim the wick before you light it.**"],
    ["another wording", WICK, WICK.replace("whoever lights it", "whoever is lighting it")],
    ["a list item", `- ${WICK}`, `- ${WICK.replace("its wick", "the wick")}`],
  ])("%s", (_, usual, other) => {
    expect(fold(usual, other)).toBe(formatMarkdown(`## Trimming the wick\n\n${usual}\n`));
  });

  test("a table row, with the table's widths", () => {
    const table = (text: string) => `| Lamp | Use |\n| - | - |\n| Lantern | ${text} |\n`;
    expect(fold(table("Hangs in the `hall` of the house."), table("Hangs in the hall of the house.").trim())).toContain(
      "| Lantern | Hangs in the `hall` of the house. |",
    );
  });

  test("a heading, and the texts below it with it", () => {
    const guide = (heading: string, text: string) => `## ${heading}\n\n${text}\n`;
    const usual = guide("Trimming a wick", WICK);
    const other = guide("Trimming the wick", WICK.replace("lights it", "light it"));
    expect(converge([usual, usual, usual, other], 0.85)[3]).toBe(formatMarkdown(usual));
  });

  test.each([
    ["the image's own name and references stay the guide's", "dhi.io/"],
    ["a guide of a mirror keeps its registry", "<your-namespace>/dhi-"],
  ])("%s", (_, registry) => {
    const guide = (name: string, verb: string) =>
      `## Lighting\n\nThe lamp ${name} is ${verb} by pulling ${registry}${name}:1 at dusk.\n`;
    const usual = ["alma", "berta", "cilla"].map((name) => guide(name, "lit"));
    expect(converge([...usual, guide("dora", "`lit`")])[3]).toBe(guide("dora", "lit"));
  });

  test("an article stays that of the name", () => {
    const guide = (name: string, tick: string) =>
      `## Lighting\n\nLight a ${name} ${tick}lamp${tick} when it gets dark.\n`;
    const last = guide("elsa", "`").replace("a elsa", "an elsa");
    const texts = ["dora", "berta", "cilla"].map((name) => guide(name, ""));
    const sources = [...texts, last].map((text, index): ConvergeSource => {
      return {
        text,
        identity: identify(["dora", "berta", "cilla", "elsa"][index] ?? "", text, NAMESPACE),
        isFixed: false,
      };
    });
    const result = convergeGuides(sources, { ratio: 0.8, sections: [], minimum: 3, namespace: NAMESPACE });
    expect(result[3]).toBe(last.replaceAll("`", ""));
  });
});

describe("what is never folded", () => {
  test.each([
    ["a denial", WICK, WICK.replace("must be", "must not be")],
    ["a prefix that denies", "The lamp is safe to use for the keeper.", "The lamp is unsafe to use for the keeper."],
    ["a number", "It burns for 12 hours when it is filled.", "It burns for 13 hours when it is filled."],
    ["a measure", "The lamp burns for many hours of the night.", "The lamp burns for many weeks of the night."],
    ["a bound", "Keep the lamp below the height of the door.", "Keep the lamp above the height of the door."],
    ["a permission", "The house allows lamps in all of its rooms.", "The house disallows lamps in all of its rooms."],
    ["a port", "The lamp listens on port 8080 of the house.", "The lamp listens on port 8081 of the house."],
    ["an address", "See [the lamp](https://a.example/x) for more.", "See [the lamp](https://a.example/y) for more."],
    ["a place within the guide", "See [the lamp](#alma) for more on this.", "See [the lamp](#anna) for more on this."],
    ["code in ticks", "Run `lamp light` to light all the lamps.", "Run `lamp fight` to light all the lamps."],
    ["a path", "Oil is kept in /var/oil of the house.", "Oil is kept in /var/oils of the house."],
    ["a variable", "Set LAMP_OIL_KIND to the oil you have.", "Set LAMP_OIL_KINDS to the oil you have."],
    ["a name", "The lamp burns on the island of Sylt.", "The lamp burns on the island of Fyns."],
    ["a reference", "Pull dhi.io/lamp:<tag> to have it here.", "Pull dhi.io/lamps:<tag> to have it here."],
    ["a duty", WICK, WICK.replace("must", "should")],
    ["a hedge", "The lamp is lit at dusk by its keeper here.", "The lamp is usually lit at dusk by its keeper here."],
    ["what introduces a list", "Light it in this order.\n\nLater.", "Light it in this order:\n\n- Alma\n- Berta"],
    ["a sample", "```\nlight the lamp\n```", "```\nlight the lamps\n```"],
  ])("%s", (_, usual, other) => {
    expect(fold(usual, other)).toBe(formatMarkdown(`## Trimming the wick\n\n${other}\n`));
  });

  test("words that the catalog tells apart", () => {
    const both = "The keeper carries oil and the sailor carries rope when the two meet at the harbour wall.";
    const guide = (who: string) =>
      `## Who\n\n${both}\n\n## Lighting\n\nIn the evening the ${who} lights all lamps along the way home.\n`;
    const result = converge([guide("keeper"), guide("keeper"), guide("keeper"), guide("sailor")], 0.8);
    expect(result[3]).toBe(guide("sailor"));
    // Without that sentence the two are wordings.
    expect(
      converge(
        [guide("keeper"), guide("keeper"), guide("keeper"), guide("sailor")].map((text) =>
          text.replace(both, "Nobody."),
        ),
        0.8,
      )[3],
    ).toContain("the keeper lights");
  });

  test("texts that stand side by side in one section", () => {
    const guide = (items: readonly string[]) => `## Oil\n\n${items.map((item) => `- ${item}\n`).join("")}`;
    const [usual, other] = ["Pour the oil into the lamp slowly.", "Pour the oil into the lamps slowly."];
    const texts = [guide([usual]), guide([usual]), guide([usual]), guide([usual, other]), guide([other])];
    expect(converge(texts, 0.8)).toEqual(texts);
  });

  test("a heading that its guide links to", () => {
    const usual = `## Trimming a wick\n\n${WICK}\n`;
    const other = `## Trimming the wick\n\n${WICK}\n\nSee [above](#trimming-the-wick).\n`;
    expect(converge([usual, usual, usual, other], 0.8)[3]).toBe(formatMarkdown(other));
  });

  test("what only two guides say the usual way", () => {
    const texts = [
      "Trim the `wick` before lighting.",
      "Trim the `wick` before lighting.",
      "Trim the wick before lighting.",
    ];
    const guides = texts.map((text) => `## Trimming\n\n${text}\n`);
    expect(converge(guides)).toEqual(guides);
  });
});

test("--converge with a section leaves the others", () => {
  const guide = (word: string) =>
    `## One lamp\n\nTrim the ${word} before lighting.\n\n## Two lamps\n\nTrim the ${word} before going.\n`;
  const result = converge([guide("`wick`"), guide("`wick`"), guide("`wick`"), guide("wick")], 0.9, ["one lamp"]);
  expect(result[3]).toBe(
    "## One lamp\n\nTrim the `wick` before lighting.\n\n## Two lamps\n\nTrim the wick before going.\n",
  );
});

test("a section that no guide has is an error that names the nearest", () => {
  expect(() => converge(["## One lamp\n\nText.\n"], 0.9, ["On lamp"])).toThrow('did you mean "One lamp"?');
});

test("what is fixed has a say, and stays", () => {
  const guide = (word: string) => `## Trimming\n\nTrim the ${word} before lighting.\n`;
  const sources = ["`wick`", "`wick`", "`wick`", "wick", "wick"].map((word, index): ConvergeSource => {
    return { text: guide(word), identity: identify(NAMES[index] ?? "", guide(word), NAMESPACE), isFixed: index < 4 };
  });
  const result = convergeGuides(sources, { ratio: 0.9, sections: [], minimum: 3, namespace: NAMESPACE });
  expect(result).toEqual(["`wick`", "`wick`", "`wick`", "wick", "`wick`"].map(guide));
});

describe("for every catalog", () => {
  const word = fc.constantFrom(
    "the",
    "a",
    "lamp",
    "`lamp`",
    "wick",
    "not",
    "oil",
    "lit",
    "keeper's",
    "keeper’s",
    "8080",
    "dusk",
    "every",
    "night",
  );
  const sentence = fc
    .array(word, { minLength: 1, maxLength: 3 })
    .map(
      (words) => `${words.join(" ")}, its wick must be trimmed to the height of a barley corn by ${words.join(" ")}.`,
    );
  const block = fc.oneof(
    sentence,
    sentence.map((text) => `- ${text}`),
    sentence.map((text) => `| Lamp | Use |\n| - | - |\n| Alma | ${text} |`),
  );
  const heading = fc.constantFrom("## Trimming the wick", "## Trimming a wick", "### Trimming wicks", "## Oil");
  const guide = fc
    .array(fc.tuple(heading, fc.array(block, { maxLength: 3 })), { minLength: 1, maxLength: 3 })
    .map((sections) => sections.map(([title, blocks]) => [title, ...blocks].join("\n\n")).join("\n\n"));
  const texts = fc.array(guide, { minLength: 3, maxLength: 8 });
  const styled = (all: readonly string[]) => all.map((text) => formatMarkdown(text));
  const runs = { numRuns: 150 };

  test("a ratio of 1 changes nothing", () => {
    fc.assert(
      fc.property(texts, (all) => {
        expect(converge(all, 1)).toEqual(styled(all));
      }),
      runs,
    );
  });

  test("folding twice is folding once", () => {
    fc.assert(
      fc.property(texts, fc.double({ min: 0.75, max: 1, noNaN: true }), (all, ratio) => {
        const once = converge(all, ratio);
        expect(converge(once, ratio)).toEqual(once);
      }),
      runs,
    );
  });

  test("a lower ratio changes what a higher one changes, in the same way, and more", () => {
    fc.assert(
      fc.property(texts, (all) => {
        const leavesOf = (text: string) => cutSections(text).flatMap(({ lines }) => cutLeaves(lines));
        const [source, high, low] = [styled(all), converge(all, 0.92), converge(all, 0.78)];
        source.forEach((text, index) => {
          const [before, some, more] = [text, high[index] ?? "", low[index] ?? ""].map(leavesOf);
          some?.forEach((leaf, place) => {
            if (leaf.text !== before?.[place]?.text) expect(more?.[place]?.text).toBe(leaf.text);
          });
        });
      }),
      runs,
    );
  });

  test("a number and a denial are where they were", () => {
    const meant = (text: string) => text.match(/\b(?:not|every|8080)\b/g);
    fc.assert(
      fc.property(texts, (all) => {
        expect(converge(all, 0.75).map(meant)).toEqual(styled(all).map(meant));
      }),
      runs,
    );
  });
});
