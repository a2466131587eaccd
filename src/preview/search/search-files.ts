import { createHash } from "node:crypto";
import { KINDS } from "../../core.ts";
import { groupBy } from "../../findings/group-by.ts";
import { folderOf, isGuide, keyOf } from "../address.ts";
import { dataScript } from "../data-script.ts";
import { pageNoun } from "../things.ts";
import {
  BASE_SCRIPT,
  SCRIPT_FOLDER,
  sharedWord,
  textsScript,
  type ListedText,
  type ListedThing,
  type SearchBase,
  type SectionText,
} from "./index-data.ts";
import { createIndexWriter } from "./index-writer.ts";
import type { SearchPage, SearchSection } from "./search-page.ts";
import { gatherSharedTexts } from "./shared-texts.ts";
import { findSharedWords, type SharedWords } from "./shared-words.ts";
import { wordsOf } from "./words.ts";

/** Of a description, a result shows a line. */
const DESCRIPTION = 80;

/**
 * What the search loads in a browser, as scripts: the names of all things, the index in parts, the texts of each thing.
 *
 * @param pages all pages of the site, those of a thing together
 * @returns what stands in each script, by its path in the site
 */
export function searchFiles(pages: readonly SearchPage[]): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const addHashed = (name: string, content: string): string => {
    const path = `${SCRIPT_FOLDER}${name}-${createHash("sha256").update(content).digest("hex").slice(0, 12)}.js`;
    files.set(path, content);
    return path;
  };
  const shared = findSharedWords(pages);
  const sharedTexts = gatherSharedTexts(pages, shared);
  const sharedIn = new Map<SearchSection, number[]>();
  for (const [number, { sections }] of sharedTexts.entries())
    for (const section of sections) sharedIn.set(section, [...(sharedIn.get(section) ?? []), number]);
  const things = [...groupBy(pages, ({ paths }) => paths.id).values()];
  const index = createIndexWriter();
  const version = createHash("sha256");
  for (const own of things) {
    const sections = own.flatMap((page) => addPage(page, page === own[0]));
    const content = dataScript(sections);
    version.update(content);
    files.set(textsScript(keyOf(own[0].paths)), content);
  }
  const texts = sharedTexts.map(({ heading, headingWords, words, counts, wordings }) => {
    index.add({ heading: headingWords, text: words });
    const sections = wordings.map(({ page, section, passage }): SectionText => {
      const text = passage === section.heading ? "" : passage.text;
      return { address: section.address, heading: section.heading?.text ?? "", text, kind: kindOf(page) };
    });
    const byKind = [...counts].map(([kind, count]) => [KINDS.findIndex(({ name }) => name === kind), count]);
    return {
      heading,
      counts: Object.fromEntries(byKind),
      script: addHashed("shared", dataScript(sections)),
    } as ListedText;
  });
  const pageNames = new Map(pages.map(({ paths }) => [pageNoun(paths), isGuide(paths) ? "" : paths.page.name]));
  const nouns = [...pageNames.keys()];
  const categories = [...new Set(pages.flatMap(({ summary }) => summary.categories))].toSorted();
  const base: SearchBase = {
    kinds: KINDS.map((kind) => ({ noun: kind.noun, plural: kind.plural, folder: folderOf(kind) })),
    pages: [...pageNames],
    categories,
    things: things.map((own) => listedThing(own, categories, nouns)),
    texts,
    version: version.digest("hex").slice(0, 12),
    lengths: index.lengths,
    parts: index.parts().map((entries) => [entries[0]?.[0] ?? "", addHashed("words", dataScript(entries))] as const),
  };
  return files.set(BASE_SCRIPT, dataScript(base));

  /** Adds a page's words to the index, and gives its sections: with what it says of its own, and what it shares. */
  function addPage({ paths, summary, sections }: SearchPage, isFirst: boolean): readonly SectionText[] {
    const own = sections.map((section) => ({ ...ownSection(section, shared), shared: sharedIn.get(section) ?? [] }));
    // What is said of a thing, its first page is found by.
    const listed = isFirst ? [summary.description, ...summary.categories] : [];
    index.add({
      name: [paths.name, ...summary.formerly].flatMap(wordsOf),
      title: wordsOf(summary.title),
      about: [paths.kind.noun, pageNoun(paths), ...listed].flatMap(wordsOf),
      heading: own.flatMap(({ headingWords }) => headingWords),
      text: own.flatMap(({ words }) => words),
      shared: [...new Set(own.flatMap((section) => section.shared))].map(sharedWord),
    });
    return own
      .filter(({ headingWords, text, shared }) => headingWords.length > 0 || text !== "" || shared.length > 0)
      .map(({ address, heading, text, shared }) => ({
        address,
        heading,
        text,
        ...(shared.length > 0 ? { shared } : {}),
      }));
  }
}

function ownSection({ address, heading, passages }: SearchSection, shared: SharedWords) {
  const own = passages.map(({ text, place }) => ({ text, words: shared.ownIn({ text, place }) }));
  return {
    address,
    heading: heading?.text ?? "",
    headingWords: heading ? shared.ownIn(heading) : [],
    text: own.flatMap(({ text, words }) => (words.length > 0 ? text : [])).join(" "),
    words: own.flatMap(({ words }) => words),
  };
}

function listedThing(
  own: readonly [SearchPage, ...SearchPage[]],
  categories: readonly string[],
  nouns: readonly string[],
): ListedThing {
  const { paths, summary } = own[0];
  const { title, description, formerly } = summary;
  const isLong = description.length > DESCRIPTION;
  const listed = [
    paths.name,
    title,
    isLong ? `${description.slice(0, DESCRIPTION).replace(/\s+\S*$/, "")} …` : description,
    kindOf(own[0]),
    summary.categories.map((category) => categories.indexOf(category)),
    own.map((page) => nouns.indexOf(pageNoun(page.paths))),
  ] as const;
  return formerly.length > 0 ? [...listed, formerly] : listed;
}

function kindOf({ paths }: SearchPage): number {
  return KINDS.indexOf(paths.kind);
}
