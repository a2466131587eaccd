import { templateModel } from "../../guide/model.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { clusterUnits, guidesOf, type Cluster, type Clustering } from "./clusters.ts";
import { learnPartial } from "./learn-partial.ts";
import type { FieldTexts, LearnedPartial } from "./learned-partial.ts";
import { partialName } from "./names.ts";
import { findFamilies } from "./families.ts";
import { clusterRuns, markSamples, type Grain } from "./runs.ts";
import type { Unit } from "../read/units.ts";
import { writePartial } from "./write-partial.ts";

/** A partial that adopting would add to the project. */
export interface NewPartial {
  readonly source: TemplateSource;
  readonly learned: LearnedPartial;
}

export interface LearnOptions {
  /** How many guides make a text shared. */
  readonly minimum: number;
  /** Names that partials must not have. */
  readonly taken: ReadonlySet<string>;
  /** The most partials that are made. */
  readonly most: number;
  readonly fields: FieldTexts;
}

/**
 * Learns the shared sections of a catalog.
 *
 * @param units the units of all guides
 * @param options what counts as shared
 * @returns partials, those of most guides first
 */
export function learnSections(units: readonly Unit[], options: LearnOptions): NewPartial[] {
  const { clusters, classesOf } = clusterUnits(units, options.minimum);
  const withSamples = markSamples(classesOf, options.minimum);
  const families = clusters
    .filter((cluster) => guidesOf(cluster.units) >= options.minimum)
    .flatMap((cluster) => findFamilies(cluster, withSamples, options.minimum));
  return learnAll(families, withSamples, options);
}

/**
 * Learns the pieces of sections that recur, from what is not shared yet.
 *
 * @param units what guides say in their authors' own words
 * @param grain how much a piece may be
 * @param options what counts as shared
 * @returns partials, those that save most first
 */
export function learnPieces(units: readonly Unit[], grain: Grain, options: LearnOptions): NewPartial[] {
  const { clusters, classesOf } = clusterRuns(units, options.minimum, grain);
  return learnAll(clusters, classesOf, options);
}

/**
 * Tells what a partial runs that is a sample of a command and nothing else.
 *
 * @param partial the partial
 * @returns the program and its first word: `docker run`; undefined for other partials
 */
export function commandOf({ blocks: [block, ...others] }: LearnedPartial): string | undefined {
  if (block?.kind !== "code" || others.length > 0) return undefined;
  const text = block.inlines.map((inline) => ("text" in inline ? inline.text : "")).join("");
  return /^`{3}.*\n(?:[$#] )?([a-z][\w-]* [a-z][\w-]*)/.exec(text)?.[1];
}

function learnAll(
  clusters: readonly Cluster[],
  classesOf: Clustering["classesOf"],
  { minimum, taken, most, fields }: LearnOptions,
): NewPartial[] {
  const names = new Set(taken);
  const reserved = new Set(Object.keys(templateModel.shape));
  const partials: NewPartial[] = [];
  const queue = [...clusters];
  for (let cluster = queue.shift(); cluster && partials.length < most; cluster = queue.shift()) {
    const learned = learnPartial(cluster, classesOf, { minimum, deviation: minimum, reserved, fields });
    if (!learned) continue;
    const { headings, units } = cluster;
    const others = units.filter(({ guide }) => learned.strangers.has(guide));
    if (guidesOf(others) >= minimum && others.length < units.length) {
      queue.unshift({ headings, units: units.filter((unit) => !others.includes(unit)) }, { headings, units: others });
      continue;
    }
    const name = partialName(cluster.headings, names);
    names.add(name);
    const file = `templates/partials/${name}.hbs`;
    partials.push({ source: { kind: "partial", name, file, text: writePartial(learned) }, learned });
  }
  return partials;
}
