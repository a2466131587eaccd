import { rmSync } from "node:fs";
import { join } from "node:path";
import { time } from "./measure.mjs";

/**
 * Times a cold build: no output, no state.
 *
 * @param {import("./peers.mjs").Peer} peer who builds
 * @param {{ ours: string }} projects the folders that `writeProjects` made
 * @param {string} out where to
 * @returns {number} the seconds
 */
export function cold(peer, projects, out) {
  rmSync(out, { recursive: true, force: true });
  rmSync(join(projects.ours, ".dhi-guides"), { recursive: true, force: true });
  return time(peer.command(projects, out));
}
