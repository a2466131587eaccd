import { BlockList } from "./block-list.ts";
import { stripMarks } from "./provenance/origin.ts";
import type { Chunk, Chunks } from "./render/chunks.ts";
import type { RenderedSection } from "./render/rendered-section.ts";
import { JOINED, type SpelledGuide } from "./seams.ts";
import { formatMarkdown } from "./style/index.ts";
import { Styler } from "./style/styler.ts";

/** Spells guides in house style. */
export interface Speller {
  readonly spell: (sections: readonly RenderedSection[]) => SpelledGuide;
  /**
   * Spells those sections that were worded anew apart from the others of their guide.
   *
   * @param sections all sections of a guide; undefined for those that are as they were
   * @param joined for each, whether it was spelled together with the one before it: both are there then, or none
   * @returns the text of each, together with those joined to it; undefined where one does not stand apart as it did, or
   *   has no text
   */
  readonly spellAnew: (
    sections: readonly (RenderedSection | undefined)[],
    joined: readonly boolean[],
  ) => readonly (string | undefined)[] | undefined;
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
  const constant = new Map<Chunk, BlockList | undefined>();
  /** What guides have in common; a text stands alone between headings. */
  const shared = new WeakMap<RenderedSection, { readonly spelled: BlockList | undefined }>();

  // Each of these returns false where blocks cannot be told apart.

  function spellMarkdown(text: string, into: BlockList): boolean {
    const blocks = styler.blocks(text);
    if (blocks === undefined) return false;
    for (const block of blocks) into.add(block);
    return true;
  }

  function spellChunk(chunk: Chunk, into: BlockList): boolean {
    if (!constant.has(chunk))
      constant.set(
        chunk,
        joined((alone) => spellMarkdown(chunk.text, alone)),
      );
    return into.append(constant.get(chunk));
  }

  function spellText(compact: string, into: BlockList): boolean {
    for (const part of chunks.parts(compact)) {
      // Empty lines between chunks.
      if (typeof part === "string" && /^\n*$/.test(part)) continue;
      if (!(typeof part === "string" ? spellMarkdown(stripMarks(part), into) : spellChunk(part, into))) return false;
    }
    return true;
  }

  function spellShared(section: RenderedSection, into: BlockList): boolean {
    let known = shared.get(section);
    if (!known) {
      const spelled = joined((alone) => spellText(section.compact.trimEnd(), alone));
      shared.set(section, (known = { spelled }));
    }
    return into.append(known.spelled);
  }

  function spellGroup(group: readonly RenderedSection[], into: BlockList): boolean {
    const [section] = group;
    return group.length === 1 && section?.isShared ? spellShared(section, into) : spellText(apart(group, chunks), into);
  }

  function spell(sections: readonly RenderedSection[]): SpelledGuide {
    const spelling = new BlockList();
    const seams: (number | typeof JOINED)[] = [];
    for (const group of groupAtHeadings(sections, chunks)) {
      const start = spelling.end;
      if (!spellGroup(group, spelling)) return spellWhole(sections);
      if (spelling.end === start) continue;
      for (let index = 0; index < group.length; index += 1) seams.push(index === 0 ? start : JOINED);
    }
    return { text: spelling.close(), seams: seams.length === sections.length ? seams.join(" ") : "" };
  }

  function spellAnew(
    sections: readonly (RenderedSection | undefined)[],
    joined: readonly boolean[],
  ): readonly (string | undefined)[] | undefined {
    const pieces: (string | undefined)[] = [];
    for (const [index, section] of sections.entries()) {
      pieces.push(undefined);
      if (!section || joined[index] === true) continue;
      const end = joined.indexOf(false, index + 1);
      const group = sections.slice(index, end === -1 ? undefined : end).filter((member) => member !== undefined);
      const spelled = new BlockList();
      if (!isGroup(group, index === 0) || !spellGroup(group, spelled) || spelled.isEmpty) return undefined;
      pieces[index] = spelled.text;
    }
    return pieces;
  }

  /** Whether sections are still spelled together, and apart from those around them. */
  function isGroup(group: readonly RenderedSection[], isFirst: boolean): boolean {
    return group.every(
      (section, index) => (isFirst && index === 0) || beginsWithHeading(section, chunks) === (index === 0),
    );
  }

  return { spell, spellAnew };
}

/** Spells what many guides have, as one block. */
function joined(spell: (into: BlockList) => boolean): BlockList | undefined {
  const spelling = new BlockList();
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
