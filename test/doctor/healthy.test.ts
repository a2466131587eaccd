import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { doctor } from "../../src/commands/doctor.ts";
import { makeProject, minimal, record, write } from "../support/project.ts";
import { MODELINE, makeHealthy, git, examine, found } from "./examine.ts";

describe("a project in which all fits", () => {
  test("has a line for each check, and status 0", async () => {
    const root = await makeHealthy();
    git(root, "init", "-q");
    git(root, "add", ".");
    const context = record();
    expect(await doctor({ root, reporter: "pretty" }, context)).toBe(0);
    expect(context.stderr()).toBe("");
    const lines = context.stdout().trimEnd().split("\n");
    expect(lines.map((line) => line.slice(0, 15).trimEnd())).toEqual([
      "ok  versions",
      "ok  settings",
      "ok  schema path",
      "ok  merges",
      "ok  caches",
      "ok  line ends",
      "ok  templates",
    ]);
  });

  test("needs no git, no package.json and no guide", async () => {
    expect(await examine(makeProject())).toEqual({ status: 0, findings: [] });
  });

  test("may be a folder of a repository, below its packages", async () => {
    const root = await makeHealthy();
    write(root, { "docs/images/app.yaml": MODELINE.replace("../", "../../") + minimal("app") });
    git(root, "init", "-q");
    git(root, "add", ".");
    expect(await examine(join(root, "docs"))).toEqual({ status: 0, findings: [] });
  });

  test("settings that are not valid are told, with all that needs no settings", async () => {
    const findings = await found({ "dhi-guides.config.yaml": "regsitry: mirror\n" }, (root) => {
      write(root, { "node_modules/dhi-guides/package.json": '{"version":"9.9.9"}' });
    });
    expect(findings.map(({ code }) => code)).toContain("config-unknown-key");
    expect(findings.map(({ code }) => code)).toContain("setup-version");
  });
});
