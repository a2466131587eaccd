import { FAILSAFE_SCHEMA, load, YAMLException } from "js-yaml";
import { commandLine } from "../package.ts";
import type { Problem, TextPlace } from "../findings/problem.ts";
import { findDoubleBrace, findProperty, findValue, type NodeProperty } from "./locate.ts";

export type YamlResult = { readonly value: unknown } | { readonly problem: Problem };

/**
 * Reads a YAML document with the parser that has the last word: aliases, anchors, tags and duplicate keys are refused.
 *
 * @param text the document
 * @param maxDepth how deep it may nest
 * @returns its value, each scalar as text, or the problem
 */
export function parseStrictly(text: string, maxDepth: number): YamlResult {
  try {
    const value: unknown = load(text, { schema: FAILSAFE_SCHEMA, maxAliases: 0, maxDepth });
    const property = MAY_BE_PROPERTY.test(text) ? findProperty(text) : undefined;
    return property ? { problem: propertyProblem(property) } : { value };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const value = /deficient indentation/.test(error.reason) ? valueWithBracketAtMargin(text, maxDepth) : undefined;
    if (value !== undefined) return { value };
    return { problem: textProblem(error, text) ?? syntaxProblem(error) };
  }
}

/** `ports: [` over several lines, its bracket closed at the margin: js-yaml refuses what `yaml` and most people take. */
function valueWithBracketAtMargin(text: string, maxDepth: number): unknown {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > maxDepth) return undefined;
  }
  return MAY_BE_PROPERTY.test(text) || /\*\w/.test(text) ? undefined : findValue(text);
}

/** What begins a value with a sign of a tag or an anchor, or looks as if it did. */
const MAY_BE_PROPERTY = /(?:^|[[{,:?-])[ \t]*[&!]/m;

/** A tag of the failsafe schema, `!` alone, an anchor that nothing names: js-yaml takes them off the text and says nothing. */
function propertyProblem({ kind, place }: NodeProperty): Problem {
  return {
    code: "descriptor-yaml",
    severity: "error",
    message: `unexpected ${kind}, expected a plain value`,
    fix: `remove the ${kind}, or quote the value`,
    place,
  };
}

/** What opens a value on its line: dashes of a list, a key. */
const BEFORE_VALUE = /^ *(?:(?:- +)+(?:[\w.-]+: +)?|[\w.-]+: +)/;

/** A text that stands bare on one line, but means something else to YAML: "`app` is", "{{ x }}", "one: two". */
function textProblem({ reason, mark }: YAMLException, text: string): Problem | undefined {
  const place = /complex keys/.test(reason) ? findDoubleBrace(text) : valueAround(mark, reason, text);
  if (!place) return undefined;
  return {
    code: "descriptor-yaml",
    severity: "error",
    message: "unexpected text that YAML reads as something else, expected quotes around it",
    fix: "quote the text, or use the block form `|`",
    place,
  };
}

/** The value in which YAML stumbles; undefined where it does so at a key, which is an error of indentation. */
function valueAround(mark: YAMLException["mark"], reason: string, text: string): TextPlace | undefined {
  if (!mark || !/bad indentation|(?:anchor|alias) node/.test(reason)) return undefined;
  const [before] = BEFORE_VALUE.exec(text.split(/\r\n?|\n/)[mark.line] ?? "") ?? [];
  if (before === undefined || mark.column < before.length) return undefined;
  return { line: mark.line + 1, column: before.length + 1 };
}

function syntaxProblem(error: YAMLException): Problem {
  const { line = 0, column = 0 } = error.mark ?? {};
  const known = EXPLANATIONS.find(([pattern]) => pattern.test(error.reason));
  return {
    code: "descriptor-yaml",
    severity: "error",
    message: known ? known[1] : `unexpected YAML: ${error.reason}`,
    ...(known?.[2] && { fix: known[2] }),
    place: { line: line + 1, column: column + 1 },
  };
}

/** What js-yaml says, in the words of somebody who wants to mend it. */
const EXPLANATIONS: readonly (readonly [RegExp, string, string?])[] = [
  [/alias/, "unexpected alias, expected plain values", "write the value out: descriptors have no anchors and aliases"],
  [/unknown .*tag/, "unexpected tag, expected a plain value", "remove the tag, or quote the value"],
  [/complex keys/, "unexpected list or mapping as a key, expected a word", "quote the key"],
  [/tab characters/, "unexpected tab, expected spaces", "indent with spaces"],
  [/input is empty/, "unexpected empty file, expected a descriptor", `start with ${commandLine("new NAME")}`],
  [/single document/, "unexpected second document, expected one", "remove the line `---`"],
  [/duplicated mapping key/, "unexpected second value for the same key", "keep one of them"],
  [/deficient indentation/, "unexpected line at the margin, expected the closing bracket of a [list] or {mapping}"],
  [
    /bad indentation/,
    "unexpected indentation, expected that of the entries above",
    "align it, or quote a text with `: ` in it",
  ],
  [/depth/i, "unexpected depth, expected a descriptor's few levels", "flatten it"],
];
