import escapeStringRegexp from "escape-string-regexp";
import type { Stated } from "../../catalog/facts.ts";
import { type Claim, claimsOf } from "../claims/matchers.ts";
import { factsFor, sourceText } from "../claims/problems.ts";
import { scopeOf } from "../claims/scope.ts";
import { hasPlaceholder } from "../parsed/image-references.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { sentencesOf } from "../parsed/prose.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A guide says another value of a variable than the image sets everywhere. */
export const environmentClaim: Rule = {
  code: "environment-claim",
  severity: "warning",
  needs: "definitions",
  check: ({ guide }) => {
    const variables = (guide.image?.all.environment ?? []).filter(
      ({ everywhere, value: [name] }) => everywhere && guide.text.includes(name),
    );
    return variables.flatMap((variable) => [...inTables(guide, variable), ...inSentences(guide, variable)]);
  },
};

type Variable = Stated<readonly [name: string, value: string]>;

/** The column "Default" of a table with a row of the variable. */
function inTables(guide: ParsedGuide, variable: Variable): RuleProblem[] {
  return guide.prose.flatMap((prose) => {
    const { cell, plain, start, end } = prose;
    if (!cell || cell.isHead || !/^default(?:s|\s+value)?$/i.test(cell.columnHead.trim())) return [];
    const [sentence] = sentencesOf(prose);
    const isOwn = sentence && guide.image && factsFor(guide.image, scopeOf(sentence, "", plain.length));
    return isOwn && cell.rowHead.trim() === variable.value[0] ? contradiction(plain, start, end, variable) : [];
  });
}

/** "`X` defaults to `Y`", "`X` is set to `Y`". */
function inSentences(guide: ParsedGuide, variable: Variable): RuleProblem[] {
  const name = escapeStringRegexp(variable.value[0]);
  const form = new RegExp(
    String.raw`(?:\b(?:[Tt]he\s+)?(?:environment\s+)?variable\s+)?(?<![\w.$-])${name}\b\s*(?:environment\s+)?(?:variable\s+)?(?:defaults\s+to|is\s+(?:automatically\s+)?(?:pre)?set\s+to)\s+(\S+)`,
  );
  return claimsOf(guide, { topic: new RegExp(name), forms: [form] }).flatMap((claim) => {
    if (isConditional(claim) || !guide.image || !factsFor(guide.image, claim.scope)) return [];
    const start = guide.text.indexOf(variable.value[0], claim.start);
    return contradiction(claim.text.split(" ").at(-1) ?? "", start, claim.end, variable);
  });
}

const OF_SOMETHING_ELSE =
  /\b(?:once|after|until|examples?|samples?|above|below|here|following|charts?|compose|manifests?|commands?|files?|must|should|needs?|you|we)\b/i;

/** "When X is set to Y", "must be set to" and "is set to Y in the command below" say nothing of the image. */
function isConditional({ conditional, hedged, sentence }: Claim): boolean {
  return conditional || hedged || OF_SOMETHING_ELSE.test(sentence.text);
}

function contradiction(
  said: string,
  start: number,
  end: number,
  { value: [name, value], sources }: Variable,
): RuleProblem[] {
  const text = said.trim().replace(/^["'`(]+|(?<!["'`).,;:])["'`).,;:]+$/g, "");
  if (text === value || !isOfKind(text, value) || hasPlaceholder(said)) return [];
  return [
    {
      start,
      end,
      message: `unexpected value of ${name} ("${text}"): the image sets it to ${value} (${sourceText(sources)})`,
      expected: value,
    },
  ];
}

/** A word in place of a path or a number describes it; only two of a kind contradict each other. */
function isOfKind(text: string, value: string): boolean {
  const kinds = [/^\/[\w./-]*$/, /^\d+$/, /^(?:true|false)$/, /^[a-z]+:\/\/\S+$/];
  return (
    kinds.some((kind) => kind.test(text) && kind.test(value)) && text.replace(/\/$/, "") !== value.replace(/\/$/, "")
  );
}
