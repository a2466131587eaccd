/*
 * What changes guides of the real catalog, replayed on one small image: for each kind of change, what the tool writes by
 * itself, and what a person still types.
 *
 *   node bench/history.mjs [KIND...]
 *
 * A kind is a folder in bench/history/: `before/` holds what differs from `base/` beforehand; `after/catalog/` what the
 * definitions say then (and `compliance.json`, which `sync --facts` reads); `after/project/` the descriptor as it is when
 * the person is done. Where there is none, nothing is typed.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { diffLines } from "diff";
import { dhi, run } from "./day/project.mjs";

/** In the order of their share of the catalog's history: see ../shared/DESIGN.md, section 1. */
const KINDS = {
  "dev-variant": "a dev variant came",
  "fips-variant": "a FIPS variant came",
  stig: "it was certified against a STIG",
  "outline-renewed": "the guide got the newest outline",
  "sample-mended": "a sample was mended",
  "versions-rolled": "versions in samples rolled",
  "path-moved": "a path moved",
  "entry-point-moved": "another entry point",
  "default-changed": "another port, a new variable",
  "use-case-added": "a use case was added",
  "fips-sentence": "the FIPS sentence was qualified",
  "release-line-added": "a release line came",
};

const here = fileURLToPath(new URL("history", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "dhi-history-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const copy = (from, to) => existsSync(from) && cpSync(from, to, { recursive: true });
const pagesOf = (project) =>
  Object.fromEntries(
    ["guides.md", "overview.md"].map((file) => [file, readFileSync(join(project, "out/example", file), "utf8")]),
  );

/** The lines that one text has more than another, and those that it has no more. */
function changed(before, after) {
  const parts = diffLines(before, after);
  const lines = (key) => parts.filter((part) => part[key]).flatMap(({ value }) => value.trimEnd().split("\n"));
  return { added: lines("added"), removed: lines("removed") };
}

const count = ({ added, removed }) =>
  added.length + removed.length === 0 ? "0" : `+${added.length} −${removed.length}`;

/** Replays one kind of change. */
function replay(kind) {
  const root = join(folder, kind);
  const project = join(root, "project");
  const catalog = join(root, "catalog");
  mkdirSync(root);
  copy(join(here, "base"), root);
  copy(join(here, kind, "before"), root);
  const descriptor = () => readFileSync(join(project, "images/example.yaml"), "utf8");
  dhi("sync", "--root", project, "--from", catalog);
  dhi("build", "--root", project);
  const before = { pages: pagesOf(project), descriptor: descriptor() };

  copy(join(here, kind, "after/catalog"), catalog);
  const facts = join(catalog, "compliance.json");
  dhi("sync", "--root", project, "--from", catalog, "--pins", ...(existsSync(facts) ? ["--facts", facts] : []));
  dhi("build", "--root", project);
  dhi("verify", "--root", project, "--catalog", catalog, "--fix");
  const byTool = descriptor();
  copy(join(here, kind, "after/project"), project);
  const typed = changed(byTool, descriptor());

  dhi("build", "--root", project);
  for (const command of [["check"], ["sync", "--check", "--from", catalog], ["verify", "--catalog", catalog]]) {
    const { status, text } = run(...command, "--root", project);
    if (status !== 0) throw new Error(`${kind}: ${command[0]} finds errors:\n${text}`);
  }
  const pages = pagesOf(project);
  const ofPages = Object.keys(pages).map((file) => changed(before.pages[file], pages[file]));
  const inPages = {
    added: ofPages.flatMap(({ added }) => added),
    removed: ofPages.flatMap(({ removed }) => removed),
  };
  if (inPages.added.length === 0) throw new Error(`${kind}: no page says anything new`);
  return { inPages, byTool: changed(before.descriptor, byTool), typed };
}

const wanted = process.argv.slice(2);
const kinds = Object.keys(KINDS).filter((kind) => wanted.length === 0 || wanted.includes(kind));
const rest = readdirSync(here, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && entry.name !== "base" && !(entry.name in KINDS),
);
if (rest.length > 0) throw new Error(`no kind is called ${rest.map(({ name }) => name).join(", ")}`);

console.log("| what changed | lines of the pages | by the tool, in the descriptor | typed by a person | what |");
console.log("| --- | --- | --- | --- | --- |");
for (const kind of kinds) {
  const { inPages, byTool, typed } = replay(kind);
  const what = typed.added.length > 2 ? "the text" : typed.added.map((line) => `\`${line.trim()}\``).join(", ");
  console.log(`| ${KINDS[kind]} | ${count(inPages)} | ${count(byTool)} | ${count(typed)} | ${what} |`);
}
