import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { adoptGuides, type AdoptedGuide, type Adoption } from "../adopt/adopt.ts";
import { driftPage } from "../adopt/drift/drift-page.ts";
import { findDrift, type Drift } from "../adopt/drift/drift.ts";
import { findStyleDrift, type StyleDrift } from "../adopt/drift/style-drift.ts";
import { MINIMUM } from "../adopt/read/units.ts";
import { unifiedDiff } from "../files/diff.ts";
import { relativePath } from "../files/relative-path.ts";
import { withPath } from "../files/system-error.ts";
import type { CommandContext, CommonOptions, ExitStatus } from "./context.ts";
import { parseConverge } from "./parse-converge.ts";
import { startProgress, type ProgressBar } from "./progress.ts";
import { printDiffs, report } from "./report.ts";
import { firstNames } from "../findings/suggest.ts";
import { plural } from "../findings/plural.ts";
import { secondsSince } from "./summary.ts";

export interface AdoptCommandOptions extends CommonOptions {
  readonly into?: string | undefined;
  readonly force?: boolean | undefined;
  /** Whether to write `drift.html` and `drift.json`. */
  readonly report?: boolean | undefined;
  /** A ratio, and headings of sections: which wordings become one. */
  readonly converge?: readonly string[] | undefined;
}

/**
 * `dhi-guides adopt PATH...`: existing guides to descriptors and partials, proved by rendering them again.
 *
 * @param paths guides, or folders of guides
 * @returns 1 where there are errors, or no guide was adopted
 */
export function adopt(paths: readonly string[], options: AdoptCommandOptions, context: CommandContext): ExitStatus {
  const started = performance.now();
  const root = options.into ?? options.root;
  let bar: ProgressBar | undefined;
  const progress = {
    stage: (name: string, total: number) => {
      bar?.stop();
      bar = total > 0 ? startProgress(`guides: ${name}`, context, options.quiet) : undefined;
      bar?.start(total);
    },
    step: () => bar?.step(),
  };
  const {
    packagedTemplates,
    process: { pid },
  } = context;
  const converge = options.converge && parseConverge(options.converge);
  const force = options.force ?? false;
  const adoption = adoptGuides({ paths, root, packagedTemplates, force, converge, pid, progress });
  bar?.stop();
  const written = [...adoption.write()];
  const style = findStyleDrift(adoption.sources);
  if (options.report) {
    const drift = findDrift(
      adoption.guides.map(({ guide, units }) => ({ name: guide.name, units })),
      countLines(adoption.guides),
      style,
      MINIMUM,
    );
    for (const [file, text] of [
      ["drift.json", `${JSON.stringify(drift, undefined, 1)}\n`],
      ["drift.html", driftPage(drift)],
    ] as const) {
      withPath(join(root, file), () => writeFileSync(join(root, file), text));
      written.push(file);
    }
  }
  const diffs = diffsOf(adoption);
  printDiffs(diffs, context, options);
  const status = report(adoption.findings, context, { ...options, root });
  if (!options.quiet) {
    const hint = converge ? ", which --force adopts again" : "";
    const known = adoption.known.length > 0 ? `, ${adoption.known.length} known already${hint}` : "";
    if (style.length > 0) context.err(`${styleLine(style, options.report ?? false)}\n`);
    if (converge) {
      const lines = diffs.reduce((sum, diff) => sum + countReplaced(diff), 0);
      context.err(
        `${plural(lines, "line")} of ${plural(diffs.length, "guide")} replaced for one wording: see the diff\n`,
      );
    }
    context.err(
      `${plural(adoption.guides.length, "guide")} adopted and proved${known}, ${plural(written.length, "file")} written in ${secondsSince(started)} s\n`,
    );
  }
  // Who asked for guides and got none has not got what they asked for, whatever the reason.
  return adoption.guides.length + adoption.known.length === 0 ? 1 : status;
}

function styleLine(style: readonly StyleDrift[], isReported: boolean): string {
  const list = firstNames(style.map(({ guide }) => guide));
  return `${plural(style.length, "guide")} not in house style, to come back in it: ${list} (${isReported ? "drift.html" : "--report"} shows how)`;
}

/** How the guides that were adopted with other words differ from their sources. */
function diffsOf({ guides, sources }: Adoption): string[] {
  const texts = new Map(sources.map(({ name, text }) => [name, text]));
  return guides.flatMap(({ guide: { name, path, text: after } }) => {
    const before = texts.get(name) ?? after;
    return before === after ? [] : unifiedDiff(relativePath(".", path), before, after);
  });
}

/** How many lines a diff of one file takes away; its first two lines are the file's name. */
function countReplaced(diff: string): number {
  return diff
    .split("\n")
    .slice(2)
    .filter((line) => line.startsWith("-")).length;
}

/** How many lines of all guides are worded by partials, with changes or without, and how many by their authors. */
function countLines(guides: readonly AdoptedGuide[]): Drift["lines"] {
  const lines = { shared: 0, near: 0, own: 0 };
  for (const { shared, near, own } of guides.map((guide) => guide.lines())) {
    lines.shared += shared;
    lines.near += near;
    lines.own += own;
  }
  return lines;
}
