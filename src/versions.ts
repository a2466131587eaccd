/*
 * Versions as tags, charts and descriptors write them.
 */

/** A version's numbers and the rest: `v3.31.3-debian13` is `[3, 31, 3]` and `-debian13`. */
export interface Version {
  /** The numbers as they are written, without a `v`: `2024.05`. */
  readonly written: string;
  readonly numbers: readonly number[];
  readonly rest: string;
}

/**
 * Reads a version.
 *
 * @param text a version or a tag
 * @returns undefined where it does not begin with numbers
 */
export function readVersion(text: string): Version | undefined {
  const match = /^v?(\d+(?:\.\d+)*)([-+].*)?$/.exec(text);
  if (!match) return undefined;
  const [, written = "", rest = ""] = match;
  return { written, numbers: written.split(".").map(Number), rest };
}

/**
 * Compares the numbers of two versions. A shorter one stands for its whole line: 3.31 is not older than 3.31.7.
 *
 * @returns negative where the first is the older
 */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
