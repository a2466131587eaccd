import type { GuideState, Store } from "../store.ts";
import { comparison } from "../pages/comparison.ts";
import type { Neighbours } from "../pages/controls.ts";
import { guideDocument, guideParts } from "../pages/guide.ts";
import { cardHtml, landingPage, projectFindings } from "../pages/landing.ts";
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
  const [, folder, name = ""] = /^\/(assets|guides|compare|state)\/([^/]+)$/.exec(path) ?? [];
  if (folder === "assets") return assets.get(name);
  const extension = folder === "state" ? ".json" : ".html";
  const guide = name.endsWith(extension) ? name.slice(0, -extension.length) : undefined;
  const state = guide === undefined ? undefined : store.guide(guide);
  if (!state || guide === undefined) return undefined;
  if (folder === "guides")
    return { type: HTML, content: guideDocument(state, neighbours(guide, store), undefined, site) };
  if (folder === "state")
    return { type: JSON_TYPE, content: JSON.stringify({ ...guideParts(state, site), site: siteState(site) }) };
  const originals = store.originals([guide]).get(guide) ?? [];
  return { type: HTML, content: htmlOf(comparison(guide, originals, store)) };
}

/** A small project is shown whole at once; a large one comes in while the page is open. */
const BUDGET = 300;

function makeSome(store: Store): void {
  const end = Date.now() + BUDGET;
  for (const { name } of store.paths()) if (Date.now() < end) store.guide(name);
}

/** What an open landing page is brought up to date with. */
function catalogState(store: Store, site: Site): object {
  const made = entries(store).filter(({ paths }) => store.isFresh(paths.name));
  return {
    site: siteState(site),
    names: store.paths().map(({ name }) => name),
    findings: htmlOf(projectFindings(store.findings(), site)),
    cards: made.map((entry) => ({ name: entry.paths.name, html: cardHtml(entry, site) })),
  };
}

function siteState({ title, sourceLink }: Site): object {
  return { title, source: sourceLink };
}

/** All guides with what is known of them. */
export function entries(store: Store): { paths: GuideState["paths"]; state: GuideState | undefined }[] {
  return store.paths().map((paths) => ({ paths, state: store.known(paths.name) }));
}

/** The guides before and after one. */
export function neighbours(name: string, store: Store): Neighbours {
  const paths = store.paths();
  const index = paths.findIndex((one) => one.name === name);
  const at = (position: number) => {
    const one = paths[position];
    return one && { name: one.name, title: store.known(one.name)?.page?.summary.title ?? one.name };
  };
  return { previous: at(index - 1), next: at(index + 1) };
}

/** What the search looks through, as a script: a page that is opened from a file can load nothing else. */
export function searchScript(store: Store): string {
  return `globalThis.dhiSearch = ${JSON.stringify(store.search())};\n`;
}
