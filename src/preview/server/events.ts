import type { ServerResponse } from "node:http";

/** So many bytes may wait for a listener, which asks for all it needs when it connects again. */
const MOST = 2 ** 20;

/** Tells open pages what changed, by server-sent events. */
export class Events {
  readonly #listeners = new Set<ServerResponse>();

  /** How many listen now. */
  get size(): number {
    return this.#listeners.size;
  }

  /**
   * Begins to tell a browser.
   *
   * @param response the answer to its request, which stays open
   */
  add(response: ServerResponse): void {
    this.#listeners.add(response);
    response.on("close", () => this.#listeners.delete(response));
    // A stream begins with its first bytes.
    response.write(":\n\n");
  }

  /**
   * Tells all. Who does not read, so that more and more waits for it, is cut off.
   *
   * @param data what is said of it, as JSON
   */
  tell(event: "changed" | "card", data: unknown): void {
    for (const response of this.#listeners) {
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      if (response.writableLength > MOST) response.destroy();
    }
  }
}
