import { spawnSync } from "node:child_process";
import { chmodSync, cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expectGolden } from "../support/golden.ts";
import { CLI, makeProject, read, REPOSITORY, write } from "../support/project.ts";

/* docs/adopt.md shows real output: each command of its console blocks is run, in order, in a folder with the sample. */

const PAGE = "docs/adopt.md";

function run(folder: string, command: string): string {
  const env = { ...process.env, PATH: `${join(folder, "../bin")}:${process.env["PATH"]}`, NO_COLOR: "1" };
  const { stdout } = spawnSync("bash", ["-c", `exec 2>&1\n${command}`], {
    cwd: folder,
    env,
    encoding: "utf8",
    timeout: 60_000,
  });
  // Prettier takes blanks from the ends of lines.
  return stdout.replace(/ +$/gm, "").trimEnd();
}

/** How long it took is not what the page is about. */
const timeless = (text: string) => text.replace(/\b\d+\.\d s$/gm, "0.0 s");

test("docs/adopt.md shows what its commands print", () => {
  const root = makeProject();
  // The real one takes half a second for each of them, and would ask the registry where it finds none.
  write(root, {
    "bin/npx": `#!/bin/sh\ntest "$1" = dhi-guides && shift && exec "${process.execPath}" "${CLI}" "$@"\n`,
  });
  chmodSync(join(root, "bin/npx"), 0o755);
  cpSync(join(REPOSITORY, "test/fixtures/grove"), join(root, "work"), { recursive: true });
  const page = read(REPOSITORY, PAGE);
  const made = page.replace(/(?<=^```console\n)[\s\S]*?(?=\n```$)/gm, (block) => {
    const commands = block.split("\n").filter((line) => line.startsWith("$ "));
    const output = commands.map((line) => [line, run(join(root, "work"), line.slice(2))].filter(Boolean).join("\n"));
    const text = output.join("\n");
    return timeless(text) === timeless(block) ? block : text;
  });
  expect(made).toContain("6 pages adopted and proved");
  expectGolden(join(REPOSITORY, PAGE), made);
});
