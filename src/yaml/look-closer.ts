import { CST, isScalar, LineCounter, parseDocument, visit, type Node } from "yaml";
import type { Problem, TextPlace } from "../findings/problem.ts";
import { tokensOf } from "./tokens.ts";

export type YamlResult = { readonly value: unknown } | { readonly problem: Problem };

/**
 * Reads a YAML document with the parser that has the last word: anchors, tags, and keys that are no words are refused.
 *
 * @param text the document, neither nested deeply nor with aliases
 * @returns its value, each scalar as text, "" where one is left out; or the problem
 */
export function lookCloser(text: string): YamlResult {
  const problem = (message: string, fix: string | undefined, place: TextPlace): YamlResult => ({
    problem: { code: "descriptor-yaml", severity: "error", message, ...(fix && { fix }), place },
  });
  const property = findProperty(text);
  if (property?.kind === "alias") return problem(NO_ALIAS.message, NO_ALIAS.fix, property.place);
  if (property) {
    const { kind, place } = property;
    return problem(`unexpected ${kind}, expected a plain value`, `remove the ${kind}, or quote the value`, place);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    logLevel: "silent",
    prettyErrors: false,
  });
  const placeOf = (offset: number): TextPlace => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const [error] = document.errors;
  if (error) {
    const fix = /\btabs\b/i.test(error.message) ? "indent with spaces" : undefined;
    return problem(`unexpected YAML: ${error.message}`, fix, placeOf(error.pos[0]));
  }
  let key: Node | undefined;
  visit(document, {
    Pair: (_, pair) => {
      if (isScalar(pair.key) || pair.key === null) return undefined;
      key = pair.key as Node;
      return visit.BREAK;
    },
  });
  if (!key?.range) return { value: document.toJS({ reviver: (_, value: unknown) => value ?? "" }) as unknown };
  const [start] = key.range;
  // A value that begins with two braces, as the samples of many templates do.
  return text.startsWith("{{", start - 1)
    ? problem(QUOTE_TEXT.message, QUOTE_TEXT.fix, placeOf(start - 1))
    : problem("unexpected list or mapping as a key, expected a word", "quote the key", placeOf(start));
}

/** About a text that stands bare on one line, but means something else to YAML. */
export const QUOTE_TEXT = {
  message: "unexpected text that YAML reads as something else, expected quotes around it",
  fix: "quote the text, or use the block form `|`",
};

/** About an alias: what it stands for is written out. */
export const NO_ALIAS = {
  message: "unexpected alias, expected plain values",
  fix: "write the value out: descriptors have no anchors and aliases",
};

/** The name of the first alias, or else the first tag or anchor. */
function findProperty(text: string): { readonly kind: string; readonly place: TextPlace } | undefined {
  let found: { readonly kind: string; readonly place: TextPlace } | undefined;
  for (const { source, offset, isScalar: isText } of tokensOf(text)) {
    const kind = isText ? null : CST.tokenType(source);
    if (kind !== "alias" && (found || (kind !== "tag" && kind !== "anchor"))) continue;
    const before = text.slice(0, kind === "alias" ? offset + 1 : offset);
    found = { kind, place: { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") } };
    if (kind === "alias") return found;
  }
  return found;
}
