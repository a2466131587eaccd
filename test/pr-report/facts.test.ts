import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { minimal, write } from "../support/project.ts";
import { change, commit, git, makeBuilt, makeRepository, reportOf } from "./repository.ts";

/* A file of facts, which the settings name, beside the project, in it, or nowhere. */

const FACTS = JSON.stringify({ nginx: { fips: true } });

test("facts outside of the project are those of both sides", async () => {
  const top = makeRepository({ "facts.json": FACTS });
  const root = join(top, "docs");
  write(root, { "dhi-guides.config.yaml": "facts: ../facts.json\n", "images/nginx.yaml": minimal("nginx") });
  await change(root, {});
  commit(top, "docs");
  await change(root, { "images/nginx.yaml": minimal("nginx", "included: The server.\n") });
  const report = await reportOf(root, { base: "HEAD" });
  expect(report).toContain("**1 page changed**");
  expect(report).not.toContain("Not held against the facts");
});

test("facts that one side lacks keep no report from being made", async () => {
  const files = { "dhi-guides.config.yaml": "facts: facts.json\n", "facts.json": FACTS };
  const root = await makeBuilt({ ...files, "images/nginx.yaml": minimal("nginx") });
  git(root, "rm", "--quiet", "--cached", "facts.json");
  git(root, "commit", "--quiet", "--message", "Without facts");
  await change(root, { "images/nginx.yaml": minimal("nginx", "included: The server.\n") });
  expect(await reportOf(root, { base: "HEAD" })).toContain(
    "> `Not held against the facts before the change: there is no facts.json`",
  );
  rmSync(join(root, "facts.json"));
  const report = await reportOf(root, { base: "before" });
  expect(report).toContain("**1 page changed**");
  expect(report).toContain("> `Not held against the facts after the change: there is no facts.json`");
});
