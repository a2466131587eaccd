/*
 * What adopting costs, and how it grows: time and memory for a quarter, a half and all of a catalog.
 *
 *   node bench/adopt.mjs [CATALOG]
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackage } from "./installed.mjs";

const catalog = process.argv[2] ?? "../shared/catalog/image";
const cli = installPackage();
const names = readdirSync(catalog).filter((name) => existsSync(join(catalog, name, "guides.md")));
// Printed by the process itself when it ends.
const probe =
  "data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();" +
  "console.error('COST',u.userCPUTime/1e6,u.maxRSS/1024)})";

let first;
for (const share of [4, 2, 1]) {
  const root = mkdtempSync(join(tmpdir(), "dhi-bench-"));
  const chosen = names.filter((_, index) => index % share === 0);
  for (const name of chosen) cpSync(join(catalog, name, "guides.md"), join(root, "image", name, "guides.md"));
  const started = performance.now();
  const args = ["--import", probe, cli, "adopt", join(root, "image"), "--into", join(root, "into"), "--quiet"];
  const { stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const [, cpu, memory] = /COST (\S+) (\S+)/.exec(stderr)?.map(Number) ?? [];
  if (cpu === undefined) throw new Error(stderr);
  first ??= { cpu, guides: chosen.length };
  const n = chosen.length;
  const allowed = first.cpu * ((n * Math.log(n)) / (first.guides * Math.log(first.guides)));
  const wall = (performance.now() - started) / 1000;
  console.log(
    `${n} guides: ${wall.toFixed(1)} s, of which ${cpu.toFixed(1)} s at work, ${memory.toFixed(0)} MB; n log n would be ${allowed.toFixed(1)} s`,
  );
  rmSync(root, { recursive: true });
}
