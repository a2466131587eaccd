import { BETWEEN, END } from "./seams.ts";

/** Blocks in house style, one behind the other, and how many bytes they take in UTF-8. */
export class BlockList {
  readonly #blocks: string[] = [];
  #size = 0;

  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }

  /** Where a block would begin that came next, in bytes. */
  get end(): number {
    return this.#size;
  }

  get text(): string {
    return this.#blocks.join(BETWEEN);
  }

  /** @param block the next one */
  add(block: string): void {
    this.#blocks.push(block);
    this.#size += Buffer.byteLength(block) + BETWEEN.length;
  }

  /**
   * @param other the next ones
   * @returns false where there are none because they could not be told apart
   */
  append(other: BlockList | undefined): boolean {
    if (!other) return false;
    for (const block of other.#blocks) this.#blocks.push(block);
    this.#size += other.#size;
    return true;
  }

  /**
   * Puts the blocks together in one, for a text that many guides have.
   *
   * @returns the same text
   */
  joined(): BlockList {
    const joined = new BlockList();
    if (!this.isEmpty) joined.add(this.text);
    return joined;
  }

  /**
   * Puts them together as a guide, and is of no use afterwards.
   *
   * @returns its text
   */
  close(): string {
    if (this.isEmpty) return "";
    // One text at once: joined of two it would be copied again.
    this.#blocks.push(`${this.#blocks.pop() ?? ""}${END}`);
    return this.text;
  }
}
