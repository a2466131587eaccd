import { basename, dirname, posix, resolve } from "node:path";
import { withKnownFacts } from "./facts-file.ts";
import type { Finding } from "../findings/finding.ts";
import type { PagePaths } from "../project/paths.ts";
import { ProjectError } from "../project/project.ts";
import { guideName } from "../project/names.ts";
import { isGuide, keyOf } from "../preview/address.ts";
import type { DriftChange } from "../pr-report/drift-section.ts";
import type { ReportedPage } from "../pr-report/page.ts";
import { changeReport } from "../pr-report/report.ts";
import { makeBaseline, withoutBaseline } from "../verify/baseline.ts";
import { findBase, listWorkingFiles, takeBaseFiles } from "./base-files.ts";
import { openCatalog } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { openCustomRules } from "./custom-rules.ts";
import { withoutKnown } from "./hold-baseline.ts";
import { createPageVerifier, withoutEdits } from "./page-verifier.ts";
import { driftOf, findPageFiles, openSide, originsOfPage, type Side, textOfPage } from "./report-side.ts";

export interface PrReportOptions extends CommonOptions {
  readonly base: string;
  readonly previewUrl?: string | undefined;
  readonly catalog?: string | undefined;
  readonly registry?: "public" | "mirror" | undefined;
  readonly baseline?: string | undefined;
}

/**
 * `dhi-guides pr-report --base REF`: tells what a change does to the pages, in Markdown.
 *
 * @param options the command line
 * @param context the process
 * @returns 0, whatever the change does
 * @throws ProjectError where it cannot say: no repository, no such commit, settings that are wrong
 */
export async function prReport(options: PrReportOptions, context: CommandContext): Promise<ExitStatus> {
  const root = resolve(options.root);
  const preview = options.previewUrl === undefined ? undefined : siteAddress(options.previewUrl);
  const taken = takeBaseFiles(root, findBase(root, options.base));
  try {
    const before = openSide(taken.root, taken.files, context.packagedTemplates, `${options.base}: `);
    const after = openSide(root, listWorkingFiles(root), context.packagedTemplates);
    const pages = findPages(before, after, preview);
    const [old, current] = await findingsOf(before, after, pages, options);
    context.out(
      changeReport({
        base: options.base,
        pages,
        newFindings: withoutBaseline(current, makeBaseline(old)),
        goneFindings: withoutBaseline(old, makeBaseline(current)),
        drift: driftChange(before, after),
      }),
    );
    return 0;
  } finally {
    taken.remove();
  }
}

function siteAddress(given: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ProjectError(`--preview-url ${given} is no address, expected for example https://example.com/guides/`);
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** The pages that differ, on both sides. */
function findPages(before: Side, after: Side, preview: URL | undefined): ReportedPage[] {
  const kept = findPageFiles([before, after]);
  const files = new Set([...kept, ...before.made.keys(), ...after.made.keys()]);
  return [...files].sort().flatMap((file): ReportedPage[] => {
    const [old, current] = [before, after].map((side) => {
      const text = textOfPage(side, file, kept.has(file));
      return text === undefined ? undefined : { side, text };
    });
    if (old?.text === current?.text) return [];
    const page = after.made.get(file) ?? before.made.get(file);
    const sideOf = (each: typeof old) =>
      each && { text: each.text, origins: originsOfPage(each.side, file, each.text) };
    const { paths } = page ?? {};
    const url = preview && paths && current ? new URL(`${encodeURI(keyOf(paths))}.html`, preview).href : undefined;
    const name = paths?.name ?? nameOfFile(file);
    return [
      {
        file,
        label: paths ? labelOf(paths) : file,
        names: [name, ...(page?.content ? [page.content.model.title] : [])],
        url,
        before: sideOf(old),
        after: sideOf(current),
      },
    ];
  });
}

const labelOf = (paths: PagePaths): string => (isGuide(paths) ? paths.id : `${paths.id} ${paths.page.name}`);

/** A page that no descriptor makes is called as its folder is. */
function nameOfFile(file: string): string {
  const folder = posix.basename(dirname(file));
  const name = folder === "." ? basename(file, ".md") : folder;
  return guideName(name) ?? name;
}

/** What is wrong with the sources of both sides, and with the pages that differ. */
async function findingsOf(
  before: Side,
  after: Side,
  pages: readonly ReportedPage[],
  options: PrReportOptions,
): Promise<readonly [readonly Finding[], readonly Finding[]]> {
  // The rules are those that are there now: those of the base may need what is installed beside them.
  const { rules, findings: unusable } = await openCustomRules(after.project);
  const defined = await openCatalog(options.catalog, after.project);
  const verified = async (side: Side, textOf: (page: ReportedPage) => string | undefined) => {
    const { catalog } = withKnownFacts(side.project, defined);
    const verify = createPageVerifier(options, side.project, catalog, rules);
    const found: Finding[] = [];
    for (const page of pages) {
      const text = textOf(page);
      if (text === undefined) continue;
      // Whether a suppression is used shows when all pages are verified.
      const findings = (await verify(page.file, text)).filter(({ code }) => code !== "unused-suppression");
      found.push(...findings.map(({ fact: _, ...finding }) => withoutEdits(finding)));
    }
    return found;
  };
  const sides = [
    [...before.findings, ...(await verified(before, (page) => page.before?.text))],
    [...after.findings, ...unusable, ...(await verified(after, (page) => page.after?.text))],
  ] as const;
  const { baseline } = options;
  if (baseline === undefined) return sides;
  const known = (findings: readonly Finding[]) => withoutKnown(findings, baseline, after.project.root);
  return [known(sides[0]), known(sides[1])];
}

/** Drift of pages that are no more is not paid off. */
function driftChange(before: Side, after: Side): DriftChange {
  const [old, current] = [driftOf(before), driftOf(after)];
  const [known, left] = [old, current].map((list) => new Set(list.map(({ key }) => key)));
  const stays = new Set(after.project.pages.map(({ drift }) => drift));
  const told = ({ paths, section }: (typeof old)[number]) => ({ page: labelOf(paths), section });
  return {
    paid: old.filter(({ key, paths }) => !left?.has(key) && stays.has(paths.drift)).map(told),
    added: current.filter(({ key }) => !known?.has(key)).map(told),
  };
}
