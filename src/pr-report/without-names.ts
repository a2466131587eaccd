import escapeStringRegexp from "escape-string-regexp";

/**
 * Puts a sign for the names of a thing, the longest first, so that texts of several things can be equal.
 *
 * @param names what the thing is called
 * @returns spells a text so
 */
export function withoutNames(names: readonly string[]): (text: string) => string {
  const known = names.filter((name) => name !== "").sort((a, b) => b.length - a.length);
  if (known.length === 0) return (text) => text;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${known.map((name) => escapeStringRegexp(name)).join("|")})(?![\\p{L}\\p{N}])`,
    "gu",
  );
  return (text) => text.replace(pattern, "\0");
}
