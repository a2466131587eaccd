import type { ChartFacts } from "../catalog/charts.ts";
import { type ScaffoldFacts, scaffoldHead, USUAL_PULL_SECRET } from "../core.ts";
import { isSelfContained } from "../markdown/self-contained.ts";
import { commandLine } from "../package.ts";
import type { Fact } from "./fact.ts";
import { foldText } from "./plain-text.ts";
import { factLines, overviewLines } from "./scaffold.ts";
import { pairLines } from "./yaml-text.ts";

/**
 * A descriptor to begin with, from what is known about a chart. It builds as it is; what only a person knows is asked for
 * in comments that begin with `TODO:`.
 *
 * @param chart what the definitions and `info.yaml` say
 * @param facts those that a descriptor states
 * @param head the first lines
 * @returns the YAML text
 */
export function scaffoldFromChart(chart: ChartFacts, facts: readonly Fact[], head: ScaffoldFacts): string {
  const [newest] = chart.releases;
  const stated = factLines(facts);
  const pullsImages = newest !== undefined && newest.images.length > 0;
  const blocks = [
    stated.length > 0
      ? [`# Facts, from the chart's definitions; ${commandLine("sync")} keeps them true.`, ...stated]
      : [],
    [
      "# TODO: write what a cluster needs before, under prerequisites; further values under set; and what shows that it runs, under verify",
    ],
    pullsImages
      ? [
          "# TODO: write the values that take the name of the pull secret, as the chart's values.yaml has them, under pullSecrets",
          // What most charts have is no fact of this one.
          ...pairLines("pullSecrets", [USUAL_PULL_SECRET]).map((line) => `# ${line}`),
        ]
      : [],
    aboutLines(chart, head),
  ];
  const body = blocks.filter((lines) => lines.length > 0).map((lines) => `${lines.join("\n")}\n`);
  return [scaffoldHead(head), ...body].join("\n");
}

/** What people are told of it, where the project has no `info.yaml` that says it. */
function aboutLines({ info: { description } }: ChartFacts, head: ScaffoldFacts): string[] {
  const lines = description === undefined ? [] : foldText(`${description.replace(/[\s.]+$/, "")}.`);
  if (!head.hasOverview || head.isTitled || lines.length === 0 || !isSelfContained(lines.join("\n")))
    return overviewLines(head);
  return [
    "overview:",
    "  # TODO: say what it is and what one does with it, in a paragraph or two, and whose mark its name is, under owner",
    "  about: |",
    ...lines.map((line) => `    ${line}`),
  ];
}
