/** Where the rules are documented. */
const RULES = "https://github.com/docker-hardened-images/dhi-guides/blob/main/docs/rules.md";

/** The page of a rule. */
export function ruleUrl(code: string): string {
  return `${RULES}#${code}`;
}
