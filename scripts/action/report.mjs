import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { findInstalled, projectRoot, readEvent, variable } from "./runner.mjs";

/* What the change does, as Markdown. It is for reading: where it cannot be made, the summary says why, and nothing fails. */

const root = projectRoot();
const work = variable("DHI_WORK") ?? ".";
const base = variable("DHI_BASE") ?? findBase();

if (base !== undefined) {
  const missing = `there is no ${base} in this checkout: give actions/checkout \`fetch-depth: 0\``;
  if (git("rev-parse", "--quiet", "--verify", "--end-of-options", `${base}^{commit}`) === undefined) leave(missing);
  else {
    const preview = variable("DHI_PREVIEW_URL");
    const catalog = variable("DHI_CATALOG");
    const baseline = variable("DHI_BASELINE");
    const args = [
      `--root=${root}`,
      `--base=${base}`,
      ...(preview === undefined ? [] : [`--preview-url=${preview}`]),
      // Findings are new or gone by what the other step says.
      ...(catalog === undefined ? [] : [`--catalog=${catalog}`]),
      ...(baseline === undefined ? [] : [`--baseline=${baseline}`]),
    ];
    // The catalog is named from the top of the repository.
    const options = { cwd: variable("GITHUB_WORKSPACE"), encoding: "utf8", maxBuffer: 64 * 1024 * 1024 };
    const command = [findInstalled(root).command, "pr-report", ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
    process.stderr.write(stderr);
    if (status === 0) writeFileSync(join(work, "report.md"), stdout);
    else leave(stderr.trim().split("\n").at(0) || `pr-report ended with ${status}`);
  }
}

/** The commit that a pull request is merged into. */
function findBase() {
  // A job of a pull request has the merge checked out, as a rule: its first parent is newer than what the event names.
  if (/^refs\/pull\/\d+\/merge$/.test(variable("GITHUB_REF") ?? "")) {
    const [head, parent, merged] = (git("rev-list", "--parents", "--max-count=1", "HEAD") ?? "").split(" ");
    if (head === variable("GITHUB_SHA") && merged !== undefined) return parent;
  }
  return readEvent().pull_request?.base?.sha;
}

function git(...args) {
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

function leave(reason) {
  // The runner takes `##[` for a command, wherever in a line it stands.
  process.stdout.write(`no report: ${reason.replace(/\s+/g, " ").replaceAll("##[", "## [")}\n`);
  writeFileSync(join(work, "no-report.txt"), reason);
}
