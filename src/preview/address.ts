import { posix } from "node:path";
import { KINDS, type Kind, type PagePaths } from "../core.ts";

/** The folders of a site that hold its pages, one a kind. */
export const PAGE_FOLDERS: readonly string[] = KINDS.map(folderOf);

/**
 * What the preview calls a page: its address in the site, without `.html`. A guide's is that of its thing, `guides/redis`
 * or `charts/redis`; other pages stand below it: `guides/redis/overview`.
 */
export function keyOf(paths: PagePaths): string {
  const thing = `${folderOf(paths.kind)}/${paths.name}`;
  return isGuide(paths) ? thing : `${thing}/${paths.page.name}`;
}

/** Whether a page stands in a folder that is called as the file of a page may be: `guides/redis.html/overview`. */
export function isBelowFile(key: string): boolean {
  return /\.(?:html|md)\//.test(key);
}

/** Whether a page is the one whose descriptor it is. */
export function isGuide({ kind, page }: PagePaths): boolean {
  return page.name === kind.pages[0].name;
}

/** From a page of the site to its root: `../`. */
export function baseOf(key: string): string {
  return "../".repeat(key.split("/").length - 1);
}

/** As in the folder of outputs; what has no folder of its own there is in `guides`. */
export function folderOf({ outputs }: Kind): string {
  const folder = posix.dirname(outputs);
  return folder === "." ? "guides" : folder;
}
