/** What has more wordings than this is likely to have one for each guide. */
const MOST = 32;

/**
 * Remembers how something is worded, by what decides it (see wording-key.ts), as long as guides have it in common: where
 * each has its own, there is nothing to remember.
 */
export class Wordings<T> {
  #known: Map<string, T> | undefined = new Map<string, T>();
  #found = 0;

  /** Whether there are too many to be remembered: then the key need not be asked for. */
  get isGivenUp(): boolean {
    return this.#known === undefined;
  }

  /**
   * @param key what decides the wording; undefined where it is a guide's own
   * @param word words it; undefined where it cannot be worded
   * @returns the wording
   */
  get(key: string | undefined, word: (isShared: boolean) => T | undefined): T | undefined {
    const known = key === undefined ? undefined : this.#known?.get(key);
    if (known !== undefined) {
      this.#found += 1;
      return known;
    }
    if (key === undefined || !this.#known) return word(false);
    if (this.#known.size >= MOST) {
      if (this.#found < MOST) this.#known = undefined;
      return word(false);
    }
    const made = word(true);
    if (made !== undefined) this.#known.set(key, made);
    return made;
  }
}
