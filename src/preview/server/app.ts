import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { Hono, type HonoRequest } from "hono";
import { compress } from "hono/compress";
import { keyOf } from "../address.ts";
import { formerPages } from "../former-pages.ts";
import { notFoundPage } from "../pages/not-found.ts";
import { CONTENT_SECURITY_POLICY } from "../pages/shell.ts";
import type { Site } from "../pages/site.ts";
import type { Store } from "../store.ts";
import type { Assets } from "./assets.ts";
import type { Events } from "./events.ts";
import { refusal, type RequestHead } from "./guard.ts";
import { makeSome, route } from "./routes.ts";

/** What the preview answers from. */
export interface Sources {
  readonly store: Store;
  readonly assets: Assets;
  readonly events: Events;
  readonly site: () => Site;
  /** Names under which it is reached, besides those of this machine. */
  readonly names: readonly string[];
  /** Called when a page or a file is asked for. */
  readonly onAsked: () => void;
}

export type App = Hono<{ Bindings: HttpBindings }>;

/** Set on the response itself: the stream of events is none of Hono's. */
const HEADERS = new Map([
  ["Content-Security-Policy", `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cache-Control", "no-store"],
]);

/** What is smaller is there before it would be compressed. */
const LARGE = 2 ** 12;

/** The preview as a web application. */
export function createApp({ store, assets, events, site, names, onAsked }: Sources): App {
  const app: App = new Hono();
  app.use(({ env, req, text }, next) => {
    env.outgoing.setHeaders(HEADERS);
    const refused = refusal(headOf(req), names);
    return refused ? Promise.resolve(text(`${refused.reason}\n`, refused.status)) : next();
  });
  app.get("/events", ({ env: { outgoing } }) => {
    outgoing.writeHead(200, { "Content-Type": "text/event-stream" }).flushHeaders();
    events.add(outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  app.use(compress({ threshold: LARGE }));
  app.get("*", ({ req, body, notFound }) => {
    onAsked();
    const path = pathOf(req);
    const answer = path === undefined ? undefined : route(path, store, assets, site());
    if (!answer) return notFound();
    const content = Buffer.from(answer.content);
    // By its length it is decided whether it is compressed.
    return body(content, 200, { "Content-Type": answer.type, "Content-Length": String(content.length) });
  });
  app.notFound(({ req, html, text, redirect }) => {
    makeSome(store);
    const former = formerPages(store).pages.find(({ key }) => pathOf(req) === `/${key}.html`);
    if (former) return redirect(`/${keyOf(former.now.paths)}.html`);
    // A page that asks for a part of itself can do nothing with another page.
    const isNavigation = req.header("accept")?.includes("text/html") ?? false;
    return isNavigation ? html(notFoundPage("/", site()), 404) : text("There is no such page.\n", 404);
  });
  app.onError(({ message }, { text }) => text(`This page cannot be made: ${message}\n`, 500));
  return app;
}

function headOf(request: HonoRequest): RequestHead {
  return {
    method: request.method,
    host: request.header("host"),
    origin: request.header("origin"),
    site: request.header("sec-fetch-site"),
    mode: request.header("sec-fetch-mode"),
  };
}

/** The path that is asked for; undefined for one that is wrongly encoded. */
function pathOf({ url }: HonoRequest): string | undefined {
  try {
    return decodeURIComponent(new URL(url).pathname);
  } catch {
    return undefined;
  }
}
