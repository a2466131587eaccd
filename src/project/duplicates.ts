import { basename } from "node:path";
import { foldCase } from "../files/fold-case.ts";
import type { Finding } from "../findings/finding.ts";
import { CONFIG_FILE } from "./names.ts";
import { guidesOf, type PagePaths } from "./paths.ts";

/** Descriptors that get in each other's way. */
export interface Duplicates {
  readonly findings: readonly Finding[];
  /** The descriptors of which nothing is made. */
  readonly refused: ReadonlySet<string>;
}

/**
 * Finds descriptors of what another one describes, which several patterns can bring about, and those of things whose pages
 * would be written to the same file.
 *
 * @param pages the pages of a project, in its order
 * @returns a finding about each descriptor but the first. Of two descriptors of one thing the first is made; of two things
 *   neither is, for nobody knows whose the file is
 */
export function findDuplicates(pages: readonly PagePaths[]): Duplicates {
  const findings: Finding[] = [];
  const refused = new Set<string>();
  const things = new Map<string, PagePaths>();
  for (const paths of guidesOf(pages)) {
    const first = things.get(paths.id);
    if (!first) {
      things.set(paths.id, paths);
      continue;
    }
    refused.add(paths.descriptor);
    const message = `unexpected second descriptor of "${paths.id}", the first is ${first.descriptor}`;
    findings.push(duplicate(paths, message, `remove one of them, or rename ${basename(paths.descriptor)}`));
  }
  const outputs = new Map<string, PagePaths>();
  const told = new Set<string>();
  for (const paths of pages.filter(({ descriptor }) => !refused.has(descriptor))) {
    // On macOS and Windows, what differs in case alone is one file.
    const first = outputs.get(foldCase(paths.output));
    if (!first) outputs.set(foldCase(paths.output), paths);
    else if (!told.has(paths.descriptor)) {
      told.add(paths.descriptor);
      refused.add(first.descriptor).add(paths.descriptor);
      const elsewhere = first.output === paths.output ? "" : `, as ${first.output} on macOS and Windows`;
      const message = `unexpected second page for ${paths.output}, the first is that of ${first.descriptor}${elsewhere}`;
      const fix = `rename one of the two, or have ${CONFIG_FILE} say other outputs`;
      findings.push(duplicate(paths, message, fix));
    }
  }
  return { findings, refused };
}

function duplicate({ descriptor }: PagePaths, message: string, fix: string): Finding {
  return { code: "descriptor-duplicate", severity: "error", file: descriptor, line: 1, column: 1, message, fix };
}
