import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { guideParts } from "../pages/guide.ts";
import { cardHtml, projectFindings } from "../pages/landing.ts";
import { htmlOf } from "../pages/raw.ts";
import type { Site } from "../pages/site.ts";
import type { Store } from "../store.ts";
import { readAssets } from "./assets.ts";
import { Events, type Listener } from "./events.ts";
import { route } from "./routes.ts";
import { startServer } from "./server.ts";
import { watchProject, type Change } from "./watch.ts";
import type { Project } from "../../project/project.ts";

export interface LiveOptions {
  readonly store: Store;
  readonly project: Project;
  readonly site: Site;
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
 * Serves a project's guides and keeps open pages up to date.
 *
 * @param options what to serve, and where
 * @returns the address, and how to end it
 * @throws Error where no port is free, or the package is not bundled
 */
export async function startLive(options: LiveOptions): Promise<LivePreview> {
  const { store, site } = options;
  const assets = readAssets(options.assets);
  const events = new Events();
  let isClosed = false;
  let round = 0;
  let lastAsked = 0;

  const update = ({ guide, send }: Listener): void => {
    if (guide === undefined) return;
    const state = store.guide(guide);
    if (state) send("guide", guideParts(state, site));
    else send("gone", {});
  };
  const tellLanding = (event: string, data: unknown): void => {
    for (const { guide, send } of events.listeners) if (guide === undefined) send(event, data);
  };
  const tellCard = (name: string): void => {
    const state = store.known(name);
    if (state) tellLanding("card", { name, html: cardHtml({ paths: state.paths, state }, site) });
  };

  store.onChecked((name) => {
    for (const listener of events.listeners) if (listener.guide === name) update(listener);
    tellCard(name);
  });

  const sleep = (milliseconds: number) => wait(milliseconds, undefined, { ref: false });

  /** Makes what is not fresh, a guide at a time, so that requests and edits come in between. */
  async function catchUp(delay: number): Promise<void> {
    const own = (round += 1);
    await sleep(delay);
    for (const { name } of store.paths()) {
      if (store.isFresh(name)) continue;
      // Whoever waits for a page goes before.
      while (!isClosed && own === round && Date.now() - lastAsked < BUSY) await sleep(BUSY / 4);
      if (isClosed || own !== round) return;
      store.guide(name);
      tellCard(name);
      await nextTurn();
      await store.settled();
    }
    tellLanding("done", {});
  }

  function onChange({ guides, isGlobal }: Change): void {
    for (const name of guides) store.touch(name);
    if (isGlobal) {
      store.reopen();
      void watchAgain();
    }
    for (const listener of events.listeners)
      if (isGlobal || (listener.guide !== undefined && guides.has(listener.guide))) update(listener);
    if (isGlobal) {
      tellLanding("catalog", {
        names: store.paths().map(({ name }) => name),
        findings: htmlOf(projectFindings(store.findings(), site)),
      });
    }
    for (const name of guides) {
      store.guide(name);
      tellCard(name);
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

  const { server, port } = await startServer(
    {
      answer: (path) => {
        lastAsked = Date.now();
        return route(path, store, assets, site);
      },
      listen: (query, response) => {
        const guide = query.get("guide") ?? undefined;
        const listener = events.add(response, guide);
        const state = guide === undefined ? undefined : store.guide(guide);
        // What changed before the page began to listen, it gets now.
        if (state && guideParts(state, site).version !== query.get("version")) update(listener);
        else listener.send("hello", {});
        if (guide === undefined) for (const { name } of store.paths()) if (store.isFresh(name)) tellCard(name);
      },
    },
    options,
    options.onTaken,
  );
  let watched = options.project;
  const startWatching = () => watchProject(watched, options.extra, onChange, options.onProblem);
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
