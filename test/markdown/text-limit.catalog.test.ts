import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findTextLimit } from "../../src/markdown/text-limit.ts";
import { CATALOG, realCatalog } from "../support/catalog.ts";

test("no page of the real catalog is more than a parser can take, nor would four of them in one be", async () => {
  if (!(await realCatalog())) return;
  const pages = readdirSync(CATALOG, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  expect(pages.length).toBeGreaterThan(277);
  const refused = pages.filter((file) => {
    const text = readFileSync(join(CATALOG, file), "utf8");
    return findTextLimit(`${text}\n\n`.repeat(4)) !== undefined;
  });
  expect(refused).toEqual([]);
});
