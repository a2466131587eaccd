import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { annotate, findInstalled, projectRoot, variable } from "./runner.mjs";

/* One check: `node run-check.mjs check|sync|verify`. Findings are annotations, and files for the summary and the upload. */

const name = process.argv[2];
const root = projectRoot();
const work = variable("DHI_WORK") ?? ".";
const catalog = variable("DHI_CATALOG");
const baseline = variable("DHI_BASELINE");

const commands = {
  check: ["check"],
  sync: catalog === undefined ? undefined : ["sync", "--check", `--from=${catalog}`],
  verify: [
    "verify",
    ...(catalog === undefined ? [] : [`--catalog=${catalog}`]),
    ...(baseline === undefined ? [] : [`--baseline=${baseline}`]),
  ],
};

const command = commands[name];
if (command === undefined) {
  process.stdout.write("not run: the action has no catalog\n");
  writeFileSync(join(work, `${name}.json`), JSON.stringify({ name, status: "skipped" }));
} else {
  const reporters = ["github", `sarif=${join(work, `${name}.sarif`)}`, `markdown=${join(work, `${name}.md`)}`];
  const args = [...command, `--root=${root}`, ...reporters.map((reporter) => `--reporter=${reporter}`)];
  const cwd = variable("GITHUB_WORKSPACE");
  const options = { cwd, stdio: ["ignore", "inherit", "pipe"], encoding: "utf8", maxBuffer: 2 ** 29 };
  const { status, stderr, error } = spawnSync(process.execPath, [findInstalled(root).command, ...args], options);
  process.stderr.write(stderr ?? "");
  const result = { 0: "passed", 1: "failed" }[status] ?? "error";
  writeFileSync(join(work, `${name}.json`), JSON.stringify({ name, status: result }));
  if (result === "error") {
    const why = /^dhi-guides: (.*)$/m.exec(stderr ?? "")?.[1] ?? error?.message ?? "the log of this step says why";
    annotate("error", `dhi-guides ${name} could not run: ${why}`);
  }
  process.exitCode = result === "passed" ? 0 : 1;
}
