import { keyOf } from "../address.ts";
import { entries } from "../entries.ts";
import { MACHINE_FILES, machineFiles, MARKDOWN } from "../machines/files.ts";
import { mapScript } from "../map.ts";
import { neighbours } from "../neighbours.ts";
import type { Store } from "../store.ts";
import { comparison } from "../pages/comparison.ts";
import { guideDocument, guideParts } from "../pages/guide.ts";
import { cardHtml, landingPage, projectFindings } from "../pages/landing.ts";
import { htmlOf } from "../pages/raw.ts";
import type { Site } from "../pages/site.ts";
import { BASE_SCRIPT, SCRIPT_FOLDER } from "../search/index-data.ts";
import type { Assets } from "./assets.ts";

export interface Answer {
  readonly type: string;
  readonly content: string | Uint8Array;
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
  if (path === `/${BASE_SCRIPT}` || path.startsWith(`/${SCRIPT_FOLDER}`)) {
    const content = store.search(path !== `/${BASE_SCRIPT}`).get(path.slice(1));
    return content === undefined ? undefined : { type: SCRIPT, content };
  }
  if (path === "/assets/map.js") return { type: SCRIPT, content: mapScript(entries(store)) };
  if (path === "/catalog.json") return { type: JSON_TYPE, content: JSON.stringify(catalogState(store, site)) };
  if (MACHINE_FILES.includes(path.slice(1))) return machineFiles(entries(store), site).get(path.slice(1));
  const asset = /^\/assets\/([^/]+)$/.exec(path)?.[1];
  if (asset !== undefined) return assets.get(asset) ?? site.look.files.get(asset);
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
  return { type: HTML, content: guideDocument(state, all, neighbours(state.paths, entries(store), store), site) };
}

/** A small project is shown whole at once; a large one comes in while the page is open. */
const BUDGET = 300;

/** Makes guides for as long as a reader waits gladly, so that there is something to list. */
export function makeSome(store: Store): void {
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

function siteState({ title, description, sourceLink, look }: Site): object {
  return { title, description, source: sourceLink, look: look.version };
}
