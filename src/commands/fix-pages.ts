import { readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFiles, type Replacement } from "../files/replace-files.ts";
import { formatMarkdown } from "../format/format-markdown.ts";
import type { Project } from "../project/project.ts";
import { mendPage } from "../verify/fix.ts";
import type { FixableFinding } from "../verify/rule.ts";
import { fixSources, type LeftFix, type PageVerifier } from "./fix-sources.ts";

/** What `--fix` did. */
export interface Fixed {
  /** How many findings it mended, and in how many files. */
  readonly count: number;
  readonly files: number;
  /** The pages that are written. */
  readonly pages: ReadonlySet<string>;
  /** What is found in pages until they are built again, though it is mended in their sources. */
  readonly mendedInSources: readonly FixableFinding[];
  /** The sources of pages, not written yet. */
  readonly sources: readonly Replacement[];
  /** What has one answer, and no one place in the sources where it could be given. */
  readonly left: readonly LeftFix[];
}

export const NOTHING_FIXED: Fixed = {
  count: 0,
  files: 0,
  pages: new Set(),
  mendedInSources: [],
  sources: [],
  left: [],
};

/**
 * Mends what has one answer: in pages that people write, which are written; and in the sources of pages that descriptors
 * make, which are not: where findings come from is told by the sources as they are.
 *
 * @param findings what was found
 * @param project the project
 * @param verify verifies a page's text
 * @throws the system's error where a page cannot be read or written
 */
export async function fixPages(
  findings: readonly FixableFinding[],
  project: Project,
  verify: PageVerifier,
): Promise<Fixed> {
  const { root, pages } = project;
  const made = new Set(pages.map(({ output }) => output));
  const fixable = new Set(findings.filter(({ edits }) => edits !== undefined).map(({ file }) => file));
  const written = new Set<string>();
  let count = 0;
  for (const file of fixable) {
    if (made.has(file)) continue;
    const mended = await mendPage(
      readFileSync(join(root, file), "utf8"),
      findings.filter((finding) => finding.file === file),
      { verify: (text) => verify(file, text), style: formatMarkdown },
    );
    if (mended.fixed.length === 0) continue;
    replaceFiles(root, [{ file, text: mended.text }]);
    written.add(file);
    count += mended.fixed.length;
  }
  const ours = findings.filter(({ file, edits }) => made.has(file) && edits !== undefined);
  const { fixed, sources, left } = await fixSources(ours, project, verify);
  return {
    count: count + fixed.length,
    files: written.size + sources.length,
    pages: written,
    mendedInSources: fixed,
    sources,
    left,
  };
}

/** One line for each place that is left, however many pages it is in. */
export function describeLeft({ left }: Pick<Fixed, "left">): readonly string[] {
  const byPlace = new Map<string, FixableFinding[]>();
  for (const { finding, why } of left) {
    const key = `${finding.code}: ${why}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), finding]);
  }
  return [...byPlace].map(([key, [first, ...others]]) => {
    const more = others.length > 0 ? `, and ${others.length} more` : "";
    return `not fixed: ${first?.file ?? ""}:${first?.line ?? 1} ${key}${more}`;
  });
}
