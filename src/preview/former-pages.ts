import { join } from "node:path";
import { redirectsOf } from "../core.ts";
import { readText } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import { isBelowFile, keyOf } from "./address.ts";
import type { PageState, Store } from "./store.ts";

/** Where a page stood while its thing had another name. */
export interface FormerPage {
  /** Its key then (address.ts). */
  readonly key: string;
  /** The page that it is now. */
  readonly now: PageState;
}

/**
 * The addresses that things had under their former names, as far as their guides have been made.
 *
 * @param store the pages of a project
 * @returns an address for each page of a renamed thing, and what is wrong with former names
 */
export function formerPages(store: Store): {
  readonly pages: readonly FormerPage[];
  readonly findings: readonly Finding[];
} {
  const root = store.project()?.root ?? ".";
  const { redirects, findings } = redirectsOf(
    store.things().map(({ kind, name, pages: [guide] }) => {
      const { formerly = [] } = store.known(keyOf(guide))?.page?.summary ?? {};
      return { kind, name, formerly, descriptor: guide.descriptor };
    }),
    (descriptor) => {
      const read = readText(join(root, descriptor));
      return read && "text" in read ? read.text : undefined;
    },
  );
  const pages = redirects.flatMap(({ kind, from, to }) => {
    const thing = store.things().find((each) => each.kind === kind && each.name === to);
    const states = thing ? store.pagesOf(thing.id) : [];
    return states
      .map((now) => ({ key: keyOf({ ...now.paths, name: from }), now }))
      .filter(({ key }) => !isBelowFile(key));
  });
  return { pages, findings };
}
