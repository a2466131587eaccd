import { applyPatch } from "diff";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { convergeGuides } from "../../src/adopt/converge/converge.ts";
import { classifyDrift } from "../../src/adopt/drift/drift-kind.ts";
import { identify } from "../../src/adopt/read/identity.ts";
import { readGuides } from "../../src/adopt/read/read-guides.ts";
import { unifiedDiff } from "../../src/files/diff.ts";
import { cutLeaves, cutSections } from "../../src/markdown/leaves.ts";
import { REPOSITORY } from "../support/project.ts";

const CATALOG = join(process.env["DHI_SHARED"] ?? join(REPOSITORY, "../shared"), "catalog/image");

test.skipIf(!existsSync(CATALOG))(
  `the catalog at ${CATALOG} converges, and nothing of it changes its meaning (set DHI_SHARED where it stands elsewhere)`,
  () => {
    const { guides } = readGuides([CATALOG], REPOSITORY);
    const converge = (texts: readonly string[], ratio: number) =>
      convergeGuides(
        guides.map(({ name }, index) => {
          const text = texts[index] ?? "";
          return { text, identity: identify(name, text, "<your-namespace>"), isFixed: false };
        }),
        { ratio, sections: [], minimum: 3, namespace: "<your-namespace>" },
      );
    const leavesOf = (text: string) => cutSections(text).flatMap(({ lines }) => cutLeaves(lines));
    const sources = guides.map(({ text }) => text);
    const converged = converge(sources, 0.9);
    const nearer = converge(sources, 0.95);

    expect(converged.filter((text, index) => text !== sources[index]).length).toBeGreaterThan(guides.length / 2);
    for (const [index, source] of sources.entries()) {
      const [text, name] = [converged[index] ?? "", guides[index]?.name ?? ""];
      if (text === source) continue;
      expect(applyPatch(source, unifiedDiff(name, source, text)), name).toBe(text);
      const [before, some, after] = [source, nearer[index] ?? "", text].map(leavesOf);
      expect(after?.length, name).toBe(before?.length);
      before?.forEach((leaf, place) => {
        const words = after?.[place]?.text ?? "";
        expect(classifyDrift(leaf.text, words), `${name}: ${leaf.text}`).not.toBe("meaning");
        // What a nearer ratio folds, this one folds in the same way.
        if (some?.[place]?.text !== leaf.text) expect(words, name).toBe(some?.[place]?.text);
      });
    }
    expect(converge(converged, 0.9)).toEqual(converged);
  },
);
