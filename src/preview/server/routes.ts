import type { PagePaths } from "../../core.ts";
import { keyOf } from "../address.ts";
import { relatedTo } from "../related.ts";
import type { Store } from "../store.ts";
import type { Thing } from "../things.ts";
import { MACHINE_FILES, machineFiles, MARKDOWN } from "../machines/files.ts";
import { comparison } from "../pages/comparison.ts";
import type { Neighbours } from "../pages/controls.ts";
import { guideDocument, guideParts } from "../pages/guide.ts";
import { cardHtml, type Entry, landingPage, projectFindings } from "../pages/landing.ts";
import { htmlOf } from "../pages/raw.ts";
import type { Site } from "../pages/site.ts";
import type { Assets } from "./assets.ts";

export interface Answer {
  readonly type: string;
  readonly content: string | Buffer;
}

const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";

/**
 * Answers a path. Only names that are known are looked up, no path reaches the file system.
 *
 * @param path the request's path, decoded
 * @returns the answer; undefined where there is no such page
 */
export function route(path: string, store: Store, assets: Assets, site: Site): Answer | undefined {
  if (path === "/" || path === "/index.html") {
    makeSome(store);
    return { type: HTML, content: landingPage(entries(store), store.findings(), site) };
  }
  if (path === "/assets/search.js") return { type: SCRIPT, content: searchScript(store) };
  if (path === "/catalog.json") return { type: JSON_TYPE, content: JSON.stringify(catalogState(store, site)) };
  if (MACHINE_FILES.includes(path.slice(1))) return machineFiles(entries(store), site).get(path.slice(1));
  const asset = /^\/assets\/([^/]+)$/.exec(path)?.[1];
  if (asset !== undefined) return assets.get(asset);
  const ofMarkdown = /^\/(.+)\.md$/.exec(path)?.[1];
  if (ofMarkdown !== undefined) {
    const text = store.state(ofMarkdown)?.page?.text;
    return text === undefined ? undefined : { type: MARKDOWN, content: text };
  }
  const [, wanted, key = ""] = /^\/(?:(compare|state)\/)?(.+)\.(?:html|json)$/.exec(path) ?? [];
  const state = store.state(key);
  if (!state || state.isAbsent || path.endsWith(".json") !== (wanted === "state")) return undefined;
  if (wanted === "compare") {
    const originals = store.originals([key]).get(key) ?? [];
    return { type: HTML, content: htmlOf(comparison(key, originals, store)) };
  }
  const all = store.pagesOf(state.paths.id);
  if (wanted === "state")
    return { type: JSON_TYPE, content: JSON.stringify({ ...guideParts(state, all, site), site: siteState(site) }) };
  return { type: HTML, content: guideDocument(state, all, neighbours(state.paths, store), site) };
}

/** A small project is shown whole at once; a large one comes in while the page is open. */
const BUDGET = 300;

function makeSome(store: Store): void {
  const end = Date.now() + BUDGET;
  for (const { pages } of store.things()) if (Date.now() < end) store.state(keyOf(pages[0]));
}

/** What an open landing page is brought up to date with. */
function catalogState(store: Store, site: Site): object {
  const made = entries(store).filter(({ thing }) => store.isFresh(keyOf(thing.pages[0])));
  return {
    site: siteState(site),
    names: store.things().map(({ id }) => id),
    findings: htmlOf(projectFindings(store.findings(), site)),
    cards: made.map((entry) => ({ name: entry.thing.id, html: cardHtml(entry, site) })),
  };
}

function siteState({ title, sourceLink }: Site): object {
  return { title, source: sourceLink };
}

/** All things with what is known of them. */
export function entries(store: Store): readonly Entry[] {
  return store.things().map((thing) => entryOf(thing, store));
}

/** A thing with what is known of it. */
export function entryOf(thing: Thing, store: Store): Entry {
  const known = thing.pages.map((paths) => store.known(keyOf(paths)));
  return { thing, states: known.filter((state) => state !== undefined && !state.isAbsent) as Entry["states"] };
}

/** The things of a page's kind before and after its own: the same page of them, or, where that is not known, the guide. */
export function neighbours(paths: PagePaths, store: Store): Neighbours {
  const { id, kind, page } = paths;
  const things = store.things().filter((thing) => thing.kind === kind);
  const index = things.findIndex((thing) => thing.id === id);
  const at = (thing: Thing | undefined) => {
    if (!thing) return undefined;
    const { states } = entryOf(thing, store);
    const same = states.find(({ paths }) => paths.page.name === page.name) ?? { paths: thing.pages[0] };
    const title = store.known(keyOf(thing.pages[0]))?.page?.summary.title ?? thing.name;
    return { key: keyOf(same.paths), title };
  };
  return { previous: at(things[index - 1]), next: at(things[index + 1]), related: relatedTo(paths, store) };
}

/** What the search looks through, as a script: a page that is opened from a file can load nothing else. */
export function searchScript(store: Store): string {
  return `globalThis.dhiSearch = ${JSON.stringify(store.search())};\n`;
}
