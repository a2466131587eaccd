import { commandLine } from "../package.ts";
import type { Finding } from "../findings/finding.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { KINDS, type Kind } from "../kinds/kinds.ts";
import { settingsOf } from "../project/config.ts";
import type { Project } from "../project/project.ts";
import { findUnmanaged, idOf } from "../project/paths.ts";
import type { CommonOptions } from "./context.ts";
import { firstNames } from "../findings/suggest.ts";
import { isSystemError } from "../files/system-error.ts";

/** What is told about guides that have no descriptor yet. */
export interface Unmanaged {
  /** To be reported with the findings. */
  readonly notes: readonly Finding[];
  /** To be printed before the summary; empty where there is nothing to tell. */
  readonly line: string;
}

const NOTHING: Unmanaged = { notes: [], line: "" };

/**
 * Tells which guides have no descriptor yet, where the settings say where finished guides stand: all of them to machines,
 * in one line to people. It is no mistake: a catalog moves over step by step.
 *
 * @param asked the guides that the command was asked for: nothing is told where it was not asked for all
 * @param project its settings, and what has a descriptor
 * @param options the reporter, and the root
 */
export function findUnmanagedGuides(
  asked: readonly string[],
  { config, pages }: Pick<Project, "config" | "pages">,
  { root, reporter }: Pick<CommonOptions, "root" | "reporter">,
): Unmanaged {
  if (asked.length > 0) return NOTHING;
  const unmanaged = KINDS.flatMap((kind: Kind) => {
    const pattern = settingsOf(config, kind).published;
    const names = new Set(pages.filter((paths) => paths.kind === kind).map(({ name }) => name));
    if (pattern === undefined) return [];
    return listUnmanaged(root, pattern, names).map(({ name, file }) => ({ name: idOf(kind, name), file }));
  });
  if (unmanaged.length === 0) return NOTHING;
  const note = { code: "guide-unmanaged", severity: "note", line: 1, column: 1 } as const;
  const fix = `run ${commandLine("adopt FILE")}`;
  const text = lineOf(unmanaged.map(({ name }) => name));
  switch (reporter) {
    case "json":
    case "sarif":
    case "junit":
      return {
        notes: unmanaged.map(({ file }) => ({ ...note, file, message: "guide without a descriptor", fix })),
        line: "",
      };
    case "github":
    case "markdown":
      // GitHub shows ten annotations of a step at most.
      return { notes: [{ ...note, file: CONFIG_FILE, message: text, fix }], line: "" };
    case "pretty":
      return { notes: [], line: `${text}\n` };
  }
}

/** A folder that cannot be read lists nothing: no guide is made from it. */
function listUnmanaged(root: string, pattern: string, names: ReadonlySet<string>): ReturnType<typeof findUnmanaged> {
  try {
    return findUnmanaged(root, pattern, names);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

function lineOf(names: readonly string[]): string {
  const count = names.length === 1 ? "1 guide is" : `${names.length} guides are`;
  return `${count} unmanaged: ${firstNames(names, " (all of them: --reporter json)")}`;
}
