import type { LeafKind } from "../../markdown/leaves.ts";
import { brief } from "./inlines.ts";
import type { Block, LearningOptions } from "./learned-partial.ts";
import { telling } from "./names.ts";
import type { ShapedNode } from "./shaped-node.ts";
import type { Skeleton } from "./skeleton.ts";
import { slotsOf } from "./slots.ts";
import { similarity, tokensOf } from "./wordings.ts";

/**
 * Puts the texts of a section in their order, with switches, and with slots for what guides say between them.
 *
 * @param kept the texts
 * @param skeleton the section
 * @param options what counts as shared
 * @returns what the partial consists of, below its heading
 */
export function arrange(kept: readonly ShapedNode[], skeleton: Skeleton, options: LearningOptions): Block[] {
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

function blockOf(node: ShapedNode, skeleton: Skeleton, isOptional: boolean): Block {
  const { kind, indent, gap, inlines, units, sample } = node;
  const base = { kind, indent, gap, inlines };
  if (sample) return { ...base, switch: sample };
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
      words: switchWords(kind, lead, text),
      use:
        kind === "rule"
          ? `whether the table's columns are ${text.includes(":") ? "" : "not "}aligned`
          : `whether it says “${brief(text.replace(/^[-*+|] /, ""))}”`,
    },
  };
}

/** What a switch is called after: the text that it puts there, or else the kind of text that it is. */
function switchWords(kind: LeafKind, lead: string, text: string): string[] {
  if (kind === "rule") return text.includes(":") ? ["aligned", "columns"] : ["plain", "columns"];
  const [, sample] = /^(?:`{3,}|~{3,})[^\n]*\n([\s\S]*)/.exec(text) ?? [];
  const words = telling(sample ?? `${lead} ${text}`).filter((word) => /[a-z]/.test(word));
  return words.length > 0 ? words : ["with", kind];
}
