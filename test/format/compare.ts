import { formatMarkdown } from "../../src/format/format-markdown.ts";
import type { createOracle } from "./prettier.ts";
import { render } from "./render.ts";

/** Names of the texts that are not as they should be. */
export interface Report {
  unequal: string[];
  changed: string[];
  unstable: string[];
}

/**
 * Formats texts, and looks whether they are Prettier's, read the same, and stay.
 *
 * @param texts each with its name
 */
export async function compare(
  oracle: ReturnType<typeof createOracle>,
  texts: ReadonlyArray<readonly [name: string, text: string]>,
): Promise<Report> {
  const report: Report = { unequal: [], changed: [], unstable: [] };
  // Some guides are in the catalog as they are before the replayed change, or after it.
  const looked = new Map<string, readonly (keyof Report)[]>();
  for (const [name, text] of texts) {
    const faults = looked.get(text) ?? (await faultsOf(oracle, text));
    looked.set(text, faults);
    for (const fault of faults) report[fault].push(name);
  }
  return report;
}

async function faultsOf(oracle: ReturnType<typeof createOracle>, text: string): Promise<(keyof Report)[]> {
  const faults: (keyof Report)[] = [];
  const styled = formatMarkdown(text);
  if (!(await oracle.agrees(text, styled))) faults.push("unequal");
  // Most guides are in house style already: then they read the same and stay.
  if (styled === text) return faults;
  if (render(styled) !== render(text)) faults.push("changed");
  if (formatMarkdown(styled) !== styled) faults.push("unstable");
  return faults;
}
