import type { BuiltPage } from "../build/built-page.ts";
import { plural } from "../findings/plural.ts";
import { didYouMean } from "../findings/suggest.ts";
import { ProjectError } from "../project/project.ts";
import { findOwnWords, type OwnWords } from "../render/own-words.ts";
import type { Templates } from "../render/templates.ts";
import { createLocator } from "../yaml/locate.ts";

/** Who says a section of shared text, and who says something in words of its own. */
export interface SectionWords {
  readonly section: string;
  /** How many guides say all of the shared text, with drift or without; some add to it. */
  readonly shared: number;
  readonly own: readonly PlacedWords[];
}

/** What a guide says in words of its own, with its place in the descriptor. */
interface PlacedWords extends Pick<OwnWords, "is" | "what"> {
  readonly guide: string;
  readonly file: string;
  readonly line: number;
}

/**
 * Collects who says each section of shared text in words of their own.
 *
 * @param guides the guides, made; those with errors say nothing
 * @param templates the project's templates
 * @returns the sections of all layouts, and those of partials that guides add; those with most words of their own first
 */
export function sectionWords(guides: readonly BuiltPage[], templates: Templates): readonly SectionWords[] {
  const sections = new Map(namesOf(templates).map((section) => [section, { shared: 0, own: [] as PlacedWords[] }]));
  const of = (section: string) => {
    const known = sections.get(section) ?? { shared: 0, own: [] };
    sections.set(section, known);
    return known;
  };
  for (const { content, text, source = "", paths } of guides) {
    if (!content || text === undefined) continue;
    const { shared, own } = findOwnWords(content, templates);
    const locator = own.length > 0 ? createLocator(source) : undefined;
    const placed = own.map(({ section, is, what, place }) => {
      const { offset } = place;
      const line = offset === undefined ? locator?.locate(place).line : locator?.lineOfText(place.path, offset);
      return { section, words: { guide: paths.id, file: paths.descriptor, line: line ?? 1, is, what } };
    });
    for (const { section, words } of placed.sort((a, b) => a.words.line - b.words.line)) of(section).own.push(words);
    const parted = new Set(own.filter(({ is }) => is !== "added").map(({ section }) => section));
    for (const section of shared) if (!parted.has(section)) of(section).shared += 1;
  }
  const ownGuides = ({ own }: SectionWords) => guidesOf(own.filter(({ is }) => is !== "added")).size;
  return [...sections]
    .map(([section, words]) => ({ section, ...words }))
    .sort((a, b) => ownGuides(b) - ownGuides(a) || (a.section < b.section ? -1 : 1));
}

/** The sections of all layouts. */
function namesOf({ layouts }: Templates): string[] {
  type Calls = readonly { readonly name: string; readonly children: Calls }[];
  const names = (calls: Calls): string[] => calls.flatMap(({ name, children }) => [name, ...names(children)]);
  return [...layouts.values()].flatMap(({ sections }) => names(sections));
}

/**
 * Picks the sections that are asked for.
 *
 * @param wanted their names; all where left out
 * @param known the sections that there are
 * @throws ProjectError where there is none of a name
 */
export function expectSections(wanted: readonly string[] = [], known: Iterable<string>): void {
  const names = [...new Set(known)].sort();
  for (const name of wanted) {
    if (names.includes(name)) continue;
    const question = didYouMean(name, names);
    throw new ProjectError(
      `no layout has a section "${name}"${question === undefined ? "" : `: ${question}`}; there are ${names.join(", ")}`,
    );
  }
}

const guidesOf = (own: readonly PlacedWords[]) => new Set(own.map(({ guide }) => guide));

/** Each guide once, for the most that it has of its own. */
const GRADES = ["replaced", "left out", "changed"] as const;

/**
 * Counts guides with words of their own, by section.
 *
 * @param sections the sections
 * @returns the rows of a table: those that say the shared text, then each of the others once
 */
export function ownRows(sections: readonly SectionWords[]): readonly (readonly (string | number)[])[] {
  return sections.flatMap(({ section, shared, own }) => {
    const counted = new Set<string>();
    const counts = GRADES.map((grade) => {
      const guides = [...guidesOf(own.filter(({ is }) => is === grade))].filter((guide) => !counted.has(guide));
      for (const guide of guides) counted.add(guide);
      return guides.length;
    });
    return counted.size === 0 ? [] : [[section, shared, ...counts]];
  });
}

/** The head of that table. */
export const OWN_HEAD = ["section", "shared", ...GRADES];

/** Under which words a section's guides are listed. */
const GROUPS: readonly (readonly [string, readonly OwnWords["is"][]])[] = [
  ["in words of their own", ["replaced", "changed"]],
  ["left out", ["left out"]],
  ["with additions", ["added"]],
];

/**
 * Lists what guides say of a section in words of their own.
 *
 * @param words the section
 * @param drifted how many guides have drift there
 * @returns the lines: the numbers, then each place with what it is
 */
export function ownLines({ section, shared, own }: SectionWords, drifted: number): readonly string[] {
  const width = Math.max(0, ...own.map((words) => placeOf(words).length));
  const groups = GROUPS.map(([title, grades]) => [title, own.filter(({ is }) => grades.includes(is))] as const);
  const numbers = groups.map(([title, words]) => `${title} in ${guidesOf(words).size}`);
  return [
    `${section}: in shared words in ${plural(shared, "guide")}, ${numbers.join(", ")}; drift in ${drifted}`,
    ...groups.flatMap(([title, words]) =>
      words.length === 0
        ? []
        : [`  ${title}:`, ...words.map((each) => `    ${placeOf(each).padEnd(width)}  ${each.what}`)],
    ),
  ];
}

const placeOf = ({ file, line }: PlacedWords) => `${file}:${line}`;
