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
  for (const [name, text] of texts) {
    const styled = formatMarkdown(text);
    if (!(await oracle.agrees(text, styled))) report.unequal.push(name);
    // Most guides are in house style already: then they read the same and stay.
    if (styled === text) continue;
    if (render(styled) !== render(text)) report.changed.push(name);
    if (formatMarkdown(styled) !== styled) report.unstable.push(name);
  }
  return report;
}
