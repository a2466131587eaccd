/**
 * Makes something of each item of a list that may be left out.
 *
 * @param list the list
 * @param make makes one of an item
 * @returns what was made; empty where there is no list
 */
export function mapped<T, R>(list: readonly T[] | undefined, make: (item: T, index: number) => R): R[] {
  return list === undefined ? [] : list.map(make);
}
