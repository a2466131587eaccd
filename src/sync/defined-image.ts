import { findingsOf } from "../catalog/catalog.ts";
import { chartNamed } from "../catalog/charts.ts";
import { publishedVersions, type ScaffoldFacts, type Snapshot } from "../core.ts";
import { complianceFacts, findUnstated } from "./compliance.ts";
import { pinnedChart } from "./defined-chart.ts";
import type { DefineThing } from "./defined.ts";
import { withDifferences } from "./differences.ts";
import type { FactsFor } from "./fact.ts";
import { factsOf } from "./facts.ts";
import { tagsOf } from "./image-tags.ts";
import { keepClaims } from "./keep.ts";
import { keptFacts, presetVariables, readDescriptor } from "./read-descriptor.ts";
import { scaffoldFrom } from "./scaffold.ts";
import { syncSnapshot, withoutNone } from "./snapshot.ts";
import { syncImageFacts } from "./sync.ts";
import { imageReport } from "./thing-report.ts";

/** What is known of an image. Without definitions, it is what is stated elsewhere: FIPS and STIG. */
export const definedImage: DefineThing = (name, catalog, kind, { tags }) => {
  const image = catalog.images.get(name);
  const hasDefinitions = image !== undefined && image.all.definitions.length > 0;
  if (!image || (!hasDefinitions && image.compliance.length === 0)) return undefined;
  const factsFor: FactsFor = (variables) =>
    hasDefinitions ? factsOf(image, catalog, variables) : complianceFacts(image);
  const scaffold = (head: ScaffoldFacts) => (hasDefinitions ? scaffoldFrom(image, catalog, head) : kind.scaffold(head));
  const snapshot = (): Snapshot => {
    const all = tagsOf(image);
    const versions = publishedVersions(all);
    return tags === "versions" ? { ...(versions && { versions: [...versions] }) } : all;
  };
  const syncOwnSnapshot = (text: string, current: string | undefined) => {
    const isNeeded = tags === undefined ? current !== undefined : tags !== "none";
    if (!hasDefinitions || (!isNeeded && current === undefined)) return undefined;
    const keep = isNeeded ? Object.keys(keptFacts(readDescriptor(text))) : [];
    return syncSnapshot(current, isNeeded ? snapshot() : {}, keep);
  };
  return {
    info: image.info,
    hasDefinitions,
    findings: findingsOf(catalog, image),
    scaffold: (head) => syncImageFacts(scaffold(head), () => complianceFacts(image)).text,
    snapshot: tags === undefined || tags === "none" ? undefined : withoutNone(snapshot()),
    sync: (text, current) => {
      const synced = syncOwnSnapshot(text, current);
      return { ...syncImageFacts(text, factsFor, synced?.kept), ...(synced && { snapshot: synced }) };
    },
    findUnstated: (text) => findUnstated(text, image),
    keep: (text) => keepClaims(text, factsFor),
    report: (descriptor) => {
      const variables = descriptor ? presetVariables(readDescriptor(descriptor.text)) : [];
      return withDifferences(imageReport(image, kind, factsFor(variables), catalog), descriptor, {
        factsFor,
        syncSnapshot: syncOwnSnapshot,
      });
    },
    repositories: [
      { name: image.name, tags: image.all.tags.map(({ value }) => value), isChart: false },
      ...[chartNamed(`${image.name}-chart`, catalog.charts) ?? []].flat().map(pinnedChart),
    ],
  };
};
