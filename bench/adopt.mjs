/*
 * What adopting costs, and how it grows: time and memory for a quarter, a half and all of a catalog; and what comes of
 * all of it.
 *
 *   node bench/adopt.mjs [CATALOG]
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackage } from "./installed.mjs";

const catalog = process.argv[2] ?? "../shared/catalog";
const cli = installPackage();
const KINDS = [
  { folder: "image", descriptors: "images", out: "out" },
  { folder: "chart", descriptors: "charts", out: "out/charts" },
];
const PAGES = ["guides.md", "overview.md"];
const all = KINDS.flatMap(({ folder }) => {
  const names = existsSync(join(catalog, folder)) ? readdirSync(join(catalog, folder)) : [];
  return names.flatMap((name) => PAGES.map((page) => join(folder, name, page)));
}).filter((file) => existsSync(join(catalog, file)));
// Printed by the process itself when it ends.
const probe =
  "data:text/javascript,process.on('exit',()=>{const u=process.resourceUsage();" +
  "console.error('COST',u.userCPUTime/1e6,u.maxRSS/1024)})";
const run = (...args) => spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 28 });

let first;
for (const share of [4, 2, 1]) {
  const root = mkdtempSync(join(tmpdir(), "dhi-bench-"));
  const chosen = all.filter((file) => {
    const names = all.filter((each) => each.startsWith(file.split("/")[0] ?? "")).map((each) => each.split("/")[1]);
    return [...new Set(names)].indexOf(file.split("/")[1]) % share === 0;
  });
  for (const file of chosen) cpSync(join(catalog, file), join(root, file));
  const started = performance.now();
  const { stderr } = run("--import", probe, cli, "adopt", root, "--into", join(root, "into"));
  const [, cpu, memory] = /COST (\S+) (\S+)/.exec(stderr)?.map(Number) ?? [];
  if (cpu === undefined) throw new Error(stderr);
  first ??= { cpu, pages: chosen.length };
  const n = chosen.length;
  const allowed = first.cpu * ((n * Math.log(n)) / (first.pages * Math.log(first.pages)));
  const wall = (performance.now() - started) / 1000;
  console.log(
    `${n} pages: ${wall.toFixed(1)} s, of which ${cpu.toFixed(1)} s at work, ${memory.toFixed(0)} MB; n log n would be ${allowed.toFixed(1)} s`,
  );
  if (share === 1) report(root, chosen, stderr);
  rmSync(root, { recursive: true });
}

/** What came of a whole catalog. */
function report(root, files, said) {
  const into = join(root, "into");
  run(cli, "build", "--root", into, "--quiet");
  const text = (file) => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
  for (const { folder, descriptors, out } of KINDS) {
    for (const page of PAGES) {
      const pages = files.filter((file) => file.startsWith(`${folder}/`) && file.endsWith(page));
      if (pages.length === 0) continue;
      const same = pages.filter((file) => text(join(root, file)) === text(join(into, out, file.slice(folder.length))));
      const label = `${folder === "chart" ? "Helm chart" : folder} ${page === "guides.md" ? "guide" : "overview"}`;
      const [, raw = "?"] = new RegExp(`^\\d+ ${label}s?: (\\d+)% raw text$`, "m").exec(said) ?? [];
      const drift = page === "guides.md" ? "drift.yaml" : "overview.drift.yaml";
      const kinds = { format: 0, shape: 0, wording: 0, meaning: 0 };
      for (const file of pages)
        for (const [, kind] of (text(join(into, descriptors, file.split("/")[1], drift)) ?? "").matchAll(
          /^ {4}kind: (\w+)$/gm,
        ))
          kinds[kind] += 1;
      const counts = Object.entries(kinds).map(([kind, count]) => `${count} ${kind}`);
      console.log(
        `${label}s: ${pages.length}, ${same.length} as published byte for byte, the others in house style; ${raw}% raw text; drift: ${counts.join(", ")}`,
      );
    }
    if (!existsSync(join(into, descriptors))) continue;
    const yaml = readdirSync(join(into, descriptors)).filter((file) => file.endsWith(".yaml"));
    const lines = yaml.map((file) => text(join(into, descriptors, file)).split("\n").length - 1).sort((a, b) => a - b);
    console.log(`${descriptors}: ${yaml.length} descriptors, median ${lines[Math.floor(lines.length / 2)]} lines`);
  }
  const packaged = readdirSync(new URL("../templates/partials", import.meta.url));
  const own = readdirSync(join(into, "templates/partials"));
  console.log(`partials: ${new Set([...packaged, ...own]).size}, of which ${own.length} are the project's own wording`);
}
