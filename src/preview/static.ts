import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../files/folders.ts";
import { withPath } from "../files/system-error.ts";
import { comparison } from "./pages/comparison.ts";
import { guideDocument } from "./pages/guide.ts";
import { landingPage } from "./pages/landing.ts";
import type { Site } from "./pages/site.ts";
import { readAssets } from "./server/assets.ts";
import { entries, neighbours, searchScript } from "./server/routes.ts";
import type { Store } from "./store.ts";

/** Marks a folder as one that the preview wrote and may empty. */
const MARKER = ".dhi-guides-site";

/**
 * Writes the site to a folder.
 *
 * @param assets the folder of what pages load
 * @param onGuide called after each guide
 * @throws Error where the folder holds something else, or cannot be written
 */
export async function writeSite(
  store: Store,
  site: Site,
  assets: string,
  folder: string,
  onGuide: () => void,
): Promise<void> {
  const loaded = readAssets(assets);
  prepare(folder);
  const names = store.paths().map(({ name }) => name);
  // Titles of neighbours are known once all guides are made.
  for (const name of names) {
    store.guide(name);
    onGuide();
  }
  await store.settled();
  const originals = store.originals(names);
  for (const name of names) {
    const state = store.guide(name);
    if (!state) continue;
    const differing = (originals.get(name) ?? []).filter(({ text }) => text !== state.page?.text);
    const shown = differing.length > 0 ? comparison(name, differing, store) : undefined;
    write(join(folder, "guides", `${name}.html`), guideDocument(state, neighbours(name, store), shown, site));
  }
  for (const [name, { content }] of loaded) if (name !== "stream.js") write(join(folder, "assets", name), content);
  write(join(folder, "assets", "search.js"), searchScript(store));
  write(join(folder, "index.html"), landingPage(entries(store), store.findings(), site));
}

function prepare(folder: string): void {
  makeFolder(folder);
  const present = readdirSync(folder);
  if (present.length > 0 && !present.includes(MARKER))
    throw new Error(`${folder} is not empty, and not a site that preview wrote: choose another folder`);
  for (const name of ["guides", "assets", "index.html"]) rmSync(join(folder, name), { recursive: true, force: true });
  for (const name of ["guides", "assets"]) mkdirSync(join(folder, name));
  write(join(folder, MARKER), "");
}

function write(path: string, content: string | Uint8Array): void {
  withPath(path, () => writeFileSync(path, content));
}
