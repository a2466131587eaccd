import { posix } from "node:path";
import type { PagePaths } from "../core.ts";
import { readLastCommits } from "../files/git.ts";
import { keyOf } from "./address.ts";

/**
 * When pages changed last: the newest commit of a page's output, descriptor, `info.yaml`, or of what is in the folder of
 * its prose.
 *
 * @param root the project's root
 * @returns days as `2026-11-30`, by the pages' keys; nothing where the root is in no repository, or there is no git
 */
export function readLastChanges(root: string, pages: readonly PagePaths[]): ReadonlyMap<string, string> {
  const commits = readLastCommits(root);
  const newest = new Map<string, number>();
  const note = (path: string, time: number) => newest.set(path, Math.max(time, newest.get(path) ?? 0));
  const outputs = new Set(pages.map(({ output }) => output));
  for (const [file, time] of commits) {
    note(file, time);
    // In a catalog, other pages of the same thing stand beside its prose.
    if (outputs.has(file)) continue;
    for (let folder = posix.dirname(file); folder !== "."; folder = posix.dirname(folder)) note(`${folder}/`, time);
  }
  return new Map(
    pages.flatMap((paths) => {
      const { output, descriptor, info, prose } = paths;
      const times = [output, descriptor, info, `${prose}/`].map((path) => newest.get(path) ?? 0);
      const last = Math.max(...times);
      return last === 0 ? [] : [[keyOf(paths), new Date(last * 1000).toISOString().slice(0, 10)] as const];
    }),
  );
}
