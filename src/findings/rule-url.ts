import type { Finding } from "./finding.ts";

const DOCS = "https://github.com/docker-hardened-images/dhi-guides/blob/main/docs";

/** Where a rule is documented, other than those of `verify`. */
export function ruleUrl(code: string): string {
  return `${DOCS}/rules.md#${code}`;
}

/** Where a rule of `verify` is documented: each has a page of its own. */
export function verifyRuleUrl(code: string): string {
  return `${DOCS}/rules/${code}.md`;
}

/** Where a finding's rule is documented; undefined for a project's own rule that names no place. */
export function documentedAt({ code, url = ruleUrl(code) }: Pick<Finding, "code" | "url">): string | undefined {
  return url === "" ? undefined : url;
}
