import { templateModel } from "../../guide/model.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { clusterUnits, guidesOf } from "./clusters.ts";
import { learnPartial } from "./learn-partial.ts";
import { partialName } from "./names.ts";
import { findFamilies } from "./families.ts";
import type { Unit } from "../read/units.ts";
import { writePartial } from "./write-partial.ts";

/** A partial that adopting would add to the project. */
export interface NewPartial {
  readonly source: TemplateSource;
  readonly guides: number;
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
      partials.push({ source, guides: guidesOf(family.units) });
    }
  }
  return partials;
}
