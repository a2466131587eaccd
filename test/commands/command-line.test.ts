import { spawnSync } from "node:child_process";
import { hasSubscribers } from "node:diagnostics_channel";
import { expect, test } from "vitest";
import { DEBUG_CHANNEL } from "../../src/files/debug.ts";
import { runLine } from "../support/command-line.ts";
import { CLI, makeProject, minimal } from "../support/project.ts";

/* Most tests run command lines in their own process: what they see is what a process of the command does. */

const makeFixture = () =>
  makeProject({
    "images/a.yaml": minimal("a"),
    "images/b.yaml": "name: b\nporst: []\n",
    "::add-mask::x\u001b[2J.md": "Set <tag>. ##[add-mask]x\n",
  });

const withoutTime = (text: string) => text.replace(/\d+\.\d s$/gm, "");

test.each([
  [[]],
  [["--help"]],
  [["build", "--nonsense"]],
  [["build"]],
  [["check", "--reporter", "github"]],
  [["check", "--reporter", "markdown", "--reporter", "json=report.json"]],
  [["verify", "."]],
  [["new", "--debug", "c"]],
  [["init"]],
  [["complete", "zsh"]],
  [["complete", "--", "build", ""]],
])("%j", async (args) => {
  const env = { GITHUB_WORKSPACE: "", LANG: "C" };
  const real = spawnSync(process.execPath, [CLI, ...args], {
    cwd: makeFixture(),
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  const { status, stdout, stderr } = await runLine(args, { cwd: makeFixture(), env });
  expect({ status, stdout: withoutTime(stdout), stderr: withoutTime(stderr) }).toEqual({
    status: real.status,
    stdout: withoutTime(real.stdout),
    stderr: withoutTime(real.stderr),
  });
  expect(stdout + stderr).not.toBe("");
});

test("a run leaves nothing behind: not its folder, not its variables, and nobody who listens for --debug", async () => {
  const before = [process.cwd(), { ...process.env }];
  const root = makeProject({ "images/a.yaml": minimal("a") });
  await runLine(["build", "--debug"], { cwd: root, env: { NO_COLOR: "1", DHI_TEST: "1" } });
  expect([process.cwd(), { ...process.env }]).toEqual(before);
  expect(hasSubscribers(DEBUG_CHANNEL)).toBe(false);
});
