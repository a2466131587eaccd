import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generateProject } from "./generate.mjs";

/*
 * `node bench/profile.mjs [N]`: where the time of a cold build of N guides goes, by stage. Node samples the process; a
 * sample counts for the innermost of these functions that is at work.
 */

const STAGES = {
  "start: reading and evaluating the code": ["launch", "requireBuiltin", "wrapSafe"],
  "what is known of the last build": ["recallBuild"],
  "settings, descriptors' names, templates": ["open"],
  "1 read a file": ["readText"],
  "1 YAML": ["parseYaml"],
  "1 validate": ["validate"],
  "1 prose": ["withProse"],
  "2 guide": ["createGuide"],
  "3 render": ["renderGuide"],
  "4 style": ["blocks", "parts", "formatMarkdown"],
  "5 compare with the output": ["plan", "findLink"],
  "5 write and hash": ["write"],
  "5 commit": ["commit"],
  "leave a state": ["remember"],
  "collect garbage": ["(garbage collector)"],
};

const count = Number(process.argv[2] ?? 2500);
// In memory, where there is such a place: what a disk does is not ours.
const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "dhi-guides-profile-"));
generateProject(folder, count);
const cli = fileURLToPath(new URL("../dist/cli.cjs", import.meta.url));
const profiles = join(folder, "profiles");
spawnSync(process.execPath, [
  "--cpu-prof",
  `--cpu-prof-dir=${profiles}`,
  cli,
  "build",
  "--root",
  folder,
  "--quiet",
  "--threads",
  "1",
]);
const [name] = readdirSync(profiles);
const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(join(profiles, name), "utf8"));

const byId = new Map(nodes.map((node) => [node.id, node]));
const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id])));
const stageOf = new Map(Object.entries(STAGES).flatMap(([stage, names]) => names.map((name) => [name, stage])));
/** A function's name; the bundler numbers those that several modules have. What the system does is its caller's. */
function nameOf(id) {
  const { functionName, url } = byId.get(id).callFrame;
  return url === "" && !functionName.startsWith("(") ? "" : functionName.replace(/\d+$/, "");
}

function stage(id) {
  for (let at = id; at !== undefined; at = parents.get(at)) {
    const found = stageOf.get(nameOf(at));
    if (found) return found;
  }
  return "the rest";
}

const totals = new Map();
let total = 0;
for (const [index, id] of samples.entries()) {
  if (byId.get(id).callFrame.functionName === "(idle)") continue;
  totals.set(stage(id), (totals.get(stage(id)) ?? 0) + timeDeltas[index]);
  total += timeDeltas[index];
}
const order = [...Object.keys(STAGES), "the rest"].filter((key) => totals.has(key));
process.stdout.write(
  `${count} guides, ${(total / 1000).toFixed(0)} ms\n\n| stage | share | µs a guide |\n| --- | --- | --- |\n`,
);
for (const key of order) {
  const time = totals.get(key);
  process.stdout.write(`| ${key} | ${((time / total) * 100).toFixed(1)}% | ${(time / count).toFixed(0)} |\n`);
}
rmSync(folder, { recursive: true });
