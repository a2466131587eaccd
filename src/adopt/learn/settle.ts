import { SET_OFF, type Block, type Inline } from "./learned-partial.ts";
import type { Difference } from "./parameters.ts";

/** What a difference is settled to: `true`, `false`, or a text; undefined for one that stays open. */
export type Settled = (difference: Difference) => string | undefined;

/** Settles a difference to what it usually is. */
export const toUsual: Settled = ({ usual }) => usual;

/**
 * Settles differences: what stays open is asked of each guide, the rest no more. Guides that say it otherwise tell so in
 * their own words.
 *
 * @param blocks what a partial consists of
 * @param valueOf what each difference is settled to
 * @returns the blocks without these differences
 */
export function settle(blocks: readonly Block[], valueOf: Settled): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind === "slot") return valueOf(block.difference) === undefined ? [block] : [];
    if (block.kind === "table") return [{ ...block, rows: settle(block.rows, valueOf) }];
    if (block.kind === "choice") return settleChoice(block, valueOf);
    const settled = { ...block, inlines: settleInlines(block.inlines, valueOf) };
    const value = block.switch && valueOf(block.switch);
    if (value === undefined) return [settled];
    const { switch: _, ...always } = settled;
    return value === "true" ? [always] : [];
  });
}

type Choice = Extract<Block, { kind: "choice" }>;

function settleChoice(choice: Choice, valueOf: Settled): Block[] {
  const kept: Block[] = [];
  let { hasRest } = choice;
  for (const block of choice.blocks) {
    const [settled] = settle([block], valueOf);
    if (!settled) {
      hasRest ||= block === choice.blocks.at(-1);
      continue;
    }
    kept.push(settled);
    // What is always there leaves nothing to choose behind it.
    if (!("switch" in settled && settled.switch)) {
      hasRest = false;
      break;
    }
  }
  const [only] = kept;
  if (kept.length > 1) return [{ ...choice, blocks: kept, hasRest }];
  return only && "gap" in only ? [{ ...only, gap: choice.gap }] : [];
}

/**
 * Settles the differences within a text.
 *
 * @param inlines the text's pieces
 * @param valueOf what each difference is settled to
 * @returns the pieces without these differences
 */
export function settleInlines(inlines: readonly Inline[], valueOf: Settled): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (inline.kind === "text") return [inline];
    const value = valueOf(inline.difference);
    if (value === undefined) return [inline];
    const given = inline.kind === "value" ? value : value === "true" ? inline.text : "";
    if (given === "") return [];
    const [before, behind] = inline.kind === "value" && inline.optional ? SET_OFF[inline.optional] : ["", ""];
    return [{ kind: "text", text: before + given + behind }];
  });
}

/**
 * Collects the differences of some blocks.
 *
 * @param blocks what a partial consists of
 * @returns the differences in the order in which they appear
 */
export function differencesOf(blocks: readonly Block[]): Difference[] {
  return blocks.flatMap((block): Difference[] => {
    if (block.kind === "slot") return [block.difference];
    if (block.kind === "choice") return differencesOf(block.blocks);
    if (block.kind === "table") return differencesOf(block.rows);
    const inner = block.inlines.flatMap((inline) => ("difference" in inline ? inline.difference : []));
    return block.switch ? [block.switch, ...inner] : inner;
  });
}
