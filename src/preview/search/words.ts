/** Of what is longer, a digest or a key, nobody types a part. */
const LONGEST = 80;

/** Between the words of these scripts there are no blanks: each letter is a word. */
const UNSPACED = "\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}";
const LETTERS = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])+`;
const NAMES = new RegExp(`[${UNSPACED}]|${LETTERS}(?:[-_.]+${LETTERS})*`, "gu");

/**
 * The words of a text as the search looks for them. A name with signs in it is a word, and so are its parts and what it
 * ends with: `API_SECRET_KEY` gives `api-secret-key`, `api`, `secret-key`, `secret`, `key`.
 */
export function wordsOf(text: string): readonly string[] {
  return namesOf(text).flatMap((name) => {
    const parts = partsOf(name);
    return parts.flatMap((part, at) => (at < parts.length - 1 ? [parts.slice(at).join("-"), part] : part));
  });
}

/** The words of a text, each whole. All signs are alike: `API_SECRET` gives `api-secret`. */
export function namesOf(text: string): readonly string[] {
  const names = text.normalize().toLowerCase().match(NAMES) ?? [];
  return names.filter(({ length }) => length <= LONGEST).map((name) => name.replace(/[-_.]+/g, "-"));
}

/** What the signs in a word divide. */
export function partsOf(name: string): readonly string[] {
  return name.split("-");
}

/** An expression for words, each whole, in a text as it is written; undefined for none. */
export function wordExpression(words: readonly string[]): RegExp | undefined {
  if (words.length === 0) return undefined;
  const longestFirst = words.toSorted((one, other) => other.length - one.length);
  // They have nothing but letters, digits and hyphens.
  const written = longestFirst.map((word) => partsOf(word).join("[-_./\\s]+"));
  const isWithin = `(?![${UNSPACED}])[\\p{L}\\p{N}]`;
  return new RegExp(`(?<!${isWithin})(${written.join("|")})(?!${isWithin})`, "giu");
}
