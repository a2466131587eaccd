/** Tells whether a word is one. */
export type Dictionary = (word: string) => Promise<boolean>;

/**
 * Makes a dictionary of American English, loaded with the first word. It knows what is right, and offers no
 * corrections: searching for them takes longer than all other rules together.
 */
export function createDictionary(): Dictionary {
  const known = new Map<string, boolean>();
  let loading: Promise<(word: string) => boolean> | undefined;
  return async (word) => {
    loading ??= load();
    const isKnown = known.get(word) ?? (await loading)(word);
    known.set(word, isKnown);
    return isKnown;
  };
}

async function load(): Promise<(word: string) => boolean> {
  const [{ default: nspell }, { default: english }] = await Promise.all([import("nspell"), import("dictionary-en")]);
  const spell = nspell(Buffer.from(english.aff).toString(), Buffer.from(english.dic).toString());
  return (word) => spell.correct(word);
}
