import { stripMarks } from "./provenance/origin.ts";
import type { Chunk, Chunks } from "./render/chunks.ts";
import type { RenderedSection } from "./render/rendered-section.ts";
import { Spelling } from "./spelling.ts";
import { JOINED, type SpelledGuide } from "./splice.ts";
import { formatMarkdown } from "./style/index.ts";
import { Styler } from "./style/styler.ts";

/** Spells guides in house style. */
export interface Speller {
  readonly spell: (sections: readonly RenderedSection[]) => SpelledGuide;
  /**
   * Spells sections that were worded anew, apart from the others of their guide.
   *
   * @param group a section, and those that were joined to it (see splice.ts)
   * @param isFirst whether the guide begins with them
   * @returns their text; undefined where they do not stand apart as they did, or there is none
   */
  readonly spellAlone: (group: readonly RenderedSection[], isFirst: boolean) => string | undefined;
}

/**
 * Makes the stage that spells guides: constant blocks of the templates once, what a descriptor brings in block by block,
 * and a guide as a whole where its blocks cannot be told apart. The result is that of `formatMarkdown` in each case.
 *
 * @param chunks the constant blocks
 * @returns the stage
 */
export function createSpeller(chunks: Chunks): Speller {
  const styler = new Styler();
  const constant = new Map<Chunk, Spelling | undefined>();
  /** What guides have in common; a text stands alone between headings. */
  const shared = new WeakMap<RenderedSection, { readonly spelled: Spelling | undefined }>();

  // Each of these returns false where blocks cannot be told apart.

  function spellMarkdown(text: string, into: Spelling): boolean {
    const blocks = styler.blocks(text);
    if (blocks === undefined) return false;
    for (const block of blocks) into.add(block);
    return true;
  }

  function spellChunk(chunk: Chunk, into: Spelling): boolean {
    if (!constant.has(chunk))
      constant.set(
        chunk,
        joined((alone) => spellMarkdown(chunk.text, alone)),
      );
    return into.append(constant.get(chunk));
  }

  function spellText(compact: string, into: Spelling): boolean {
    for (const part of chunks.parts(compact)) {
      // Empty lines between chunks.
      if (typeof part === "string" && /^\n*$/.test(part)) continue;
      if (!(typeof part === "string" ? spellMarkdown(stripMarks(part), into) : spellChunk(part, into))) return false;
    }
    return true;
  }

  function spellShared(section: RenderedSection, into: Spelling): boolean {
    let known = shared.get(section);
    if (!known) {
      const spelled = joined((alone) => spellText(section.compact.trimEnd(), alone));
      shared.set(section, (known = { spelled }));
    }
    return into.append(known.spelled);
  }

  function spellGroup(group: readonly RenderedSection[], into: Spelling): boolean {
    const [section] = group;
    return group.length === 1 && section?.isShared ? spellShared(section, into) : spellText(apart(group, chunks), into);
  }

  function spell(sections: readonly RenderedSection[]): SpelledGuide {
    const spelling = new Spelling();
    const seams: (number | typeof JOINED)[] = [];
    for (const group of groupAtHeadings(sections, chunks)) {
      const start = spelling.end;
      if (!spellGroup(group, spelling)) return spellWhole(sections);
      if (spelling.end === start) continue;
      for (let index = 0; index < group.length; index += 1) seams.push(index === 0 ? start : JOINED);
    }
    return { text: spelling.close(), seams: seams.length === sections.length ? seams.join(" ") : "" };
  }

  function spellAlone(group: readonly RenderedSection[], isFirst: boolean): string | undefined {
    const isApart = group.every(
      (section, index) => (isFirst && index === 0) || beginsWithHeading(section, chunks) === (index === 0),
    );
    const spelling = new Spelling();
    return isApart && spellGroup(group, spelling) && !spelling.isEmpty ? spelling.text : undefined;
  }

  return { spell, spellAlone };
}

/** Spells what many guides have, as one block. */
function joined(spell: (into: Spelling) => boolean): Spelling | undefined {
  const spelling = new Spelling();
  return spell(spelling) ? spelling.joined() : undefined;
}

function spellWhole(sections: readonly RenderedSection[]): SpelledGuide {
  return { text: formatMarkdown(sections.map(({ marked }) => stripMarks(marked).trimEnd()).join("\n\n")), seams: "" };
}

const compactOf = (sections: readonly RenderedSection[]) =>
  sections.map((section) => section.compact.trimEnd()).join("\n\n");

/** What can begin no list, and go on with none. */
const APART = /^[A-Za-z`[|#]/;

/** The text of sections, the constant blocks of which are written out where those at an edge may touch another list. */
function apart(group: readonly RenderedSection[], chunks: Chunks): string {
  const isApart = group.every(({ compact }, index) => index === 0 || APART.test(chunks.firstCharacter(compact)));
  const text = compactOf(group);
  return isApart ? text : chunks.expand(text);
}

/** A heading parts what stands before it from what stands behind; text without one may go on with a list. */
function groupAtHeadings(sections: readonly RenderedSection[], chunks: Chunks): RenderedSection[][] {
  const groups: RenderedSection[][] = [];
  for (const section of sections) {
    const group = groups.at(-1);
    if (group && !beginsWithHeading(section, chunks)) group.push(section);
    else groups.push([section]);
  }
  return groups;
}

function beginsWithHeading({ compact }: RenderedSection, chunks: Chunks): boolean {
  return chunks.firstCharacter(compact) === "#";
}
