import type { Descriptor } from "../../descriptor/descriptor.ts";
import { similarityOfWords, wordsOf } from "../../markdown/similarity.ts";
import type { PublishedSection } from "../read/published-guide.ts";
import { CLAIMS, FACTS, type FactName } from "./fact-table.ts";
import type { SharedText } from "./shared-text.ts";

/** A section of a guide, and the partial that is about the same. */
export interface MatchedSection {
  readonly text: SharedText;
  readonly sections: readonly PublishedSection[];
}

/** What is shorter is left out for any reason. */
const LONG = 20;
/** A sentence that has so much of another says the same fact. */
const ALIKE = 0.7;
const isSentence = (block: string) => block.split(" ").length > 8;

/**
 * Reads from a guide's sections which facts it states: those with which the shared text says more of what the guide says.
 *
 * @param matched the sections that have a partial
 * @returns the facts
 */
export function readFacts(matched: readonly MatchedSection[]): ReadonlySet<FactName> {
  const scores = new Map<FactName, number>();
  const lines = matched.flatMap(({ sections }) => sections.flatMap((section) => section.lines)).join("\n");
  for (const { text, sections } of matched) {
    const said = new Set(sections.flatMap(({ blocks }) => blocks.map(({ key }) => key)));
    // What the partial says word for word is no wording of what it says elsewhere.
    const sentences = [...said].filter((block) => isSentence(block) && !text.blocks.has(block)).map(wordsOf);
    // Several facts have one sentence in common.
    const known = new Map<string, boolean>();
    const isSaid = (block: string) => {
      const isKnown = known.get(block);
      if (isKnown !== undefined) return isKnown;
      const isFound =
        said.has(block) ||
        (isSentence(block) && sentences.some((other) => similarityOfWords(block.split(" "), other, ALIKE) > 0));
      known.set(block, isFound);
      return isFound;
    };
    const words = (blocks: readonly string[]) => blocks.reduce((sum, block) => sum + block.split(" ").length, 0);
    const saidOf = (blocks: readonly string[]) => words(blocks.filter(isSaid));
    for (const [name, { with: more, without: less }] of text.byFact) {
      // A sentence that another fact's text has by chance is no evidence.
      const isStated = saidOf(more) * 2 > words(more);
      // Where a section says nothing instead, that it leaves all of it out is the evidence.
      const rest = [...text.usual].filter((block) => !less.includes(block));
      const isUsual = saidOf(rest) * 2 > words(rest);
      const isClaimed = CLAIMS[name]?.test(lines) ?? true;
      const isLeftOut = isUsual && isClaimed && more.length === 0 && words(less) > LONG && saidOf(less) === 0;
      const evidence = isStated ? saidOf(more) : isLeftOut ? words(less) / 2 : 0;
      scores.set(name, (scores.get(name) ?? 0) + evidence - saidOf(less));
    }
  }
  return new Set([...scores].flatMap(([name, score]) => (score > 0 ? [name] : [])));
}

/**
 * Writes facts as a descriptor states them.
 *
 * @param facts the facts
 * @returns the fields, those that say what a descriptor without them says left out
 */
export function factFields(facts: ReadonlySet<FactName>): Partial<Descriptor> {
  const available = (["runtime", "dev", "compat", "fips"] as const).filter((variant) => {
    if (variant === "runtime") return true;
    return variant === "dev" ? !facts.has("noDev") : facts.has(variant);
  });
  const isUsual = available.join(" ") === "runtime dev";
  return {
    ...(facts.has("root") && FACTS.root),
    ...(facts.has("shellUnknown") && FACTS.shellUnknown),
    ...(facts.has("packageManagerUnknown") && FACTS.packageManagerUnknown),
    ...(!isUsual && { variants: { available } }),
    ...(facts.has("dropIn") && { migration: { kind: "drop-in" as const } }),
  };
}
