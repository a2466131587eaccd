import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { HEALTHY, makeHealthy, git, examine, found } from "./examine.ts";

describe("caches", () => {
  test.each([
    [".dhi-guides/build.json", "error"],
    ["node_modules/dhi-guides/package.json", "error"],
    ["site/.dhi-guides-site", "error"],
  ])("%s in git", async (file, severity) => {
    const root = await makeHealthy({ [file]: HEALTHY[file] ?? "{}" });
    git(root, "init", "-q");
    git(root, "add", "-f", file, ".gitignore");
    expect((await examine(root)).findings).toMatchObject([{ code: "setup-cache", severity, file }]);
  });

  test("a site of somebody else in git is none", async () => {
    const root = await makeHealthy({ "site/index.html": "" });
    git(root, "init", "-q");
    git(root, "add", ".");
    expect((await examine(root)).findings).toEqual([]);
  });

  test("what git would take", async () => {
    const findings = await found({ ".gitignore": "", ".dhi-guides/.gitignore": "" }, (root) => git(root, "init", "-q"));
    expect(findings.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      ".dhi-guides warning",
      "node_modules warning",
    ]);
  });

  test("folders of builds that were killed", async () => {
    const findings = await found({}, (root) => mkdirSync(join(root, "out/.dhi-guides-999999999-abcdef01")));
    expect(findings).toMatchObject([{ code: "setup-cache", severity: "warning" }]);
  });
});
