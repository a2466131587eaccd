import type { PagePaths } from "../core.ts";
import { keyOf } from "./address.ts";
import { titleOf, type Entry } from "./entries.ts";
import type { Neighbours } from "./pages/controls.ts";
import { relatedTo } from "./related.ts";
import type { Store } from "./store.ts";

/**
 * The things of a page's kind before and after its own: the same page of them, or, where that is not known, the guide.
 *
 * @param all all things, in the order of the map
 */
export function neighbours(paths: PagePaths, all: readonly Entry[], store: Store): Neighbours {
  const { id, kind, page } = paths;
  const own = all.filter(({ thing }) => thing.kind === kind);
  const index = own.findIndex(({ thing }) => thing.id === id);
  const at = (entry: Entry | undefined) => {
    if (!entry) return undefined;
    const { thing, states } = entry;
    const same = states.find(({ paths }) => paths.page.name === page.name) ?? { paths: thing.pages[0] };
    return { key: keyOf(same.paths), title: titleOf(entry) };
  };
  return { previous: at(own[index - 1]), next: at(own[index + 1]), related: relatedTo(paths, store) };
}
