import { findingsOf } from "../catalog/catalog.ts";
import type { ChartFacts } from "../catalog/charts.ts";
import { chartFactsOf } from "./chart-facts.ts";
import type { DefineThing } from "./defined.ts";
import { withDifferences } from "./differences.ts";
import type { FactsFor } from "./fact.ts";
import { keepClaims } from "./keep.ts";
import type { PinnedRepository } from "./pins/pin.ts";
import { keptFacts, readDescriptor } from "./read-descriptor.ts";
import { scaffoldFromChart } from "./scaffold-chart.ts";
import { isEmpty, snapshotOf, syncSnapshot, withoutNone } from "./snapshot.ts";
import { keysBefore, syncFacts } from "./sync.ts";
import { chartReport } from "./thing-report.ts";

/** What is known of a Helm chart: all of it is from its definitions. */
export const definedChart: DefineThing = (name, catalog, kind) => {
  const chart = catalog.charts.get(name);
  if (!chart || chart.releases.length === 0) return undefined;
  const snapshot = snapshotOf(chart);
  const factsFor: FactsFor = () => chartFactsOf(chart, kind);
  const syncOwnSnapshot = (text: string, current: string | undefined) =>
    syncSnapshot(current, snapshot, Object.keys(keptFacts(readDescriptor(text))));
  return {
    info: chart.info,
    hasDefinitions: true,
    findings: findingsOf(catalog, chart),
    scaffold: (head) => scaffoldFromChart(chart, chartFactsOf(chart, kind), head),
    snapshot: withoutNone(snapshot),
    sync: (text, current) => {
      const synced = syncOwnSnapshot(text, current);
      const places = { leading: keysBefore(kind, "release"), keptElsewhere: synced.kept };
      const isNeeded = current !== undefined || !isEmpty(snapshot);
      return { ...syncFacts(text, factsFor, places), ...(isNeeded && { snapshot: synced }) };
    },
    findUnstated: () => [],
    keep: (text) => keepClaims(text, factsFor),
    report: (descriptor) =>
      withDifferences(chartReport(chart, kind, factsFor([]), catalog), descriptor, {
        factsFor,
        syncSnapshot: syncOwnSnapshot,
      }),
    repositories: [pinnedChart(chart)],
  };
};

/** A chart whose versions texts can pin. */
export const pinnedChart = ({ name, versions }: ChartFacts): PinnedRepository => ({
  name,
  tags: versions,
  isChart: true,
});
