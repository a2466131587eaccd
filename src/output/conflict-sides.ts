/** A stretch that git could not merge: ours, the common base where git was asked for it, theirs. */
const CONFLICT = /^<{7}(?: .*)?\n([^]*?)(?:^\|{7}(?: .*)?\n[^]*?)?^={7}\n([^]*?)^>{7}(?: .*)?(?:\n|$)/gm;

/**
 * Takes a text apart in which git left the marks of a merge conflict.
 *
 * @param text with `\n` line ends
 * @returns the text as either side had it; undefined where it has no marks
 */
export function conflictSides(text: string): { readonly ours: string; readonly theirs: string } | undefined {
  if (!text.includes("<<<<<<<")) return undefined;
  const [ours, theirs] = ["$1", "$2"].map((side) => text.replace(CONFLICT, side));
  return ours === undefined || theirs === undefined || ours === text ? undefined : { ours, theirs };
}
