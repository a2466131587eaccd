import { splitBlocks } from "../markdown/split-blocks.ts";
import { formatMarkdown } from "./format-markdown.ts";
import { plainBlock } from "./plain/block.ts";
import { Recent } from "../markdown/recent.ts";

/** More blocks and sections than most projects have in common. */
const MANY = 1024;

/** Formats texts that have much in common: what was formatted lately is not formatted again. */
export class Formatter {
  readonly #blocks = new Recent<string>(MANY);
  readonly #sections = new Recent<string | undefined>(MANY);

  /**
   * Formats a text that is no head of a file.
   *
   * @param markdown any Markdown
   * @returns what `formatMarkdown` gives
   */
  text(markdown: string): string {
    const text = this.#apart(markdown);
    return text === undefined || text === "" ? formatMarkdown(markdown) : `${text}\n`;
  }

  /**
   * Formats a page.
   *
   * @param sections its sections in their order, as Markdown
   * @returns what `formatMarkdown` gives of all of them, an empty line between each two
   */
  page(sections: readonly string[]): string {
    const texts = sections.map((section) => section.trimEnd());
    const formatted: string[] = [];
    for (const group of groupAtHeadings(texts)) {
      const text = this.#sections.get(group, () => this.#apart(group));
      if (text === undefined) return formatMarkdown(texts.join("\n\n"));
      if (text !== "") formatted.push(text);
    }
    return formatted.length === 0 ? "" : `${formatted.join("\n\n")}\n`;
  }

  /** Formats block by block; undefined where the text must be formatted together with what stands around it. */
  #apart(markdown: string): string | undefined {
    return splitBlocks(markdown)
      ?.map((block) => plainBlock(block.split("\n")) ?? this.#longWay(block))
      .join("\n\n");
  }

  #longWay(block: string): string {
    return this.#blocks.get(block, () => formatMarkdown(`${block}\n`).replace(/\n$/, ""));
  }
}

/** A heading parts what stands before it from what stands behind; text without one may go on with a list. */
function groupAtHeadings(sections: readonly string[]): string[] {
  const groups: string[] = [];
  for (const section of sections) {
    const before = section.startsWith("#") ? undefined : groups.pop();
    groups.push(before === undefined ? section : `${before}\n\n${section}`);
  }
  return groups;
}
