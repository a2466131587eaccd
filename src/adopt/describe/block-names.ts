import type { Leaf } from "../../markdown/leaves.ts";

/** Words of fewer than these are no name, unless a block has no more. */
const FEWEST_WORDS = 3;

/**
 * Prepares what names blocks: a change finds a block by words of its own.
 *
 * @param said the section's text, with what the guide adds to it: a name stands there once
 * @param branches all that the section's partial may say: under other facts, a name must not mean another block
 * @returns a function from a block to its name; undefined for a block that has none
 */
export function createBlockNames(said: string, branches: string): (block: Leaf) => string | undefined {
  const [here, anywhere] = [said, branches].map((text) => text.replace(/\s+/g, " "));
  const isName = (words: string) => countOf(words, here ?? "") === 1 && countOf(words, anywhere ?? "") <= 1;
  return ({ kind, text }) => {
    if (kind !== "code") return beginning(text.replace(/^(?:[-*+]|\d+[.)]|#+|\|) +/, ""), isName);
    // A fence that opens and does not close is no text of an author's.
    const sample = text.split("\n").slice(1, -1).join("\n");
    // What a sample is made from may change, but not whose it is.
    const reference = /dhi\.io\/\S+/.exec(sample)?.[0];
    return reference !== undefined && isName(reference) ? reference : beginning(sample, isName);
  };
}

/** The fewest first words that are a name; where it can be, those before a reference, which is another on a mirror. */
function beginning(text: string, isName: (words: string) => boolean): string | undefined {
  const words = text.replace(/\s+/g, " ").split(" ");
  const reference = words.findIndex((word) => word.includes("dhi.io/"));
  const fewest = Math.min(FEWEST_WORDS, words.length, reference > 0 ? reference : words.length);
  for (let count = fewest; count <= words.length; count += 1) {
    const name = words.slice(0, count).join(" ");
    if (isName(name)) return name;
  }
  return undefined;
}

function countOf(words: string, text: string): number {
  return text.split(words).length - 1;
}
