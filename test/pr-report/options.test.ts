import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { CLI, minimal } from "../support/project.ts";
import { makeRepository } from "./repository.ts";

test.each([
  [["--reporter", "json"], "takes no --reporter"],
  [["--reporter", "sarif=x.sarif"], "takes no --reporter"],
  [["--max-warnings", "0"], "takes no --max-warnings"],
  [["--reporter", "pretty", "--quiet"], undefined],
])("%j", (options, refused) => {
  const root = makeRepository({ "images/app.yaml": minimal("app") });
  const args = [CLI, "pr-report", "--base", "before", ...options];
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  expect(status).toBe(refused === undefined ? 0 : 2);
  if (refused === undefined) expect(stdout).toContain("No page changes");
  else expect(stderr).toContain(refused);
});
