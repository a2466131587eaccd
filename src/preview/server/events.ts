import type { ServerResponse } from "node:http";

/** A page that listens. */
export interface Listener {
  /** The guide that it shows; undefined for the landing page. */
  readonly guide: string | undefined;
  readonly send: (event: string, data: unknown) => void;
}

/** Tells open pages what changed, by server-sent events. */
export class Events {
  readonly #listeners = new Set<Listener>();

  /** The pages that are open now. */
  get listeners(): readonly Listener[] {
    return [...this.#listeners];
  }

  /**
   * Begins to tell a page.
   *
   * @param response the answer to its request, which stays open
   * @param guide the guide that it shows
   * @returns the listener
   */
  add(response: ServerResponse, guide: string | undefined): Listener {
    const listener: Listener = {
      guide,
      send: (event, data) => void response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    };
    this.#listeners.add(listener);
    response.on("close", () => this.#listeners.delete(listener));
    return listener;
  }
}
