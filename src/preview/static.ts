import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/folders.ts";
import { withPath } from "../files/system-error.ts";
import { keyOf, PAGE_FOLDERS } from "./address.ts";
import { entries } from "./entries.ts";
import { readLastChanges } from "./last-change.ts";
import { MACHINE_FILES, machineFiles } from "./machines/files.ts";
import { mapScript } from "./map.ts";
import { comparison } from "./pages/comparison.ts";
import { guideDocument } from "./pages/guide.ts";
import { landingPage } from "./pages/landing.ts";
import { assetAddress, type Site } from "./pages/site.ts";
import { hashedName, readAssets } from "./server/assets.ts";
import { neighbours, searchScript } from "./server/routes.ts";
import type { Store } from "./store.ts";

/** Marks a folder as one that the preview wrote and may empty. */
const MARKER = ".dhi-guides-site";

/**
 * Writes the site to a folder.
 *
 * @param common what its pages have in common
 * @param assets the folder of what pages load
 * @param onPage called after each page
 * @throws Error where the folder holds something else, or cannot be written
 */
export async function writeSite(
  store: Store,
  common: Site,
  assets: string,
  folder: string,
  onPage: () => void,
): Promise<void> {
  const loaded = [...readAssets(assets)].filter(([name]) => name !== "stream.js");
  prepare(folder);
  const keys = store.paths().map(keyOf);
  // Titles of neighbours are known once all pages are made.
  for (const key of keys) {
    store.state(key);
    onPage();
  }
  await store.settled();
  const files = new Map<string, string>();
  const add = (name: string, content: string | Uint8Array): void => {
    files.set(name, hashedName(name, content));
    write(join(folder, assetAddress({ assetFiles: files }, "", name)), content);
  };
  for (const [name, { content }] of [...loaded, ...common.look.files]) add(name, content);
  const things = entries(store);
  add("search.js", searchScript(store));
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
    const file = join(folder, `${key}.html`);
    makeFolder(dirname(file));
    write(file, guideDocument(state, all, around, site));
    if (state.page) write(join(folder, `${key}.md`), state.page.text);
  }
  write(join(folder, "index.html"), landingPage(things, store.findings(), site));
  for (const [name, { content }] of machineFiles(things, site)) write(join(folder, name), content);
}

function prepare(folder: string): void {
  makeFolder(folder);
  const present = readdirSync(folder);
  if (present.length > 0 && !present.includes(MARKER))
    throw new Error(`${folder} is not empty, and not a site that preview wrote: choose another folder`);
  for (const name of [...PAGE_FOLDERS, "assets", "index.html", ...MACHINE_FILES])
    rmSync(join(folder, name), { recursive: true, force: true });
  mkdirSync(join(folder, "assets"));
  write(join(folder, MARKER), "");
}

function write(path: string, content: string | Uint8Array): void {
  withPath(path, () => writeFileSync(path, content));
}
