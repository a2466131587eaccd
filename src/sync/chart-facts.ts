import type { ChartFacts } from "../catalog/charts.ts";
import { stateValues } from "../catalog/facts.ts";
import type { Kind } from "../core.ts";
import type { Fact } from "./fact.ts";

/**
 * The facts of a chart that its descriptor can state: few and steady ones. The others are in its snapshot.
 *
 * @param chart what its definitions say
 * @param kind its kind, which tells what a descriptor says without them
 * @returns one entry a fact
 */
export function chartFactsOf({ folder, name, releases }: ChartFacts, { defaults }: Kind): Fact[] {
  const { repository } = defaults(folder);
  return [
    {
      name: "repository",
      path: ["repository"],
      ...(repository !== undefined && { fallback: repository }),
      evidence: { kind: "agreed", value: name === repository ? undefined : name },
      source: `${releases[0]?.file ?? ""}: image`,
      stated: { definitions: releases, values: stateValues(releases, "image", () => [name]) },
    },
  ];
}
