import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { CLI } from "../support/project.ts";

test.each([
  ["drift", "drop"],
  ["drift", "take"],
  ["drift", "settle"],
  ["templates", "copy"],
  ["templates", "diff"],
  ["templates", "accept"],
])("%s %s --help begins with examples, too", (command, below) => {
  const { status, stdout } = spawnSync(process.execPath, [CLI, command, below, "--help"], { encoding: "utf8" });
  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`^Examples:\\n(?: {2}.*${command} ${below}.*\\n| {2}# .*\\n)+\\nUsage: `));
  expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
});
