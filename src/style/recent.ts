/** Remembers what was asked for lately: as much as a generation holds, and up to as much again. */
export class Recent {
  #young = new Map<string, string>();
  #old = new Map<string, string>();
  readonly #generation: number;

  /** @param generation how many entries it surely holds */
  constructor(generation: number) {
    this.#generation = generation;
  }

  /**
   * @param key what is asked for
   * @param make gives its value where it is not known
   * @returns the value
   */
  get(key: string, make: () => string): string {
    const known = this.#young.get(key);
    if (known !== undefined) return known;
    const value = this.#old.get(key) ?? make();
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
    return value;
  }
}
