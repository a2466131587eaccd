import type { Catalog } from "../catalog/catalog.ts";
import { compareFindings } from "../findings/finding.ts";
import { verifyRuleUrl } from "../findings/rule-url.ts";
import type { Samples } from "./code/samples.ts";
import type { VerifyConfig } from "./config.ts";
import type { FixableFinding, Rule } from "./rule.ts";
import type { PageFacts } from "./page.ts";
import { type ParsedGuide, positionAt } from "./parsed/parsed-guide.ts";
import { RULES } from "./rules/index.ts";
import { applySuppressions, type Suppression } from "./suppressions.ts";

/**
 * Runs every rule over a guide.
 *
 * @param suppressions findings that somebody accepts, besides the guide's own comments
 * @returns the findings that are left, in the order of the guide
 */
export async function checkGuide(
  guide: ParsedGuide,
  catalog: Catalog,
  config: VerifyConfig,
  suppressions: readonly Suppression[],
  samples: Samples,
): Promise<FixableFinding[]> {
  const findings: FixableFinding[] = [];
  for (const rule of RULES) {
    const configured = config.severity[rule.code] ?? rule.severity;
    if (configured === "off") continue;
    for (const problem of await rule.check({ guide, catalog, config, samples })) {
      const { start, end, severity: own, ...rest } = problem;
      const endPosition = end === undefined ? undefined : positionAt(guide, end);
      findings.push({
        code: rule.code,
        // What a rule itself is less sure of stays a warning, whatever the rule is set to.
        severity: configured === "warning" ? "warning" : (own ?? configured),
        file: guide.file,
        ...positionAt(guide, start),
        ...(endPosition && { endLine: endPosition.line, endColumn: endPosition.column }),
        ...rest,
        url: verifyRuleUrl(rule.code),
      });
    }
  }
  const silent = silentWithout(catalog, guide);
  return applySuppressions(guide, findings, suppressions, config, (rule) => !silent.has(rule)).sort(compareFindings);
}

/** The codes of the rules that can find nothing, so that their silence proves nothing. */
export function silentWithout(
  catalog: Catalog,
  { image, chart }: Pick<PageFacts, "image" | "chart">,
): ReadonlySet<string> {
  const isThere: Readonly<Record<NonNullable<Rule["needs"]>, boolean>> = {
    names: catalog.imageNames.size > 0,
    definitions: image !== undefined,
    charts: catalog.charts.size > 0,
    chart: chart !== undefined,
  };
  const isSilent = ({ needs }: Rule) => needs !== undefined && !isThere[needs];
  return new Set(RULES.filter(isSilent).map(({ code }) => code));
}
