import type { Catalog } from "../../catalog/catalog.ts";
import { chartNamed, type ChartFacts } from "../../catalog/charts.ts";
import { tagStanding } from "../../catalog/tags.ts";
import { sourceText } from "../claims/problems.ts";
import { helmCommandsOf, optionValues } from "../parsed/helm-commands.ts";
import { hasPlaceholderTag, repositoryOf } from "../parsed/image-references.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { sentencesOf } from "../parsed/prose.ts";
import type { RuleProblem, Rule, RuleContext } from "../rule.ts";

/** A version as it is pulled, or the beginning of one; a range such as `^1.2` or `1.x` is Helm's to resolve. */
const VERSION = String.raw`v?\d+(?:\.\d+){0,2}(?:[-+][0-9A-Za-z.+-]*[0-9A-Za-z])?`;
const IN_TEXT = [
  new RegExp(
    String.raw`\bchart(?:['’]s)?(?:,|\s+in)?\s+versions?:?\s+(?<version>v?\d+\.\d+\.\d+[\w.+-]*\w|v?\d+\.\d+\.\d+)`,
    "di",
  ),
  new RegExp(
    String.raw`\bversion\s+(?<version>v?\d+\.\d+\.\d+(?:-[\w.]*\w)?)\s+of\s+(?:the|this)\s+(?:[\w-]+\s+){0,3}chart\b`,
    "di",
  ),
];
/** A version that the text tells of need not be one that can be installed now, or be another's. */
const TOLD =
  /\b(?:upstream|since|before|after|prior|until|older?|later|newer|lower|higher|least|above|below|between|from|upgrad\w+|migrat\w+|start\w*|introduc\w+|deprecat\w+|remov\w+|requires?|renamed|changed|community)\b|[<>≥≤]|\d\+/i;

/** A page names a version that the chart does not publish: in a command, behind its reference, or in running text. */
export const chartVersion: Rule = {
  code: "chart-version",
  severity: "error",
  needs: "charts",
  check: ({ guide, catalog }) => [...inCommands(guide, catalog), ...inReferences(guide, catalog), ...inText(guide)],
};

function inCommands(guide: ParsedGuide, catalog: Catalog): RuleProblem[] {
  return helmCommandsOf(guide).flatMap((command) => {
    const reference = command.words.find(({ text }) => text.startsWith("oci://"));
    const chart = reference && chartOf(reference.text, guide, catalog);
    if (!chart) return [];
    return optionValues(command, "--version").flatMap(({ text, start, end }) => problem(text, start, end, chart) ?? []);
  });
}

/** The chart that the last part of a reference names, in our registry or mirrored. */
function chartOf(text: string, guide: ParsedGuide, catalog: Catalog): ChartFacts | undefined {
  const [, host = "", name = ""] = /^oci:\/\/(.+)\/([^/:@]+)/.exec(text) ?? [];
  const isOurs = guide.references.some(({ prefix }) => host === prefix || host.endsWith(`/${prefix}`));
  return isOurs ? chartNamed(name.replace(/^dhi-/, ""), catalog.charts) : undefined;
}

function inReferences({ references }: ParsedGuide, { charts }: RuleContext["catalog"]): RuleProblem[] {
  return references.flatMap((reference) => {
    const { prefix, isMirrored, tag } = reference;
    if (!tag || hasPlaceholderTag(tag.text) || !(isMirrored || /^dhi(?:\.io)?$/.test(prefix))) return [];
    const chart = chartNamed(repositoryOf(reference), charts);
    return chart ? (problem(tag.text, tag.start, tag.start + tag.text.length, chart) ?? []) : [];
  });
}

function inText({ chart, prose }: ParsedGuide): RuleProblem[] {
  if (!chart) return [];
  return prose.flatMap(sentencesOf).flatMap((sentence) => {
    if (TOLD.test(sentence.text)) return [];
    const match = IN_TEXT.map((pattern) => pattern.exec(sentence.text)).find((found) => found !== null);
    const [from, to] = match?.indices?.groups?.["version"] ?? [0, 0];
    const found = match && problem(sentence.text.slice(from, to), sentence.start + from, sentence.start + to, chart);
    // Another chart may be meant, such as upstream's.
    return found ? [{ ...found, severity: "warning" as const }] : [];
  });
}

function problem(version: string, start: number, end: number, chart: ChartFacts): RuleProblem | undefined {
  if (!new RegExp(`^${VERSION}$`).test(version) || chart.versions.length === 0) return undefined;
  const bare = (text: string) => text.replace(/^v/, "").replaceAll("+", "_");
  const published = chart.versions.map(bare);
  const wanted = bare(version);
  // Helm takes 1.2 for the newest 1.2.x.
  const isPart = /^\d+(?:\.\d+)?$/.test(wanted) && published.some((one) => one.startsWith(`${wanted}.`));
  if (isPart || published.includes(wanted)) return undefined;
  const [newest = ""] = chart.versions;
  const where = sourceText(chart.releases.map(({ file }) => ({ file, key: "tags" })));
  const isStale = tagStanding(wanted, published) === "stale";
  return {
    start,
    end,
    message: isStale
      ? `unexpected version ${version}: ${chart.name} publishes newer versions of this line only (${where})`
      : `unexpected version ${version}: ${chart.name} does not publish it (${where})`,
    expected: `for example ${newest}`,
    fix: "Name a version that is published, or write <version>.",
    severity: isStale ? "warning" : undefined,
  };
}
