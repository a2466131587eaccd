import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type Catalog, EMPTY_CATALOG } from "../catalog/catalog.ts";
import { leadsOut } from "../files/relative-path.ts";
import type { Finding } from "../findings/finding.ts";
import type { DriftChange } from "../pr-report/drift-section.ts";
import type { ReportedPage } from "../pr-report/page.ts";
import { changeReport } from "../pr-report/report.ts";
import { ProjectError } from "../project/project.ts";
import { makeBaseline, withoutBaseline } from "../verify/baseline.ts";
import { findBase, listWorkingFiles, takeBaseFiles } from "./base-files.ts";
import { openCatalog } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { openCustomRules } from "./custom-rules.ts";
import { withKnownFacts } from "./facts-file.ts";
import { withoutKnown } from "./hold-baseline.ts";
import { createPageVerifier, withoutEdits } from "./page-verifier.ts";
import { findPages, labelOf } from "./report-pages.ts";
import { driftOf, findOutdated, findPageFiles, findUnmade, openSide, type Side } from "./report-side.ts";

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
 * @throws ProjectError where it cannot say: no repository, no such commit
 */
export async function prReport(options: PrReportOptions, context: CommandContext): Promise<ExitStatus> {
  const root = resolve(options.root);
  const preview = options.previewUrl === undefined ? undefined : siteAddress(options.previewUrl);
  const taken = takeBaseFiles(root, findBase(root, options.base));
  try {
    const after = openSide(root, listWorkingFiles(root), context.packagedTemplates);
    const before = openSide(taken.root, taken.files, context.packagedTemplates, after);
    const kept = findPageFiles([before, after]);
    const pages = findPages(before, after, kept, preview);
    const { old, current, notes } = await findingsOf(before, after, pages, options);
    const unmadeOf = (side: Side) => ({ settings: side.unmade, pages: findUnmade(side).map(labelOf) });
    context.out(
      changeReport({
        base: options.base,
        pages,
        newFindings: withoutBaseline(current, makeBaseline(old)),
        goneFindings: withoutBaseline(old, makeBaseline(current)),
        drift: driftChange(before, after),
        state: {
          before: unmadeOf(before),
          after: unmadeOf(after),
          outdated: findOutdated(after, kept).map(labelOf),
          notes,
        },
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

/** What is wrong with the sources of both sides, and with the pages that differ. */
async function findingsOf(before: Side, after: Side, pages: readonly ReportedPage[], options: PrReportOptions) {
  // The rules are those that are there now: those of the base may need what is installed beside them.
  const { rules, findings: unusable } = await openCustomRules(after.project);
  const notes: string[] = [];
  const opened = await catalogOf(options, after);
  if ("reason" in opened) notes.push(`Not held against the catalog: ${opened.reason}`);
  const defined = "catalog" in opened ? opened.catalog : EMPTY_CATALOG;
  const knownFacts = (side: Side): Catalog => {
    const known = withFactsOf(side, after, defined);
    if ("catalog" in known) return known.catalog;
    notes.push(`Not held against the facts ${side === before ? "before" : "after"} the change: ${known.reason}`);
    return defined;
  };
  const verified = async (side: Side, textOf: (page: ReportedPage) => string | undefined) => {
    const verify = createPageVerifier(options, side.project, knownFacts(side), rules);
    const found: Finding[] = [];
    for (const page of pages) {
      const text = textOf(page);
      // A page that moved as it was has the findings that it had.
      if (text === undefined || page.before?.text === page.after?.text) continue;
      const file = side === before ? (page.moved?.file ?? page.file) : page.file;
      // Whether a suppression is used shows when all pages are verified.
      const findings = (await verify(file, text)).filter(({ code }) => code !== "unused-suppression");
      found.push(...findings.map(({ fact: _, ...finding }) => withoutEdits(finding)));
    }
    return found;
  };
  const files = new Map(pages.flatMap(({ moved, file }) => (moved ? [[moved.file, file]] : [])));
  const isMoved = ({ file, ...finding }: Finding): Finding => ({ ...finding, file: files.get(file) ?? file });
  const { baseline } = options;
  const unknown = (findings: readonly Finding[]) =>
    baseline === undefined ? findings : withoutKnown(findings, baseline, after.project.root);
  const old = unknown([...before.findings, ...(await verified(before, (page) => page.before?.text))]);
  const current = unknown([...after.findings, ...unusable, ...(await verified(after, (page) => page.after?.text))]);
  return { old: old.map(isMoved), current, notes };
}

/** The catalog; or why the one that the settings name cannot be had, for the change may be about it. */
async function catalogOf(
  { catalog: given }: PrReportOptions,
  { project }: Side,
): Promise<{ readonly catalog: Catalog } | { readonly reason: string }> {
  const { root, config } = project;
  if (given === undefined && config.catalog !== undefined && !existsSync(resolve(root, config.catalog)))
    return { reason: `there is no ${config.catalog}` };
  try {
    return { catalog: await openCatalog(given, project) };
  } catch (error) {
    if (!(error instanceof ProjectError) || given !== undefined) throw error;
    return { reason: error.message };
  }
}

/** The catalog with the facts that a side's settings name; or why they cannot be had, for the change may be about them. */
function withFactsOf(
  { project }: Side,
  { project: { root } }: Side,
  catalog: Catalog,
): { readonly catalog: Catalog } | { readonly reason: string } {
  const { facts } = project.config;
  try {
    return withKnownFacts(facts !== undefined && leadsOut(facts) ? { ...project, root } : project, catalog);
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    return { reason: error.message };
  }
}

/** Drift of pages that are no more is not paid off; where a side cannot be made, none is known. */
function driftChange(before: Side, after: Side): DriftChange {
  if (before.unmade !== undefined || after.unmade !== undefined) return { paid: [], added: [] };
  const [old, current] = [driftOf(before), driftOf(after)];
  const [known, left] = [old, current].map((list) => new Set(list.map(({ key }) => key)));
  const stays = new Set(after.project.pages.map(({ drift }) => drift));
  const told = ({ paths, section }: (typeof old)[number]) => ({ page: labelOf(paths), section });
  return {
    paid: old.filter(({ key, paths }) => !left?.has(key) && stays.has(paths.drift)).map(told),
    added: current.filter(({ key }) => !known?.has(key)).map(told),
  };
}
