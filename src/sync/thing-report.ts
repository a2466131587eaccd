import { findingsOf, type Catalog } from "../catalog/catalog.ts";
import { chartNamed, type ChartFacts } from "../catalog/charts.ts";
import type { ChartRelease, Definition, UsedRepository } from "../catalog/definition.ts";
import { type ImageFacts, stateValues } from "../catalog/facts.ts";
import { compareTags } from "../catalog/tags.ts";
import { idOf, type Kind, type Snapshot } from "../core.ts";
import type { Fact } from "./fact.ts";
import { factReport, reportOf, valuesOf, type FactValue } from "./fact-report.ts";
import type { ChartFactReport, FactReport, ImageFactReport } from "./fact-schema.ts";
import { snapshotOf, webAddressOf } from "./snapshot.ts";

/**
 * What the definitions of an image say, as data.
 *
 * @param image its definitions
 * @param kind its kind
 * @param facts those that a descriptor can state
 * @param catalog for its chart, and for what is wrong with the definitions
 */
export function imageReport(
  image: ImageFacts,
  kind: Kind,
  facts: readonly Fact[],
  catalog: Pick<Catalog, "charts" | "findings">,
): ImageFactReport {
  const { definitions, distributions, tags, platforms } = image.all;
  const sources = new Map(definitions.map((definition) => [definition.file, definition]));
  const builtFor = platforms.filter(({ everywhere }) => everywhere).map(({ value }) => value);
  return {
    ...headOf(image, kind, image.name, definitions),
    facts: [
      ...facts
        .map((fact) => reportOf(fact.name === "chart" ? withChart(fact, image, catalog) : fact, sources))
        .filter(isAboutSomething),
      factReport(
        {
          name: "platforms",
          status: platforms.every(({ everywhere }) => everywhere) ? "agreed" : "partial",
          value: builtFor.length > 0 ? builtFor : undefined,
        },
        { definitions, values: valuesOf(platforms, sources) },
        sources,
      ),
    ],
    tags: tags.map(({ value }) => value).sort(compareTags),
    unread: unreadOf(image, catalog),
    distributions: distributions.map(({ value }) => value).sort(),
    definitions: definitions.map(
      ({ file, title, variant, flavor, distribution, tags: own, platforms: built, dates }) => ({
        file,
        title,
        variant,
        ...(flavor !== undefined && { flavor }),
        distribution,
        tags: [...own],
        platforms: [...built],
        dates: { ...dates },
      }),
    ),
  };
}

/**
 * What the definitions of a chart say, as data.
 *
 * @param chart its definitions
 * @param kind its kind
 * @param facts those that a descriptor can state
 * @param catalog for what is wrong with the definitions
 */
export function chartReport(
  chart: ChartFacts,
  kind: Kind,
  facts: readonly Fact[],
  catalog: Pick<Catalog, "findings">,
): ChartFactReport {
  const { releases } = chart;
  const sources = new Map(releases.map(({ file }) => [file, {}]));
  const snapshot: Omit<Snapshot, "tags"> = snapshotOf(chart);
  const one = (name: keyof typeof snapshot, key: string, pick: (release: ChartRelease) => readonly FactValue[]) => {
    const values = valuesOf(stateValues(releases, key, pick), sources);
    const isShared = values.every((each) => each.sources.length === releases.length);
    const differs = typeof snapshot[name] === "string" ? "disputed" : "partial";
    // All versions are published; of the rest, a snapshot has what the newest definition says.
    const status = name === "versions" || isShared ? "agreed" : differs;
    return factReport(
      { name, status, holder: "snapshot", value: snapshot[name] },
      { definitions: releases, values },
      sources,
    );
  };
  return {
    ...headOf(chart, kind, chart.folder, releases),
    facts: [
      ...facts.map((fact) => reportOf(fact, sources)),
      one("versions", "tags", ({ tags }) => tags),
      one("images", "vars", ({ images }) => images.map(usedOf)),
      one("charts", "vars", ({ charts }) => charts.map(usedChartOf)),
      one("source", "contents.files", (release) =>
        release.sources.flatMap((each) => webAddressOf(each) ?? []).slice(0, 1),
      ),
    ],
    unread: unreadOf(chart, catalog),
    releases: releases.map((release) => ({
      file: release.file,
      title: release.title,
      versions: [...release.tags],
      images: release.images.map(usedOf),
      charts: release.charts.map(usedChartOf),
      sources: [...release.sources],
    })),
  };
}

/** Who a variant runs as that there is not, is no fact. */
const isAboutSomething = ({ status, value, definitions }: FactReport) =>
  definitions > 0 || value !== undefined || status !== "agreed";

/** That there is a chart is said by the chart's own definitions, where they were read. */
function withChart(fact: Fact, { name }: ImageFacts, { charts }: Pick<Catalog, "charts">): Fact {
  const { releases = [] } = chartNamed(`${name}-chart`, charts) ?? {};
  return { ...fact, stated: { definitions: releases, values: stateValues(releases, "image", () => [name]) } };
}

function headOf(
  thing: ImageFacts | ChartFacts,
  kind: Kind,
  name: string,
  definitions: readonly Pick<Definition, "image">[],
) {
  const { title, info } = thing;
  return {
    id: idOf(kind, name),
    kind: kind.name,
    name,
    title: kind.titleOf(title),
    repository: definitions[0]?.image ?? thing.name,
    ...(info.description !== undefined && { description: info.description }),
  };
}

/** Findings name files from wherever the catalog was read. */
function unreadOf(thing: ImageFacts | ChartFacts, catalog: Pick<Catalog, "findings">): string[] {
  return findingsOf(catalog, thing).map(({ file }) => /(?:^|\/)((?:image|chart)\/[^/]+\/.*)$/.exec(file)?.[1] ?? file);
}

const usedChartOf = ({ name, tag }: UsedRepository) => ({ name, ...(tag !== undefined && { version: tag }) });

const usedOf = ({ name, tag }: UsedRepository) => ({ name, ...(tag !== undefined && { tag }) });
