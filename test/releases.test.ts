import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { build } from "../src/commands/build.ts";
import { check } from "../src/commands/check.ts";
import { verify } from "../src/commands/verify.ts";
import type { Finding } from "../src/findings/finding.ts";
import packageJson from "../package.json" with { type: "json" };
import { makeProject, read, record, REPOSITORY, tree, write } from "./support/project.ts";

/*
 * What users of each version have, held against this one: docs/compatibility.md. `scripts/freeze-release.mjs` keeps it.
 */

const RELEASES = join(REPOSITORY, "test/releases");
const versions = readdirSync(RELEASES);

/**
 * Pages that a later version makes otherwise on purpose, though their templates are the project's own: the file, relative to
 * the outputs, and the section of CHANGELOG.md that says so.
 */
const CHANGED: Readonly<Record<string, Readonly<Record<string, string>>>> = {};

/** A copy of what users of a version have. */
function copyOf(version: string, folder: "project" | "broken"): string {
  const root = makeProject();
  cpSync(join(RELEASES, version, folder), root, { recursive: true });
  return root;
}

async function built(root: string) {
  const context = record();
  const status = await build([], { root, reporter: "json" }, context);
  return { status, findings: JSON.parse(context.stdout()) as Finding[], out: tree(join(root, "out")) };
}

const errorsOf = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === "error");

/** What is public of a finding: all but its wording. */
const publicPart = ({ code, severity, file, line, column, endLine, endColumn, url }: Finding) => ({
  ...{ code, severity, file, line, column, endLine, endColumn, url },
});

test("this version is kept, so that later ones are held against it", () => {
  expect(versions).toContain(packageJson.version);
});

describe.each(versions)("a project of %s", (version) => {
  test("with templates of its own gives the same bytes", async () => {
    const root = copyOf(version, "project");
    const before = tree(join(root, "out"));
    rmSync(join(root, "out"), { recursive: true });
    const { status, findings, out } = await built(root);
    expect(errorsOf(findings)).toEqual([]);
    expect(status).toBe(0);
    const isHeld = (file: string) => file !== "SHA256SUMS" && CHANGED[version]?.[file] === undefined;
    const held = (files: Record<string, string>) =>
      Object.fromEntries(Object.entries(files).filter(([f]) => isHeld(f)));
    expect(held(out)).toEqual(held(before));
    expect(Object.keys(out)).toEqual(Object.keys(before));
  });

  test("is up to date by the manifest that it committed", () => {
    const context = record();
    const status = check([], { root: copyOf(version, "project"), reporter: "json" }, context);
    const errors = errorsOf(JSON.parse(context.stdout()) as Finding[]);
    const changed = Object.keys(CHANGED[version] ?? {}).map((file) => `out/${file}`);
    expect(errors.filter(({ code, file }) => code !== "output-stale" || !changed.includes(file))).toEqual([]);
    expect(status).toBe(changed.length > 0 ? 1 : 0);
  });

  test("gives the same bytes where git spelled its line ends as Windows does", async () => {
    const root = copyOf(version, "project");
    for (const [file, text] of Object.entries(tree(root))) write(root, { [file]: text.replaceAll("\n", "\r\n") });
    rmSync(join(root, "out"), { recursive: true });
    const { out } = await built(root);
    expect(out).toEqual((await built(copyOf(version, "project"))).out);
  });

  test("builds with the templates of this version", async () => {
    const root = copyOf(version, "project");
    for (const folder of ["templates", "out"]) rmSync(join(root, folder), { recursive: true });
    const { status, findings, out } = await built(root);
    expect(errorsOf(findings)).toEqual([]);
    expect(status).toBe(0);
    expect(Object.keys(out)).toEqual(Object.keys(tree(join(RELEASES, version, "project/out"))));
  });

  test("has settings that verify takes", async () => {
    const context = record();
    await verify(["lamp"], { root: copyOf(version, "project"), reporter: "json", cache: false }, context);
    const findings = JSON.parse(context.stdout()) as Finding[];
    const ofSettings = findings.filter(({ file }) => file.endsWith(".config.yaml"));
    // What got another name since is read, with a warning.
    expect(ofSettings.filter(({ code }) => code !== "config-deprecated-key")).toEqual([]);
  });

  test("that is broken has the same findings at the same places", () => {
    const context = record();
    expect(check([], { root: copyOf(version, "broken"), reporter: "json" }, context)).toBe(1);
    const found = JSON.parse(context.stdout()) as Finding[];
    const expected = JSON.parse(read(RELEASES, `${version}/findings.json`)) as Finding[];
    expect(found.map(publicPart)).toEqual(expected.map(publicPart));
    // What was there stays; a finding may say more.
    for (const [index, finding] of expected.entries())
      expect(Object.keys(found[index] ?? {})).toEqual(expect.arrayContaining(Object.keys(finding)));
  });

  test("a use of the library runs; the compiler of this repository holds its types", async () => {
    const file = pathToFileURL(join(RELEASES, version, "library.ts")).href;
    const { use } = (await import(/* @vite-ignore */ file)) as { use: (root: string) => Promise<object> };
    expect(await use(copyOf(version, "project"))).toMatchObject({
      hasText: true,
      errors: 0,
      lines: ["out/lamp/guides.md", "out/lamp/overview.md", "out/lamp/hub.md"],
      counts: [3, 3],
      formatted: "- a\n- b\n",
      error: "ProjectError",
      functions: Array.from({ length: 12 }, () => "function"),
      values: ["object", "object"],
    });
  });
});

describe("a release", () => {
  test("is a version and its section of the changelog, made of changesets", () => {
    const root = makeProject({
      "package.json": JSON.stringify({ name: "dhi-guides", version: "0.1.0" }),
      "package-lock.json": JSON.stringify({ name: "dhi-guides", version: "0.1.0", lockfileVersion: 3, packages: {} }),
      "CHANGELOG.md": read(REPOSITORY, "CHANGELOG.md"),
      ".changeset/config.json": read(REPOSITORY, ".changeset/config.json"),
      ".changeset/README.md": read(REPOSITORY, ".changeset/README.md"),
      ".changeset/one.md": '---\n"dhi-guides": minor\n---\n\nIt can do more.\n',
      ".changeset/two.md": '---\n"dhi-guides": patch\n---\n\nIt is mended.\n',
    });
    const changeset = join(REPOSITORY, "node_modules/@changesets/cli/bin.js");
    spawnSync("git", ["init", "--quiet"], { cwd: root });
    const { status, stderr } = spawnSync(process.execPath, [changeset, "version"], { cwd: root, encoding: "utf8" });
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(read(root, "package.json"))).toMatchObject({ version: "0.2.0" });
    const changelog = read(root, "CHANGELOG.md");
    expect(changelog).toMatch(
      /^# dhi-guides\n\n## 0\.2\.0\n[\s\S]*It can do more\.[\s\S]*It is mended\.[\s\S]*\n## 0\.1\.0\n/,
    );
    expect(existsSync(join(root, ".changeset/one.md"))).toBe(false);
  });

  test("shows the section of its version", () => {
    const run = (version: string) =>
      spawnSync(process.execPath, [join(REPOSITORY, "scripts/changelog-section.mjs"), version], { encoding: "utf8" });
    expect(run("0.1.0").stdout).toMatch(/^The first version\.\n/);
    expect(run("9.9.9")).toMatchObject({ status: 1, stdout: "" });
  });
});
