import Slugger from "github-slugger";
import { didYouMean } from "../../findings/suggest.ts";
import { rewriteReferences, type RegistryProfile } from "../../guide/registry.ts";
import { ProjectError } from "../../project/project.ts";
import { cutLeaves, cutSections, type Leaf } from "../../markdown/leaves.ts";
import { formatMarkdown } from "../../format/format-markdown.ts";
import { classifyDrift } from "../drift/drift-kind.ts";
import { abstractor, concrete, findTitle, type Identity } from "../read/identity.ts";
import { findSectionFolds, splitMarker, type SectionFolds } from "./section-folds.ts";
import { chainKey, cutUnits, type Unit } from "../read/units.ts";

/** A guide whose wordings are compared. */
export interface ConvergeSource {
  readonly text: string;
  readonly identity: Identity;
  /** Whether it stays as it is, and only has a say in what is common. */
  readonly isFixed: boolean;
}

export interface ConvergeOptions {
  /** How near a wording must be to the commonest one: see {@link nearness}. 1 changes nothing. */
  readonly ratio: number;
  /** The headings of the sections that are folded; all where there are none. */
  readonly sections: readonly string[];
  /** How many guides make a wording common. */
  readonly minimum: number;
  /** The mirror whose references guides may have. */
  readonly namespace: string;
}

/**
 * Folds the wordings of shared sections onto the commonest ones: headings, paragraphs, list items and table rows, each by
 * itself. Samples, quotes and HTML stay as they are, and so does what differs in meaning.
 *
 * @param guides guides in house style
 * @param options what is near enough
 * @returns the guides' texts, in their order: house style, equal to what they were but for the folded lines
 * @throws ProjectError for a section that the guides do not share
 */
export function convergeGuides(guides: readonly ConvergeSource[], options: ConvergeOptions): string[] {
  const units = guides.map(({ text, identity }, index) => cutUnits(index, text, abstractor(identity), () => false));
  const folds = findSectionFolds(units.flat(), options.minimum);
  const wanted = new Set(options.sections.map((title) => chainKey([title])));
  const namesOf = (unit: Unit) => [unit.headings[0] ?? "", folds.sectionOf(unit)];
  if (wanted.size > 0) checkSections(options.sections, units.flat().flatMap(namesOf));
  return guides.map((guide, index) => {
    if (guide.isFixed) return guide.text;
    const chosen = (units[index] ?? []).filter(
      (unit) => wanted.size === 0 || namesOf(unit).some((name) => wanted.has(chainKey([name]))),
    );
    return convergeGuide(guide, new Set(chosen), units[index] ?? [], folds, options);
  });
}

function checkSections(sections: readonly string[], headings: readonly string[]): void {
  const known = new Map(headings.map((heading) => [chainKey([heading]), heading]));
  for (const title of sections) {
    if (known.has(chainKey([title]))) continue;
    const question = didYouMean(title, known.values());
    throw new ProjectError(`--converge: no guide has a section "${title}"${question ? `: ${question}` : ""}`);
  }
}

function convergeGuide(
  { text, identity }: ConvergeSource,
  chosen: ReadonlySet<Unit>,
  units: readonly Unit[],
  folds: SectionFolds,
  { ratio, namespace }: ConvergeOptions,
): string {
  const profile: RegistryProfile = { kind: identity.registry ?? "public", namespace };
  const sections = units.map((unit) => {
    const texts = unit.leaves.map((leaf, index) => {
      const fold = chosen.has(unit) ? folds.of(unit, index) : undefined;
      if (!fold || fold.nearness < ratio || (leaf.kind === "heading" && isLinked(leaf, text))) return leaf.text;
      const words = reworded(leaf, rewriteReferences(concrete(fold.to, identity), profile), identity);
      // With the guide's own names in it, too.
      return classifyDrift(leaf.text, words) === "meaning" ? leaf.text : words;
    });
    return linesOf(unit, texts).join("\n");
  });
  if (sections.every((section, index) => section === units[index]?.lines.join("\n"))) return text;
  const converged = formatMarkdown(`${sections.join("\n\n")}\n`);
  return isAsMeant(converged, units, sections, identity) ? converged : text;
}

/** A leaf in other words, at its own depth and with its own marker. */
function reworded({ kind, text }: Leaf, words: string, { name, title }: Identity): string {
  const [marker] = splitMarker(kind, text);
  // A name is spoken, not spelled: the guide knows its article best.
  const article = [title, name].flatMap(
    (own) => new RegExp(String.raw`\ban?(?= ${escaped(own)})`).exec(text)?.[0] ?? [],
  );
  const articles = new RegExp(String.raw`\ban?(?= (?:${escaped(title)}|${escaped(name)}))`, "g");
  return marker + words.replace(articles, (usual) => article[0] ?? usual);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function linesOf({ lines, leaves }: Unit, texts: readonly string[]): string[] {
  const result: string[] = [];
  let next = 0;
  leaves.forEach(({ start, end, text, indent }, index) => {
    const own = texts[index] ?? text;
    result.push(...lines.slice(next, start), ...(own === text ? lines.slice(start, end) : [" ".repeat(indent) + own]));
    next = end;
  });
  return [...result, ...lines.slice(next)];
}

/** Whether the guide links to a heading: then its words are an address. */
function isLinked({ text }: Leaf, guide: string): boolean {
  return guide.includes(`](#${new Slugger().slug(text.replace(/^#+ /, ""))})`);
}

/** Whether the house style made of the new sections what they say, and the guide still calls its image the same. */
function isAsMeant(
  converged: string,
  units: readonly Unit[],
  sections: readonly string[],
  { name, title }: Identity,
): boolean {
  const leavesOf = (text: string) => cutSections(text).flatMap(({ lines }) => cutLeaves(lines));
  const before = sections.flatMap((section) => leavesOf(section));
  const after = leavesOf(converged);
  return (
    findTitle(name, converged) === title &&
    before.length === units.reduce((sum, { leaves }) => sum + leaves.length, 0) &&
    before.length === after.length &&
    before.every(({ kind, text }, index) => kind === after[index]?.kind && text === after[index]?.text)
  );
}
