import type { Finding } from "../findings/finding.ts";
import { plural } from "../findings/plural.ts";
import { firstNames } from "../findings/suggest.ts";
import { commandLine } from "../package.ts";
import type { CommandContext } from "./context.ts";
import { describeLeft, type Fixed } from "./fix-pages.ts";
import { secondsSince } from "./summary.ts";

/** What a run did. */
export interface VerifyRun {
  readonly left: readonly Finding[];
  /** How many were verified. */
  readonly pages: number;
  readonly fixed: Fixed;
  readonly stale: readonly string[];
  readonly hasCatalog: boolean;
}

/** Says what was found, mended and left, what was not looked at, and what to run next. */
export function summarizeVerify(
  { left, pages, fixed, stale, hasCatalog }: VerifyRun,
  context: CommandContext,
  started: number,
): void {
  const errors = left.filter(({ severity }) => severity === "error").length;
  const warnings = left.filter(({ severity }) => severity === "warning").length;
  const parts = [plural(errors, "error"), plural(warnings, "warning")];
  for (const line of describeLeft(fixed)) context.err(`${line}\n`);
  if (fixed.count > 0) parts.unshift(`fixed ${plural(fixed.count, "finding")} in ${plural(fixed.files, "file")}`);
  context.err(`${plural(pages, "page")}: ${parts.join(", ")} in ${secondsSince(started)} s\n`);
  if (!hasCatalog) context.err("definitions not looked at: no catalog\n");
  if (stale.length > 0)
    context.err(
      `found in ${stale.length === 1 ? "a page that is" : `${stale.length} pages that are`} not as the project makes ` +
        `${stale.length === 1 ? "it" : "them"} now: ${firstNames(stale)}; run ${commandLine("build")}\n`,
    );
  if (fixed.sources.length > 0) context.err(`the pages are as before: run ${commandLine("build")}\n`);
}
