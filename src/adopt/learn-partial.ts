import type { Cluster, Clustering } from "./clusters.ts";
import type { LeafKind } from "../render/leaves.ts";
import { telling } from "./names.ts";
import { nameParameters, type Difference, type LearnedParameter } from "./parameters.ts";
import { findRegions, type Stretch } from "./regions.ts";
import { layOver, type Skeleton, type SkeletonNode } from "./skeleton.ts";
import type { Unit } from "./units.ts";
import { similarity, tokensOf } from "./wordings.ts";

/** A piece of a line: text, or something that differs. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly difference: Difference }
  | { readonly kind: "optional"; readonly text: string; readonly difference: Difference };

/** A piece of a section. */
export type Block =
  | {
      readonly kind: LeafKind;
      readonly indent: number;
      readonly gap: boolean;
      readonly inlines: readonly Inline[];
      /** The switch that it depends on. */
      readonly switch?: Difference;
    }
  | { readonly kind: "choice"; readonly blocks: readonly Block[]; readonly hasRest: boolean; readonly gap: boolean }
  | { readonly kind: "slot"; readonly difference: Difference; readonly gap: boolean };

/** A partial, learned from the guides that share its text. */
export interface LearnedPartial {
  readonly cluster: Cluster;
  readonly blocks: readonly Block[];
  readonly parameters: readonly LearnedParameter[];
  readonly nameOf: ReadonlyMap<Difference, string>;
}

export interface LearningOptions {
  /** How many guides make a text shared. */
  readonly minimum: number;
  /** How many guides must deviate somewhere for a parameter to be worth it. */
  readonly deviation: number;
  /** Names that a parameter must not have: those of the model. */
  readonly reserved: ReadonlySet<string>;
}

/**
 * Learns the shared text of a section from the guides that have it.
 *
 * @param cluster the section's units
 * @param classesOf the class of each leaf
 * @param options what counts as shared
 * @returns the partial, or undefined where too little recurs to be one
 */
export function learnPartial(
  cluster: Cluster,
  classesOf: Clustering["classesOf"],
  options: LearningOptions,
): LearnedPartial | undefined {
  const skeleton = layOver(cluster, classesOf, options.minimum);
  if (new Set(skeleton.units.map(({ guide }) => guide)).size < options.minimum || skeleton.nodes.length === 0)
    return undefined;
  const guides = new Set(skeleton.units.map(({ guide }) => guide)).size;
  // What only a few guides of many say otherwise stays theirs, so that the partial can be read.
  const scaled = {
    ...options,
    minimum: Math.max(options.minimum, Math.round(guides * RARE)),
    deviation: Math.max(options.deviation, Math.round(guides * RARE)),
  };
  const kept = skeleton.nodes.flatMap((node, index): ShapedNode[] => {
    const shaped = shape(node, index, skeleton, scaled);
    return shaped ? [shaped] : [];
  });
  if (!kept.some(({ inlines, kind }) => kind !== "heading" && isSentence(inlines))) return undefined;
  const blocks = [headingBlock(skeleton), ...arrange(kept, skeleton, scaled)];
  const { parameters, nameOf } = nameParameters(differencesOf(blocks), options.reserved);
  return { cluster, blocks, parameters, nameOf };
}

/** The share of a section's guides below which a deviation is no parameter of its partial. */
const RARE = 0.06;

/** Less than a sentence is no partial. */
function isSentence(inlines: readonly Inline[]): boolean {
  const text = inlines.map((inline) => ("text" in inline ? inline.text : "x")).join("");
  return text.split(/\s+/).filter((word) => /[A-Za-z]/.test(word)).length >= 4;
}

interface ShapedNode {
  readonly index: number;
  readonly node: SkeletonNode;
  readonly kind: LeafKind;
  readonly indent: number;
  readonly gap: boolean;
  readonly inlines: readonly Inline[];
  /** The units whose wording it can give. */
  readonly units: ReadonlySet<Unit>;
}

function shape(
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
  const { stretches, covered } =
    leaf.kind === "raw" || leaf.kind === "rule" ? exact(wordings) : findRegions(wordings, options.deviation);
  const { inlines, lost } = inlinesOf(stretches, leaf.kind);
  const units = new Set(
    [...covered].flatMap((text) => unitsOf.get(text) ?? []).filter(({ guide }) => !lost.has(guide)),
  );
  if (new Set([...units].map(({ guide }) => guide)).size < options.minimum) return undefined;
  const gaps = [...units].filter((unit) => unit.leaves[at(unit)]?.gap).length;
  return { index, node, kind: leaf.kind, indent: leaf.indent, gap: gaps * 2 > units.size, inlines, units };
}

function exact(wordings: ReadonlyMap<string, ReadonlySet<number>>) {
  const [[text = ""] = []] = [...wordings].sort((a, b) => b[1].size - a[1].size);
  return { stretches: [{ kind: "fixed", text }] as Stretch[], covered: new Set([text]) };
}

/** Words the stretches of a text; a value that no parameter can hold is lost. */
function inlinesOf(
  stretches: readonly Stretch[],
  kind: LeafKind,
): { readonly inlines: readonly Inline[]; readonly lost: ReadonlySet<number> } {
  const lost = new Set<number>();
  const inlines: Inline[] = [];
  const parts = stretches.map((stretch) => ({ ...stretch }));
  for (const [index, part] of parts.entries()) {
    if (part.kind === "fixed") {
      if (part.text !== "") inlines.push({ kind: "text", text: part.text });
      continue;
    }
    let values = new Map(part.values);
    let { usual } = part;
    const words = [...telling(usual), ...contextOf(parts, index)];
    const options = [...values.keys()];
    const text = options.find((value) => value !== "");
    if (options.length === 2 && options.includes("") && text !== undefined) {
      const guides = new Map(
        [...values].flatMap(([value, set]) => [...set].map((guide) => [guide, String(value !== "")] as const)),
      );
      const difference: Difference = {
        kind: "switch",
        usual: String(usual !== ""),
        values: guides,
        words: [...telling(text), ...words],
        use: `whether it says “${brief(text)}”`,
      };
      inlines.push({ kind: "optional", text, difference });
      continue;
    }
    const isGlued = options.some((value) => value === "" || !value.startsWith(" "));
    if (isGlued && options.some((value) => value === "" || value.startsWith(" "))) {
      // A parameter cannot be empty and cannot begin with a blank: let it take in the word before it.
      const last = inlines.at(-1);
      const [, rest = "", word = ""] = last?.kind === "text" ? (/^([\s\S]*?)( *[^\s]+)$/.exec(last.text) ?? []) : [];
      if (word !== "" && last?.kind === "text") {
        inlines.pop();
        if (rest !== "") inlines.push({ kind: "text", text: rest });
        values = new Map([...values].map(([value, set]) => [word + value, set]));
        usual = word + usual;
      } else for (const guide of values.get("") ?? []) lost.add(guide);
    }
    const lead = [...values.keys()].every((value) => value.startsWith(" ")) ? " " : "";
    if (lead) inlines.push({ kind: "text", text: lead });
    const guides = new Map<number, string>();
    for (const [value, set] of values)
      for (const guide of set) {
        if (value.includes("\n") || (value.trim() === "" && value !== usual)) lost.add(guide);
        else guides.set(guide, value.slice(lead.length));
      }
    if (usual.includes("\n") || usual.trim() === "")
      return {
        inlines: [{ kind: "text", text: "" }],
        lost: new Set([...part.values.values()].flatMap((set) => [...set])),
      };
    const difference: Difference = {
      kind: "text",
      usual: usual.slice(lead.length),
      values: guides,
      words,
      use: `instead of “${brief(usual)}”`,
    };
    inlines.push({ kind: "value", difference });
  }
  return { inlines: kind === "code" ? inlines : inlines, lost };
}

function contextOf(parts: readonly Stretch[], index: number): string[] {
  const before = parts[index - 1];
  const after = parts[index + 1];
  const left = before?.kind === "fixed" ? telling(before.text).slice(-1) : [];
  const right = after?.kind === "fixed" ? telling(after.text).slice(0, 2) : [];
  return [...left, ...right];
}

function brief(text: string): string {
  const words = text.trim().split(/\s+/);
  return words.length <= 8 ? words.join(" ") : `${words.slice(0, 8).join(" ")} …`;
}

function headingBlock({ units }: Skeleton): Block {
  const values = new Map<number, string>();
  const counts = new Map<string, number>();
  for (const unit of units) {
    const text = (unit.texts[0] ?? "").replace(/^#+ /, "");
    values.set(unit.guide, text);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const [[usual = ""] = []] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const base = { kind: "heading", indent: 0, gap: false } as const;
  const deviating = [...values.values()].filter((value) => value !== usual).length;
  if (deviating === 0) return { ...base, inlines: [{ kind: "text", text: `## ${usual}` }] };
  const difference: Difference = { kind: "text", usual, values, words: ["heading"], use: "the section's heading" };
  return {
    ...base,
    inlines: [
      { kind: "text", text: "## " },
      { kind: "value", difference },
    ],
  };
}

/** Puts the texts in their order, with switches, and with slots for what guides say between them. */
function arrange(kept: readonly ShapedNode[], skeleton: Skeleton, options: LearningOptions): Block[] {
  const blocks: Block[] = [];
  const slots = slotsOf(kept, skeleton, options);
  const isRare = (count: number) => count > 0 && count < options.deviation;
  for (let index = 0; index < kept.length;) {
    const slot = slots[index];
    if (slot) blocks.push(slot);
    const group = alternatives(kept, index);
    if (group.length > 1) {
      const usual = group.reduce((best, each) => (each.units.size > best.units.size ? each : best));
      const all = group.reduce((sum, { units }) => sum + units.size, 0);
      const hasRest = all < skeleton.units.length && !isRare(skeleton.units.length - all);
      const others = group.filter((each) => each !== usual);
      blocks.push({
        kind: "choice",
        hasRest,
        gap: group.some(({ gap }) => gap),
        blocks: [...others, usual].map((each) => blockOf(each, skeleton, each !== usual || hasRest)),
      });
    } else {
      const [only] = group;
      // What only one or two guides leave out is theirs to word.
      const missing = skeleton.units.length - (only?.units.size ?? 0);
      if (only) blocks.push(blockOf(only, skeleton, missing > 0 && !isRare(missing)));
    }
    for (let inner = 1; inner < group.length; inner += 1)
      if (slots[index + inner]) blocks.push(slots[index + inner] as Block);
    index += group.length;
  }
  const last = slots[kept.length];
  return last ? [...blocks, last] : blocks;
}

/** How much texts must have in common to be alternatives. */
const ALTERNATIVE = 0.5;
/** How many guides may have both all the same; they tell it in their own words. */
const MOST_BOTH = 0.02;

/** Texts in a row that say nearly the same, of which every guide has at most one. */
function alternatives(kept: readonly ShapedNode[], start: number): readonly ShapedNode[] {
  const [first, ...others] = kept.slice(start);
  if (!first) return [];
  const group = [first];
  const seen = new Set(first.units);
  const tokens = tokensOf(first.node.wording.pivot);
  for (const next of others) {
    const isAlike =
      next.kind === first.kind &&
      next.indent === first.indent &&
      (next.kind === "rule" || similarity(tokens, tokensOf(next.node.wording.pivot)) >= ALTERNATIVE);
    const both = [...next.units].filter((unit) => seen.has(unit)).length;
    if (!isAlike || both > MOST_BOTH * (seen.size + next.units.size)) break;
    group.push(next);
    for (const unit of next.units) seen.add(unit);
  }
  return group;
}

function blockOf({ kind, indent, gap, inlines, units }: ShapedNode, skeleton: Skeleton, isOptional: boolean): Block {
  const base = { kind, indent, gap, inlines };
  if (!isOptional) return base;
  const values = new Map(skeleton.units.map((unit) => [unit.guide, String(units.has(unit))]));
  const text = inlines.map((inline) => ("text" in inline ? inline.text : inline.difference.usual)).join("");
  const lead = kind === "row" ? (text.split("|")[1] ?? "") : (/\*\*(.+?)\*\*/.exec(text)?.[1] ?? text);
  return {
    ...base,
    switch: {
      kind: "switch",
      usual: String(units.size * 2 > skeleton.units.length),
      values,
      words: [...telling(lead), ...telling(text)],
      use: `whether it says “${brief(text.replace(/^[-*+|] /, ""))}”`,
    },
  };
}

/** Where guides say something of their own between two texts. */
function slotsOf(kept: readonly ShapedNode[], skeleton: Skeleton, options: LearningOptions): (Block | undefined)[] {
  const found = new Map<
    number,
    { readonly guides: Map<number, string>; readonly kinds: Set<LeafKind>; gap: boolean }
  >();
  for (const unit of skeleton.units) {
    const taken = new Map<number, number>();
    kept.forEach((each, position) => {
      const place = each.units.has(unit) ? (skeleton.places.get(unit)?.[each.index] ?? -1) : -1;
      if (place > 0) taken.set(place, position);
    });
    let gap = 0;
    const last = Math.max(0, ...taken.keys());
    unit.leaves.forEach((leaf, place) => {
      const position = taken.get(place);
      if (position !== undefined) gap = position + 1;
      if (place === 0 || position !== undefined) return;
      // What follows the last shared text need not be part of the section.
      if (place > last && leaf.kind !== "row" && leaf.kind !== "item" && leaf.indent === 0) return;
      if (place > last && leaf.gap && leaf.kind === "item" && leaf.indent === 0) return;
      const entry = found.get(gap) ?? { guides: new Map(), kinds: new Set(), gap: leaf.gap };
      const before = entry.guides.get(unit.guide);
      const text = unit.lines.slice(leaf.start, leaf.end).join("\n");
      entry.guides.set(unit.guide, before === undefined ? text : `${before}\n${leaf.gap ? "\n" : ""}${text}`);
      entry.kinds.add(leaf.kind);
      found.set(gap, entry);
    });
  }
  return Array.from({ length: kept.length + 1 }, (_, position): Block | undefined => {
    const entry = found.get(position);
    if (!entry || entry.guides.size < options.deviation) return undefined;
    const before = kept[position - 1];
    const what = entry.kinds.has("row") ? "rows" : before?.kind === "item" && !entry.gap ? "items" : "notes";
    const subject =
      before === undefined
        ? ["start"]
        : telling(before.inlines.map((inline) => ("text" in inline ? inline.text : "")).join("")).slice(0, 2);
    return {
      kind: "slot",
      gap: entry.gap && what !== "rows",
      difference: {
        kind: "text",
        usual: "",
        values: entry.guides,
        words: [what, ...(subject.length > 0 ? ["after", ...subject] : [])],
        use: before === undefined ? "what stands first" : "what stands here besides",
      },
    };
  });
}

function differencesOf(blocks: readonly Block[]): Difference[] {
  return blocks.flatMap((block): Difference[] => {
    if (block.kind === "slot") return [block.difference];
    if (block.kind === "choice") return differencesOf(block.blocks);
    const inner = block.inlines.flatMap((inline) => ("difference" in inline ? inline.difference : []));
    return block.switch ? [block.switch, ...inner] : inner;
  });
}
