import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, record, tree, type Files } from "../support/project.ts";

/** Where a link could lead: no output may hold it. */
const SECRET = readFileSync("/etc/passwd", "utf8").split("\n")[0] ?? "";

/**
 * Builds a project of a stranger, and checks that no reporter prints what links lead to.
 *
 * @param files its files, beside a good descriptor
 * @param prepare does what else is to be done to it
 * @returns its folder, the exit status, the findings with their codes, and what was written
 */
export async function buildHostile(files: Files, prepare: (root: string) => void = () => {}) {
  const root = makeProject({ "images/good.yaml": minimal("good"), ...files });
  prepare(root);
  for (const command of [build, check]) {
    const pretty = record();
    await command([], { root, reporter: "pretty", quiet: true }, pretty);
    expect(pretty.stdout() + pretty.stderr()).not.toContain(SECRET);
  }
  const context = record();
  const status = await build([], { root, reporter: "json", quiet: true }, context);
  const findings = JSON.parse(context.stdout()) as Finding[];
  return {
    root,
    status,
    codes: findings.map(({ code }) => code),
    findings,
    written: Object.keys(tree(join(root, "out"))),
  };
}
