import { compareFact, formatValue, type RawDescriptor } from "./compare.ts";
import { factsAbout } from "./conditional.ts";
import { addMember } from "./edit.ts";
import { UNKNOWN, type Fact, type FactsFor } from "./fact.ts";
import { failedProblem, keptProblem } from "./problems.ts";
import { keeperOf, keptFacts, readDescriptor } from "./read-descriptor.ts";
import type { Synced } from "./sync.ts";

/** A fact that stays as the descriptor has it, though the definitions say otherwise. */
interface KeptFact {
  /** As `keep` names it. */
  readonly name: string;
  /** What the descriptor says, what the definitions say, and where. */
  readonly reason: string;
}

/**
 * Names the facts that a guide claims and the definitions deny, under `keep` and with the contradiction for a reason, so
 * that they stay until somebody decides. What a guide does not speak of is no claim.
 *
 * @param text a valid descriptor
 * @param factsFor what the definitions say
 * @returns the text, changed or not, and a note on each fact that is new under `keep`
 */
export function keepClaims(text: string, factsFor: FactsFor): Synced {
  const descriptor = readDescriptor(text);
  const known = keptFacts(descriptor);
  const kept = factsAbout(descriptor, factsFor)
    .filter(({ name }) => keeperOf(known, name) === undefined)
    .flatMap((fact) => contradictionOf(descriptor, fact) ?? []);
  const changed = kept.reduce((current, { name, reason }) => addMember(current, "keep", name, reason), text);
  const now = keptFacts(readDescriptor(changed));
  if (!kept.every(({ name, reason }) => now[name] === reason))
    return { text, outdated: [], problems: [failedProblem(kept.map(({ name }) => `keep ${name}`))] };
  return { text: changed, outdated: [], problems: kept.map(({ name, reason }) => keptProblem(name, reason)) };
}

/** Of these a guide says that there is none where its descriptor says nothing. */
const DENIED_BY_SILENCE: ReadonlySet<string> = new Set(["shell", "packageManager"]);

function contradictionOf(descriptor: RawDescriptor, fact: Fact): KeptFact | undefined {
  const verdict = compareFact(descriptor, fact);
  // Where sources contradict each other, nothing changes in silence.
  if (!verdict || "denying" in verdict) return undefined;
  const { name, fallback, source } = fact;
  const reason = (claimed: string, defined: string) =>
    `as published: ${claimed}; ${fact.evidence.kind === "flag" ? "stated" : "the definitions"}: ${defined} (${source})`;
  if (!("to" in verdict)) return { name, reason: reason(verdict.value, verdict.expected.join(" or ")) };
  const { from = fallback, to = fallback } = verdict;
  // Who does not name a variant or a certificate does not deny it.
  if (fact.evidence.kind === "flag" && fact.evidence.value) return undefined;
  const isClaim = from === undefined ? DENIED_BY_SILENCE.has(name) : from !== UNKNOWN && formatValue(from) !== "";
  return isClaim && to !== UNKNOWN ? { name, reason: reason(formatValue(from), formatValue(to)) } : undefined;
}
