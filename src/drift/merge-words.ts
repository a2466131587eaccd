import { diff3Merge } from "node-diff3";

/**
 * Merges two changes of one text: of prose word by word, of a sample line by line. Two changes without an unchanged word
 * between them overlap.
 *
 * @param base what both started from
 * @param mine the one change
 * @param theirs the other
 * @returns the text with both changes; undefined where they overlap
 */
export function mergeWords(base: string, mine: string, theirs: string): string | undefined {
  const isCode = [base, mine, theirs].some((text) => /^ *(?:`{3}|~{3})/m.test(text));
  const cut = isCode ? linesOf : wordsOf;
  const merged: string[] = [];
  for (const part of diff3Merge(cut(mine), cut(base), cut(theirs), { excludeFalseConflicts: true })) {
    if (!part.ok) return undefined;
    merged.push(...part.ok);
  }
  return isCode ? merged.join("\n") : joined(merged);
}

const linesOf = (text: string): string[] => text.split("\n");

/** The words, and the line breaks with what is before the first word of a line. */
const wordsOf = (text: string): string[] => text.match(/\n[^\S\n]*|[^\s]+/g) ?? [];

function joined(words: readonly string[]): string {
  return words.reduce(
    (text, word) => (text === "" || /\n *$/.test(text) || word.startsWith("\n") ? text + word : `${text} ${word}`),
    "",
  );
}
