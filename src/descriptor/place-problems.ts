import type { Finding } from "../findings/finding.ts";
import { type Problem, place } from "../findings/problem.ts";
import { createLocator } from "../yaml/locate.ts";

/**
 * Puts what was found about a descriptor in its places.
 *
 * @param problems what was found
 * @param file the descriptor, as findings name it
 * @param text what it holds; undefined where it could not be read
 * @returns the findings
 */
export function placeProblems(problems: readonly Problem[], file: string, text: string | undefined): Finding[] {
  if (problems.length === 0) return [];
  // A text that is no YAML says itself where it is none, and nothing else is looked up in it.
  const isLocated = text === undefined || problems.every(({ place: at }) => "line" in at);
  const locator = isLocated ? undefined : createLocator(text);
  return problems.map((problem) => place(problem, file, locator));
}
