import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { CLI, write } from "./project.ts";

/** How long it took is not what a page is about. */
const timeless = (text: string) => text.replace(/\b\d+\.\d s\b/g, "0.0 s");

/**
 * Runs the commands of a page's `console` blocks, in order, in one folder.
 *
 * @param page Markdown; in its blocks, a line that begins with `$ ` is a command
 * @param root a folder for what the commands need besides, above the one that they run in
 * @param folder where they run, from `root`
 * @returns the page with what they print now; what differs in a time alone stays
 */
export function runConsoleBlocks(page: string, root: string, folder: string): string {
  // The real one takes half a second for each of them, and would ask the registry where it finds none.
  write(root, {
    "bin/npx": `#!/bin/sh\ntest "$1" = dhi-guides && shift && exec "${process.execPath}" "${CLI}" "$@"\n`,
  });
  chmodSync(join(root, "bin/npx"), 0o755);
  return page.replace(/^(`{3,})console\n([\s\S]*?)\n\1$/gm, (whole, fence: string, block: string) => {
    const commands = block.split("\n").filter((line) => line.startsWith("$ "));
    const output = commands.map((line) => [line, run(root, folder, line.slice(2))].filter(Boolean).join("\n"));
    const text = output.join("\n");
    return timeless(text) === timeless(block) ? whole : `${fence}console\n${text}\n${fence}`;
  });
}

function run(root: string, folder: string, command: string): string {
  const env = { ...process.env, PATH: `${join(root, "bin")}:${process.env["PATH"]}`, NO_COLOR: "1" };
  const { stdout } = spawnSync("bash", ["-c", `exec 2>&1\n${command}`], {
    cwd: join(root, folder),
    env,
    encoding: "utf8",
    timeout: 60_000,
  });
  // Prettier takes blanks from the ends of lines.
  return stdout.replace(/ +$/gm, "").trimEnd();
}
