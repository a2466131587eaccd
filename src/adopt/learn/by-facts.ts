import type { Block, FieldTexts } from "./learned-partial.ts";
import type { Difference } from "./parameters.ts";
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
  return blocks.map((block): Block => {
    if (!("inlines" in block) || block.switch?.kind !== "switch") return block;
    const text = block.inlines.map((inline) => ("text" in inline ? inline.text : inline.difference.usual)).join("");
    const tokens = tokensOf(text.replace(/^(?:[-*+]|\d+[.)]) /, ""));
    const found = known.find((each) => similarity(tokens, each.tokens, ALIKE) >= ALIKE);
    const difference: Difference = block.switch;
    return found ? { ...block, switch: { ...difference, fact: found.fact } } : block;
  });
}
