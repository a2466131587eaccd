import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import type { Finding } from "../findings/finding.ts";
import { place } from "../findings/problem.ts";
import { verifyRuleUrl } from "../findings/rule-url.ts";
import { CONFIG_FILE } from "../project/names.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import { createLocator } from "../yaml/locate.ts";
import type { SourceTracer } from "./shared-findings.ts";

/** The file of a suppression in the settings, as findings name it: whoever wrote it on Windows may have put `\`. */
export function suppressedFile({ file }: { readonly file: string }): string {
  return posix.normalize(file.replaceAll("\\", "/"));
}

/** A run of `verify`. */
interface Run {
  readonly project: Project;
  /** The pages that are verified; what the settings accept in them is accepted already. */
  readonly files: readonly string[];
  readonly tracer: SourceTracer;
  /** Whether all pages are verified, so that it shows which suppressions are unused. */
  readonly isWhole: boolean;
  /** Whether a rule could find anything in a page. */
  readonly ran: (rule: string, page: PagePaths) => boolean;
}

/**
 * Leaves out what the settings accept where findings are told: in a partial, the package's own as well, in a descriptor,
 * in an author's file.
 *
 * @param findings those of the pages
 * @returns the findings that are left; on a whole run, those about suppressions that accept nothing besides
 */
export function acceptAtSources(findings: readonly Finding[], run: Run): readonly Finding[] {
  const { config } = run.project;
  const pages = new Set(run.files);
  const all = config.verify.suppress.map((each, index) => ({ ...each, file: suppressedFile(each), index }));
  const suppressions = all.filter(({ file }) => !pages.has(file));
  if (suppressions.length === 0) return findings;
  const used = new Set<number>();
  const left = findings.filter((finding) => {
    const ofRule = suppressions.filter(({ rule }) => rule === finding.code);
    if (ofRule.length === 0) return true;
    const { file, line } = run.tracer.sourceOf(finding);
    const accepting = ofRule.find(
      (each) =>
        each.file === file &&
        (each.match === undefined || finding.message.includes(each.match) || line.includes(each.match)),
    );
    if (accepting) used.add(accepting.index);
    return accepting === undefined;
  });
  const unused = suppressions.filter((each) => !used.has(each.index) && isJudged(each, run));
  return [...left, ...tellUnused(unused, run.project)];
}

/** What could have been found: in a source of the project that pages of this run are made from; or in no file at all. */
function isJudged(
  { file, rule }: { readonly file: string; readonly rule: string },
  { project, files, tracer, isWhole, ran }: Run,
) {
  if (!isWhole || files.some((each) => tracer.isStale(each))) return false;
  const own = project.pages.filter(({ descriptor }) => descriptor === file);
  const isTemplate = project.templates.some((template) => template.file === file);
  if (own.length === 0 && !isTemplate) return !existsSync(join(project.root, file));
  const verified = (own.length > 0 ? own : project.pages).filter(({ output }) => files.includes(output));
  return verified.some((page) => ran(rule, page));
}

function tellUnused(
  unused: readonly { readonly file: string; readonly rule: string; readonly reason: string; readonly index: number }[],
  { root, config }: Project,
): Finding[] {
  const code = "unused-suppression";
  const severity = config.verify.rules?.[code] ?? "warning";
  if (unused.length === 0 || severity === "off") return [];
  const locator = createLocator(readFileSync(join(root, CONFIG_FILE), "utf8"));
  return unused.map(({ file, rule, reason, index }) => ({
    ...place(
      {
        code,
        severity,
        message: `unexpected suppression of ${rule} (${reason}), which finds nothing in ${file}`,
        fix: "Name the file as the finding does, or remove the suppression.",
        place: { path: ["verify", "suppress", index, "file"], part: "value" },
      },
      CONFIG_FILE,
      locator,
    ),
    url: verifyRuleUrl(code),
  }));
}
