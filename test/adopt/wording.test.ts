import { describe, expect, test } from "vitest";
import { adoptProved, partials, read } from "./small-catalog.ts";

const NAMES = ["alma", "berta", "cilla", "dora", "elsa", "frida"];

/** Adopts one guide a name, proves that all come back, and gives the project's folder. */
function adopted(guide: (name: string, index: number) => string): string {
  return adoptProved(Object.fromEntries(NAMES.map((name, index) => [name, guide(name, index)])));
}

const about = (name: string) => `## About ${name}\n\nThis is ${name}, lamp of house ${name.length}.\n\n`;

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
