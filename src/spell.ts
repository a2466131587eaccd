import { stripMarks } from "./provenance/origin.ts";
import type { Chunk, Chunks } from "./render/chunks.ts";
import type { RenderedSection } from "./render/rendered-section.ts";
import { BETWEEN, END, JOINED, type SpelledGuide } from "./splice.ts";
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
  const constant = new Map<Chunk, string | undefined>();

  function spellChunk(chunk: Chunk): string | undefined {
    if (!constant.has(chunk)) constant.set(chunk, styler.blocks(chunk.text)?.join("\n\n"));
    return constant.get(chunk);
  }

  function spellText(compact: string): readonly string[] | undefined {
    const spelled: string[] = [];
    for (const part of chunks.parts(compact)) {
      // Empty lines between chunks.
      if (typeof part === "string" && /^\n*$/.test(part)) continue;
      const blocks = typeof part === "string" ? styler.blocks(stripMarks(part)) : spellChunk(part);
      if (blocks === undefined) return undefined;
      if (typeof blocks === "string") spelled.push(blocks);
      else for (const block of blocks) spelled.push(block);
    }
    return spelled;
  }

  /** What guides have in common; a text stands alone between headings. */
  const shared = new WeakMap<RenderedSection, { readonly text: string | undefined }>();
  function spellShared(section: RenderedSection): string | undefined {
    let known = shared.get(section);
    if (!known) shared.set(section, (known = { text: spellText(section.compact.trimEnd())?.join("\n\n") }));
    return known.text;
  }

  function spellGroup(group: readonly RenderedSection[]): readonly string[] | undefined {
    const [section] = group;
    if (group.length > 1 || !section?.isShared) return spellText(apart(group, chunks));
    const text = spellShared(section);
    if (text === undefined) return undefined;
    return text === "" ? [] : [text];
  }

  function spell(sections: readonly RenderedSection[]): SpelledGuide {
    const spelled: string[] = [];
    const seams: (number | typeof JOINED)[] = [];
    let length = 0;
    for (const group of groupAtHeadings(sections, chunks)) {
      const blocks = spellGroup(group);
      if (blocks === undefined) return spellWhole(sections);
      if (blocks.length > 0)
        for (let index = 0; index < group.length; index += 1) seams.push(index === 0 ? length : JOINED);
      for (const block of blocks) {
        spelled.push(block);
        length += block.length + BETWEEN.length;
      }
    }
    if (spelled.length === 0) return { text: "", seams: "" };
    // One text at once: joined of two it would be copied again.
    spelled.push(`${spelled.pop() ?? ""}${END}`);
    return { text: spelled.join(BETWEEN), seams: seams.length === sections.length ? seams.join(" ") : "" };
  }

  function spellAlone(group: readonly RenderedSection[], isFirst: boolean): string | undefined {
    const isApart = group.every(
      (section, index) => (isFirst && index === 0) || beginsWithHeading(section, chunks) === (index === 0),
    );
    const blocks = isApart ? spellGroup(group) : undefined;
    return blocks && blocks.length > 0 ? blocks.join(BETWEEN) : undefined;
  }

  return { spell, spellAlone };
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
