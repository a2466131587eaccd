import type { Edit, RuleProblem } from "../rule.ts";
import type { CustomRule, CustomRuleContext } from "./custom-rule.ts";

/**
 * Runs a custom rule over a page. Nobody has compiled it against our types: what it gives is looked at.
 *
 * @returns what it finds; or why that is of no use
 */
export async function runCustomRule(
  rule: CustomRule,
  context: CustomRuleContext,
): Promise<{ readonly problems: readonly RuleProblem[] } | { readonly failure: string }> {
  let given: unknown;
  try {
    given = await rule.check(context);
  } catch (error) {
    return { failure: `the rule ${rule.code} threw ${describeThrown(error)}` };
  }
  if (!Array.isArray(given)) return { failure: `the rule ${rule.code} gave no list of problems` };
  const { length } = context.guide.text;
  for (const [index, problem] of given.entries()) {
    const wrong = findWrong(problem, length);
    if (wrong !== undefined) return { failure: `problem ${index + 1} of the rule ${rule.code} has ${wrong}` };
  }
  return { problems: given.map(asProblem) };
}

/** What a rule or a module threw, in a line. */
export function describeThrown(error: unknown): string {
  if (!(error instanceof Error)) return asJson(error);
  return `${error.name}: ${error.message}`;
}

/** Only what belongs to a problem: a finding's code and file are not a rule's to say. */
function asProblem({ start, end, message, expected, fix, edits, severity }: RuleProblem): RuleProblem {
  return {
    start,
    message,
    ...(end !== undefined && { end }),
    ...(expected !== undefined && { expected }),
    ...(fix !== undefined && { fix }),
    ...(edits !== undefined && { edits: edits.map(asEdit) }),
    ...(severity !== undefined && { severity }),
  };
}

function asEdit({ start, end, text }: Edit): Edit {
  return { start, end, text };
}

/** What a problem lacks, or undefined. */
function findWrong(problem: unknown, length: number): string | undefined {
  if (!isRecord(problem)) return "no start and no message";
  const { start, end, message, expected, fix, edits, severity } = problem;
  const isOffset = (value: unknown, least: number) =>
    Number.isInteger(value) && least <= (value as number) && (value as number) <= length;
  const isText = (value: unknown) => value === undefined || typeof value === "string";
  const isEdit = (edit: unknown) =>
    isRecord(edit) &&
    isOffset(edit["start"], 0) &&
    isOffset(edit["end"], edit["start"] as number) &&
    typeof edit["text"] === "string";

  if (!isOffset(start, 0)) return `no start within the page, which has ${length} characters: ${shown(start)}`;
  if (end !== undefined && !isOffset(end, start as number))
    return `no end between its start and the end of the page: ${shown(end)}`;
  if (typeof message !== "string" || message.trim() === "") return "no message";
  if (!isText(expected) || !isText(fix)) return "an expected or a fix that is no text";
  if (severity !== undefined && severity !== "error" && severity !== "warning" && severity !== "note")
    return `the severity ${shown(severity)}, expected error, warning or note`;
  if (edits !== undefined && !(Array.isArray(edits) && edits.every(isEdit)))
    return "edits of which one has no start, no end or no text";
  return undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** A value that is wrong, as far as a line takes it. */
export function shown(value: unknown): string {
  return asJson(value).slice(0, 60);
}

/** What JSON has no words for is told by its type: a function, a big integer, what holds itself. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return typeof value;
  }
}
