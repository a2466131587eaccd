import { existsSync } from "node:fs";
import { join } from "node:path";
import { adoptPages, type Adoption } from "../adopt/adopt.ts";
import { findRecurringText, rawShare } from "../adopt/own-text.ts";
import { labelOf } from "../adopt/read/page-of.ts";
import type { SnapshotOf } from "../adopt/read/things.ts";
import { FIRST_KIND } from "../kinds/kinds.ts";
import { definedIn } from "../sync/find-defined.ts";
import { orderSnapshot, snapshotText } from "../sync/snapshot.ts";
import { commandLine } from "../package.ts";
import type { Description } from "../adopt/describe/describe-guide.ts";
import { idOf } from "../project/paths.ts";
import { plural } from "../findings/plural.ts";
import { firstNames } from "../findings/suggest.ts";
import { openCatalog } from "./catalog.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { startProgress, type ProgressBar } from "./progress.ts";
import { report } from "./report.ts";
import { keepClaimsOf } from "./sync.ts";

export interface AdoptCommandOptions extends CommonOptions {
  readonly into?: string | undefined;
  readonly force?: boolean | undefined;
  /** The catalog whose definitions are held against what the guides claim. */
  readonly from?: string | undefined;
}

/**
 * `dhi-guides adopt PATH...`: existing pages to descriptors, shared text and drift, proved by rendering them again.
 *
 * @param paths pages, or folders of pages
 * @param options the command line
 * @param context the process
 * @returns 1 where there are errors, or no page was adopted
 */
export async function adopt(
  paths: readonly string[],
  options: AdoptCommandOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  const started = performance.now();
  const root = options.into ?? options.root;
  // A folder that holds no definitions is a mistake to be mended first.
  const { from } = options;
  const definitions = from ?? paths.find(isCatalog);
  const catalog = definitions === undefined ? undefined : await openCatalog(definitions, { root, config: {} }, false);
  const snapshotOf: SnapshotOf = (kind, name, listed) => {
    const stated = catalog && definedIn(name, kind, catalog)?.snapshot;
    const facts = stated && orderSnapshot(stated, listed);
    return facts && { facts, text: snapshotText(facts) };
  };
  let bar: ProgressBar | undefined;
  const progress = {
    stage: (name: string, total: number) => {
      bar?.stop();
      bar = total > 0 ? startProgress(`pages: ${name}`, context, options.quiet) : undefined;
      bar?.start(total);
    },
    step: () => bar?.step(),
  };
  const {
    packagedTemplates,
    process: { pid },
  } = context;
  const force = options.force ?? false;
  const adoption = adoptPages({ paths, root, packagedTemplates, snapshotOf, force, pid, progress });
  bar?.stop();
  const written = adoption.write();
  const names = new Set(adoption.pages.map(({ source: { kind, name } }) => idOf(kind, name)));
  const kept = from !== undefined && catalog && names.size > 0 ? keepClaimsOf([...names], root, catalog, context) : [];
  const status = report([...adoption.findings, ...kept], context, { ...options, root });
  if (!options.quiet) {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    for (const line of summary(adoption)) context.err(`${line}\n`);
    const known = adoption.known.length > 0 ? `, ${adoption.known.length} known already` : "";
    context.err(
      `${plural(adoption.pages.length, "page")} adopted and proved${known}, ${plural(written.length, "file")} written in ${seconds} s\n`,
    );
  }
  // Who asked for pages and got none has not got what they asked for, whatever the reason.
  return adoption.pages.length + adoption.known.length === 0 ? 1 : status;
}

/** Whether a folder is a catalog's root: it may have definitions. */
const isCatalog = (path: string) => existsSync(join(path, FIRST_KIND.folder));

/** What a maintainer does next: pages that come back in another style, drift, and text that could be shared. */
function summary({ pages, sources }: Adoption): string[] {
  const restyled = sources.filter(({ source, text }) => source !== text).map(({ kind, name }) => idOf(kind, name));
  const drifted = pages.filter(({ description }) => description.drift.length > 0);
  const entries = drifted.reduce((sum, { description }) => sum + description.drift.length, 0);
  const groups = new Map<string, Description[]>();
  for (const { source, description } of pages) {
    const label = labelOf(source);
    groups.set(label, [...(groups.get(label) ?? []), description]);
  }
  return [
    ...(restyled.length > 0
      ? [`${plural(restyled.length, "page")} not in house style, to come back in it: ${firstNames(restyled)}`]
      : []),
    ...(entries > 0
      ? [
          `${plural(entries, "block")} of ${plural(drifted.length, "page")} ${entries === 1 ? "words" : "word"} shared text otherwise; ${commandLine("drift")} lists them`,
        ]
      : []),
    ...[...groups].flatMap(([label, descriptions]) =>
      findRecurringText(descriptions).map(
        ({ heading, pages: count, share }) =>
          `own text in ${plural(count, label)} (${Math.round(share * 100)}%): ${heading}`,
      ),
    ),
    ...[...groups].map(
      ([label, descriptions]) =>
        `${plural(descriptions.length, label)}: ${Math.round(rawShare(descriptions) * 100)}% raw text`,
    ),
  ];
}
