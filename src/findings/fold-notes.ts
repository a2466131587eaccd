import type { Finding } from "./finding.ts";
import { plural } from "./plural.ts";
import { firstNames } from "./suggest.ts";

/** Notes that a whole catalog has: among so many, errors drown. */
const FOLDED: ReadonlySet<string> = new Set(["info-differs"]);
/** So many are told each. */
const MOST = 3;

/**
 * Tells a person once what many descriptors have. A machine is told each.
 *
 * @param findings the findings, sorted
 * @returns the findings, with the first note in the place of more than three of one code
 */
export function foldNotes(findings: readonly Finding[]): readonly Finding[] {
  const byCode = new Map<string, Finding[]>();
  for (const finding of findings)
    if (finding.severity === "note" && FOLDED.has(finding.code))
      byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding]);
  return findings.flatMap((finding) => {
    const alike = byCode.get(finding.code) ?? [];
    if (alike.length <= MOST || !alike.includes(finding)) return [finding];
    if (finding !== alike[0]) return [];
    const files = [...new Set(alike.map(({ file }) => file))];
    const where = `${plural(files.length, "file")}: ${firstNames(files)}`;
    return [{ ...finding, message: `${finding.message} (1 of ${alike.length} in ${where}; --reporter json has all)` }];
  });
}
