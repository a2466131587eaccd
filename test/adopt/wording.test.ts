import { describe, expect, test } from "vitest";
import type { Difference } from "../../src/adopt/learn/parameters.ts";
import { prune } from "../../src/adopt/learn/prune.ts";
import { writePartial } from "../../src/adopt/learn/write-partial.ts";
import { isWorthIt } from "../../src/adopt/word/worth.ts";
import { about, adopted, adoptProved, NAMES, partials, read } from "./small-catalog.ts";

describe("items", () => {
  const steps = (name: string, first: string) =>
    `${about(name)}## Move the lamp\n\n1. ${first}\n1. Fill the new lamp with clean oil, to two fingers below the rim.\n1. Light it at dusk, and watch it burn until the flame stands still.\n`;

  test("a sentence that comes and goes at an item's start is a switch behind the marker", () => {
    const root = adopted((name, index) =>
      steps(
        name,
        `${index < 3 ? "Put out the old lamp. " : ""}Take the old lamp from the hook above the door, and hang the new one there by its chain.`,
      ),
    );
    expect(read(root, "templates/partials/move-lamp.hbs")).toMatch(
      /^1\. \{\{#if \w+\}\}Put out the old lamp\. \{\{\/if\}\}Take the old lamp/m,
    );
    expect(read(root, "images/alma.yaml")).not.toContain("Put out");
    expect(read(root, "images/frida.yaml")).not.toContain("Put out");
  });

  test("what a guide has below an item is its own, and goes on with no line above", () => {
    const root = adopted((name, index) =>
      steps(
        name,
        `Take the old lamp from the hook above the door:\n${index < 3 ? `   - In house ${name.length + index}\n` : ""}   - In the stable, where it is dark at noon`,
      ),
    );
    expect(read(root, "templates/partials/move-lamp.hbs")).toMatch(
      /hook above the door:\n\{\{#if (\w+)\}\}\n\{\{\1\}\}/,
    );
    expect(read(root, "images/berta.yaml")).not.toContain("Take the old lamp");
  });
});

test("a parameter begins no line of a paragraph but the first, and stands for words where it is one", () => {
  const root = adopted(
    (name, index) =>
      `${about(name)}## Hang the lamp\n\nBefore the winter comes to the valley, hang the lamp on the long iron hook that is left of the old oak beam over ${["the green door", "the red gate", "the wide porch"][index % 3]} of the house, and tie it down against the wind.\n`,
  );
  expect(read(root, "templates/partials/hang-lamp.hbs")).toMatch(/^the \{\{\w+\}\} of the house/m);
  expect(read(root, "images/cilla.yaml")).not.toContain("winter");
});

describe("samples", () => {
  test("a sample of one command finds its partial, whatever its section is called", () => {
    const root = adopted(
      (name, index) =>
        `${about(name)}## ${["Ask it", "Try it", "Look"][index % 3]} ${index}\n\nOwn words of ${name} ${index}.\n\n\`\`\`bash\n$ lantern ask --of ${name}\n\`\`\`\n`,
    );
    expect(partials(root).filter((file) => !file.startsWith("about"))).toHaveLength(1);
    expect(read(root, "images/alma.yaml")).not.toContain("lantern ask");
  });

  test("lines of a guide's own within a sample are read back where the rest of the section varies, too", () => {
    const root = adopted(
      (name, index) =>
        `${about(name)}## Order a lamp\n\nWrite to ${["the smith", "the founder", "the tinker"][index % 3]}, with the parts that your own lamp has.\n\n\`\`\`yaml\norder:\n  lamps:\n    parts:\n${[
          "glass",
          "chain",
          "hook",
          "oil",
          "wick",
          "shade",
        ]
          .slice(index)
          .map((part) => `      - ${part}\n`)
          .join("")}    metal: brass from the old bell\n  paid: on delivery\n\`\`\`\n`,
    );
    expect(read(root, "images/alma.yaml")).toMatch(/- glass\n *- chain/);
    expect(read(root, "images/alma.yaml")).not.toMatch(/brass|changes/);
  });
});

test("a sentence that two guides share is shared by a third that says it nearly so", () => {
  const sentence = (verb: string) =>
    `Before the first snow falls on the pass, the keeper of the lamp ${verb} down to the village and buys oil for the winter.`;
  const root = adoptProved(
    Object.fromEntries(
      NAMES.slice(0, 3).map((name, index) => [
        name,
        `${about(name)}## ${["Oil", "Snow", "Winter"][index]} at ${index}\n\nOwn words of ${name} ${index}.\n\n${sentence(index < 2 ? "walks" : "rides")}\n`,
      ]),
    ),
  );
  expect(read(root, "images/cilla.yaml")).toMatch(/changes:[\s\S]*find: walks\n +replace: rides/);
  expect(read(root, "images/cilla.yaml")).not.toContain("first snow");
});

test("a parameter that no two guides give alike has no default, and is kept though few give it", () => {
  const shop: Difference = { kind: "text", usual: "oil.example", values: new Map(), words: ["shop"], use: "the shop" };
  const learned = {
    cluster: { headings: [], units: [] },
    blocks: [
      {
        kind: "paragraph",
        indent: 0,
        gap: false,
        inlines: [
          { kind: "text", text: "Buy it at " },
          { kind: "value", difference: shop },
        ],
      },
    ],
    parameters: [{ ...shop, name: "shop" }],
    nameOf: new Map([[shop, "shop"]]),
    strangers: new Set<number>(),
  } as const;
  const text = writePartial(learned);
  const partial = { source: { kind: "partial", name: "buy", file: "buy.hbs", text }, learned } as const;
  const given = (shops: readonly string[]) =>
    prune(
      partial,
      shops.map((each) => ({ shop: each })),
      3,
    ).source.text;
  expect(text).toContain("@param [shop=oil.example]  the shop");
  expect(given(["oil.example", "wax.example", "tin.example"])).toContain("@param shop  the shop");
  expect(given(["oil.example", "oil.example", "oil.example", "tin.example"])).toBe("Buy it at oil.example\n");
});

test("what is the guide's own is written in either place: parameters' names are no reason against a partial", () => {
  const isWorth = (parameters: Readonly<Record<string, string | boolean>>) =>
    isWorthIt({
      isWhole: true,
      piece: {
        kind: "shared",
        partial: "fill-lamp",
        level: 2,
        parameters,
        facts: new Map(),
        changes: [],
        lines: ["Fill the lamp with oil at dusk."],
      },
    });
  expect(isWorth({ whatTheLampIsFilledWith: "oil", whenItIsFilled: "dusk", isTheLampLit: false })).toBe(true);
  expect(isWorth({ all: "Fill the lamp with oil at" })).toBe(false);
});
