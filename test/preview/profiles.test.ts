import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HtmlBlock } from "../../src/preview/markdown/blocks.ts";
import { mergeProfiles, PROFILES } from "../../src/preview/profiles.ts";

const block = (html: string): HtmlBlock => ({ html, text: html, heading: undefined, origins: [], isShared: true });

describe("mergeProfiles", () => {
  it("keeps what is the same once", () => {
    const same = [block("a"), block("b")];
    const merged = mergeProfiles({ public: same, mirror: same, own: [block("a"), block("c")] });
    expect(merged.map(({ block: { html }, profiles }) => `${html} ${profiles.join(",")}`)).toEqual([
      "a public,mirror,own",
      "b public,mirror",
      "c own",
    ]);
  });

  it("gives every profile its own blocks in their order, whatever they are", () => {
    const blocks = fc.array(fc.constantFrom("a", "b", "c", "d").map(block), { maxLength: 8 });
    fc.assert(
      fc.property(fc.record({ public: blocks, mirror: blocks, own: blocks }), (renderings) => {
        const merged = mergeProfiles(renderings);
        for (const profile of PROFILES) {
          const shown = merged.filter(({ profiles }) => profiles.includes(profile)).map((item) => item.block.html);
          expect(shown).toEqual(renderings[profile].map(({ html }) => html));
        }
      }),
    );
  });
});
