/** js-yaml 4, as far as it is used: it has no types of its own. */
declare module "js-yaml-4" {
  export const FAILSAFE_SCHEMA: unique symbol;
  export function load(text: string, options: { schema: typeof FAILSAFE_SCHEMA; maxDepth: number }): unknown;
}
