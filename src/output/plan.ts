import { readFileSync } from "node:fs";
import { hashOf } from "./manifest.ts";

/** What is to happen to one output. */
export type OutputState =
  /** There is no file yet. */
  | "new"
  /** The file is what the tool wrote earlier, and now outdated. */
  | "changed"
  /** The file is what it should be. */
  | "same"
  /** Somebody changed the file by hand since the tool wrote it. */
  | "edited"
  /** The tool never wrote this file. */
  | "foreign";

export interface OutputPlan {
  readonly state: OutputState;
  /** What the file holds now; undefined for a new one. */
  readonly current: string | undefined;
}

/**
 * Compares an output with what stands in its place.
 *
 * @param path the output
 * @param text what it should hold; undefined for a leftover, whose descriptor is gone
 * @param known the hashes of what the tool wrote there, as far as it is remembered
 * @returns what is to happen
 * @throws the system's error where the file exists but cannot be read
 */
export function planOutput(path: string, text: string | undefined, known: ReadonlySet<string>): OutputPlan {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { state: "new", current: undefined };
    throw error;
  }
  const current = bytes.toString("utf8");
  // Git may have checked the file out with CRLF: that is no edit.
  if (current === text) return { state: "same", current };
  if (known.size === 0) return { state: "foreign", current };
  const isOurs = known.has(hashOf(bytes)) || (current.includes("\r\n") && known.has(hashOf(toLf(current))));
  return { state: isOurs ? "changed" : "edited", current };
}

function toLf(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
