import { hostname } from "node:os";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { keyOf } from "../address.ts";
import { entryOf } from "../entries.ts";
import { mapItem } from "../map.ts";
import { cardHtml } from "../pages/landing.ts";
import type { Site } from "../pages/site.ts";
import type { Store } from "../store.ts";
import { createApp } from "./app.ts";
import { readAssets } from "./assets.ts";
import { Events } from "./events.ts";
import { startServer } from "./server.ts";
import { watchProject, type FileChange } from "./watch.ts";
import type { Project } from "../../core.ts";

export interface LiveOptions {
  readonly store: Store;
  readonly project: Project;
  /** What the settings say now. */
  readonly site: () => Site;
  /** The folder of what pages load. */
  readonly assets: string;
  readonly host: string;
  readonly port: number;
  /** Further files whose change concerns all guides. */
  readonly extra: readonly string[];
  readonly onTaken: (port: number) => void;
  /** Called where something cannot be watched. */
  readonly onProblem: (message: string) => void;
}

export interface LivePreview {
  readonly url: string;
  /** Ends the server, the watcher and all connections. */
  readonly close: () => Promise<void>;
}

/** After a change of a template the open pages come first; the rest waits until nothing was typed for a while. */
const QUIET = 700;

/** For so long after a request, in milliseconds, nothing is made ahead: a page asks for several files. */
const BUSY = 200;

/**
 * Serves a project's pages and keeps open pages up to date.
 *
 * @throws Error where no port is free, or the package is not bundled
 */
export async function startLive(options: LiveOptions): Promise<LivePreview> {
  const { store, site } = options;
  const assets = readAssets(options.assets);
  const events = new Events();
  let isClosed = false;
  let round = 0;
  let lastAsked = 0;
  /** Things of which the first page is to be told anew. A page that was asked for meanwhile is made, and yet not told. */
  const untold = new Set(store.things().map(({ id }) => id));

  const tellCard = (id: string): void => {
    const thing = events.size > 0 ? store.thing(id) : undefined;
    const entry = thing && entryOf(thing, store);
    if (entry && entry.states.length > 0)
      events.tell("card", { name: id, html: cardHtml(entry, site()), item: mapItem(entry) });
  };

  store.onChecked((id) => {
    events.tell("changed", { things: [id] });
    tellCard(id);
  });

  const sleep = (milliseconds: number) => wait(milliseconds, undefined, { ref: false });

  /** Makes what is not fresh, a page at a time, so that requests and edits come in between. */
  async function catchUp(delay: number): Promise<void> {
    const own = (round += 1);
    await sleep(delay);
    for (const paths of store.paths()) {
      if (store.isFresh(keyOf(paths)) && !untold.has(paths.id)) continue;
      // Whoever waits for a page goes before.
      while (!isClosed && own === round && Date.now() - lastAsked < BUSY) await sleep(BUSY / 4);
      if (isClosed || own !== round) return;
      store.state(keyOf(paths));
      untold.delete(paths.id);
      tellCard(paths.id);
      await nextTurn();
      await store.settled();
    }
  }

  function onChange({ things, isGlobal }: FileChange): void {
    for (const id of things) store.touch(id);
    if (isGlobal) {
      store.reopen();
      for (const { id } of store.things()) untold.add(id);
      void watchAgain();
    }
    // Pages that show one of these ask for it at once.
    events.tell("changed", isGlobal ? {} : { things: [...things] });
    for (const id of things) {
      store.pagesOf(id);
      tellCard(id);
    }
    void catchUp(QUIET);
  }

  /** The settings may say that descriptors stand elsewhere now. */
  async function watchAgain(): Promise<void> {
    const project = store.project();
    if (!project || isDeepStrictEqual(project.config, watched.config)) return;
    watched = project;
    await stopWatching();
    stopWatching = await startWatching();
  }

  const names = [options.host.toLowerCase(), hostname().toLowerCase()];
  const { server, port } = await startServer(
    createApp({ store, assets, events, site, names, onAsked: () => void (lastAsked = Date.now()) }),
    options,
    options.onTaken,
  );
  let watched = options.project;
  const startWatching = () => watchProject(watched, () => store.paths(), options.extra, onChange, options.onProblem);
  let stopWatching = await startWatching();
  void catchUp(BUSY);

  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    url: `http://${host === "0.0.0.0" || host === "[::]" ? "localhost" : host}:${port}/`,
    close: async () => {
      isClosed = true;
      await stopWatching();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
