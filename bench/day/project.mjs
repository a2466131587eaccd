import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildGuides } from "../../dist/index.js";

const repository = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * Runs the command.
 *
 * @param {...string} args the command line
 * @returns {string} what it printed, findings included
 * @throws {Error} where it could not run
 */
export function dhi(...args) {
  return run(...args).text;
}

/**
 * Runs the command, and tells as well whether it found errors.
 *
 * @param {...string} args the command line
 * @returns {{ status: 0 | 1, text: string }} its status, and what it printed
 * @throws {Error} where it could not run
 */
export function run(...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [repository("dist/cli.js"), ...args], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (status !== 0 && status !== 1) throw new Error(`dhi-guides ${args.join(" ")}: ${stderr}`);
  return { status, text: stdout + stderr };
}

/**
 * Makes the guides of a project.
 *
 * @param {string} root the project
 * @returns {Map<string, import("../../dist/index.js").BuiltGuide>} the guides by their names
 */
export function made(root) {
  return new Map(buildGuides({ root }).guides.map((guide) => [guide.paths.name, guide]));
}

/** A template of the project: the package's where the project has none of its own, which is then copied. */
export function editPartial(root, name, change) {
  const path = join(root, `templates/partials/${name}.hbs`);
  const text = readFileSync(existsSync(path) ? path : repository(`templates/partials/${name}.hbs`), "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${name}.hbs does not say what is to be changed`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, changed);
}

/** Changes the layouts that guides have, the package's too; gives the number of those that changed. */
export function editLayouts(root, guides, change) {
  for (const { content } of guides.values()) {
    const path = join(root, `templates/${content.layout.name}.hbs`);
    if (!existsSync(path)) cpSync(repository(`templates/${content.layout.name}.hbs`), path);
  }
  const layouts = readdirSync(join(root, "templates")).filter((file) => file.endsWith(".hbs"));
  return layouts.filter((file) => {
    const path = join(root, "templates", file);
    const text = readFileSync(path, "utf8");
    const changed = change(text);
    writeFileSync(path, changed);
    return changed !== text;
  }).length;
}

/** The headings of a guide, each with its level, title and line, and the text below it. */
export function headingsOf(markdown) {
  const lines = markdown.split("\n");
  const found = [];
  let fence;
  lines.forEach((line, index) => {
    const [, mark] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    const [, signs, title] = (fence === undefined && /^(#{1,6}) (.*)$/.exec(line)) || [];
    if (title !== undefined) found.push({ level: signs.length, title, line: index });
  });
  return found.map((heading, index) => ({
    ...heading,
    text: lines.slice(heading.line, found[index + 1]?.line).join("\n"),
  }));
}

/** The samples of a guide. */
export const samplesOf = (markdown) =>
  [...markdown.matchAll(/^( *)(`{3,}|~{3,})[^\n]*\n([\s\S]*?)^\1\2/gm)].map(([, , , code]) => code).join("\n");

/** A text in one line, so that it does not matter where it is wrapped. */
export const words = (text) => text.replace(/\s+/g, " ");

/** Whether drift keeps a guide's words in a section, and the build says so. */
export const isTold = (guide, file) =>
  guide.findings.some(
    ({ code, file: where }) => code.startsWith("drift-") && (where.endsWith(file) || where.endsWith("drift.yaml")),
  );

/**
 * Who says a section in words of their own: what a maintainer asks before the shared text is edited.
 *
 * @param {string} root the project
 * @param {string} section the section whose shared text is to be changed
 * @returns {Map<string, string>} by the guides' names, the place in the descriptor and what it is; those that only add to
 *   the shared text are left out
 */
export function ownWords(root, section) {
  const { own } = JSON.parse(dhi("drift", "--root", root, "--section", section, "--json", "--quiet"));
  const told = own.flatMap(({ own: list }) => list).filter(({ is }) => is !== "added");
  return new Map(told.map(({ guide, what, file, line }) => [guide, `${what} (${file}:${line})`]));
}

/**
 * Judges guides.
 *
 * @param {Iterable<string>} names the guides that a step is about
 * @param {(name: string) => "right" | readonly [string, string] | undefined} judge gives a verdict, and why where it is
 *   not right; undefined for a guide that the step is not about
 * @returns {Map<string, readonly [string, string]>} the verdicts
 */
export function verdictsOf(names, judge) {
  const verdicts = new Map();
  for (const name of names) {
    const verdict = judge(name);
    if (verdict) verdicts.set(name, verdict === "right" ? ["right", ""] : verdict);
  }
  return verdicts;
}
