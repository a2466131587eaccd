import type { Finding } from "../findings/finding.ts";
import { commandLine } from "../package.ts";
import type { Project } from "../project/project.ts";

/** The rule that holds lists of tags against the definitions. */
const LISTED_TAG = "listed-tag";

/**
 * Tells once of each snapshot that its tags are not those of the definitions any more: nobody mends them one by one.
 *
 * @param findings what was found, at its sources
 * @param project the project, whose snapshots these are
 * @returns the same, with one finding for all tags of a snapshot
 */
export function foldSnapshots(findings: readonly Finding[], { pages }: Pick<Project, "pages">): Finding[] {
  const snapshots = new Set(pages.map(({ snapshot }) => snapshot));
  const isFolded = ({ code, file }: Finding) => code === LISTED_TAG && snapshots.has(file);
  const told = new Set<string>();
  return findings.flatMap((finding) => {
    if (!isFolded(finding)) return finding;
    if (told.has(finding.file)) return [];
    told.add(finding.file);
    return outdated(finding);
  });
}

const outdated = ({ file, severity }: Finding): Finding => ({
  code: "facts-outdated",
  severity,
  file,
  line: 1,
  column: 1,
  message: "unexpected tags, which pages list and nobody publishes any more",
  expected: "the tags of the definitions",
  fix: `run ${commandLine("sync")}, which writes the file, then ${commandLine("build")}`,
});
