import { hashOf } from "../incremental/stamp.ts";

/** What an output is to hold. */
export interface OutputText {
  /** The text in UTF-8; only until the next text is encoded. */
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** At most so many bytes does UTF-8 take for a UTF-16 code unit. */
const WIDEST = 3;

/** Encodes texts one after the other in the same memory: each is hashed and written before the next one comes. */
export class OutputEncoder {
  #memory = Buffer.allocUnsafe(0);

  /**
   * @param text what the output is to hold, or that in UTF-8
   * @returns its bytes, and their hash
   */
  encode(text: string | Uint8Array): OutputText {
    const bytes = typeof text === "string" ? this.#encode(text) : text;
    return { bytes, hash: hashOf(bytes) };
  }

  #encode(text: string): Uint8Array {
    if (this.#memory.length < text.length * WIDEST) this.#memory = Buffer.allocUnsafe(2 * text.length * WIDEST);
    return this.#memory.subarray(0, this.#memory.write(text));
  }
}
