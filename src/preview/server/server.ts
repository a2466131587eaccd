import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";
import type { App } from "./app.ts";

/** How many ports are tried. */
const ATTEMPTS = 20;

/**
 * Starts the preview's server.
 *
 * @param address the host to listen on, and the first port to try
 * @param onTaken called with each port that is taken
 * @throws Error where it can listen on none
 */
export async function startServer(
  app: App,
  address: { readonly host: string; readonly port: number },
  onTaken: (port: number) => void,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  for (let port = address.port; ; port += 1) {
    try {
      return { server, port: await listen(server, port, address.host) };
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
      if (!isTaken || port + 1 >= address.port + ATTEMPTS || port >= 65535) throw error;
      onTaken(port);
    }
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
