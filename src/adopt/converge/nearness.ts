import { diffChars } from "diff";

/** Texts that are further apart are no wordings of one text; two sentences about anything have half their letters in common. */
export const LEAST_NEARNESS = 0.75;

/**
 * How near two texts are: twice the characters that they have in common in the same order, of all their characters. So
 * 0.9 is one letter in ten added or left out, on both sides together.
 *
 * @param a one text
 * @param b another
 * @returns 1 for equal texts only; 0 where they are less near than {@link LEAST_NEARNESS}
 */
export function nearness(a: string, b: string): number {
  if (a === b) return 1;
  const all = a.length + b.length;
  const most = Math.floor(all * (1 - LEAST_NEARNESS));
  // Cheap to know, and true of most pairs: so many letters of one have no partner in the other.
  if (Math.abs(a.length - b.length) > most || unpaired(a, b) > most) return 0;
  const parts = diffChars(a, b, { maxEditLength: most });
  if (!parts) return 0;
  const edits = parts.reduce((sum, { added, removed, value }) => sum + (added || removed ? value.length : 0), 0);
  return (all - edits) / all;
}

/** How many characters of two texts have no partner, whatever their order. */
function unpaired(a: string, b: string): number {
  const counts = new Int32Array(128);
  const count = (text: string, by: number) => {
    for (let index = 0; index < text.length; index += 1) {
      const at = text.charCodeAt(index) % counts.length;
      counts[at] = (counts[at] ?? 0) + by;
    }
  };
  count(a, 1);
  count(b, -1);
  return counts.reduce((sum, left) => sum + Math.abs(left), 0);
}
