import type { Templates } from "../../render/templates.ts";
import { pairsOf, tokensOf } from "../learn/wordings.ts";
import type { Unit } from "../read/units.ts";

/** How many partials are tried for one text. */
const MOST_CANDIDATES = 5;
/** How many pairs of words a text must have in common with a partial. */
const LEAST_COMMON = 3;

/**
 * Makes the function that finds the partials which could give a text: those that have most pairs of words in common with
 * it.
 *
 * @param templates the project's templates
 * @param only the partials that may be used
 * @returns for a unit the names of the partials, the likeliest first
 */
export function findCandidates(
  { partials }: Templates,
  only: ReadonlySet<string>,
): (unit: Pick<Unit, "texts">) => readonly string[] {
  const holders = new Map<string, string[]>();
  const sizes = new Map<string, number>();
  for (const { name, text } of partials.values()) {
    if (!only.has(name)) continue;
    const pairs = new Set(stretchesOf(partialText(text, partials)).flatMap((words) => pairsOf(tokensOf(words))));
    sizes.set(name, pairs.size);
    for (const pair of pairs) holders.set(pair, [...(holders.get(pair) ?? []), name]);
  }
  return ({ texts }) => {
    const pairs = new Set(
      texts.flatMap((text) => stretchesOf(text ?? "")).flatMap((words) => pairsOf(tokensOf(words))),
    );
    const common = new Map<string, number>();
    for (const pair of pairs) for (const name of holders.get(pair) ?? []) common.set(name, (common.get(name) ?? 0) + 1);
    return [...common]
      .filter(([, count]) => count >= LEAST_COMMON)
      .map(([name, count]) => ({ name, share: (2 * count) / (pairs.size + (sizes.get(name) ?? 0)), count }))
      .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1))
      .slice(0, MOST_CANDIDATES)
      .map(({ name }) => name);
  };
}

/** A partial's text without its comments, and with the partials that it calls. */
function partialText(text: string, partials: Templates["partials"]): string {
  return text
    .replace(/\{\{!--[\s\S]*?--\}\}/g, " ")
    .replace(/\{\{> *([\w-]+)[^}]*\}\}/g, (_, name: string) => partials.get(name)?.text ?? "");
}

/** The stretches between what a template fills in. */
function stretchesOf(text: string): string[] {
  return text.split(/\{\{[^}]*\}\}/).map((part) => part.replace(/\s+/g, " "));
}
