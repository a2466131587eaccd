import { join } from "node:path";
import { hashOf } from "../incremental/stamp.ts";
import { MANIFEST, readManifest, type Manifest } from "./manifest.ts";
import { planOutput, type OutputPlan } from "./plan.ts";
import { findAbandoned } from "./staging.ts";

/** What is remembered of the outputs that the tool wrote. */
export interface OutputMemory {
  readonly manifest: Manifest;
  /** Folders that killed builds left behind. */
  readonly abandoned: readonly string[];
  /** Compares an output with what stands in its place; `text` is undefined for a leftover. */
  readonly plan: (file: string, text: string | undefined) => OutputPlan;
  /** Whether the manifest has the output as it should be. */
  readonly isEntered: (file: string, text: string) => boolean;
}

/**
 * Recalls what was written to an output folder.
 *
 * @param folder the output folder
 * @param isAlive tells whether a process is still at work
 * @returns the memory: the manifest, and the journals of builds that did not end
 */
export function recall(folder: string, isAlive: (pid: number) => boolean): OutputMemory {
  const manifest = readManifest(join(folder, MANIFEST));
  const { journals, folders } = findAbandoned(folder, isAlive);
  return {
    manifest,
    abandoned: folders,
    plan: (file, text) => {
      const hashes = [manifest, ...journals].map((entries) => entries.get(file));
      return planOutput(join(folder, file), text, new Set(hashes.filter((hash) => hash !== undefined)));
    },
    isEntered: (file, text) => manifest.get(file) === hashOf(text),
  };
}
