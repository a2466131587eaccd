import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, posix } from "node:path";
import { describe, expect, it } from "vitest";
import { KINDS, type PagePaths } from "../../src/core.ts";
import { rewriteMarkdown } from "../../src/export/markdown/rewrite.ts";
import type { ExportedPage } from "../../src/export/pages.ts";
import { SITE_NAMES } from "../../src/export/site-names.ts";
import { SITE_KINDS } from "../../src/export/sites/index.ts";
import { expectGolden } from "../support/golden.ts";

/* `scripts/prove-export.mjs` builds what stands here by the sites themselves, and compares what readers see. */
const CASES = "test/export/cases";
const cases = readdirSync(CASES).filter((file) => file.endsWith(".md"));

/** Cases link to each other as pages do. */
function findCase(address: string): string | undefined {
  const file = posix.normalize(address);
  return cases.includes(file) ? `cases/${basename(file, ".md")}` : undefined;
}

function pageOf(text: string, title: string): ExportedPage {
  const [kind] = KINDS;
  const paths = { kind, page: { ...kind.pages[0] }, name: "case", id: "case", descriptor: "images/case.yaml" };
  return {
    // What no export asks is left out.
    paths: paths as unknown as PagePaths,
    text,
    listing: { title, description: "What --it-- is: <b>{{ 1 }}</b>", categories: ["tools"], formerly: ["old-case"] },
  };
}

describe.each(SITE_NAMES)("an export for %s", (site) => {
  it.each(cases)("says what is meant by %s", (file) => {
    const text = readFileSync(join(CASES, file), "utf8");
    const { dialect, page } = SITE_KINDS[site];
    const exported = pageOf(text, "Case: <i>\"{{ x }}\"</i> & 'more'");
    const edit = "https://example.com/edit/{file}";
    const markdown = rewriteMarkdown(text, dialect, `cases/${basename(file, ".md")}`, findCase);
    mkdirSync(join(CASES, site), { recursive: true });
    expectGolden(join(CASES, site, file), page(exported, markdown, { title: "Guides", edit, things: [] }));
  });

  it("changes nothing of plain text", () => {
    const text = "## A heading\n\nPlain words, `code` and [a link](https://example.com/).\n\n```bash\necho\n```\n";
    expect(rewriteMarkdown(text, SITE_KINDS[site].dialect, "image/a/guide", () => undefined)).toBe(text);
  });
});
