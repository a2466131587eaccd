import { bundleClient } from "../../scripts/bundle-client.mjs";

/** Bundles the client as it is now, so that a test never runs against an old one. */
export async function setup(): Promise<void> {
  await bundleClient("node_modules/.cache/dhi-preview");
}
