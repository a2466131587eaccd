import { FAILSAFE_SCHEMA, load, YAMLException } from "js-yaml";
import type { Problem } from "../diagnostics/problem.ts";

export type YamlResult = { readonly value: unknown } | { readonly problem: Problem };

/**
 * Reads a YAML document with the parser that has the last word: aliases, tags and duplicate keys are refused.
 *
 * @param text the document
 * @param maxDepth how deep it may nest
 * @returns its value, each scalar as text, or the problem
 */
export function parseStrictly(text: string, maxDepth: number): YamlResult {
  try {
    return { value: load(text, { schema: FAILSAFE_SCHEMA, maxAliases: 0, maxDepth }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { problem: syntaxProblem(error) };
  }
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
  [/input is empty/, "unexpected empty file, expected a descriptor", "start with `dhi-guides new NAME`"],
  [/single document/, "unexpected second document, expected one", "remove the line `---`"],
  [/duplicated mapping key/, "unexpected second value for the same key", "keep one of them"],
  [/deficient indentation/, "unexpected line at the margin, expected the closing bracket of a [list] or {mapping}"],
  [
    /bad indentation/,
    "unexpected indentation, expected that of the entries above",
    "align it, or quote a text with `: ` in it",
  ],
  [/depth/, "unexpected depth, expected a descriptor's few levels", "flatten it"],
];
