import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runConsoleBlocks } from "../support/console-blocks.ts";
import { expectGolden } from "../support/golden.ts";
import { makeProject, read, REPOSITORY } from "../support/project.ts";

/* docs/adopt.md shows real output: each command of its console blocks is run, in order, in a folder with the sample. */

const PAGE = "docs/adopt.md";

test("docs/adopt.md shows what its commands print", () => {
  const root = makeProject();
  cpSync(join(REPOSITORY, "test/fixtures/grove"), join(root, "work"), { recursive: true });
  const made = runConsoleBlocks(read(REPOSITORY, PAGE), root, "work");
  expect(made).toContain("6 pages adopted and proved");
  expectGolden(join(REPOSITORY, PAGE), made);
});
