import { basename, dirname, sep } from "node:path";
import { FIRST_KIND, KINDS, type Kind, type PageKind } from "../../kinds/kinds.ts";

/**
 * Tells which page of which kind a file is: of the kind whose folder it stands below (`chart`, or `charts`), else of the
 * first; the page that is called so, else the guide.
 *
 * @param path the file, absolute
 * @param isCalledByFolder whether the folder that it stands in is its thing's, whatever that is called
 */
export function pageOf(path: string, isCalledByFolder: boolean): { readonly kind: Kind; readonly page: PageKind } {
  const folders = (isCalledByFolder ? dirname(dirname(path)) : dirname(path)).split(sep);
  const kind = folders.map(kindOfFolder).findLast((each) => each !== undefined) ?? FIRST_KIND;
  return { kind, page: kind.pages.find(({ file }) => file === basename(path).toLowerCase()) ?? kind.pages[0] };
}

/**
 * The kind whose things stand in a folder.
 *
 * @param folder the folder's own name
 * @returns the kind; undefined where the name tells none
 */
export function kindOfFolder(folder: string): Kind | undefined {
  const kinds: readonly Kind[] = KINDS;
  return kinds.find((kind) => folder === kind.folder || folder === `${kind.folder}s`);
}

/**
 * What people call pages of a kind: "image guide".
 *
 * @param page the kind and the page
 */
export function labelOf({ kind, page }: { readonly kind: Kind; readonly page: { readonly name: string } }): string {
  return `${kind.noun} ${page.name}`;
}
