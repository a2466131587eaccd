import { afterAll, describe, expect, it } from "vitest";
import { compare } from "./compare.ts";
import { catalogGuides, hasCorpus, replayGuides } from "./corpus.ts";
import { createOracle } from "./prettier.ts";

const oracle = createOracle("published");

afterAll(oracle.keep);

describe.skipIf(!hasCorpus)("the guides of the catalog (they are not at ../shared nor at DHI_SHARED)", () => {
  it("are spelled as Prettier spells them, read the same, and stay", { timeout: 600_000 }, async () => {
    const guides = [...catalogGuides(), ...replayGuides()];
    const report = await compare(
      oracle,
      guides.map(({ name, text }) => [name, text]),
    );
    expect(report).toEqual({ unequal: [], changed: [], unstable: [] });
  });
});
