import type { Problem } from "../findings/problem.ts";
import { NAMESPACE_PLACEHOLDER, rewriteReferences, type RegistryProfile } from "../guide/registry.ts";
import type { RenderedSection } from "../render/rendered-section.ts";
import { blocksOf } from "./blocks.ts";
import type { DriftEntry, DriftFile } from "./drift-file.ts";
import { outdatedProblem, voidProblem, mergedProblem } from "./drift-problems.ts";
import type { LoadedDrift } from "./load-drift.ts";
import { sectionBlocks, type SectionBlocks } from "./section-blocks.ts";
import { changedFacts, outcomeOf, sameProfile, saysLostFact, type Lookup, type Outcome } from "./stale-entry.ts";

/** What drift is applied to. */
export interface DriftedGuide {
  /** The guide's sections, as they were rendered. */
  readonly sections: readonly RenderedSection[];
  readonly drift: LoadedDrift;
  /** The profile that the guide was rendered under. */
  readonly profile: RegistryProfile;
  /** The facts that its descriptor states. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Renders the same guide under the recorded profile, with the recorded facts or with those of now. */
  readonly recorded: (facts: "recorded" | "current") => readonly RenderedSection[];
}

/** What became of an entry. */
export interface EntryOutcome {
  readonly entry: DriftEntry;
  readonly outcome: Outcome | { readonly kind: "applied" };
}

/** What a guide's drift gives. */
export interface DriftResult {
  readonly sections: readonly RenderedSection[];
  readonly problems: readonly Problem[];
  /** What became of each entry, in the order of the file. */
  readonly outcomes: readonly EntryOutcome[];
}

/**
 * Puts the published wordings in the place of the shared ones.
 *
 * @param guide the rendered guide, and its drift
 * @returns the sections with the wordings of the page, and what is wrong with entries
 */
export function applyDrift({ sections, drift, profile, facts, recorded }: DriftedGuide): DriftResult {
  const { file } = drift;
  const then = recordedProfile(file);
  const now = sectionBlocks(sections, profile);
  const lookup: Lookup = {
    now,
    recorded: cached((which) => sectionBlocks(recorded(which), then)),
    isSameProfile: sameProfile(profile, then),
    isSameFacts: changedFacts(file.facts, facts).length === 0,
  };
  const replace = (index: number, { section }: DriftEntry, by: Omit<Placed, "kind">): void =>
    now.get(section)?.replace(by.found, {
      shared: by.shared,
      text: rewriteReferences(by.text, profile),
      origin: { kind: "drift", file: drift.path, line: drift.lineOf(index) },
    });

  // First what stands as it was: a similar text is only looked for among what is left.
  const outcomes: (EntryOutcome | undefined)[] = file.entries.map((entry, index) => {
    const shared = blocksOf(entry.shared);
    const found = now.get(entry.section)?.findExact(shared, entry.block);
    if (!found) return undefined;
    if (!lookup.isSameFacts && saysLostFact(entry, file.facts, facts)) return { entry, outcome: { kind: "void" } };
    replace(index, entry, { found, shared, text: entry.published });
    return { entry, outcome: { kind: "applied" } };
  });
  const problems: Problem[] = [];
  const all = file.entries.map((entry, index): EntryOutcome => {
    const outcome = outcomes[index]?.outcome ?? outcomeOf(entry, lookup);
    const target = now.get(entry.section);
    if (outcome.kind === "void") problems.push(voidProblem(entry, drift, index, changedFacts(file.facts, facts)));
    else if (outcome.kind === "gone") problems.push(outdatedProblem(entry, drift, index, target));
    else if ("found" in outcome) {
      replace(index, entry, outcome);
      problems.push(
        (outcome.kind === "merged" ? mergedProblem : outdatedProblem)(entry, drift, index, target, outcome.found),
      );
    }
    return { entry, outcome };
  });
  return { sections: sections.map((section) => worded(section, now)), problems, outcomes: all };
}

type Placed = Extract<Outcome, { readonly text: string }>;

function worded(section: RenderedSection, now: ReadonlyMap<string, SectionBlocks>): RenderedSection {
  const blocks = section.name === undefined ? undefined : now.get(section.name);
  return blocks ? { ...section, marked: blocks.text() } : section;
}

/**
 * The profile that a file's entries were recorded under.
 *
 * @param file the drift file
 * @returns the profile
 */
export function recordedProfile({ registry, namespace = NAMESPACE_PLACEHOLDER }: DriftFile): RegistryProfile {
  return { kind: registry, namespace };
}

function cached<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}
