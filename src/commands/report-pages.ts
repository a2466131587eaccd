import { basename, dirname, posix } from "node:path";
import type { PageSide, ReportedPage } from "../pr-report/page.ts";
import { withoutNames } from "../pr-report/without-names.ts";
import { isGuide, keyOf } from "../preview/address.ts";
import { guideName } from "../project/names.ts";
import type { PagePaths } from "../project/paths.ts";
import { originsOfPage, type Side, textOfPage } from "./report-side.ts";

/**
 * Finds the pages that differ between two sides: in what they say, where they stand, or what they are called.
 *
 * @param kept the files that git knows on either side
 * @param preview the address of the site that shows them
 * @returns the pages, sorted by their files
 */
export function findPages(
  before: Side,
  after: Side,
  kept: ReadonlySet<string>,
  preview: URL | undefined,
): ReportedPage[] {
  const sides = [before, after];
  const files = new Set([...kept, ...before.made.keys(), ...after.made.keys()]);
  const pages = [...files].sort().flatMap((file): ReportedPage[] => {
    // What is made alone can be compared where both sides can make it.
    if (!kept.has(file) && sides.some((side) => isUnmade(side, file))) return [];
    const [old, current] = sides.map((side): PageSide | undefined => {
      const text = textOfPage(side, file, kept.has(file));
      return text === undefined ? undefined : sideOf(side, file, text);
    });
    if (old?.text === current?.text) return [];
    const page = after.made.get(file) ?? before.made.get(file);
    const { paths } = page ?? {};
    const url = preview && paths && current ? new URL(`${encodeURI(keyOf(paths))}.html`, preview).href : undefined;
    const name = paths?.name ?? nameOfFile(file);
    return [
      {
        file,
        label: paths ? labelOf(paths) : file,
        names: [name, ...(page?.content ? [page.content.model.title] : [])],
        url,
        before: old,
        after: current,
      },
    ];
  });
  return pairMoved(pages, before, after);
}

/** What people call a page. */
export const labelOf = (paths: PagePaths): string => (isGuide(paths) ? paths.id : `${paths.id} ${paths.page.name}`);

function isUnmade({ made, unmade }: Side, file: string): boolean {
  const page = made.get(file);
  return unmade !== undefined || (page !== undefined && page.text === undefined);
}

/** Where lines come from takes time to find out: it waits until it is asked for. */
function sideOf(side: Side, file: string, text: string): PageSide {
  let origins: { readonly found: readonly string[] | undefined } | undefined;
  return {
    text,
    get origins() {
      return (origins ??= { found: originsOfPage(side, file, text) }).found;
    },
  };
}

/** A page that went and one that came are the same where they are called alike, or say the same but for their names. */
function pairMoved(pages: readonly ReportedPage[], { made: old }: Side, { made: current }: Side): ReportedPage[] {
  // One that was only deleted, or only not built, is where it was.
  const gone = pages.filter(({ file, after }) => !after && !current.has(file));
  const come = pages.filter(({ file, before }) => !before && !old.has(file));
  const pairs = new Map<ReportedPage, ReportedPage>();
  for (const keyOf of [({ label }: ReportedPage) => label, spokenOf]) {
    const [left, right] = [gone, come].map((list) => {
      const free = list.filter((page) => !pairs.has(page));
      const byKey = new Map<string, ReportedPage[]>();
      for (const page of free) byKey.set(keyOf(page), [...(byKey.get(keyOf(page)) ?? []), page]);
      return byKey;
    });
    // Where several say the same, which is which is not known.
    for (const [key, [from, ...others]] of left ?? []) {
      const [to, ...more] = right?.get(key) ?? [];
      if (from && to && others.length + more.length === 0) pairs.set(from, to).set(to, from);
    }
  }
  return pages.flatMap((page): ReportedPage[] => {
    const other = pairs.get(page);
    if (!other) return [page];
    if (!page.after) return [];
    const { file, label, before } = other;
    return [{ ...page, names: [...page.names, ...other.names], before, moved: { file, label } }];
  });
}

function spokenOf({ names, before, after }: ReportedPage): string {
  return withoutNames(names)((before ?? after)?.text ?? "");
}

/** A page that no descriptor makes is called as its folder is. */
function nameOfFile(file: string): string {
  const folder = posix.basename(dirname(file));
  const name = folder === "." ? basename(file, ".md") : folder;
  return guideName(name) ?? name;
}
