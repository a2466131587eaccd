import { join } from "node:path";
import type { DescriptorFiles, LoadedDescriptor } from "../descriptor/load.ts";
import { parseDescriptor } from "../descriptor/load.ts";
import { readText } from "../files/read-text.ts";
import type { PagePaths } from "../project/paths.ts";
import type { PinnedRepository } from "../sync/pins/pin.ts";
import { rollPins, type RolledPins } from "../sync/pins/roll-pins.ts";
import { failedProblem } from "../sync/problems.ts";

/** A descriptor that was loaded, and where its files stand. */
export interface Loaded extends Pick<LoadedDescriptor, "inputs"> {
  readonly root: string;
  readonly paths: PagePaths;
  readonly files: DescriptorFiles;
}

/**
 * Reads the prose of a descriptor, and rolls the pins in both. The descriptor that this gives was loaded once for proof.
 *
 * @param text the descriptor, whose facts may be newer than those in its file
 * @param loaded what was loaded of it
 * @param repositories what its pages can pin
 * @returns what the files are to hold, and what `prose` held before
 */
export function rollPinsOf(
  text: string,
  { root, paths, files, inputs }: Loaded,
  repositories: readonly PinnedRepository[],
): RolledPins & { readonly before: ReadonlyMap<string, string> } {
  const others = new Set([paths.descriptor, paths.info, paths.snapshot]);
  const names = new Set(inputs.map(({ path }) => path).filter((path) => !others.has(path)));
  const before = new Map<string, string>();
  for (const name of names) {
    const read = readText(join(root, name));
    if ("text" in read) before.set(name, read.text);
  }
  const rolled = rollPins({ descriptor: text, prose: before }, repositories);
  const proof = parseDescriptor(rolled.descriptor, { ...files, instead: rolled.prose });
  if (rolled.count === 0 || proof.descriptor) return { ...rolled, before };
  const problems = [failedProblem(rolled.outdated.flatMap(({ expected }) => expected ?? []))];
  return { descriptor: text, prose: before, count: 0, outdated: [], problems, before };
}
