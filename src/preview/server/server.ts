import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { hostname } from "node:os";
import { CONTENT_SECURITY_POLICY } from "../pages/shell.ts";
import { refusal } from "./guard.ts";

export interface Handlers {
  readonly answer: (path: string) => { readonly type: string; readonly content: string | Uint8Array } | undefined;
  /** Keeps the response open. */
  readonly listen: (response: ServerResponse) => void;
}

const HEADERS = {
  "Content-Security-Policy": `${CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cache-Control": "no-store",
};

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
  handlers: Handlers,
  address: { readonly host: string; readonly port: number },
  onTaken: (port: number) => void,
): Promise<{ readonly server: Server; readonly port: number }> {
  const names = [address.host.toLowerCase(), hostname().toLowerCase()];
  const server = createServer((request, response) => respond(request, response, handlers, names));
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

function respond(
  request: IncomingMessage,
  response: ServerResponse,
  handlers: Handlers,
  names: readonly string[],
): void {
  const { headers, method } = request;
  const refused = refusal(
    {
      method,
      host: headers.host,
      origin: headers.origin,
      site: headers["sec-fetch-site"] as string | undefined,
      mode: headers["sec-fetch-mode"] as string | undefined,
    },
    names,
  );
  if (refused) return send(response, refused.status, "text/plain; charset=utf-8", `${refused.reason}\n`);
  const url = URL.canParse(request.url ?? "", "http://localhost")
    ? new URL(request.url ?? "", "http://localhost")
    : undefined;
  const path = url && decode(url.pathname);
  if (url && path === "/events") {
    response.writeHead(200, { ...HEADERS, "Content-Type": "text/event-stream" });
    response.flushHeaders();
    return handlers.listen(response);
  }
  let answer: ReturnType<Handlers["answer"]>;
  try {
    answer = path === undefined ? undefined : handlers.answer(path);
  } catch (error) {
    return send(response, 500, "text/plain; charset=utf-8", `This page cannot be made: ${(error as Error).message}\n`);
  }
  if (!answer) return send(response, 404, "text/plain; charset=utf-8", "There is no such page.\n");
  send(response, 200, answer.type, answer.content);
}

function send(response: ServerResponse, status: number, type: string, content: string | Uint8Array): void {
  response.writeHead(status, { ...HEADERS, "Content-Type": type, "Content-Length": Buffer.byteLength(content) });
  response.end(response.req.method === "HEAD" ? undefined : content);
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
