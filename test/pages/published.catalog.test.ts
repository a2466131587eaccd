import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildGuides } from "../../src/index.ts";
import { read, REPOSITORY } from "../support/project.ts";

const CATALOG = join(process.env["DHI_SHARED"] ?? join(REPOSITORY, "../shared"), "catalog");

/* What was published is made from facts, own text and shared text; what it gets wrong is drift. */
const { pages, findings } = buildGuides({
  root: join(REPOSITORY, "test/fixtures/published"),
  packagedTemplates: join(REPOSITORY, "templates"),
});

describe.skipIf(!existsSync(CATALOG))(`what ${CATALOG} publishes (set DHI_SHARED where it stands elsewhere)`, () => {
  test.each([
    ["chart/spicedb-operator", "guide", "guides.md"],
    ["chart/spicedb-operator", "overview", "overview.md"],
    ["argocd", "overview", "overview.md"],
  ])("%s: the %s comes out byte for byte", (id, page, file) => {
    const made = pages.find(({ paths }) => paths.id === id && paths.page.name === page);
    expect(made?.text).toBe(read(CATALOG, `${id.includes("/") ? id : `image/${id}`}/${file}`));
  });
});

test("nothing is found in them", () => {
  expect(findings.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
});
