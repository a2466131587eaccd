import { splitBlocks } from "./blocks.ts";
import { formatMarkdown } from "./index.ts";
import { plainBlock } from "./plain/block.ts";
import { Recent } from "./recent.ts";

/** What needs the long way is worth being kept: more blocks than most projects have. */
const MANY = 4096;

/** Spells texts in house style, block by block, and remembers what needed the long way. */
export class Styler {
  readonly #long = new Recent(MANY);

  /**
   * Spells a part of a guide.
   *
   * @param markdown any Markdown; not the head of a file, so there is no front matter
   * @returns its blocks in house style; undefined where the text must be styled together with what stands around it
   */
  blocks(markdown: string): readonly string[] | undefined {
    return splitBlocks(markdown)?.map((block) => this.#block(block));
  }

  /**
   * Spells a text that is no head of a file.
   *
   * @param markdown any Markdown
   * @returns what `formatMarkdown` gives
   */
  text(markdown: string): string {
    const blocks = this.blocks(markdown);
    return blocks === undefined || blocks.length === 0 ? formatMarkdown(markdown) : `${blocks.join("\n\n")}\n`;
  }

  #block(block: string): string {
    return (
      plainBlock(block.split("\n")) ?? this.#long.get(block, () => formatMarkdown(`${block}\n`).replace(/\n$/, ""))
    );
  }
}
