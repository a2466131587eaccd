import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { driftPage } from "../../src/adopt/drift/drift-page.ts";
import { findDrift, type Drift } from "../../src/adopt/drift/drift.ts";
import { findStyleDrift } from "../../src/adopt/drift/style-drift.ts";
import { identify } from "../../src/adopt/read/identity.ts";
import { readGuides } from "../../src/adopt/read/read-guides.ts";
import { cutGuides } from "../../src/adopt/read/units.ts";
import { write } from "../support/project.ts";
import { temporaryFolder } from "../support/temporary.ts";

const LINES = { shared: 60, near: 10, own: 30 };

function driftOf(guides: Readonly<Record<string, string>>): Drift {
  const root = temporaryFolder();
  write(root, Object.fromEntries(Object.entries(guides).map(([name, text]) => [`image/${name}/guides.md`, text])));
  const read = readGuides([join(root, "image")], root).guides;
  const units = cutGuides(
    read.map(({ text }) => text),
    read.map(({ name, text }) => identify(name, text, "acme")),
  );
  return findDrift(
    read.map(({ name }, index) => ({ name, units: units[index] ?? [] })),
    LINES,
    findStyleDrift(read),
    3,
  );
}

const lamp = (text: string) => `## Lighting\n\n${text}\n`;
const GUIDES = {
  alma: lamp("The lamp is lit at dusk."),
  berta: lamp("The lamp is lit at dusk."),
  cilla: lamp("The lamp is `lit` at dusk."),
  dora: lamp("The lamp is lit at nightfall."),
  elsa: lamp("The lamp is not lit at dusk."),
};

describe("the wordings of a section", () => {
  test("the commonest stands first, the others say how they differ", () => {
    const [section] = driftOf(GUIDES).sections;
    expect(section).toMatchObject({ heading: "Lighting", guides: 5 });
    expect(section?.wordings.map(({ guides, kind }) => [guides.join(" "), kind])).toEqual([
      ["alma berta", undefined],
      ["cilla", "format"],
      ["dora", "wording"],
      ["elsa", "meaning"],
    ]);
  });

  test("the words that differ are marked", () => {
    const [section] = driftOf(GUIDES).sections;
    const parts = section?.wordings[2]?.parts.filter(({ kind }) => kind !== "same");
    expect(parts).toEqual([
      { kind: "removed", text: "dusk" },
      { kind: "added", text: "nightfall" },
    ]);
  });

  test("a section that only two guides have is none", () => {
    const { alma, berta } = GUIDES;
    expect(driftOf({ alma, berta }).sections).toEqual([]);
  });
});

describe("house style", () => {
  test("a guide that is not in it is listed with the difference", () => {
    const { style } = driftOf({ ...GUIDES, frida: "Lighting\n========\n\n* one\n" });
    expect(style.map(({ guide, file }) => [guide, file])).toEqual([["frida", "image/frida/guides.md"]]);
    expect(style[0]?.diff).toContain("-* one\n+- one\n");
  });

  test("is nothing to speak of where every guide is in it", () => {
    expect(driftPage(driftOf(GUIDES))).toContain("Every guide is in house style.");
  });
});

describe("the page", () => {
  test("shows shares, sections, differences and house style", () => {
    const page = driftPage(driftOf({ ...GUIDES, frida: "* one\n" }));
    expect(page).toContain("Drift of 6 guides");
    expect(page).toContain("<b>60.0%</b>");
    expect(page).toContain("<b>Lighting</b><span>5 guides, 4 wordings</span>");
    expect(page).toContain("at <del>dusk</del><ins>nightfall</ins>.");
    expect(page).toContain("1 guide not in house style");
  });

  test("loads nothing, and runs nothing that a guide says", () => {
    const script = "<script>alert(1)</script>";
    const page = driftPage(driftOf({ a: lamp(script), b: lamp(script), c: lamp(script), "d-d": lamp(`${script} x`) }));
    expect(page).not.toContain("<script");
    expect(page).not.toMatch(/(?:src|href)=/);
    expect(page).not.toMatch(/url\(|@import/);
  });

  test("stays small, however many wordings there are", () => {
    const wordings = Array.from({ length: 4000 }, (_, index) => ({
      guides: [`image-${index}`, `other-${index}`],
      text: "The lamp is lit. ".repeat(50),
      kind: index === 0 ? undefined : ("wording" as const),
      parts: [],
    }));
    const sections = Array.from({ length: 1000 }, (_, index) => ({
      heading: `Section ${index}`,
      guides: 8000,
      wordings,
    }));
    const page = driftPage({ guides: 10_000, lines: LINES, sections, style: [] });
    expect(page).toContain("3,970 rarer wordings of 7,940 guides: see drift.json");
    expect(page).toContain("850 more sections: see drift.json");
    expect(page.length).toBeLessThan(6_000_000);
  });
});
