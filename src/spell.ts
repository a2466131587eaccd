import { stripMarks } from "./provenance/origin.ts";
import type { Chunk, Chunks } from "./render/chunks.ts";
import type { RenderedSection } from "./render/render.ts";
import { formatMarkdown } from "./style/index.ts";
import { Styler } from "./style/styler.ts";

/** Spells a guide in house style. */
export type Speller = (sections: readonly RenderedSection[]) => string;

/**
 * Makes the stage that spells guides: constant blocks of the templates once, what a descriptor brings in block by block,
 * and a guide as a whole where its blocks cannot be told apart. The result is that of `formatMarkdown` in each case.
 *
 * @param chunks the constant blocks
 * @returns the stage
 */
export function createSpeller(chunks: Chunks): Speller {
  const styler = new Styler();
  const constant = new Map<Chunk, string | undefined>();

  function spellChunk(chunk: Chunk): string | undefined {
    if (!constant.has(chunk)) constant.set(chunk, styler.blocks(chunk.text)?.join("\n\n"));
    return constant.get(chunk);
  }

  const spell: Speller = (sections) => {
    const spelled: string[] = [];
    const compact = sections.map((section) => section.compact.trimEnd()).join("\n\n");
    for (const part of chunks.parts(compact)) {
      const blocks = typeof part === "string" ? styler.blocks(stripMarks(part)) : spellChunk(part);
      if (blocks === undefined) return formatMarkdown(stripMarks(chunks.expand(compact)));
      if (typeof blocks === "string") spelled.push(blocks);
      else for (const block of blocks) spelled.push(block);
    }
    return spelled.length === 0 ? "" : `${spelled.join("\n\n")}\n`;
  };
  return spell;
}
