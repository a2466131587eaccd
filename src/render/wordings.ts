/** What has more wordings than this is likely to have one for each guide. */
const MOST = 32;

/**
 * Remembers how something is worded, by what decides it (see wording-key.ts), as long as guides have it in common: where
 * each has its own, there is nothing to remember.
 */
export class Wordings<T> {
  readonly #most: number;
  /** Undefined where it was given up. */
  #known: Map<string, T> | undefined = new Map<string, T>();
  #found = 0;

  /** @param most how many wordings are remembered */
  constructor(most = MOST) {
    this.#most = most;
  }

  /**
   * @param keyOf gives what decides the wording; undefined where it is a guide's own
   * @param word words it; undefined where it cannot be worded
   * @returns the wording
   */
  get(keyOf: () => string | undefined, word: (isShared: boolean) => T | undefined): T | undefined {
    const key = this.#known && keyOf();
    if (key === undefined || !this.#known) return word(false);
    const known = this.#known.get(key);
    if (known !== undefined) {
      this.#found += 1;
      return known;
    }
    if (this.#known.size >= this.#most) {
      if (this.#found < this.#most) this.#known = undefined;
      return word(false);
    }
    const made = word(true);
    if (made !== undefined) this.#known.set(key, made);
    return made;
  }
}
