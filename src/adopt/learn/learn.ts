import { templateModel } from "../../guide/model.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { clusterUnits, guidesOf } from "./clusters.ts";
import { learnPartial } from "./learn-partial.ts";
import type { LearnedPartial } from "./learned-partial.ts";
import { partialName } from "./names.ts";
import { findFamilies } from "./families.ts";
import type { Unit } from "../read/units.ts";
import { writePartial } from "./write-partial.ts";

/** A partial that adopting would add to the project. */
export interface NewPartial {
  readonly source: TemplateSource;
  readonly guides: number;
  /** The units that are its section, and what its parameters are in each, as far as they are known. */
  readonly near: ReadonlyMap<Unit, Readonly<Record<string, string | boolean>>>;
}

export interface LearnOptions {
  /** How many guides make a text shared. */
  readonly minimum: number;
  /** Names that partials must not have. */
  readonly taken: ReadonlySet<string>;
  /** The most partials that are made. */
  readonly most: number;
}

/**
 * Learns the shared sections of a catalog.
 *
 * @param units the units of all guides
 * @param options what counts as shared
 * @returns partials, those of most guides first
 */
export function learnPartials(units: readonly Unit[], { minimum, taken, most }: LearnOptions): NewPartial[] {
  const { clusters, classesOf } = clusterUnits(units, minimum);
  const names = new Set(taken);
  const reserved = new Set(Object.keys(templateModel.shape));
  const partials: NewPartial[] = [];
  for (const cluster of clusters) {
    if (partials.length >= most) break;
    if (guidesOf(cluster.units) < minimum) continue;
    for (const family of findFamilies(cluster, classesOf, minimum)) {
      const learned = learnPartial(family, classesOf, { minimum, deviation: minimum, reserved });
      if (!learned) continue;
      const name = partialName(cluster.headings, names);
      names.add(name);
      const file = `templates/partials/${name}.hbs`;
      const source = { kind: "partial", name, file, text: writePartial(learned) } as const;
      const near = new Map(cluster.units.map((unit) => [unit, parametersOf(unit, learned)]));
      partials.push({ source, guides: guidesOf(family.units), near });
    }
  }
  return partials;
}

/** What the parameters are in one guide, where it was learned from. */
function parametersOf(unit: Unit, { parameters }: LearnedPartial): Record<string, string | boolean> {
  return Object.fromEntries(
    parameters.flatMap(({ name, kind, usual, values }): [string, string | boolean][] => {
      const value = values.get(unit.guide);
      if (value === undefined || value === usual) return [];
      return [[name, kind === "switch" ? value === "true" : value]];
    }),
  );
}
