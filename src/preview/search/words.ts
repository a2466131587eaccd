/** Of what is longer, a digest or a key, nobody types a part. */
const LONGEST = 80;

const NAMES = /[\p{L}\p{N}\p{M}]+(?:[-_.]+[\p{L}\p{N}\p{M}]+)*/gu;
const SIGNS = /[-_.]+/;

/**
 * The words of a text as the search looks for them. A name with signs in it is a word, and so are its parts:
 * `API_SECRET` gives `api_secret`, `api`, `secret`.
 */
export function wordsOf(text: string): readonly string[] {
  return namesOf(text).flatMap((name) => (SIGNS.test(name) ? [name, ...partsOf(name)] : name));
}

/** The words of a text, each whole: `API_SECRET` gives `api_secret`. */
export function namesOf(text: string): readonly string[] {
  return (text.toLowerCase().match(NAMES) ?? []).filter(({ length }) => length <= LONGEST);
}

/** What the signs in a word divide. */
export function partsOf(name: string): readonly string[] {
  return name.split(SIGNS);
}
