/**
 * Puts together what has one key.
 *
 * @param items the items
 * @param keyOf what an item goes by
 * @returns the items of each key, of which there is at least one, in the order in which each is met first
 */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
