import { join } from "node:path";
import { readText } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import { place } from "../findings/problem.ts";
import { verifyRuleUrl } from "../findings/rule-url.ts";
import { CONFIG_FILE } from "../project/names.ts";
import type { Project } from "../project/project.ts";
import { type CustomRules, loadCustomRules } from "../verify/custom/load-custom-rules.ts";
import { createLocator } from "../yaml/locate.ts";

/**
 * Loads the rules that the project's settings name.
 *
 * @returns the rules, and findings about modules that are none
 */
export async function openCustomRules({
  root,
  config,
}: Pick<Project, "root" | "config">): Promise<Omit<CustomRules, "problems"> & { readonly findings: Finding[] }> {
  const { problems, ...loaded } = await loadCustomRules(root, config.verify.customRules, ["verify", "customRules"]);
  if (problems.length === 0) return { ...loaded, findings: [] };
  const read = readText(join(root, CONFIG_FILE));
  const locator = "text" in read ? createLocator(read.text) : undefined;
  const url = verifyRuleUrl("rule-invalid");
  return { ...loaded, findings: problems.map((problem) => ({ ...place(problem, CONFIG_FILE, locator), url })) };
}
