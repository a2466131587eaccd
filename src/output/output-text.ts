import { hashOf } from "../files/stamp.ts";

/** What an output is to hold. */
export interface OutputText {
  /** The text in UTF-8. */
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/**
 * Encodes a text for an output.
 *
 * @param text what the output is to hold
 * @returns its bytes, and their hash
 */
export function outputText(text: string): OutputText {
  const bytes = Buffer.from(text);
  return { bytes, hash: hashOf(bytes) };
}
