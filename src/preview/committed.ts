import { readObjects } from "../files/git.ts";
import { plainText } from "../files/line-ends.ts";

/**
 * Reads the committed versions of files, in one run of git.
 *
 * @param files their paths, relative to the root
 * @returns the texts of those that HEAD has; nothing where the folder is in no repository, or there is no git
 */
export function readCommitted(root: string, files: readonly string[]): ReadonlyMap<string, string> {
  // A path with a line break cannot be asked for.
  const asked = files.filter((file) => !file.includes("\n"));
  const objects = readObjects(
    root,
    asked.map((file) => `HEAD:./${file}`),
  );
  return new Map(
    asked.flatMap((file, index) => {
      const bytes = objects[index];
      return bytes ? [[file, plainText(bytes.toString("utf8"))] as const] : [];
    }),
  );
}
