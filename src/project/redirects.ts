import { foldCase } from "../files/fold-case.ts";
import type { Finding } from "../findings/finding.ts";
import { groupBy } from "../findings/group-by.ts";
import type { Kind } from "../kinds/kinds.ts";
import { createLocator } from "../yaml/locate.ts";
import { idOf } from "./paths.ts";

/** What is to be known of a thing that may have had other names. */
export interface RenamedThing {
  readonly kind: Kind;
  readonly name: string;
  readonly formerly: readonly string[];
  /** Where its descriptor stands. */
  readonly descriptor: string;
}

/** The pages of a former name lead to those of the thing that had it. */
export interface Redirect {
  readonly kind: Kind;
  /** The former name. */
  readonly from: string;
  /** The name that it has now. */
  readonly to: string;
}

/**
 * Finds out where former names lead. One that a thing of the kind has now leads nowhere, nor does one that two claim:
 * nobody knows which of them a reader looks for.
 *
 * @param things all things of a project, those without former names, too
 * @param read gives the text of a descriptor, so that a finding names its line
 * @returns the redirects, in the order of the things; and a finding about each name that is taken, at each who claims it
 */
export function redirectsOf(
  things: readonly RenamedThing[],
  read: (descriptor: string) => string | undefined = () => undefined,
): { readonly redirects: readonly Redirect[]; readonly findings: readonly Finding[] } {
  const present = new Map(things.map((thing) => [keyOf(thing.kind, thing.name), thing]));
  const claims = things.flatMap((thing) => [...new Set(thing.formerly)].map((from) => ({ thing, from })));
  const redirects: Redirect[] = [];
  const findings: Finding[] = [];
  for (const [key, claimants] of groupBy(claims, ({ thing, from }) => keyOf(thing.kind, from)))
    for (const { thing, from } of claimants) {
      const taker = present.get(key) ?? claimants.find((other) => other.thing !== thing)?.thing;
      if (taker) findings.push(taken(thing, from, taker, read(thing.descriptor)));
      else redirects.push({ kind: thing.kind, from, to: thing.name });
    }
  return { redirects, findings };
}

/** On macOS and Windows, what differs in case alone is one file. */
function keyOf(kind: Kind, name: string): string {
  return foldCase(idOf(kind, name));
}

function taken(
  { kind, name, formerly, descriptor }: RenamedThing,
  from: string,
  taker: RenamedThing,
  text = "",
): Finding {
  const isPresent = keyOf(kind, taker.name) === keyOf(kind, from);
  const whose =
    taker.name === name
      ? `the ${kind.noun} has that name now`
      : isPresent
        ? `there is ${taker.descriptor}`
        : `${taker.descriptor} claims it, too`;
  return {
    code: "redirect-taken",
    severity: "warning",
    file: descriptor,
    ...createLocator(text).locate({ path: ["formerly", formerly.indexOf(from)], part: "value" }),
    message: `unexpected former name "${from}": ${whose}, so no page leads from it to "${name}"`,
    fix: "leave it out of `formerly` here, or there",
  };
}
