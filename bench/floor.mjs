import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cold } from "./cold.mjs";
import { makeImage } from "./generate.mjs";
import { inTurn } from "./measure.mjs";
import { buildBy, eleventy, hugo, ours } from "./peers.mjs";
import { writeProjects } from "./projects.mjs";

/*
 * `node bench/floor.mjs [PAIRS]`, after `npm run bundle`: how long a build takes whose words cost nothing. Each guide says
 * the same there, but all else is done as ever: descriptors are read, parsed and validated, outputs compared, hashed, put in
 * their places, and a state is left. No faster template, style or optimizer can make a build faster than that.
 */

const pairs = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(join("/dev/shm", "dhi-guides-floor-"));
const out = join(folder, "out");

/** Bundles the command with words that are there already, in the place of `src/wording.ts`. */
function bundleWordless(text) {
  const copy = join(folder, "wordless");
  mkdirSync(copy);
  for (const name of ["src", "templates", "images", "package.json", "package-lock.json", "tsconfig.json"])
    cpSync(name, join(copy, name), { recursive: true });
  for (const part of ["config", "client", "entry", "lazy", "scripts"])
    cpSync(`esbuild.${part}.mjs`, join(copy, `esbuild.${part}.mjs`));
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  const words = `
    const text = ${JSON.stringify(text)};
    export const isReworded = () => false;
    export function createWording(_, { layouts }) {
      const words = { text, seams: "", problems: [], sections: [], templates: layouts.get("nested").files };
      return { word: () => words, reword: () => words };
    }
  `;
  writeFileSync(join(copy, "src", "wording.ts"), words);
  const { status, stderr } = spawnSync(process.execPath, ["esbuild.config.mjs"], { cwd: copy, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  // With nothing to do for it, another thread would only cost its start.
  return buildBy("words for nothing", join(copy, "dist", "cli.cjs"), "--threads", "1");
}

try {
  const first = writeProjects(join(folder, "1"), 1);
  cold(ours, first, out);
  const wordless = bundleWordless(readFileSync(join(out, makeImage(0).name, "guides.md"), "utf8"));
  for (const [size, peer, target] of [
    [10_000, hugo, 0.6],
    [646, eleventy, 0.35],
  ]) {
    if (peer.missing) {
      console.log(`${peer.name} is not measured: ${peer.missing}`);
      continue;
    }
    const projects = writeProjects(join(folder, String(size)), size);
    for (const build of [wordless, ours]) {
      const { one, other, ratio } = inTurn(
        pairs,
        () => cold(build, projects, out),
        () => cold(peer, projects, out),
      );
      console.log(
        `${size} guides, ${build.name}: ${one.toFixed(2)} s; ${peer.name}: ${other.toFixed(2)} s; ratio ${ratio.toFixed(2)}, target ${target}`,
      );
    }
    rmSync(join(folder, String(size)), { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true });
}
