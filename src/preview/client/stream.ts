import type { MapItem } from "../map-item.ts";

/** What the server tells of its sources; `on` and `off` are said by whoever listens. */
export type Message =
  | { readonly event: "on" | "off" }
  /** Things by their ids; all, with the catalog, where none are named. */
  | { readonly event: "changed"; readonly data: { readonly things?: readonly string[] } }
  | {
      readonly event: "card";
      readonly data: { readonly name: string; readonly html: string; readonly item: MapItem };
    };

/** All tabs hear one stream: by this channel, from a worker that they share. */
export const CHANNEL = "dhi-guides";

/** After an answer that is no stream, the browser itself tries no more. In milliseconds. */
const RETRY = 2000;

/** Opens the server's stream; gives a function that ends it. */
export function openStream(address: string, tell: (message: Message) => void): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const connect = (): void => {
    source = new EventSource(address);
    source.onopen = () => tell({ event: "on" });
    source.onerror = () => {
      tell({ event: "off" });
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY);
    };
    for (const event of ["changed", "card"] as const)
      source.addEventListener(event, ({ data }) => tell({ event, data: JSON.parse(data as string) }));
  };
  connect();
  return () => {
    clearTimeout(retry);
    source.close();
  };
}

/**
 * Hears what the server tells. A browser keeps six connections to a host, so that a stream for each tab would leave the
 * seventh none.
 */
export function listen(base: string, tell: (message: Message) => void): void {
  if (typeof SharedWorker !== "function") return listenWhileVisible(`${base}events`, tell);
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => tell(data as Message);
  const worker = new SharedWorker(`${base}assets/stream.js`, { name: CHANNEL });
  worker.port.onmessage = ({ data }) => tell(data as Message);
  worker.onerror = () => listenWhileVisible(`${base}events`, tell);
}

/** Browsers on telephones have no such worker: there, a tab that nobody sees gives its connection back. */
function listenWhileVisible(address: string, tell: (message: Message) => void): void {
  let close: (() => void) | undefined;
  const update = (): void => {
    if (document.visibilityState === "visible") close ??= openStream(address, tell);
    else close = void close?.();
  };
  document.addEventListener("visibilitychange", update);
  update();
}
