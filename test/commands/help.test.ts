import { spawn, spawnSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { runLine } from "../support/command-line.ts";
import { CLI, minimal, write } from "../support/project.ts";
import { temporaryFolder } from "../support/temporary.ts";

const topHelp = await runLine(["--help"]);

const commands = [...topHelp.stdout.matchAll(/^ {2}([a-z][a-z-]*) .*$/gm)].flatMap(([, name = ""]) =>
  name === "npx" || name === "help" ? [] : [name],
);

/** The help of the program, under no name, and of each command. */
const helps = new Map([["", topHelp]]);
for (const name of commands) helps.set(name, await runLine([name, "--help"]));

/** The command lines that a help begins with, without the program's name. */
const examplesOf = (help: string) =>
  [...help.matchAll(/^ {2}npx dhi-guides (.*?)(?: {2,}#.*)?$/gm)].map(([, line = ""]) => line);

describe("--help", () => {
  test("lists what there is, in groups", () => {
    const { stdout } = topHelp;
    expect(commands).toContain("build");
    expect(commands).toContain("doctor");
    expect([...stdout.matchAll(/^(\S.*):$/gm)].map(([, heading]) => heading)).toContain("Begin");
  });

  test.each([...helps])("%s begins with examples, then the usage", (_, { status, stdout }) => {
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Examples:\n(?: {2}.*\n)+\nUsage: /);
    expect(examplesOf(stdout).length).toBeGreaterThanOrEqual(2);
    expect(examplesOf(stdout).length).toBeLessThanOrEqual(4);
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    // What each command has stands last.
    expect(stdout.indexOf("Options of every command:")).toBeGreaterThan(stdout.indexOf("\nOptions:"));
  });

  test("a run without arguments says what it is, and where to go on", async () => {
    const { status, stderr } = await runLine([]);
    expect(status).toBe(2);
    expect(examplesOf(stderr).length).toBeGreaterThanOrEqual(3);
    expect(stderr).toContain("--help");
    expect(stderr.split("\n").length).toBeLessThan(12);
  });

  test.each([
    ["docter", "doctor"],
    ["verfiy", "verify"],
  ])("%s: did you mean %s?", async (typed, meant) => {
    const { status, stderr } = await runLine([typed]);
    expect(status).toBe(2);
    expect(stderr).toContain(`Did you mean ${meant}?`);
  });
});

/** A project beside a catalog, as the examples have it, in which nothing is built yet. */
function makeFixture(atEnd = onTestFinished): string {
  const folder = temporaryFolder(atEnd);
  write(folder, {
    "project/images/redis.yaml": minimal("redis"),
    "project/charts/loki.yaml": minimal("loki"),
    "project/out/redis/guides.md": "",
    "catalog/image/redis/debian-13/7.yaml":
      "name: Redis\nimage: dhi.io/redis\nvariant: runtime\ntags: ['7', '7-debian13']\nplatforms: [linux/amd64]\n",
    "catalog/image/redis/guides.md": "## Start a Redis instance\n\nText.\n",
    "catalog/chart/loki/helm/6.yaml":
      "name: Loki\nimage: dhi.io/loki-chart\nvariant: helm\ntags: [6.1.0]\nplatforms: [linux/amd64]\n",
  });
  return `${folder}/project`;
}

/** Makes a project a repository of two commits, of which the remote has the first. */
function commitTwice(cwd: string): void {
  const git = (...args: string[]) =>
    spawnSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], { cwd });
  git("init", "--quiet");
  for (const message of ["one", "two"]) {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
  }
  git("update-ref", "refs/remotes/origin/main", "HEAD~1");
}

/** Runs a command line; one that goes on until Ctrl-C in a process of its own, which is told so once it says something. */
function run(line: string, cwd: string): Promise<{ status: number | null; stderr: string }> {
  const args = [...line.replace(/ > .*/, "").matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? "",
  );
  if (!line.includes("--watch") && line !== "preview") return runLine(args, { cwd });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CLI, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (data: Buffer) => {
      stderr += String(data);
      child.kill("SIGINT");
    });
    child.stdout.on("data", () => child.kill("SIGINT"));
    child.on("close", (status) => resolve({ status, stderr }));
  });
}

describe("examples", () => {
  const lines = [...helps.values()].flatMap(({ stdout }) => examplesOf(stdout));

  /** The project, with its pages built. */
  const built = makeFixture(afterAll);
  beforeAll(async () => {
    expect(await run("build --force", built)).toMatchObject({ status: 0 });
  });

  test.each([...new Set(lines)])("%s", async (line) => {
    const cwd = makeFixture();
    // Made before, so that there is a page to explain.
    if (/^(explain|verify|check|drift)/.test(line)) cpSync(built, cwd, { recursive: true });
    if (line.includes("templates/partials/start.hbs")) await run("templates copy partials/start", cwd);
    if (line.startsWith("pr-report")) commitTwice(cwd);
    if (/^(new|init)/.test(line))
      for (const folder of ["images", "charts"]) rmSync(join(cwd, folder), { recursive: true });
    const { status, stderr } = await run(line, cwd);
    // Where nobody can answer, it says how to go on.
    if (line === "init") return expect(stderr).toContain("--yes");
    expect({ status, stderr: status === 2 ? stderr : "" }).not.toMatchObject({ status: 2 });
  });
});
