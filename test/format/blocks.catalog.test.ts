import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { splitBlocks } from "../../src/markdown/split-blocks.ts";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { plainBlock } from "../../src/format/plain/block.ts";
import { byBlocks, long, short } from "./by-blocks.ts";

const SHARED = process.env["DHI_SHARED"] ?? join(import.meta.dirname, "../../../shared");

/** The guides of the catalog, as they are and with each paragraph on one line. */
function corpus(): string[] {
  const folder = join(SHARED, "catalog/image");
  if (!existsSync(folder)) return [];
  const guides = readdirSync(folder).map((name) => join(folder, name, "guides.md"));
  return guides.filter((path) => existsSync(path)).map((path) => readFileSync(path, "utf8"));
}

describe("a text styled block by block", () => {
  const guides = corpus();

  test.skipIf(guides.length === 0)("is the text styled as a whole, on the whole catalog", { timeout: 120_000 }, () => {
    let taken = 0;
    for (const guide of guides) {
      const styled = byBlocks(guide, short);
      if (styled === undefined) continue;
      taken += 1;
      expect(styled).toBe(formatMarkdown(guide));
    }
    expect(taken / guides.length).toBeGreaterThan(0.5);
  });

  test.skipIf(guides.length === 0)("has every plain block as the long way writes it", { timeout: 120_000 }, () => {
    const blocks = new Set(guides.flatMap((guide) => splitBlocks(guide) ?? []));
    let plain = 0;
    for (const block of blocks) {
      for (const text of [block, block.replace(/(?<=[a-z,.])\n(?=[a-z])/g, " ")]) {
        const styled = plainBlock(text.split("\n"));
        if (styled === undefined) continue;
        plain += 1;
        expect(styled).toBe(long(text));
      }
    }
    expect(plain / blocks.size).toBeGreaterThan(1);
  });
});
