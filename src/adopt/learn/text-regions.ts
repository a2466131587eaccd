import type { LeafKind } from "../../markdown/leaves.ts";
import { findRegions, type Regions, type Stretch } from "./regions.ts";

/**
 * Compares the wordings of a paragraph or an item, and finds where they vary. The marker of an item is no word of it, and
 * its first word is one like the others: it may come and go, or follow another.
 *
 * @param kind what the texts are
 * @param wordings the wordings, with the guides that have each; items of one marker
 * @param minimum how many guides must deviate at a place for it to become a parameter
 * @returns the text as fixed and varying stretches, and the wordings that it covers
 */
export function findTextRegions(
  kind: LeafKind,
  wordings: ReadonlyMap<string, ReadonlySet<number>>,
  minimum: number,
): Regions {
  if (kind !== "paragraph" && kind !== "item") return findRegions(wordings, minimum);
  const [first = ""] = wordings.keys();
  const marker = kind === "item" ? first.slice(0, first.indexOf(" ") + 1) : "";
  const wordsOf = (text: string) => ` ${text.slice(marker.length)}`;
  const { stretches, covered } = findRegions(
    new Map([...wordings].map(([text, guides]) => [wordsOf(text), guides])),
    minimum,
  );
  return {
    stretches: [...(marker === "" ? [] : [{ kind: "fixed", text: marker } as const]), ...withoutLead(stretches)],
    covered: new Set([...wordings.keys()].filter((text) => covered.has(wordsOf(text)))),
  };
}

/** Takes the blank off the start; what comes and goes there has its blank behind it. */
function withoutLead([first, second, ...rest]: readonly Stretch[]): Stretch[] {
  if (!first) return [];
  const others = second ? [second, ...rest] : rest;
  if (first.kind === "fixed") return [{ kind: "fixed", text: first.text.slice(1) }, ...others];
  const comesAndGoes = first.values.size === 2 && first.values.has("");
  const isFollowed = comesAndGoes && second?.kind === "fixed" && second.text.startsWith(" ");
  const shifted = (value: string) => (value === "" ? "" : `${value.slice(1)}${isFollowed ? " " : ""}`);
  const lead: Stretch = {
    ...first,
    usual: shifted(first.usual),
    values: new Map([...first.values].map(([value, guides]) => [shifted(value), guides])),
  };
  return isFollowed ? [lead, { kind: "fixed", text: second.text.slice(1) }, ...rest] : [lead, ...others];
}
