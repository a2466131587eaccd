import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { makeFolder } from "../files/folders.ts";
import { withPath } from "../files/system-error.ts";
import type { Finding } from "../findings/finding.ts";
import { isBelowFile, keyOf, PAGE_FOLDERS } from "./address.ts";
import { entries, titleOfPage } from "./entries.ts";
import { formerPages } from "./former-pages.ts";
import { readLastChanges } from "./last-change.ts";
import { MACHINE_FILES, machineFiles } from "./machines/files.ts";
import { mapScript } from "./map.ts";
import { neighbours } from "./neighbours.ts";
import { comparison } from "./pages/comparison.ts";
import { guideDocument } from "./pages/guide.ts";
import { landingPage } from "./pages/landing.ts";
import { movedPage } from "./pages/moved.ts";
import { notFoundPage } from "./pages/not-found.ts";
import { assetAddress, type Site } from "./pages/site.ts";
import { hashedName, readAssets } from "./server/assets.ts";
import { BASE_SCRIPT } from "./search/index-data.ts";
import type { Store } from "./store.ts";

/** Marks a folder as one that the preview wrote and may empty. */
const MARKER = ".dhi-guides-site";

/** What static hosts answer with where there is no page. */
const NOT_FOUND = "404.html";

/**
 * Writes the site to a folder.
 *
 * @param common what its pages have in common
 * @param assets the folder of what pages load
 * @param onPage called after each page
 * @returns what is wrong with former names
 * @throws Error where the folder holds something else, or cannot be written
 */
export async function writeSite(
  store: Store,
  common: Site,
  assets: string,
  folder: string,
  onPage: () => void,
): Promise<readonly Finding[]> {
  const unused = ["stream.js", common.forAuthors ? "app.js" : "author.js"];
  const loaded = [...readAssets(assets)].filter(([name]) => !unused.includes(name));
  const keys = store.paths().map(keyOf);
  expectOurs(folder);
  // Titles of neighbours are known once all pages are made.
  for (const key of keys) {
    store.state(key);
    onPage();
  }
  expectFolders(keys.filter((key) => !store.known(key)?.isAbsent));
  await store.settled();
  empty(folder);
  const files = new Map<string, string>();
  const add = (name: string, content: string | Uint8Array): void => {
    files.set(name, hashedName(name, content));
    write(join(folder, assetAddress({ assetFiles: files }, "", name)), content);
  };
  for (const [name, { content }] of [...loaded, ...common.look.files]) add(name, content);
  const things = entries(store);
  for (const [path, content] of store.search())
    if (path === BASE_SCRIPT) add("search.js", content);
    else write(join(folder, path), content);
  add("map.js", mapScript(things));
  const site = { ...common, assetFiles: files };
  const originals = store.originals(site.forAuthors ? keys : []);
  const changes = readLastChanges(store.project()?.root ?? ".", store.paths());
  for (const key of keys) {
    const state = store.state(key);
    if (!state || state.isAbsent) continue;
    const differing = (originals.get(key) ?? []).filter(({ text }) => text !== state.page?.text);
    const compared = differing.length > 0 ? comparison(key, differing, store) : undefined;
    const all = store.pagesOf(state.paths.id);
    const around = { ...neighbours(state.paths, things, store), comparison: compared, changed: changes.get(key) };
    write(join(folder, `${key}.html`), guideDocument(state, all, around, site));
    if (state.page) write(join(folder, `${key}.md`), state.page.text);
  }
  const { pages, findings } = formerPages(store);
  for (const { key, now } of pages)
    write(join(folder, `${key}.html`), movedPage(key, keyOf(now.paths), titleOfPage(now)));
  write(join(folder, "index.html"), landingPage(things, store.findings(), site));
  write(join(folder, NOT_FOUND), notFoundPage(rootOf(site), site));
  for (const [name, { content }] of machineFiles(things, site)) write(join(folder, name), content);
  return findings;
}

/** @throws Error where a page would be both a file and a folder: `redis` beside `redis.html`. */
function expectFolders(keys: readonly string[]): void {
  const files = new Set(keys.flatMap((key) => [`${key}.html`, `${key}.md`]));
  const file = keys.filter(isBelowFile).find((key) => files.has(posix.dirname(key)));
  if (file === undefined) return;
  const taken = posix.dirname(file);
  throw new Error(
    `the site cannot have ${file}.html, for ${taken} is a page of its own: give one of them another name`,
  );
}

/** The path of the site where it is published. */
function rootOf({ url }: Site): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).pathname.replace(/^\/+/, "/") : undefined;
}

/** @throws Error where the folder holds something that the preview did not write */
function expectOurs(folder: string): void {
  makeFolder(folder);
  const present = readdirSync(folder);
  if (present.length > 0 && !present.includes(MARKER))
    throw new Error(`${folder} is not empty, and not a site that preview wrote: choose another folder`);
}

function empty(folder: string): void {
  for (const name of [...PAGE_FOLDERS, "assets", "index.html", NOT_FOUND, ...MACHINE_FILES])
    rmSync(join(folder, name), { recursive: true, force: true });
  write(join(folder, MARKER), "");
}

function write(path: string, content: string | Uint8Array): void {
  makeFolder(dirname(path));
  withPath(path, () => writeFileSync(path, content));
}
