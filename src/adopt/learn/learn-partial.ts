import type { LeafKind } from "../../markdown/leaves.ts";
import { arrange } from "./arrange.ts";
import { byFacts } from "./by-facts.ts";
import { isImageCommand } from "./image-command.ts";
import type { Cluster, Clustering } from "./clusters.ts";
import type { Block, Inline, LearnedPartial, LearningOptions } from "./learned-partial.ts";
import { foldTables } from "./fold-tables.ts";
import { nameParameters, worthiest, type Difference, type LearnedParameter } from "./parameters.ts";
import { differencesOf, settle } from "./settle.ts";
import { shape, type ShapedNode } from "./shaped-node.ts";
import { layOver, type Skeleton } from "./skeleton.ts";

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
  // What only a few guides of many say otherwise stays theirs, so that the partial can be read; a command has its parts.
  const [only] = skeleton.nodes;
  const isCommand = skeleton.nodes.length === 1 && only !== undefined && isImageCommand(only.wording.pivot);
  const scaled = {
    ...options,
    minimum: Math.max(options.minimum, isCommand ? 0 : Math.round(guides * RARE)),
    deviation: Math.max(options.deviation, isCommand ? 0 : Math.round(guides * RARE)),
  };
  const kept = wholeTables(
    skeleton.nodes.flatMap((node, index): ShapedNode[] => {
      const shaped = shape(node, index, skeleton, scaled);
      return shaped ? [shaped] : [];
    }),
  );
  if (!kept.some(({ kind, inlines }) => kind !== "heading" && isSentence(kind, inlines))) return undefined;
  const isHeaded = skeleton.units.some(({ level }) => level > 0);
  const arranged = foldTables(withoutLoneSwitch(arrange(kept, skeleton, scaled)), options.fields.tables, guides);
  const blocks = [...(isHeaded ? [headingBlock(skeleton)] : []), ...byFacts(arranged, options.fields.switches)];
  return { cluster, ...withFewParameters(blocks, options.reserved) };
}

/** The share of a section's guides below which a deviation is no parameter of its partial. */
const RARE = 0.1;
/** More parameters than that nobody keeps in mind. */
const MOST_PARAMETERS = 8;

/** How many of the parameters a guide must give for its section to be another one. */
const STRANGE = 1 / 3;

/** Settles what would be a parameter too many. */
function withFewParameters(all: readonly Block[], reserved: ReadonlySet<string>): Omit<LearnedPartial, "cluster"> {
  const { parameters, nameOf } = nameParameters(differencesOf(all), reserved);
  const kept = worthiest(parameters, nameOf, MOST_PARAMETERS);
  const blocks = settle(all, (difference) => {
    const isOpen = difference.fact !== undefined || kept.has(nameOf.get(difference) ?? "");
    return isOpen ? undefined : difference.usual;
  });
  const strangers = parameters.length > MOST_PARAMETERS ? strangersAmong(parameters) : new Set<number>();
  return { blocks, ...nameParameters(differencesOf(blocks), reserved), strangers };
}

/** The guides that say so much otherwise that they follow a wording of their own. */
function strangersAmong(parameters: readonly LearnedParameter[]): Set<number> {
  const counts = new Map<number, number>();
  for (const { usual, values } of parameters)
    for (const [guide, value] of values) if (value !== usual) counts.set(guide, (counts.get(guide) ?? 0) + 1);
  return new Set([...counts].flatMap(([guide, count]) => (count >= STRANGE * parameters.length ? [guide] : [])));
}

/** A partial's only text is not one to leave out. */
function withoutLoneSwitch(blocks: readonly Block[]): readonly Block[] {
  const [only, ...others] = blocks;
  if (!only || others.length > 0 || !("switch" in only) || only.switch?.kind !== "switch") return blocks;
  const { switch: _, ...always } = only;
  return [always];
}

/** Rows without a shared head, and a head without rows, are no table: they are left to the guides. */
function wholeTables(nodes: readonly ShapedNode[]): ShapedNode[] {
  const kept: ShapedNode[] = [];
  for (let index = 0; index < nodes.length;) {
    const isTable = (node: ShapedNode | undefined) => node?.kind === "row" || node?.kind === "rule";
    let end = index;
    while (isTable(nodes[end])) end += 1;
    if (end === index) kept.push(...nodes.slice(index, (end += 1)));
    else {
      const table = nodes.slice(index, end);
      const body = table.slice(table.findLastIndex(({ kind }) => kind === "rule") + 1);
      if (table[0]?.kind === "row" && body.length > 0 && body.length < table.length) kept.push(...table);
    }
    index = end;
  }
  return kept;
}

/** Less than a sentence is no partial; nor is a sample without a command, for options and a fence are no words. */
function isSentence(kind: LeafKind, inlines: readonly Inline[]): boolean {
  const usual = (inline: Inline) => {
    if ("text" in inline) return inline.text;
    // A sample says what its command is about where a template fills that in.
    return kind === "code" && inline.difference.usual.includes("{{") ? "x" : " ";
  };
  const words = inlines
    .map(usual)
    .join("")
    .replace(/^(?:`{3,}|~{3,}).*\n/, "")
    .replace(/\{\{[^}]*\}\}/g, "x")
    .split(/\s+/);
  const least = kind === "code" ? LEAST_IN_SAMPLE : LEAST_WORDS;
  return words.filter((word) => /^[^\w-]*[A-Za-z]/.test(word)).length >= least;
}

const LEAST_WORDS = 4;
/** `docker run {{reference}}` says what to do, to what. */
const LEAST_IN_SAMPLE = 3;

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
