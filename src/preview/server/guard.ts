import { isIP } from "node:net";

/** What of a request decides whether it is answered. */
export interface RequestHead {
  readonly method: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** `Sec-Fetch-Site` and `Sec-Fetch-Mode`, which browsers set and pages cannot. */
  readonly site: string | undefined;
  readonly mode: string | undefined;
}

/**
 * Decides whether a request may be answered. Another site's page could otherwise read the guides through the browser of
 * whoever runs the preview, directly or under a name of its own that points to this machine (DNS rebinding).
 *
 * @param ownNames further names under which the preview is reached
 * @returns the status to refuse with, and why; undefined where the request may be answered
 */
export function refusal(
  head: RequestHead,
  ownNames: readonly string[],
): { status: 403 | 405; reason: string } | undefined {
  if (head.method !== "GET" && head.method !== "HEAD") return { status: 405, reason: "Only GET is answered here." };
  const name = hostName(head.host);
  // An address cannot be rebound, only a name can.
  const isOwn = name !== undefined && (isIP(name) > 0 || name === "localhost" || ownNames.includes(name));
  if (!isOwn) return { status: 403, reason: "This is not a name of this server." };
  if (head.origin !== undefined && head.origin !== `http://${head.host}`)
    return { status: 403, reason: "Pages of other sites may not read this." };
  // A link from another site may be followed; anything else of another site may not.
  if (head.site === "cross-site" && head.mode !== "navigate")
    return { status: 403, reason: "Pages of other sites may not load this." };
  return undefined;
}

function hostName(host: string | undefined): string | undefined {
  if (host === undefined || !URL.canParse(`http://${host}`)) return undefined;
  const { hostname } = new URL(`http://${host}`);
  return hostname.replace(/^\[(.*)\]$/, "$1");
}
