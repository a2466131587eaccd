import type { LeafKind } from "../../markdown/leaves.ts";
import { guidesOf } from "./clusters.ts";
import { findCommandRegions } from "./command-samples.ts";
import { wordStretches } from "./inlines.ts";
import { isSample } from "./runs.ts";
import type { Inline, LearningOptions } from "./learned-partial.ts";
import type { Difference } from "./parameters.ts";
import { findRegions, type Regions, type Stretch } from "./regions.ts";
import { findLineRegions } from "./sample-lines.ts";
import type { Skeleton, SkeletonNode } from "./skeleton.ts";
import { findTextRegions } from "./text-regions.ts";
import type { Unit } from "../read/units.ts";

/** A text of a section as the partial words it. */
export interface ShapedNode {
  readonly index: number;
  readonly node: SkeletonNode;
  readonly kind: LeafKind;
  readonly indent: number;
  readonly gap: boolean;
  readonly inlines: readonly Inline[];
  /** The sample that it stands around, without which it is not there. */
  readonly sample?: Difference;
  /** The units whose wording it can give. */
  readonly units: ReadonlySet<Unit>;
}

/**
 * Words one text of a section: what its guides say alike, and parameters for what they do not.
 *
 * @param node the text with the units that have it
 * @param index its place among the section's texts
 * @param skeleton the section
 * @param options what counts as shared
 * @returns the text; undefined where too few guides say it nearly alike
 */
export function shape(
  node: SkeletonNode,
  index: number,
  skeleton: Skeleton,
  options: LearningOptions,
): ShapedNode | undefined {
  const at = (unit: Unit) => skeleton.places.get(unit)?.[index] ?? -1;
  const wordings = new Map<string, Set<number>>();
  const unitsOf = new Map<string, Unit[]>();
  for (const unit of node.units) {
    const text = unit.texts[at(unit)] ?? "";
    wordings.set(text, (wordings.get(text) ?? new Set()).add(unit.guide));
    unitsOf.set(text, [...(unitsOf.get(text) ?? []), unit]);
  }
  const [sample] = node.units;
  const leaf = sample?.leaves[at(sample)];
  if (!leaf) return undefined;
  if (isSample(node.wording)) return sampleNode(node, index, at);
  const { stretches, covered } =
    leaf.kind === "raw" || leaf.kind === "rule"
      ? exact(wordings)
      : leaf.kind === "code"
        ? compareSamples(wordings, options.deviation)
        : findTextRegions(leaf.kind, wordings, options.deviation);
  const { inlines, lost } = wordStretches(stretches);
  const alike = new Set(
    [...covered].flatMap((text) => unitsOf.get(text) ?? []).filter(({ guide }) => !lost.has(guide)),
  );
  const hasEnough = guidesOf([...alike]) >= options.minimum;
  // A sentence that two guides share is shared by a third that says it nearly so: it tells what differs by a change.
  const isSentence = leaf.kind === "paragraph" || leaf.kind === "item";
  if (!hasEnough && !(isSentence && guidesOf([...alike]) > 1 && guidesOf([...node.units]) >= options.minimum))
    return undefined;
  const units = hasEnough ? alike : node.units;
  const gaps = [...units].filter((unit) => unit.leaves[at(unit)]?.gap).length;
  return { index, node, kind: leaf.kind, indent: leaf.indent, gap: gaps * 2 > units.size, inlines, units };
}

/** By words, by lines, or by the parts of a command: as it shares most. */
function compareSamples(wordings: ReadonlyMap<string, ReadonlySet<number>>, deviation: number): Regions {
  const shared = ({ stretches, covered }: Regions) => {
    const guides = new Set([...covered].flatMap((text) => [...(wordings.get(text) ?? [])])).size;
    // What a template fills in is shared, too, by the guides that say it.
    return stretches.reduce((sum, each) => {
      if (each.kind === "fixed") return sum + guides * each.text.length;
      return sum + (each.usual.includes("{{") ? (each.values.get(each.usual)?.size ?? 0) * each.usual.length : 0);
    }, 0);
  };
  const byWords = findRegions(wordings, deviation);
  const found = [
    findCommandRegions(wordings, deviation),
    byWords,
    ...(byWords.covered.size === wordings.size ? [] : [findLineRegions(wordings, deviation)]),
  ];
  return found.reduce((best, regions) => (shared(regions) > shared(best) ? regions : best));
}

/** A fence around a sample that each guide has its own of. */
function sampleNode(node: SkeletonNode, index: number, at: (unit: Unit) => number): ShapedNode {
  const samples = new Map<number, string>();
  const languages = new Map<string, Set<number>>();
  const units = new Set<Unit>();
  for (const unit of node.units) {
    const [, language, sample] = /^```([^\n`]*)\n([\s\S]+)\n```$/.exec(unit.texts[at(unit)] ?? "") ?? [];
    if (language === undefined || sample === undefined) continue;
    units.add(unit);
    samples.set(unit.guide, sample);
    languages.set(language, (languages.get(language) ?? new Set()).add(unit.guide));
  }
  const stretches: Stretch[] =
    languages.size > 1
      ? [
          { kind: "fixed", text: "```" },
          { kind: "varying", usual: commonest(languages), values: languages },
        ]
      : [{ kind: "fixed", text: `\`\`\`${commonest(languages)}` }];
  const use = "the sample";
  const difference = { kind: "text", usual: "", values: samples, words: ["sample"], use } as const;
  const inlines: readonly Inline[] = [
    ...wordStretches(stretches).inlines,
    { kind: "text", text: "\n" },
    { kind: "value", difference },
    { kind: "text", text: "\n```" },
  ];
  return { index, node, kind: "code", indent: 0, gap: true, inlines, units, sample: difference };
}

function commonest(values: ReadonlyMap<string, ReadonlySet<number>>): string {
  const [[value = ""] = []] = [...values].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1));
  return value;
}

function exact(wordings: ReadonlyMap<string, ReadonlySet<number>>) {
  const [[text = ""] = []] = [...wordings].sort((a, b) => b[1].size - a[1].size);
  return { stretches: [{ kind: "fixed", text }] as Stretch[], covered: new Set([text]) };
}
