import { load as loadFast, FAILSAFE_SCHEMA as FAST_SCHEMA } from "js-yaml-4";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { findSyntaxError } from "./locate.ts";
import { parseStrictly, type YamlResult } from "./parse-strictly.ts";
import { findInvisible } from "../files/read-text.ts";

/** Deeper than any descriptor, shallow enough for every recursion. */
const MAX_DEPTH = 32;

/** What may hide a forbidden key or character: an escape in a double-quoted scalar, or the key that JavaScript reserves. */
const SUSPICIOUS = /\\[0abefvxuUNLP_]|__proto__/;

/** A directive, or the end of a document: a descriptor has neither, and parsers disagree about what comes behind. */
const STREAM_SYNTAX = /^(?:%|\.\.\.)/m;

/** Rare syntax that js-yaml is laxer about than `yaml`: explicit keys, and tabs where the indentation is. */
const LAX_SYNTAX = /^[ ]*(?:\t|\?(?:\s|$))/m;

/**
 * Reads one YAML document, every scalar as the text that was written: no numbers, no truth values, no dates, no `null`.
 * Aliases, anchors and tags are refused, which rules out alias bombs; so are duplicate keys and deep nesting.
 *
 * The values come from js-yaml 4, which is five times as fast as js-yaml 5 and far faster than `yaml`; js-yaml 5 has the
 * last word where the older one objects, or where it is less strict. Places come from `yaml` (see locate.ts), only where
 * a finding needs one. A property test holds the three against each other.
 *
 * @param text the document
 * @returns its value, or the problem
 */
export function parseYaml(text: string): YamlResult {
  const plain = parseFast(text);
  if (plain) return allowed(plain, text);
  const stream = STREAM_SYNTAX.exec(text);
  if (stream) return { problem: streamProblem(text, stream.index) };
  const parsed = parseStrictly(text, MAX_DEPTH);
  if ("problem" in parsed) return parsed;
  const error = LAX_SYNTAX.test(text) ? findSyntaxError(text) : undefined;
  if (error) {
    const fix = /\btabs\b/i.test(error.message) ? { fix: "indent with spaces" } : {};
    return { problem: { code: "descriptor-yaml", severity: "error", ...error, ...fix } };
  }
  return allowed(parsed.value, text);
}

/** A value without what no descriptor may hold. */
function allowed(value: unknown, text: string): YamlResult {
  const problem = SUSPICIOUS.test(text) ? findForbidden(value) : undefined;
  return problem ? { problem } : { value };
}

/**
 * Anchors, tags, directives and documents, keys that are no words, tabs as indentation: what js-yaml 4 lets pass. Each
 * alternative begins with the character that gives it away and then looks back, which is three times as fast.
 */
const SPECIAL =
  /[&!](?<=(?:^|[[{,:?-])[ \t]*.)|\?(?=\s|$)(?<=(?:^|[\s[{,-]).)|:(?<=[\]}]\s*.)|:(?=\s|$)(?<=(?:^|[\s[{,-]).)|^(?:%|---|\.\.\.| *\t)/m;

/** Whether a value was left out: js-yaml 5 has an empty text there. */
function hasNothing(value: unknown): boolean {
  if (typeof value === "string") return false;
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).some(hasNothing);
}

/** The value of a plain document; undefined for one that needs a closer look. */
function parseFast(text: string): object | undefined {
  if (SPECIAL.test(text)) return undefined;
  try {
    const value: unknown = loadFast(text, { schema: FAST_SCHEMA, maxDepth: MAX_DEPTH });
    return typeof value === "object" && value !== null && !hasNothing(value) ? value : undefined;
  } catch {
    return undefined;
  }
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
