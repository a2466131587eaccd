/** Remembers what was asked for lately: as much as a generation holds, and up to as much again. */
export class Recent<T> {
  #young = new Map<string, T>();
  #old = new Map<string, T>();
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
  get(key: string, make: () => T): T {
    const known = this.#young.get(key);
    if (known !== undefined || this.#young.has(key)) return known as T;
    const value = this.#old.has(key) ? (this.#old.get(key) as T) : make();
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
    return value;
  }
}
