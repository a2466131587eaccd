#!/usr/bin/env node
/*
 * Proves that `export` says on other docs sites what pages say: exports a project, builds the sites for real, with nothing
 * set but what docs/ says, and compares the text of each page, code included, with ours.
 *
 *   node scripts/prove-export.mjs [--root DIR] [--for vitepress,docusaurus,hugo] [--keep]
 *
 * What builds the sites stands in scripts/export-sites/; their packages are installed by `npm ci` there.
 */
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { expectedText, renderedText, showDifference } from "./export-texts.mjs";

const REPOSITORY = fileURLToPath(new URL("..", import.meta.url));
const SITES = join(REPOSITORY, "scripts/export-sites");

const BUILDS = {
  vitepress: {
    folder: "guides",
    command: ["node_modules/.bin/vitepress", "build"],
    built: ".vitepress/dist/guides",
    html: ".html",
  },
  docusaurus: {
    folder: "guides",
    command: ["node_modules/.bin/docusaurus", "build"],
    built: "build",
    html: "/index.html",
  },
  hugo: {
    folder: "content/guides",
    command: ["hugo", "--quiet", "--config", "hugo.toml"],
    built: "public/guides",
    // The layout shows the title, also where a page begins with one of its own.
    isTitled: true,
    html: "/index.html",
  },
};

/** Pages of unusual text, whose exports tests of units hold. */
const CASES = join(REPOSITORY, "test/export/cases");

const { values } = parseArgs({
  options: { root: { type: "string", default: REPOSITORY }, for: { type: "string" }, keep: { type: "boolean" } },
});
const root = resolve(values.root);
const names = values.for?.split(",") ?? Object.keys(BUILDS);
const { parse } = createRequire(join(SITES, "vitepress/package.json"))("parse5");
const pages = readManifest(join(root, "out/SHA256SUMS"));

const cases = readdirSync(CASES)
  .filter((file) => file.endsWith(".md"))
  .map((file) => ({ source: join(CASES, file), place: `cases/${file.slice(0, -3)}` }));

let failures = 0;
// One after the other: each takes all cores.
for (const name of names) failures += await prove(name);
process.exitCode = failures > 0 ? 1 : 0;

async function prove(name) {
  const { folder, command, built, html } = BUILDS[name];
  const started = Date.now();
  const site = mkdtempSync(join(tmpdir(), `dhi-export-${name}-`));
  try {
    cpSync(join(SITES, name), site, { recursive: true, filter: (path) => !path.includes("node_modules") });
    if (existsSync(join(SITES, name, "node_modules")))
      symlinkSync(join(SITES, name, "node_modules"), join(site, "node_modules"));
    mkdirSync(join(site, folder, ".."), { recursive: true });
    execFileSync(
      "node",
      [join(REPOSITORY, "dist/cli.js"), "export", "--root", root, "--for", name, "--to", join(site, folder), "--quiet"],
      { stdio: "inherit" },
    );
    cpSync(join(CASES, name), join(site, folder, "cases"), { recursive: true });
    await run(command, site);
    let differing = 0;
    for (const { source, place } of [...pages, ...cases]) {
      const file = join(site, built, place + html);
      const exported = readFileSync(join(site, folder, `${place}.md`), "utf8");
      const title = JSON.parse(/^title: (.*)$/m.exec(exported)[1]);
      const wanted = expectedText(readFileSync(source, "utf8"), title, BUILDS[name].isTitled);
      const problem = existsSync(file)
        ? showDifference(wanted, renderedText(parse(readFileSync(file, "utf8"))))
        : "there is no such page";
      if (problem === undefined) continue;
      differing += 1;
      console.log(`${name} ${place}: ${problem}`);
    }
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(
      `${name}: ${pages.length + cases.length - differing} of ${pages.length + cases.length} pages say what ours say, built and compared in ${seconds} s`,
    );
    return differing;
  } finally {
    if (values.keep) console.log(`${name}: ${site}`);
    else rmSync(site, { recursive: true, force: true });
  }
}

/** Runs a build; what it says is printed where it fails. */
function run([program, ...args], cwd) {
  return new Promise((done, fail) => {
    let said = "";
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, NO_UPDATE_NOTIFIER: "1", DOCUSAURUS_NO_PERSISTENT_CACHE: "1" },
    });
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.on("error", fail);
    child.on("close", (code) => {
      if (values.keep) console.log(said.slice(-3000));
      if (code === 0) return done();
      console.log(said.slice(-6000));
      fail(new Error(`${program} ended with ${code}`));
    });
  });
}

/** The pages that were built, and where their exports stand. */
function readManifest(path) {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      const output = line.slice(66);
      const [, chart, name, file] = /^(charts\/)?([^/]+)\/(guides|overview)\.md$/.exec(output) ?? [];
      if (name === undefined) return [];
      return {
        source: join(root, "out", output),
        place: `${chart ? "chart" : "image"}/${name}/${file === "guides" ? "guide" : file}`,
      };
    });
}
