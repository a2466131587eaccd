import type { Snapshot } from "../descriptor/snapshot.ts";

/**
 * The versions of a thing that are published.
 *
 * @param snapshot what its definitions said
 * @returns undefined where nobody knows
 */
export function publishedVersions({ versions }: Snapshot = {}): readonly string[] | undefined {
  return versions;
}
