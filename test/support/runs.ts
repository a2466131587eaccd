/**
 * How many cases a property is tried on: `usual`, or so many times as many as `DHI_FUZZ_TIMES` says.
 *
 * @param usual how many `npm test` tries
 */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(usual * Number(process.env["DHI_FUZZ_TIMES"] ?? 1)) };
}
