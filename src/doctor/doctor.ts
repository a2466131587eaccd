import { caches } from "./caches.ts";
import { lineEnds } from "./line-ends.ts";
import { mergeConflicts } from "./merge-conflicts.ts";
import { schemaPaths } from "./schema-paths.ts";
import { settings } from "./settings.ts";
import type { Check, Looked, Setup } from "./setup.ts";
import { versions } from "./versions.ts";

/** What is looked at, in the order in which one would mend it. */
const CHECKS: readonly Check[] = [versions, settings, schemaPaths, mergeConflicts, caches, lineEnds];

/** A check that was made. */
export interface Checked extends Looked {
  readonly name: string;
}

/**
 * Looks at what is set up around a project.
 *
 * @param setup the project, and the machine that it is on
 * @param known what the commands found already, by the names of the checks that it belongs to; a name that no check has is
 *   a check of its own
 * @returns each check with what does not fit
 */
export function examine(setup: Setup, known: ReadonlyMap<string, Looked>): Checked[] {
  const own = CHECKS.map(({ name, look }) => {
    const { seen, findings } = look(setup);
    return { name, seen, findings: [...findings, ...(known.get(name)?.findings ?? [])] };
  });
  const names = new Set(own.map(({ name }) => name));
  return [...own, ...[...known].filter(([name]) => !names.has(name)).map(([name, looked]) => ({ name, ...looked }))];
}
