import { commandLine } from "../package.ts";
import type { Finding } from "../findings/finding.ts";
import { isSystemError } from "../files/system-error.ts";
import { unifiedDiff } from "../files/diff.ts";
import { MANIFEST } from "../output/manifest.ts";
import { readOutputs } from "../output/read-outputs.ts";
import type { Project } from "../project/project.ts";
import type { BuiltPage } from "./built-page.ts";
import type { BuildRequest } from "./build-project.ts";
import { choosePages, type Counts } from "./choose-guides.ts";
import { compareGuide, compareLeftovers } from "./compare-guides.ts";
import { leftoverFinding, unreadableFinding } from "./folder-findings.ts";
import { createGuideMaker } from "./make-guide.ts";
import { GuideFindings } from "./guide-findings.ts";
import { outputFinding } from "./output-findings.ts";
import { withVolatileOf } from "./volatile-sections.ts";

/** What a check is asked for. */
interface CheckRequest extends Omit<BuildRequest, "force"> {
  /** Whether outputs may have other volatile sections than a build would write, or none. */
  readonly ignoresVolatile?: boolean | undefined;
  /** Is handed each page, as it would be written. */
  readonly onPage?: ((page: BuiltPage) => void) | undefined;
}

/** How outputs differ from what they should be. */
export interface CheckResult {
  readonly counts: Counts;
  readonly findings: readonly Finding[];
  /** A unified diff for each output that a build would write or remove. */
  readonly diffs: readonly string[];
  /** How many entries of drift there are, and in how many guides. */
  readonly drift: DriftCount;
}

export interface DriftCount {
  readonly entries: number;
  readonly guides: number;
}

/**
 * Says what a build would do, without the write.
 *
 * @returns a finding for each guide that is missing, outdated, edited by hand or left over, and everything that is wrong
 * @throws ProjectError where there is no guide of a name, or nothing to do at all
 */
export function checkProject(
  project: Project,
  { names, process, progress, ignoresVolatile = false, onPage }: CheckRequest,
): CheckResult {
  const chosen = choosePages(project, names);
  const { counts } = chosen;
  const maker = createGuideMaker(ignoresVolatile ? { ...project, volatile: true } : project);
  const findings: Finding[] = [...chosen.findings, ...maker.findings];
  const found = new GuideFindings();
  const diffs: string[] = [];
  const absent = new Map<string, string>();
  let drift: DriftCount = { entries: 0, guides: 0 };
  progress?.start(chosen.pages.length);
  try {
    const outputs = readOutputs(project, process.isAlive);
    if (outputs.brokenLine !== undefined)
      findings.push(manifestLineFinding(project.outputPath(MANIFEST), outputs.brokenLine));
    for (const paths of chosen.pages) {
      const guide = maker.make(ignoresVolatile ? { ...paths, page: { ...paths.page, volatile: true } } : paths);
      progress?.step();
      found.add(guide);
      onPage?.(guide);
      const entries = guide.drift?.file.entries.length ?? 0;
      if (entries > 0) drift = { entries: drift.entries + entries, guides: drift.guides + 1 };
      if (guide.isAbsent) {
        absent.set(project.outputFile(paths), paths.descriptor);
        counts.pages -= 1;
        continue;
      }
      if (guide.text === undefined) {
        counts.failed += 1;
        continue;
      }
      const file = project.outputFile(paths);
      const compare = (text: string) => compareGuide(text, file, project, outputs, unreadableFinding);
      let { text } = guide;
      let compared = compare(text);
      if (ignoresVolatile && "output" in compared && compared.output.current !== undefined) {
        text = withVolatileOf(compared.output.current, { ...guide, text });
        compared = compare(text);
      }
      if ("finding" in compared) {
        findings.push(compared.finding);
        continue;
      }
      const { state, current } = compared.output;
      const finding = outputFinding({ ...guide, text }, state, current);
      if (finding) {
        findings.push(finding);
        diffs.push(unifiedDiff(paths.output, current ?? "", text));
      } else if (outputs.manifest.get(file) === compared.wanted.hash) counts.same += 1;
      else findings.push(unrecordedFinding(paths.output));
    }
    if (names.length > 0) return { counts, findings: [...findings, ...found.all()], diffs, drift };
    const leftovers = compareLeftovers(project, outputs, absent);
    for (const { file, state, current, cause } of leftovers.pages) {
      const output = project.outputPath(file);
      findings.push(leftoverFinding(output, state, cause, leftovers.areMany));
      diffs.push(unifiedDiff(output, current ?? "", ""));
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    findings.push(unreadableFinding(error, project.root, project.outputFolder));
  }
  return { counts, findings: [...findings, ...found.all()], diffs, drift };
}

function unrecordedFinding(file: string): Finding {
  return {
    code: "output-unrecorded",
    severity: "error",
    file,
    line: 1,
    column: 1,
    message: "unexpected page that SHA256SUMS does not record, so that an edit by hand would not be noticed",
    fix: `run ${commandLine("build")} and commit SHA256SUMS with the pages`,
  };
}

function manifestLineFinding(file: string, line: number): Finding {
  return {
    code: "output-manifest",
    severity: "warning",
    file,
    line,
    column: 1,
    message: "unexpected line, expected a hash, two blanks and a page",
    fix: `run ${commandLine("build")}, which writes the file anew, and commit it with the pages`,
  };
}
