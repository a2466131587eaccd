import type { Block, FieldTexts } from "./learned-partial.ts";
import { similarity, tokensOf } from "./wordings.ts";

/** How much of two texts must be equal for both to depend on one fact. */
const ALIKE = 0.75;

/**
 * Finds texts that come and go with a fact of the descriptor: those that the project's partials say, nearly, where that
 * fact is true. They need no switch of their own.
 *
 * @param blocks what a partial consists of
 * @param switches the texts that depend on facts
 * @returns the blocks
 */
export function byFacts(blocks: readonly Block[], switches: FieldTexts["switches"]): Block[] {
  const known = switches.map(({ fact, text }) => ({ fact, tokens: tokensOf(text) }));
  const factOf = (block: Block): string | undefined => {
    if (!("inlines" in block) || block.switch?.kind !== "switch") return undefined;
    const text = block.inlines.map((inline) => ("text" in inline ? inline.text : inline.difference.usual)).join("");
    const tokens = tokensOf(text.replace(/^(?:[-*+]|\d+[.)]) /, ""));
    return known.find((each) => similarity(tokens, each.tokens, ALIKE) >= ALIKE)?.fact;
  };
  // Of two forms of one text, the commoner one is the fact's; a guide that had both would say it twice.
  const best = new Map<string, Block>();
  for (const block of blocks) {
    const fact = factOf(block);
    if (fact === undefined) continue;
    const other = best.get(fact);
    if (!other || uses(block) > uses(other)) best.set(fact, block);
  }
  return blocks.map((block): Block => {
    const fact = factOf(block);
    if (fact === undefined || best.get(fact) !== block || !("switch" in block) || !block.switch) return block;
    return { ...block, switch: { ...block.switch, fact } };
  });
}

/** How many guides have a text that depends on a switch. */
function uses(block: Block): number {
  const values = "switch" in block ? [...(block.switch?.values.values() ?? [])] : [];
  return values.filter((value) => value === "true").length;
}
