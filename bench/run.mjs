import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { cold } from "./cold.mjs";
import { inTurn, peakMemory, time } from "./measure.mjs";
import { eleventy, hugo, ours, plain, plainPrettier } from "./peers.mjs";
import { writeProjects } from "./projects.mjs";
import { sayTheSame } from "./same.mjs";

/*
 * `npm run bench`: makes N descriptors, checks that all peers make the same guides of them, and times whole processes in
 * turn. See docs/benchmarks.md.
 */

const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "646,10000" },
    pairs: { type: "string", default: "5" },
    // Prettier takes minutes for ten thousand guides; a ratio of that size needs no fifth pair.
    "prettier-pairs": { type: "string", default: "5" },
    tmpfs: { type: "string", default: "/dev/shm/dhi-guides-bench" },
    only: { type: "string", default: "same,cold,incremental,memory" },
  },
});
const sizes = options.sizes.split(",").map(Number);
const pairs = Number(options.pairs);
const isWanted = (part) => options.only.split(",").includes(part);
const print = (text) => process.stdout.write(`${text}\n`);
const row = (...cells) => print(`| ${cells.join(" | ")} |`);
const seconds = (value) => (value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`);
const ratio = (value) => value.toFixed(value < 0.1 ? 4 : 2);

const peers = [hugo, eleventy, plain, plainPrettier];
for (const { name, missing } of peers) if (missing) print(`${name} is not measured: ${missing}`);
const present = peers.filter(({ missing }) => !missing);
const git = spawnSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).stdout.trim();
print(`${cpus().length} cores of ${cpus()[0].model}, Node ${process.version}, commit ${git}, load ${loadOf()}\n`);

function loadOf() {
  return readFileSync("/proc/loadavg", "utf8").split(" ")[0];
}

const projectsOf = (folder, size) => writeProjects(join(folder, String(size)), size);

if (isWanted("same")) {
  const projects = projectsOf(options.tmpfs, 100);
  for (const peer of [ours, ...present]) cold(peer, projects, join(options.tmpfs, `same-${peer.name}`));
  for (const peer of present) {
    const same = await sayTheSame(
      join(options.tmpfs, `same-${ours.name}`),
      join(options.tmpfs, `same-${peer.name}`),
      peer === plainPrettier,
    );
    print(
      `${peer.name}: ${same.equal} of ${same.count} guides are ours${peer === plainPrettier ? ", byte for byte" : " once Prettier styled them"}`,
    );
  }
  print("");
}

if (isWanted("cold")) {
  row("cold, tmpfs", "guides", "ours", "theirs", "ours / theirs");
  row("---", "---", "---", "---", "---");
  const guide = [];
  for (const size of sizes) {
    const projects = projectsOf(options.tmpfs, size);
    for (const peer of present) {
      const count = peer === plainPrettier && size > 500 ? Number(options["prettier-pairs"]) : pairs;
      if (count === 0) continue;
      const result = inTurn(
        count,
        () => cold(ours, projects, join(options.tmpfs, "out-ours")),
        () => cold(peer, projects, join(options.tmpfs, "out-theirs")),
      );
      row(peer.name, size, seconds(result.one), seconds(result.other), ratio(result.ratio));
      if (peer === plain) guide.push([size, (result.one / size) * 1e6]);
    }
    rmSync(join(options.tmpfs, String(size)), { recursive: true });
  }
  print(`\nmicroseconds a guide: ${guide.map(([size, value]) => `${size}: ${value.toFixed(0)}`).join(", ")}\n`);
}

if (isWanted("incremental")) {
  const size = Math.min(...sizes);
  const projects = projectsOf(options.tmpfs, size);
  const out = join(options.tmpfs, "out-ours");
  const build = ours.command(projects, out);
  const node = () => time([process.execPath, "-e", "0"]);
  cold(ours, projects, out);
  // Twice, so that nothing is left that is younger than the look at it.
  time(build);
  time(build);
  row("incremental, tmpfs", "guides", "ours", "against", "takes", "ours / that");
  row("---", "---", "---", "---", "---", "---");
  const nothing = inTurn(pairs * 2, () => time(build), node);
  row("nothing changed", size, seconds(nothing.one), "node -e 0", seconds(nothing.other), ratio(nothing.ratio));
  const [descriptor] = readdirSync(join(projects.ours, "images"));
  const changeOne = () => {
    const path = join(projects.ours, "images", descriptor);
    writeFileSync(path, readFileSync(path, "utf8").replace(/every \d+ seconds/, `every ${Date.now() % 1e6} seconds`));
    return time(build);
  };
  const one = inTurn(pairs * 2, changeOne, node);
  row("one descriptor changed", size, seconds(one.one), "node -e 0", seconds(one.other), ratio(one.ratio));
  const partial = join(projects.ours, "templates", "partials", "permissions.hbs");
  const text = readFileSync(fileURLToPath(new URL("../templates/partials/permissions.hbs", import.meta.url)), "utf8");
  spawnSync("mkdir", ["-p", join(partial, "..")]);
  const changeAll = () => {
    writeFileSync(partial, `${text}\nThis is of ${Date.now()}.\n`);
    if (!existsSync(join(out, "SHA256SUMS"))) time(build);
    writeFileSync(partial, `${text}\nThis is of ${Date.now()}, too.\n`);
    return time(build);
  };
  const all = inTurn(pairs, changeAll, () => cold(ours, projects, join(options.tmpfs, "out-cold")));
  row("one partial changed that all use", size, seconds(all.one), "cold build", seconds(all.other), ratio(all.ratio));
  print("");
}

if (isWanted("memory")) {
  const size = Math.max(...sizes);
  const projects = projectsOf(options.tmpfs, size);
  row("peak memory", "guides", "MiB");
  row("---", "---", "---");
  for (const peer of [ours, ...present.filter((other) => other !== plainPrettier)]) {
    const out = join(options.tmpfs, "out-memory");
    rmSync(out, { recursive: true, force: true });
    rmSync(join(projects.ours, ".dhi-guides"), { recursive: true, force: true });
    row(peer.name, size, (await peakMemory(peer.command(projects, out))).toFixed(0));
  }
}
rmSync(options.tmpfs, { recursive: true, force: true });
