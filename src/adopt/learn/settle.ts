import type { Block, Inline } from "./learned-partial.ts";
import type { Difference } from "./parameters.ts";

/**
 * Settles differences: what stays open is asked of each guide, the rest is what it usually is. Guides that say it otherwise
 * tell so in their own words.
 *
 * @param blocks what a partial consists of
 * @param isOpen whether a difference stays one
 * @returns the blocks without the other differences
 */
export function settle(blocks: readonly Block[], isOpen: (difference: Difference) => boolean): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.kind === "slot") return isOpen(block.difference) ? [block] : [];
    if (block.kind === "table") {
      const rows = settle(block.rows, isOpen);
      return [{ ...block, rows }];
    }
    if (block.kind === "choice") return settleChoice(block, isOpen);
    const settled = { ...block, inlines: settleInlines(block.inlines, isOpen) };
    if (!block.switch || isOpen(block.switch)) return [settled];
    const { switch: difference, ...always } = settled;
    return difference?.usual === "true" ? [always] : [];
  });
}

type Choice = Extract<Block, { kind: "choice" }>;

function settleChoice(choice: Choice, isOpen: (difference: Difference) => boolean): Block[] {
  const kept: Block[] = [];
  let { hasRest } = choice;
  for (const block of choice.blocks) {
    const [settled] = settle([block], isOpen);
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
 * @param isOpen whether a difference stays one
 * @returns the pieces without the other differences
 */
export function settleInlines(inlines: readonly Inline[], isOpen: (difference: Difference) => boolean): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (inline.kind === "text" || isOpen(inline.difference)) return [inline];
    const { usual } = inline.difference;
    const text = inline.kind === "value" ? usual : usual === "true" ? inline.text : "";
    return text === "" ? [] : [{ kind: "text", text }];
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
