import type { Catalog } from "../../catalog/catalog.ts";
import type { Severity } from "../../findings/finding.ts";
import type { VerifyConfig } from "../config.ts";
import type { GuideText } from "../parsed/parsed-guide.ts";
import type { RuleNeeds, RuleProblem } from "../rule.ts";

/** What a custom rule is given. */
export interface CustomRuleContext {
  /** The page, parsed. */
  readonly guide: GuideText;
  /** What the definitions say; empty where no catalog was named. */
  readonly catalog: Catalog;
  readonly config: VerifyConfig;
}

/** A rule of a project's own: a module that the settings name has one, or a list of them, as its default export. */
export interface CustomRule {
  /** Its name, in kebab-case; none that a rule of the package has. */
  readonly code: string;
  /** How it is reported, unless the settings say otherwise. */
  readonly severity: Exclude<Severity, "note"> | "off";
  /** Where it is documented. */
  readonly url?: string | undefined;
  /** What it says nothing without, so that its silence proves nothing about a suppression. */
  readonly needs?: RuleNeeds | undefined;
  /** @returns what is wrong on the page, in any order */
  readonly check: (context: CustomRuleContext) => readonly RuleProblem[] | Promise<readonly RuleProblem[]>;
}
