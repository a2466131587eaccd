import { isDeepStrictEqual } from "node:util";
import type { ChartFacts } from "../catalog/charts.ts";
import type { UsedRepository } from "../catalog/definition.ts";
import { snapshotSchema, withoutVolatile, type Snapshot } from "../core.ts";
import { plainText } from "../files/line-ends.ts";
import { commandLine } from "../package.ts";
import { parseYaml } from "../yaml/parse.ts";
import { flow, pairLines } from "./yaml-text.ts";

/*
 * The facts that are many or change often: `facts.yaml`, beside a descriptor.
 */

/** The facts that a snapshot has, as `keep` names them. */
const FACTS = Object.keys(snapshotSchema.shape) as (keyof Snapshot)[];

/**
 * What a snapshot of a chart says. What no snapshot takes, such as a blank in a name, is left out.
 *
 * @param chart what its definitions say; what it uses is that of the newest
 * @returns the facts of which there are some, and `images: []` where the newest uses neither images nor charts: pages
 *   say that it needs none
 */
export function snapshotOf({ versions, releases: [newest] }: ChartFacts): Snapshot {
  const { versions: version, images: image, charts: chart } = snapshotSchema.shape;
  const isTaken = (schema: typeof version | typeof image | typeof chart, value: unknown) =>
    schema.safeParse([value]).success;
  const repositories = (used: readonly UsedRepository[] = []) => [
    ...new Map(used.map((one) => [one.name, one])).values(),
  ];
  const facts = withoutEmpty({
    versions: versions.filter((one) => isTaken(version, one)),
    images: repositories(newest?.images)
      .map(({ name, tag }) => (isTaken(version, tag) ? { name, tag } : { name }))
      .filter((one) => isTaken(image, one)),
    charts: repositories(newest?.charts)
      .map(({ name, tag }) => (isTaken(version, tag) ? { name, version: tag } : { name }))
      .filter((one) => isTaken(chart, one)),
    source: newest?.sources.flatMap((source) => webAddressOf(source) ?? [])[0],
  });
  return newest?.usesNothing ? { ...facts, images: [] } : facts;
}

/** Where a browser finds the sources: `https://github.com/o/r` of `git+https://github.com/o/r.git#v1.2.3`. */
export function webAddressOf(source: string): string | undefined {
  const address = source
    .replace(/^git\+/, "")
    .replace(/#.*$/, "")
    .replace(/\.git$/, "");
  return snapshotSchema.shape.source.safeParse(address).data;
}

function withoutUndefined(facts: Snapshot): Snapshot {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

function withoutEmpty(facts: Snapshot): Snapshot {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value.length > 0));
}

/**
 * The text of a snapshot.
 *
 * @param facts what it says
 * @returns the YAML text
 */
export function snapshotText(facts: Snapshot): string {
  const { tags, versions, images, charts, source } = facts;
  const list = (key: string, items?: readonly Readonly<Record<string, string>>[]) => {
    if (items === undefined) return [];
    return items.length === 0 ? [`${key}: []`] : [`${key}:`, ...items.map((item) => `  - ${flow(item)}`)];
  };
  const lines = [
    ...(tags ? ["tags:", ...tags.flatMap(entryLines)] : []),
    ...(versions ? pairLines("versions", versions) : []),
    ...list("images", images as Readonly<Record<string, string>>[] | undefined),
    ...list("charts", charts as Readonly<Record<string, string>>[] | undefined),
    ...(source === undefined ? [] : pairLines("source", source)),
  ];
  if (lines.length === 0) lines.push("{}");
  return [`# Made by ${commandLine("sync").replaceAll("`", "")} from the definitions. Do not edit.`, ...lines, ""].join(
    "\n",
  );
}

/** An item of a list as lines of YAML, a key on each. */
function entryLines(entry: Readonly<Record<string, string | readonly string[] | undefined>>): string[] {
  const lines = Object.entries(entry).flatMap(([key, value]) => (value === undefined ? [] : pairLines(key, value, 4)));
  return lines.map((line, index) => `${index === 0 ? "  - " : "    "}${line}`);
}

/** Whether a snapshot says nothing, so that there need be none. */
export function isEmpty(facts: Snapshot): boolean {
  return Object.keys(facts).length === 0;
}

/** A snapshot that says something. */
export function withoutNone(facts: Snapshot): Snapshot | undefined {
  return isEmpty(facts) ? undefined : facts;
}

/** What is used, in the order in which a snapshot has it; what is new comes last. */
function inOrderOf({ images = [], charts = [] }: Snapshot, facts: Snapshot): Snapshot {
  return orderSnapshot(
    facts,
    [...charts, ...images].map(({ name }) => name),
  );
}

/**
 * Puts what a snapshot lists in an order.
 *
 * @param facts what it says
 * @param names names of images and charts, in the order that is wanted; what is not among them comes last, as it stood
 * @returns the same facts
 */
export function orderSnapshot(facts: Snapshot, names: readonly string[]): Snapshot {
  const rank = ({ name }: { readonly name: string }) => (names.includes(name) ? names.indexOf(name) : names.length);
  const { images, charts } = facts;
  return {
    ...facts,
    ...(images && { images: images.toSorted((a, b) => rank(a) - rank(b)) }),
    ...(charts && { charts: charts.toSorted((a, b) => rank(a) - rank(b)) }),
  };
}

/** What a snapshot is to be. */
export interface SyncedSnapshot {
  /** Undefined where there is nothing to say, so that there is to be none. */
  readonly text: string | undefined;
  /** The facts that it says otherwise now. */
  readonly outdated: readonly string[];
  /** Whether only what changes with every version is outdated: tags, platforms, ends of life, versions. */
  readonly isVolatile: boolean;
  /** The names under `keep` that hold one of its facts. */
  readonly kept: readonly string[];
}

/**
 * Brings a snapshot up to date with the definitions. A fact that the author keeps stays as it stands; so does the order
 * in which pages list what is used.
 *
 * @param text what the file holds; undefined where there is none
 * @param facts what the definitions say
 * @param keep the names of facts that stay
 * @returns its text, the same where it says the same and nobody edited it, and what it said otherwise
 */
export function syncSnapshot(text: string | undefined, facts: Snapshot, keep: readonly string[]): SyncedSnapshot {
  const parsed = text === undefined ? undefined : parseYaml(text);
  const current = parsed && "value" in parsed ? (snapshotSchema.safeParse(parsed.value).data ?? {}) : {};
  const stated = inOrderOf(current, facts);
  const differs = FACTS.filter((name) => !isDeepStrictEqual(current[name], stated[name]));
  const kept = differs.filter((name) => keep.includes(name));
  const wanted = withoutUndefined({ ...stated, ...Object.fromEntries(kept.map((name) => [name, current[name]])) });
  const isAsWritten = text === undefined || plainText(text) === snapshotText(current);
  return {
    text: isEmpty(wanted) ? undefined : snapshotText(wanted),
    outdated: differs.filter((name) => !kept.includes(name)),
    isVolatile: isAsWritten && isDeepStrictEqual(withoutVolatile(current), withoutVolatile(wanted)),
    kept,
  };
}
