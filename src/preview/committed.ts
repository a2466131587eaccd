import { spawnSync } from "node:child_process";
import { plainText } from "../files/line-ends.ts";

/**
 * Reads the committed versions of files, in one run of git.
 *
 * @param files their paths, relative to the root
 * @returns the texts of those that HEAD has; nothing where the folder is in no repository, or there is no git
 */
export function readCommitted(root: string, files: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  // A path with a line break cannot be asked for.
  const asked = files.filter((file) => !file.includes("\n"));
  const input = asked.map((file) => `HEAD:./${file}\n`).join("");
  const run = spawnSync("git", ["cat-file", "--batch"], { cwd: root, input, maxBuffer: 2 ** 30 });
  if (run.status !== 0) return texts;
  let offset = 0;
  for (const file of asked) {
    const end = run.stdout.indexOf("\n", offset);
    const header = run.stdout.toString("utf8", offset, end);
    offset = end + 1;
    const size = / blob (\d+)$/.exec(header)?.[1];
    if (size === undefined) continue;
    texts.set(file, plainText(run.stdout.toString("utf8", offset, offset + Number(size))));
    offset += Number(size) + 1;
  }
  return texts;
}
