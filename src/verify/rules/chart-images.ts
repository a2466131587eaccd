import type { ListItem } from "mdast";
import leven from "leven";
import { visit } from "unist-util-visit";

import type { ChartFacts } from "../../catalog/charts.ts";
import { commandLine } from "../../package.ts";
import { sourceText } from "../claims/problems.ts";
import { type ImageReference, repositoryOf } from "../parsed/image-references.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** An overview of a chart lists an image that the chart does not use, or leaves out one that it does. */
export const chartImages: Rule = {
  code: "chart-images",
  severity: "error",
  needs: "chart",
  check: ({ guide }) => {
    const { chart, isComplete } = guide;
    const [newest] = chart?.releases ?? [];
    if (!chart || !newest || !isComplete) return [];
    const listed = listedIn(guide);
    const used = new Set(chart.releases.flatMap((release) => [...release.images, ...release.charts].map(nameOf)));
    const left = [...newest.images, ...newest.charts].map(nameOf).filter((name) => !isNamed(name, guide));
    if (listed.length === 0 && left.length > 0) return [noList(left, chart, guide)];
    const surplus = listed.filter((each) => repositoryOf(each) !== chart.name && !used.has(repositoryOf(each)));
    const meant = meantBy(surplus.map(repositoryOf), left);
    return [
      ...surplus.map((each) => unused(each, chart, meant.get(repositoryOf(each)))),
      ...left.filter((name) => ![...meant.values()].includes(name)).map((name) => missing(name, chart, listed)),
    ];
  },
};

const nameOf = ({ name }: { readonly name: string }) => name;

/** What heads a list of other things than the chart uses. */
const NOT_USED =
  /\b(?:related|see\s+also|optional(?:ly)?|alternatives?|compatible|works?\s+with|similar|replaces?|instead|(?:not|n['’]t)\s+(?:\w+\s+)?(?:included?|used?|contain|deploy(?:ed)?))\b/i;

/** The references that list items and cells of tables begin with. */
function listedIn({ tree, prose, references }: ParsedGuide): ImageReference[] {
  const items = new Set<number | undefined>();
  visit(tree, "listItem", ({ children }: ListItem) => void items.add(children[0]?.position?.start.offset));
  const entries = prose.filter(
    ({ start, cell, headings, intro }) =>
      (cell ? !cell.isHead : items.has(start)) && !NOT_USED.test(`${headings.at(-1) ?? ""} ${intro}`),
  );
  return references.filter(
    ({ start, lead, path, block }) =>
      block === undefined &&
      /^[a-z0-9._-]+$/.test(path) &&
      entries.some(
        (entry) =>
          entry.start <= start &&
          start < entry.end &&
          entry.plain.slice(0, start - lead.length - entry.start).trim() === "",
      ),
  );
}

/** A chart says what it uses in the variables that end in `_REFERENCE`. */
const sourcesOf = ({ releases }: ChartFacts) => sourceText(releases.map(({ file }) => ({ file, key: "vars" })));

function unused({ start, text, path }: ImageReference, chart: ChartFacts, meant: string | undefined): RuleProblem {
  const expected = meant === undefined ? undefined : text.replace(path, () => meant);
  return {
    start,
    end: start + text.length,
    message:
      `unexpected ${what(path)} ${text}, which ${chart.name} does not use (${sourcesOf(chart)})` +
      (expected === undefined ? "" : `, expected ${expected}`),
    ...(expected !== undefined && { expected }),
    fix: "List what the chart uses.",
  };
}

/** A name that is listed and a name that is left out are one mistake where they are nearly the same. */
function meantBy(listed: readonly string[], left: readonly string[]): ReadonlyMap<string, string> {
  const meant = new Map<string, string>();
  for (const name of listed) {
    const free = left.filter((one) => ![...meant.values()].includes(one));
    const [best] = free.map((one) => ({ one, distance: leven(name, one) })).sort((a, b) => a.distance - b.distance);
    if (best && best.distance <= Math.max(1, Math.floor(name.length / 4))) meant.set(name, best.one);
  }
  return meant;
}

function isNamed(name: string, { text, references }: ParsedGuide): boolean {
  const isInCode = new RegExp(`\`${name.replaceAll(".", "\\.")}(?::[^\`\\s]*)?\``).test(text);
  return isInCode || references.some((reference) => repositoryOf(reference) === name);
}

/** Where there is no list, that is what is wrong, once. */
function noList(names: readonly string[], chart: ChartFacts, { prose, lacksFacts }: ParsedGuide): RuleProblem {
  const expected = names.map((name) => `dhi/${name}`).join(", ");
  return {
    start: prose[0]?.start ?? 0,
    message: `unexpected absence of a list, expected the page to list what ${chart.name} uses: ${expected} (${sourcesOf(chart)})`,
    expected,
    ...(lacksFacts && { fix: `run ${commandLine("sync")}, which writes the facts that the list is made from` }),
    severity: "warning",
  };
}

function missing(name: string, chart: ChartFacts, listed: readonly ImageReference[]): RuleProblem {
  const last = listed.at(-1);
  const start = last?.start ?? 0;
  return {
    start,
    end: last ? start + last.text.length : undefined,
    message: `expected the list to name the ${what(name)} ${name}, which ${chart.name} uses (${sourcesOf(chart)})`,
    expected: `dhi/${name}`,
    // It may be used for a moment only, as by a hook or a test.
    severity: "warning",
  };
}

const what = (name: string) => (name.endsWith("-chart") ? "chart" : "image");
