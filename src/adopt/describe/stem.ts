/** A file's name is not longer. */
const LONGEST_NAME = 50;

/**
 * Makes a file's name of a heading.
 *
 * @param heading a heading, or a few words
 * @returns the name without its ending: small letters, digits, hyphens
 */
export function stem(heading: string): string {
  const words = heading
    .toLowerCase()
    .replace(/<[^>]*>|[’']/g, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  while (words.length > 1 && words.join("-").length > LONGEST_NAME) words.pop();
  return words.join("-").slice(0, LONGEST_NAME) || "text";
}
