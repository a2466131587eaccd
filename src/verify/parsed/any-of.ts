/**
 * One expression for several ways to say something, each on a line of its own.
 *
 * @param forms without groups that are counted; all have the flags of the first
 */
export function anyOf(first: RegExp, ...others: readonly RegExp[]): RegExp {
  return new RegExp([first, ...others].map(({ source }) => source).join("|"), first.flags);
}
