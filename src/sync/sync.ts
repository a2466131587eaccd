import { isDeepStrictEqual } from "node:util";
import type { Catalog } from "../catalog/catalog.ts";
import type { ImageFacts } from "../catalog/facts.ts";
import { FIRST_KIND, type Kind } from "../core.ts";
import type { Problem } from "../findings/problem.ts";
import { compareFact, formatValue, withoutFacts, type Contradiction, type Denial, type FactChange } from "./compare.ts";
import { factsAbout } from "./conditional.ts";
import { addItem, setValue } from "./edit.ts";
import { UNKNOWN, unknownTodo, type Fact, type FactsFor } from "./fact.ts";
import { factsOf } from "./facts.ts";
import { addOrigin, removeOrigin, renewOrigin } from "./origin-comment.ts";
import { PINS } from "./pins/roll-pins.ts";
import {
  contradictedProblem,
  deniedProblem,
  failedProblem,
  outdatedOrigin,
  outdatedProblem,
  unusedProblem,
} from "./problems.ts";
import { keeperOf, keptFacts, readDescriptor } from "./read-descriptor.ts";

/** What a descriptor is to be, and what is wrong with it. */
export interface Synced {
  /** The descriptor with the facts as the definitions have them. */
  readonly text: string;
  /** What is outdated in it, at the places where it stands now. */
  readonly outdated: readonly Problem[];
  /** What a person must decide. */
  readonly problems: readonly Problem[];
}

/** How facts are written into descriptors of a kind. */
interface FactPlaces {
  /** The keys that come first in a descriptor: new facts follow those of them that are there. */
  readonly leading: readonly string[];
  /** The names under `keep` that hold a fact elsewhere. */
  readonly keptElsewhere?: readonly string[];
}

/** The keys of a kind's descriptors before one of them. */
export function keysBefore({ schema }: Pick<Kind, "schema">, end: string): readonly string[] {
  const keys = Object.keys(schema.shape);
  return keys.slice(0, keys.indexOf(end));
}

const IMAGE_KEYS = keysBefore(FIRST_KIND, "included");

/**
 * Brings the facts of an image's descriptor up to date with the definitions. What is no fact stays as it is, to the byte,
 * and so does a fact that the author keeps.
 *
 * @param text a valid descriptor
 * @param image what the definitions say
 * @param catalog for the names of charts
 * @returns the text, changed or not
 */
export function syncDescriptor(text: string, image: ImageFacts, catalog: Pick<Catalog, "chartNames">): Synced {
  return syncImageFacts(text, (variables) => factsOf(image, catalog, variables));
}

/**
 * {@link syncDescriptor} for some facts of an image.
 *
 * @param text a valid descriptor
 * @param factsFor what is known of it
 * @param keptElsewhere the names under `keep` that hold a fact of its snapshot
 */
export function syncImageFacts(text: string, factsFor: FactsFor, keptElsewhere: readonly string[] = []): Synced {
  return syncFacts(text, factsFor, { leading: IMAGE_KEYS, keptElsewhere });
}

/**
 * {@link syncDescriptor} for the facts of any kind.
 *
 * @param text a valid descriptor
 * @param factsFor what the definitions say
 * @param places where facts stand
 */
export function syncFacts(text: string, factsFor: FactsFor, { leading, keptElsewhere = [] }: FactPlaces): Synced {
  const descriptor = readDescriptor(text);
  const kept = keptFacts(descriptor);
  const used = new Set([...keptElsewhere, PINS]);
  const current: Fact[] = [];
  const verdicts = factsAbout(descriptor, factsFor).flatMap((fact) => {
    const verdict = compareFact(descriptor, fact);
    const keep = keeperOf(kept, fact.name);
    if (verdict && keep !== undefined) used.add(keep);
    if (!verdict && keep === undefined) current.push(fact);
    return verdict && keep === undefined ? [verdict] : [];
  });
  const changes = verdicts.filter(isChange);
  const problems = [
    ...verdicts.flatMap((verdict) => {
      if (isChange(verdict)) return [];
      return "denying" in verdict ? contradictedProblem(verdict) : deniedProblem(verdict);
    }),
    ...Object.keys(kept)
      .filter((name) => !used.has(name))
      .map(unusedProblem),
  ];
  const applied = changes.reduce((before, { fact }) => applyFact(before, fact, leading), text);
  const renewed = current.filter((fact) => withOrigin(applied, fact) !== applied);
  const changed = renewed.reduce(withOrigin, applied);
  const isDone = changes.every(({ fact }) => compareFact(readDescriptor(changed), fact) === undefined);
  if (!isDone || !isDeepStrictEqual(withoutFacts(readDescriptor(changed)), withoutFacts(descriptor)))
    return { text, outdated: [], problems: [...problems, failedProblem(changes.map(formatChange))] };
  return { text: changed, outdated: [...changes.map(outdatedProblem), ...renewed.flatMap(outdatedOrigin)], problems };
}

/** Where a fact that stays comes from, may be another file now. */
function withOrigin(text: string, { path, origin, evidence }: Fact): string {
  if (!origin || evidence.kind !== "flag" || !evidence.value) return text;
  return renewOrigin(text, path, evidence.member, origin);
}

/** An earlier change may have moved it, so the fact is looked up again. */
function applyFact(text: string, fact: Fact, leading: readonly string[]): string {
  const change = compareFact(readDescriptor(text), fact);
  if (!change || !isChange(change)) return text;
  const { path, from, to } = change;
  if (fact.name.startsWith("env.") && path.length === 1 && typeof to === "string")
    return addItem(text, "env", { name: fact.name.slice("env.".length), default: to }, leading);
  const index = leading.indexOf(String(path[0]));
  const comment = to === UNKNOWN ? unknownTodo(fact) : undefined;
  const changed = setValue(text, path, to, index < 0 ? leading : leading.slice(0, index), comment);
  if (fact.origin && fact.evidence.kind === "flag") {
    const { value, member } = fact.evidence;
    return value ? addOrigin(changed, path, member, fact.origin) : removeOrigin(changed, path, fact.origin.label);
  }
  // What was asked for is written now.
  return from === UNKNOWN ? changed.replace(` # ${unknownTodo(fact)}`, "") : changed;
}

const isChange = (verdict: FactChange | Denial | Contradiction): verdict is FactChange => "to" in verdict;

const formatChange = ({ fact, to }: FactChange) => `${fact.name}: ${formatValue(to)}`;
