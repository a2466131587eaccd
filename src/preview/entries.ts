import { isGuide, keyOf } from "./address.ts";
import { sortByTitle } from "./categories.ts";
import type { PageState, Store } from "./store.ts";
import type { Summary } from "./summary.ts";
import type { Thing } from "./things.ts";

/** What is known of a thing: those of its pages that have been made, and that it has. */
export interface Entry {
  readonly thing: Thing;
  readonly states: readonly PageState[];
}

/** All things with what is known of them, by their titles. */
export function entries(store: Store): readonly Entry[] {
  const all = store.things().map((thing) => entryOf(thing, store));
  return sortByTitle(all, (entry) => [titleOf(entry), firstKey(entry)]);
}

/** A thing with what is known of it. */
export function entryOf(thing: Thing, store: Store): Entry {
  const known = thing.pages.map((paths) => store.known(keyOf(paths)));
  return { thing, states: known.filter((state) => state !== undefined && !state.isAbsent) as Entry["states"] };
}

/** What the first page of a thing that could be made says of it: the guide, where there is one. */
export function summaryOf({ states }: Entry): Summary | undefined {
  const made = states.filter(({ page }) => page !== undefined);
  return (made.find(({ paths }) => isGuide(paths)) ?? made[0])?.page?.summary;
}

/** What a thing is called; its name, as long as no page says more. */
export function titleOf(entry: Entry): string {
  return summaryOf(entry)?.title ?? entry.thing.name;
}

/** What the thing of a page is called, as far as the page says it; else its name. */
export function titleOfPage({ page, paths }: PageState): string {
  return page?.summary.title ?? paths.name;
}

/** The page that one means by a thing: its guide, or, where it has none, another. */
export function firstKey({ thing, states }: Entry): string {
  return keyOf((states[0] ?? { paths: thing.pages[0] }).paths);
}
