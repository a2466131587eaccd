/** Where the rules of `verify` are documented. */
const PAGES = "https://github.com/docker-hardened-images/dhi-guides/blob/main/docs/rules/";

/**
 * The page of a rule of `verify`.
 *
 * @param code the rule's code
 * @returns its address
 */
export function rulePage(code: string): string {
  return `${PAGES}${code}.md`;
}
