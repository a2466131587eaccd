/** Words that say nothing about the text that they stand in. */
const STOP = new Set(
  (
    "a an and any are as at be been by can could do does for from had has have how if in into is it its itself may might " +
    "more most must no not of on one only or other our own shall should so some such than that the their them then there " +
    "these they this those to too use used using via was we were what when where which while who will with would you your " +
    "arent cannot cant didnt doesnt dont havent isnt non shouldnt thats theyre wasnt wont youll youre youve"
  ).split(" "),
);

/**
 * The words of a text that a name can be made of.
 *
 * @param text Markdown, or a template's text
 * @returns the words in lower case, without filler, without what a template fills in
 */
export function telling(text: string): string[] {
  const words =
    text
      .replace(/\{\{[^}]*\}\}/g, " ")
      .replace(/\]\([^)]*\)/g, " ")
      .replace(/https?:\/\/\S*\//g, " ")
      .replace(/['’](?=[a-z])/g, "")
      .toLowerCase()
      .match(/[a-z][a-z0-9]*|[0-9]+/g) ?? [];
  return words.filter((word) => !STOP.has(word) && (word.length > 1 || /[0-9]/.test(word)));
}

/**
 * A name for a template's parameter.
 *
 * @param words the words to choose from, the best first
 * @param taken names that mean something else in the partial
 * @param reserved names that mean something in every template
 * @param most how many words it may have
 * @returns a name in camel case that is not taken
 */
export function parameterName(
  words: readonly string[],
  taken: ReadonlySet<string>,
  reserved: ReadonlySet<string>,
  most = 2,
): string {
  const usable = [...new Set(words)].map((word) => word.replace(/^[0-9]+/, "")).filter(Boolean);
  const join = (count: number) =>
    usable
      .slice(0, count)
      .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
      .join("");
  for (let count = Math.min(most, usable.length); count <= Math.min(usable.length, most + 2); count += 1) {
    const name = join(count);
    if (name.length > 1 && !taken.has(name) && !reserved.has(name)) return name;
  }
  const first = join(most) || "wording";
  const base = reserved.has(first) ? `own${first.charAt(0).toUpperCase()}${first.slice(1)}` : first;
  if (!taken.has(base) && !reserved.has(base)) return base;
  for (let number = 2; ; number += 1) if (!taken.has(`${base}${number}`)) return `${base}${number}`;
}

/**
 * A name for a partial, from the heading of its section.
 *
 * @param headings the section's headings
 * @param taken names of other partials
 * @returns a name like `privileged-ports`
 */
export function partialName(headings: readonly string[], taken: ReadonlySet<string>): string {
  const slug = (text: string) =>
    text
      .replace(/\{\{[^}]*\}\}/g, " ")
      .toLowerCase()
      .replace(/['’]/g, "")
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== "" && !["a", "an", "the"].includes(word))
      .slice(0, 7)
      .join("-")
      .replace(/^[0-9-]+/, "");
  const parts = headings.map(slug).filter(Boolean);
  // The innermost heading says what the text is about.
  const candidates = [parts.at(-1), [...parts].reverse().join("-in-"), parts.join("-")].filter((each) => each);
  for (const candidate of candidates) if (candidate && !taken.has(candidate)) return candidate;
  const base = candidates[0] ?? "section";
  for (let number = 2; ; number += 1) if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
}
