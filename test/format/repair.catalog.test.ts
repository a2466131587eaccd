import { afterAll, describe, expect, it } from "vitest";
import { compare } from "./compare.ts";
import { catalogGuides, hasCorpus, replayGuides } from "./corpus.ts";
import { mistreatments } from "./mistreat.ts";
import { createOracle } from "./prettier.ts";

/** `npm run conformance:style` mistreats every guide in every way; otherwise each is mistreated in one way, in turn. */
const everything = process.env.CONFORMANCE === "all";
const names = Object.keys(mistreatments);
const oracle = createOracle("mistreated");

afterAll(oracle.keep);

describe.skipIf(!hasCorpus)("the guides of the catalog (they are not at ../shared nor at DHI_SHARED)", () => {
  it.each(names)("are repaired after: %s", { timeout: 600_000 }, async (name) => {
    const index = names.indexOf(name);
    const mistreat = mistreatments[name] ?? String;
    const guides = [...catalogGuides(), ...replayGuides()];
    const chosen = everything ? guides : guides.filter((_, at) => at % names.length === index);
    const report = await compare(
      oracle,
      chosen.map(({ name: file, text }) => [file, mistreat(text)]),
    );
    if (everything) console.log(name, `equal ${chosen.length - report.unequal.length}/${chosen.length}`, report);
    // Each difference is of a kind that docs/style-differences.md lists, since it would change what the guide means.
    expect(report.unequal.length).toBeLessThanOrEqual(chosen.length * 0.005);
    expect(report.changed).toEqual([]);
    expect(report.unstable).toEqual([]);
  });
});
