import { FAILSAFE_SCHEMA, load, YAMLException } from "js-yaml";
import type { Problem, TextPlace } from "../findings/problem.ts";
import { lookCloser, NO_ALIAS, QUOTE_TEXT, type YamlResult } from "./look-closer.ts";

/**
 * What js-yaml is laxer about than `yaml`: tags and anchors, keys that are no words, comments without a blank before them,
 * tabs where the indentation is. Looks for the sign that gives it away, then at what stands before it.
 */
const LAX_SYNTAX =
  /[&!](?<=(?:^|[[{,:?-])[ \t]*.)|\?(?=\s|$)(?<=(?:^|[\s[{,-]).)|:(?<=[\]}]\s*.)|:(?=\s|$)(?<=(?:^|[\s[{,-]).)|#(?<=[\]}"'].)|\t(?<=^ *.)/m;

/** What a file is to hold, and what to do where it holds nothing. */
export interface Expected {
  readonly what: string;
  readonly fix: string;
}

/**
 * Reads a YAML document: aliases, anchors, tags, keys that are no words and duplicate keys are refused.
 *
 * @param text the document
 * @param maxDepth how deep it may nest
 * @param expected what the file is to hold
 * @returns its value, each scalar as text, or the problem
 */
export function parseStrictly(text: string, maxDepth: number, expected: Expected): YamlResult {
  // The only warning: a line in brackets or quotes that is not indented. `yaml` tells the good from the bad.
  let warning: YAMLException | undefined;
  const options = { schema: FAILSAFE_SCHEMA, maxDepth, onWarning: (first: YAMLException) => void (warning ??= first) };
  try {
    const value: unknown = load(text, options);
    if (value === undefined || value === null) throw new YAMLException(EMPTY);
    if (!warning && !LAX_SYNTAX.test(text) && !hasNothing(value)) return { value };
    const looked = lookCloser(text);
    return warning && "problem" in looked ? { problem: syntaxProblem(warning) } : looked;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (warning) return { problem: syntaxProblem(warning) };
    if (/ tag\b/.test(error.reason)) return lookCloser(text);
    return { problem: textProblem(error, text) ?? syntaxProblem(error, expected) };
  }
}

/** Whether a value is left out: js-yaml has `null` there, and no word about a list or a mapping that is a key. */
function hasNothing(value: unknown): boolean {
  if (typeof value !== "object") return false;
  return value === null || Object.values(value).some(hasNothing);
}

/** What opens a value on its line: dashes of a list, a key. */
const BEFORE_VALUE = /^ *(?:(?:- +)+(?:[\w.-]+: +)?|[\w.-]+: +)/;

/** A text that stands bare on one line, but means something else to YAML: "`app` is", "{{ x }}", "one: two". */
function textProblem({ reason, mark }: YAMLException, text: string): Problem | undefined {
  const place = valueAround(mark, reason, text);
  return place && { code: "descriptor-yaml", severity: "error", ...QUOTE_TEXT, place };
}

/** The value in which YAML stumbles; undefined where it does so at a key, which is an error of indentation. */
function valueAround(mark: YAMLException["mark"], reason: string, text: string): TextPlace | undefined {
  const line = mark && text.split(/\r\n?|\n/)[mark.line];
  if (line === undefined || !/bad indentation|(?:anchor|alias) node|unidentified alias/.test(reason)) return undefined;
  // An alias stands alone: "*bold* text" is none.
  if (/unidentified/.test(reason) && !/^[ \t]+[^\s#]/.test(line.slice(mark.column))) return undefined;
  const [before] = BEFORE_VALUE.exec(line) ?? [];
  if (before === undefined || mark.column < before.length) return undefined;
  return { line: mark.line + 1, column: before.length + 1 };
}

function syntaxProblem(error: YAMLException, expected?: Expected): Problem {
  const { line = 0, column = 0 } = error.mark ?? {};
  const [, alias = ""] = /alias "(.*)"/.exec(error.reason) ?? [];
  const known =
    expected && error.reason.includes(EMPTY)
      ? [EMPTY, `unexpected empty file, expected ${expected.what}`, expected.fix]
      : EXPLANATIONS.find(([pattern]) => pattern.test(error.reason));
  return {
    code: "descriptor-yaml",
    severity: "error",
    message: known ? known[1] : `unexpected YAML: ${error.reason}`,
    ...(known?.[2] && { fix: known[2] }),
    place: { line: line + 1, column: column + 1 - alias.length },
  };
}

/** What js-yaml says of a file with nothing in it. */
const EMPTY = "input is empty";

/** What js-yaml says, in the words of somebody who wants to mend it. */
const EXPLANATIONS: readonly (readonly [RegExp, string, string?])[] = [
  [/alias/, NO_ALIAS.message, NO_ALIAS.fix],
  [/unknown .*tag/, "unexpected tag, expected a plain value", "remove the tag, or quote the value"],
  [/complex keys/, "unexpected list or mapping as a key, expected a word", "quote the key"],
  [/tab characters/, "unexpected tab, expected spaces", "indent with spaces"],
  [/single document/, "unexpected second document, expected one", "remove the line `---`"],
  [/duplicated mapping key/, "unexpected second value for the same key", "keep one of them"],
  [
    /deficient indentation/,
    'unexpected line at the margin, expected the end of a "text", [list] or {mapping}',
    "close the quote or the bracket that is open above, or indent the line",
  ],
  [
    /missed comma|unexpected end of the stream within a flow collection/,
    "unexpected text, expected a comma, or the end of a [list] or {mapping}",
    "close the bracket that is open here or above, or write the comma",
  ],
  [
    /bad indentation/,
    "unexpected indentation, expected that of the entries above",
    "align it, or quote a text with `: ` in it",
  ],
  [/depth/i, "unexpected depth, expected few levels", "flatten it"],
];
