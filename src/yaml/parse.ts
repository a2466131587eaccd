import type { Problem, YamlPath } from "../findings/problem.ts";
import type { YamlResult } from "./look-closer.ts";
import { commandLine } from "../package.ts";
import { parseStrictly, type Expected } from "./parse-strictly.ts";
import { findInvisible } from "../files/read-text.ts";

/** Deeper than any descriptor, shallow enough for every recursion. */
const MAX_DEPTH = 32;

const DESCRIPTOR: Expected = { what: "a descriptor", fix: `start with ${commandLine("new NAME")}` };

/** What may hide a forbidden key or character: an escape in a double-quoted scalar, or the key that JavaScript reserves. */
const SUSPICIOUS = /\\[0abefvxuUNLP_]|__proto__/;

/** A directive, or the end of a document: a descriptor has neither, and parsers disagree about what comes behind. */
const STREAM_SYNTAX = /^(?:%|\.\.\.)/m;

/**
 * Reads one YAML document, every scalar as the text that was written: no numbers, no truth values, no dates, no `null`.
 * Aliases, anchors and tags are refused, which rules out alias bombs; so are duplicate keys and deep nesting.
 *
 * The values come from js-yaml 4, which takes a tenth of the time of `yaml`, and half of that of js-yaml 5. Where it is lax,
 * `yaml` has the last word (see look-closer.ts). Places come from `yaml` (see locate.ts), only where a finding needs one. A
 * property test holds the two against each other.
 *
 * @param text the document
 * @param expected what the file is to hold; a descriptor where left out
 * @returns its value, or the problem
 */
export function parseYaml(text: string, expected = DESCRIPTOR): YamlResult {
  const stream = STREAM_SYNTAX.exec(text);
  if (stream) return { problem: streamProblem(text, stream.index) };
  const parsed = parseStrictly(text, MAX_DEPTH, expected);
  if ("problem" in parsed) return parsed;
  const problem = SUSPICIOUS.test(text) ? findForbidden(parsed.value) : undefined;
  return problem ? { problem } : parsed;
}

function streamProblem(text: string, index: number): Problem {
  return {
    code: "descriptor-yaml",
    severity: "error",
    message: `unexpected ${text[index] === "%" ? "directive" : "end of a document"}, expected one plain document`,
    fix: "remove the line",
    place: { line: text.slice(0, index).split("\n").length, column: 1 },
  };
}

/** Half of a character: UTF-8 cannot write it. */
const SURROGATE: Problem = {
  code: "invisible-character",
  severity: "error",
  message: "unexpected half of a surrogate pair, expected a whole character",
  fix: "remove it",
  place: { line: 1, column: 1 },
};

function findForbidden(value: unknown, path: YamlPath = []): Problem | undefined {
  if (typeof value === "string") {
    const problem = findInvisible(value) ?? (/\p{Surrogate}/u.test(value) ? SURROGATE : undefined);
    return problem && { ...problem, place: { path, part: "value" } };
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const inKey = findInvisible(key);
    if (inKey) return { ...inKey, place: { path, part: "value" } };
    if (key === "__proto__") return protoProblem([...path, key]);
    const problem = findForbidden(child, [...path, Array.isArray(value) ? Number(key) : key]);
    if (problem) return problem;
  }
  return undefined;
}

/** Validators pass over this key, as if it were not there. */
function protoProblem(path: YamlPath): Problem {
  return {
    code: "descriptor-unknown-key",
    severity: "error",
    message: 'unexpected key "__proto__"',
    fix: "remove it",
    place: { path, part: "key" },
  };
}
