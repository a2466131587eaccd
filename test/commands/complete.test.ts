import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { dhiGuides, runLine } from "../support/command-line.ts";
import { CLI, makeProject, minimal } from "../support/project.ts";

const root = () =>
  makeProject({
    "images/redis.yaml": minimal("redis"),
    "images/rabbitmq.yaml": minimal("rabbitmq"),
    "charts/loki.yaml": minimal("loki"),
  });

/** What a shell is told for a command line whose last word is not ended. */
async function ask(words: readonly string[], cwd = root()): Promise<string[]> {
  const { status, stdout } = await dhiGuides(cwd, "complete", "--", ...words);
  expect(status).toBe(0);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t", 1)[0] ?? "")
    .filter((line) => !line.startsWith(":"));
}

describe("completions", () => {
  test.each([
    [["b"], ["build"]],
    [
      ["build", ""],
      ["rabbitmq", "redis", "chart/loki"],
    ],
    [["build", "redis", "chart/"], ["chart/loki"]],
    [["check", "--quiet", "re"], ["redis"]],
    [["sync", "ra"], ["rabbitmq"]],
    [["drift", "settle", "red"], ["redis"]],
    [
      ["build", "--reporter", ""],
      ["pretty", "json", "github", "sarif", "markdown", "junit"],
    ],
    [["build", "--reporter", "g"], ["github"]],
    [["build", "--fo"], ["--force"]],
    [["complete", "z"], ["zsh"]],
    [["drift", "drop", "--kind", "f"], ["format"]],
    [["templates", "copy", "partials/sta"], ["partials/start"]],
    [["templates", "accept", "nes"], ["nested"]],
    [["new", "--layout", "fl"], ["flat"]],
    [["drift", "--section", "vari"], ["variants"]],
    [["drift", "drop", "--guide", "ra"], ["rabbitmq"]],
    // What is new has no name yet.
    [["new", "re"], []],
  ])("%j", async (words, offered) => {
    expect(await ask(words)).toEqual(offered);
  });

  test("are silent where there is no project, and where its settings are wrong", async () => {
    expect(await ask(["build", ""], makeProject())).toEqual([]);
    expect(await ask(["build", ""], makeProject({ "dhi-guides.config.yaml": "what: ever\n" }))).toEqual([]);
  });

  test("are those of the folder that --root names", async () => {
    expect(await ask(["build", "--root", root(), "r"], makeProject())).toEqual(["rabbitmq", "redis"]);
  });

  test.each([
    [["build", "--root", ""]],
    [["build", "--out=d"]],
    [["verify", "--catalog", "../ca"]],
    [["drift", "--html", ""]],
    [["adopt", ""]],
    [["adopt", "../catalog/im"]],
    [["init", "do"]],
    [["explain", "out/re"]],
    [["explain", "--uses", "templates/"]],
    // No name begins so.
    [["verify", "out/re"]],
  ])("%j is a path, which the shell completes itself", async (words) => {
    const { stdout } = await dhiGuides(root(), "complete", "--", ...words);
    // Cobra's directive, by which the script goes: files, if there is nothing else.
    expect(stdout).toBe(":0\n");
  });

  test.each([
    [["build", "re"]],
    [["verify", "re"]],
    [["new", "re"]],
    [["build", "--namespace", ""]],
    [["explain", "--q"]],
  ])("%j is no path", async (words) => {
    const { stdout } = await dhiGuides(root(), "complete", "--", ...words);
    expect(stdout).toMatch(/^:4\n$/m);
  });

  test.each(["bash", "zsh", "fish", "powershell"])("there is a script for %s", async (shell) => {
    const { status, stdout } = await runLine(["complete", shell]);
    expect(status).toBe(0);
    expect(stdout).toContain("dhi-guides");
  });

  test("there is none for another shell", async () => {
    const { status, stderr } = await runLine(["complete", "tcsh"]);
    expect(status).toBe(2);
    expect(stderr).toContain("bash, zsh, fish, powershell");
  });

  test.skipIf(spawnSync("bash", ["--version"]).status !== 0)("bash itself completes by its script", () => {
    const script = `
      dhi-guides() { "${process.execPath}" "${CLI}" "$@"; }
      # What the package bash-completion gives.
      _get_comp_words_by_ref() { cur=ra prev=build words=("\${COMP_WORDS[@]}") cword=2; }
      source <(dhi-guides complete bash)
      handler=$(complete -p dhi-guides | sed 's/.*-F \\([^ ]*\\).*/\\1/')
      COMP_WORDS=(dhi-guides build ra) COMP_CWORD=2 COMP_LINE="dhi-guides build ra" COMP_POINT=19
      "$handler" dhi-guides ra build
      printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync("bash", ["-c", script], { cwd: root(), encoding: "utf8" });
    expect(stdout).toMatch(/^rabbitmq\b/);
  });
});
