import { afterAll, describe, expect, it } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { catalogGuides, hasCorpus, replayGuides } from "./corpus.ts";
import { mistreatments } from "./mistreat.ts";
import { createOracle } from "./prettier.ts";
import { render } from "./render.ts";

/** `npm run conformance:style` mistreats every guide in every way; otherwise each is mistreated in one way, in turn. */
const everything = process.env.CONFORMANCE === "all";
const names = Object.keys(mistreatments);
const oracle = createOracle();

afterAll(oracle.keep);

describe.skipIf(!hasCorpus)("the guides of the catalog (they are not at ../shared nor at DHI_SHARED)", () => {
  it("are spelled as Prettier spells them, read the same, and stay", { timeout: 600_000 }, async () => {
    const report = await compare([...catalogGuides(), ...replayGuides()].map(({ name, text }) => [name, text]));
    expect(report.unequal).toEqual([]);
    expect(report.changed).toEqual([]);
    expect(report.unstable).toEqual([]);
  });

  it.each(names)("are repaired after: %s", { timeout: 600_000 }, async (name) => {
    const index = names.indexOf(name);
    const mistreat = mistreatments[name] ?? String;
    const guides = [...catalogGuides(), ...replayGuides()];
    const chosen = everything ? guides : guides.filter((_, at) => at % names.length === index);
    const report = await compare(chosen.map(({ name: file, text }) => [file, mistreat(text)]));
    if (everything) console.log(name, `equal ${chosen.length - report.unequal.length}/${chosen.length}`, report);
    // Each difference is of a kind that docs/style-differences.md lists, since it would change what the guide means.
    expect(report.unequal.length).toBeLessThanOrEqual(chosen.length * 0.005);
    expect(report.changed).toEqual([]);
    expect(report.unstable).toEqual([]);
  });
});

interface Report {
  unequal: string[];
  changed: string[];
  unstable: string[];
}

async function compare(texts: ReadonlyArray<readonly [string, string]>): Promise<Report> {
  const report: Report = { unequal: [], changed: [], unstable: [] };
  for (const [name, text] of texts) {
    const styled = formatMarkdown(text);
    if (!(await oracle.agrees(text, styled))) report.unequal.push(name);
    // Most guides are in house style already: then they read the same and stay.
    if (styled === text) continue;
    if (render(styled) !== render(text)) report.changed.push(name);
    if (formatMarkdown(styled) !== styled) report.unstable.push(name);
  }
  return report;
}
