import type { Catalog } from "../catalog/catalog.ts";
import { compareFindings } from "../findings/finding.ts";
import { verifyRuleUrl } from "../findings/rule-url.ts";
import type { Samples } from "./code/samples.ts";
import type { VerifyConfig } from "./config.ts";
import type { CustomRule } from "./custom/custom-rule.ts";
import { runCustomRule } from "./custom/run-custom-rule.ts";
import type { FixableFinding, Rule, RuleProblem } from "./rule.ts";
import type { PageFacts } from "./page.ts";
import { type ParsedGuide, positionAt } from "./parsed/parsed-guide.ts";
import { RULES } from "./rules/index.ts";
import { applySuppressions, type Suppression } from "./suppressions.ts";

/**
 * Runs every rule over a guide.
 *
 * @param customRules the project's own; one that fails is a finding, and the others go on
 * @param suppressions findings that somebody accepts, besides the guide's own comments
 * @returns the findings that are left, in the order of the guide
 */
export async function checkGuide(
  guide: ParsedGuide,
  catalog: Catalog,
  config: VerifyConfig,
  suppressions: readonly Suppression[],
  samples: Samples,
  customRules: readonly CustomRule[] = [],
): Promise<FixableFinding[]> {
  const findings: FixableFinding[] = [];
  // A rule may have the name of what every object has: "constructor".
  const severityOf = ({ code, severity }: Rule | CustomRule) =>
    (Object.hasOwn(config.severity, code) ? config.severity[code] : undefined) ?? severity;
  const add = (rule: Rule | CustomRule, problems: readonly RuleProblem[], url: string) => {
    const configured = severityOf(rule);
    if (configured === "off") return;
    const isEachItsOwn = "isEachItsOwn" in rule && rule.isEachItsOwn === true;
    for (const problem of problems) {
      const { start, end, severity: own, fact, ...rest } = problem;
      const about = fact ?? [problem.message, problem.expected, problem.fix];
      const endPosition = end === undefined ? undefined : positionAt(guide, end);
      findings.push({
        code: rule.code,
        // What a rule itself is less sure of stays a warning, whatever the rule is set to.
        severity: configured === "warning" ? "warning" : (own ?? configured),
        file: guide.file,
        ...positionAt(guide, start),
        ...(endPosition && { endLine: endPosition.line, endColumn: endPosition.column }),
        ...rest,
        url,
        ...(!isEachItsOwn && { fact: JSON.stringify([guide.file, about]) }),
      });
    }
  };
  for (const rule of RULES)
    if (severityOf(rule) !== "off")
      add(rule, await rule.check({ guide, catalog, config, samples }), verifyRuleUrl(rule.code));
  const failures: FixableFinding[] = [];
  const silent = new Set(silentWithout(catalog, guide, customRules));
  for (const rule of customRules) {
    if (severityOf(rule) === "off") continue;
    const result = await runCustomRule(rule, { guide, catalog, config });
    if ("problems" in result) {
      add(rule, result.problems, rule.url ?? "");
      continue;
    }
    // Who did not finish cannot tell that a suppression is needed no more.
    silent.add(rule.code);
    failures.push(failed(guide, result.failure));
  }
  const left = applySuppressions(guide, findings, suppressions, config, (rule) => !silent.has(rule));
  return [...left, ...failures].sort(compareFindings);
}

function failed({ file }: ParsedGuide, message: string): FixableFinding {
  const fix = "Mend the module of the rule, or set the rule to off.";
  return {
    code: "rule-failed",
    severity: "error",
    file,
    line: 1,
    column: 1,
    message,
    fix,
    url: verifyRuleUrl("rule-failed"),
  };
}

/** The codes of the rules that can find nothing, so that their silence proves nothing. */
export function silentWithout(
  catalog: Catalog,
  { image, chart }: Pick<PageFacts, "image" | "chart">,
  customRules: readonly CustomRule[] = [],
): ReadonlySet<string> {
  const isThere: Readonly<Record<NonNullable<Rule["needs"]>, boolean>> = {
    names: catalog.imageNames.size > 0,
    definitions: image !== undefined,
    charts: catalog.charts.size > 0,
    chart: chart !== undefined,
  };
  const isSilent = ({ needs }: Rule | CustomRule) => needs !== undefined && !isThere[needs];
  return new Set([...RULES, ...customRules].filter(isSilent).map(({ code }) => code));
}
