import { updateCard, updateCatalog, type Catalog } from "./cards.ts";
import { addCopyButtons } from "./copy.ts";
import { byId } from "./dom.ts";
import { refreshCompare } from "./compare.ts";
import { updateMap } from "./map.ts";
import { closeCard, traceable } from "./origins.ts";
import { blockMorpher, morph } from "./morph.ts";
import { fillNamespace } from "./registry.ts";
import { listen, type Message } from "./stream.ts";

interface Site {
  readonly title: string;
  readonly description: string;
  readonly source?: string;
  readonly look: string;
}

interface GuideParts {
  readonly title: string;
  readonly version: string;
  readonly parts: Readonly<Record<string, string>>;
  readonly site: Site;
}

/** Follows the sources: the server tells what changed, and the page asks for its new state. */
export function startLive(updateOutline: (() => void) | undefined): void {
  const { dataset } = document.documentElement;
  const { live, base = "", guide, thing, page } = dataset;
  if (live === undefined) return;
  const show = guide === undefined ? showCatalog : guideUpdater(updateOutline);
  const pull = puller(guide === undefined ? `${base}catalog.json` : `${base}state/${guide}.json`, show);
  listen(base, (message) => {
    updateMap(message);
    if (message.event === "on" || message.event === "off") say(message.event);
    if (page === "not-found") reloadAfter(message);
    else if (message.event === "card") pull.after(() => guide === undefined && updateCard(message.data));
    else if (concerns(message, thing)) pull.now();
  });
  // What was told while the page was asleep, it may not have heard.
  if (page === "not-found") return;
  document.addEventListener("resume", pull.now);
  addEventListener("pageshow", ({ persisted }) => persisted && pull.now());
}

/** A new descriptor may bring the page that was asked for. */
function reloadAfter(message: Message): void {
  if (message.event === "changed" && message.data.things === undefined) location.reload();
}

/** On `on` a page asks as well: what changed before it began to listen, nobody told it. */
function concerns(message: Message, thing: string | undefined): boolean {
  if (message.event !== "changed") return message.event === "on";
  const { things } = message.data;
  return things === undefined || (thing !== undefined && things.includes(thing));
}

/** Asks for a state, one at a time: an answer that is older than what it was asked for is asked for again. */
function puller(
  address: string,
  show: (response: Response) => Promise<void>,
): { readonly now: () => void; readonly after: (run: () => void) => void } {
  let isBehind = false;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (isBehind) {
      isBehind = false;
      // A server that has gone is asked again when it is back.
      await fetch(address).then(show, () => {});
    }
    running = undefined;
  };
  return {
    now: () => {
      isBehind = true;
      running ??= run();
    },
    after: (next) => (running ? void running.then(next) : next()),
  };
}

function say(state: "on" | "off"): void {
  const sign = byId("live");
  if (!sign || sign.dataset["state"] === state) return;
  sign.dataset["state"] = state;
  sign.textContent = state === "on" ? "Live" : "Disconnected";
}

async function showCatalog(response: Response): Promise<void> {
  if (!response.ok) return;
  const catalog = (await response.json()) as Catalog & { readonly site: Site };
  showSite(catalog.site);
  updateCatalog(catalog);
}

function showSite({ title, description, source, look }: Site): void {
  const { dataset } = document.documentElement;
  // Stylesheets, logo and footer seldom change: the reader's place is kept by the browser.
  if (look !== dataset["look"]) return location.reload();
  if (source !== undefined) dataset["source"] = source;
  for (const place of document.querySelectorAll(".brand span, .hero h1")) place.textContent = title;
  for (const lead of document.querySelectorAll(".lead")) lead.textContent = description;
  if (dataset["guide"] === undefined) document.title = title;
}

function guideUpdater(updateOutline: (() => void) | undefined): (response: Response) => Promise<void> {
  const { dataset } = document.documentElement;
  const article = byId("article");
  const morphBlocks = article && blockMorpher(article);
  const shown = new Map<string, string>();
  return async (response) => {
    if (response.status === 404) {
      const findings = byId("findings");
      if (findings)
        findings.textContent = "This page is gone: there is no descriptor, or it says that there is to be none.";
      delete dataset["version"];
      shown.delete("findings");
    }
    if (!response.ok) return;
    const { title, version, parts, site } = (await response.json()) as GuideParts;
    if (version === dataset["version"]) return;
    dataset["version"] = version;
    showSite(site);
    document.title = `${title} · ${site.title}`;
    for (const [name, html] of Object.entries(parts)) {
      const element = byId(name);
      if (!element || shown.get(name) === html) continue;
      shown.set(name, html);
      if (element === article && morphBlocks) {
        closeCard();
        const added = morphBlocks(html);
        addCopyButtons(article);
        fillNamespace(article);
        traceable(article);
        flash(added);
      } else morph(element, html);
    }
    updateOutline?.();
    refreshCompare();
  };
}

/** Shows for a moment what changed. */
function flash(blocks: readonly Element[]): void {
  if (blocks.length > 12) return;
  for (const block of blocks) {
    block.classList.add("is-new");
    setTimeout(() => block.classList.remove("is-new"), 1600);
  }
}
