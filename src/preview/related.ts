import type { PagePaths } from "../core.ts";
import { keyOf } from "./address.ts";
import type { Store } from "./store.ts";
import { byKind, type Thing } from "./things.ts";

/** Things of one kind that belong to a thing of another. */
export interface Related {
  readonly kind: Thing["kind"];
  readonly things: readonly { readonly key: string; readonly title: string }[];
}

/**
 * What belongs to a thing: what is called like it, what it deploys or is deployed by, and what says so of it.
 *
 * @param paths a page of the thing
 * @returns things of other kinds, as far as their guides are known
 */
export function relatedTo({ id, kind, name }: PagePaths, store: Store): readonly Related[] {
  const namesOf = (thing: Thing | undefined) =>
    (thing && store.known(keyOf(thing.pages[0]))?.page?.summary.related) ?? [];
  const named = new Set([name, ...namesOf(store.thing(id))]);
  const things = store
    .things()
    .filter((other) => other.kind !== kind && (named.has(other.name) || namesOf(other).includes(name)));
  return byKind(things, (thing) => thing.kind)
    .filter(({ items }) => items.length > 0)
    .map((group) => ({
      kind: group.kind,
      things: group.items.map(({ name: called, pages: [guide] }) => {
        const key = keyOf(guide);
        return { key, title: store.known(key)?.page?.summary.title ?? called };
      }),
    }));
}
