import { splitBlocks } from "./blocks.ts";
import { formatMarkdown } from "./index.ts";
import { plainBlock } from "./plain/block.ts";

/** How many blocks a generation remembers: more than a project's shared text has, few enough for any memory. */
const GENERATION = 4096;

/** Spells texts in house style, block by block, and remembers what it spelled. */
export class Styler {
  #young = new Map<string, string>();
  #old = new Map<string, string>();

  /**
   * Spells a part of a guide.
   *
   * @param markdown any Markdown; not the head of a file, so there is no front matter
   * @returns its blocks in house style; undefined where the text must be styled together with what stands around it
   */
  blocks(markdown: string): readonly string[] | undefined {
    return splitBlocks(markdown)?.map((block) => this.#block(block));
  }

  #block(block: string): string {
    const known = this.#young.get(block) ?? this.#old.get(block);
    if (known !== undefined && this.#young.has(block)) return known;
    const styled = known ?? plainBlock(block.split("\n")) ?? formatMarkdown(`${block}\n`).trimEnd();
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(block, styled);
    return styled;
  }
}
