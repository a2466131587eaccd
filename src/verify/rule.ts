import type { Finding } from "../findings/finding.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Severity } from "../findings/finding.ts";
import type { Samples } from "./code/samples.ts";
import type { VerifyConfig } from "./config.ts";
import type { ParsedGuide } from "./parsed/parsed-guide.ts";

/** A replacement of a stretch of a guide's text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a rule reports: a finding that knows its offsets, not yet its line. */
export interface RuleProblem {
  readonly start: number;
  readonly end?: number | undefined;
  /** "unexpected X, expected Y". */
  readonly message: string;
  /** What is said wrongly, without the words of this place: problems of one fact are one finding. The message and its
   * answer where left out. */
  readonly fact?: string;
  readonly expected?: string;
  /** What to do about it, in words. */
  readonly fix?: string;
  /** What `--fix` does about it; only where there is one answer. */
  readonly edits?: readonly Edit[];
  /** Where this one is less than the rule's usual severity. */
  readonly severity?: Severity | undefined;
}

/** What a rule is given. */
export interface RuleContext {
  readonly guide: ParsedGuide;
  readonly catalog: Catalog;
  readonly config: VerifyConfig;
  readonly samples: Samples;
}

/**
 * What a rule says nothing without: the names of the catalog's images, the definitions of the page's own image, those of
 * any charts, or those of the page's own chart.
 */
export type RuleNeeds = "names" | "definitions" | "charts" | "chart";

/** One rule; its documentation is `docs/rules/<code>.md`. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity | "off";
  readonly needs?: RuleNeeds;
  /** Whether each place is a fault of its own, though the message is the same: that of a parser says little. */
  readonly isEachItsOwn?: true;
  /** @returns what is wrong in the guide, in any order */
  readonly check: (context: RuleContext) => readonly RuleProblem[] | Promise<readonly RuleProblem[]>;
}

/** A finding, and the edits that mend it where there is one answer. */
export interface FixableFinding extends Finding {
  readonly edits?: readonly Edit[];
}
