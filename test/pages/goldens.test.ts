import { join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { buildGuides, type ProjectOptions } from "../../src/index.ts";
import { expectGolden } from "../support/golden.ts";
import { REPOSITORY } from "../support/project.ts";

/* The pages of a chart and of an image that say all that they can. */

const ROOT = join(REPOSITORY, "test/fixtures/pages");

function pageOf(id: string, page: string, profile: Partial<ProjectOptions> = {}): string {
  const { pages, findings } = buildGuides({
    root: ROOT,
    packagedTemplates: join(REPOSITORY, "templates"),
    ...profile,
  });
  expect(findings).toEqual([]);
  return pages.find(({ paths }) => paths.id === id && paths.page.name === page)?.text ?? "";
}

const mirror = { registry: "mirror" } as const;

describe.each([
  ["chart", "chart/lantern", "guide", {}],
  ["chart.mirror", "chart/lantern", "guide", mirror],
  ["chart.host", "chart/lantern", "guide", { ...mirror, namespace: "registry.example.com/acme" }],
  ["chart-overview", "chart/lantern", "overview", {}],
  ["overview", "lamp", "overview", {}],
  ["overview.mirror", "lamp", "overview", { ...mirror, namespace: "acme" }],
] as const)("%s", (golden, id, page, profile) => {
  const text = pageOf(id, page, profile);

  test("is as it was read", () => expectGolden(join(REPOSITORY, `test/golden/pages/${golden}.md`), text));

  test("is a fix-point of Prettier", async () => {
    const style = { proseWrap: "always", printWidth: 120, embeddedLanguageFormatting: "off" } as const;
    expect(await format(text, { parser: "markdown", ...style })).toBe(text);
  });
});

test("an overview names repositories, which no registry profile changes", () => {
  expect(pageOf("chart/lantern", "overview", mirror)).toBe(pageOf("chart/lantern", "overview"));
});
