/** Where the rules are documented. */
const RULES = "https://github.com/docker-hardened-images/dhi-guides/blob/main/docs/rules.md";

/**
 * The page of a rule.
 *
 * @param code the rule's code
 * @returns its address
 */
export function ruleUrl(code: string): string {
  return `${RULES}#${code}`;
}
