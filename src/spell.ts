import { stripMarks } from "./provenance/origin.ts";
import type { Chunk, Chunks } from "./render/chunks.ts";
import type { RenderedSection } from "./render/render.ts";
import { formatMarkdown } from "./style/index.ts";
import { Styler } from "./style/styler.ts";

/** Spells a guide in house style. */
export type Speller = (sections: readonly RenderedSection[]) => string;

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

  return (sections) => {
    const spelled: string[] = [];
    for (const group of groupAtHeadings(sections, chunks)) {
      const [section] = group;
      if (group.length === 1 && section?.isShared) {
        const text = spellShared(section);
        if (text === undefined) return spellWhole(sections);
        if (text !== "") spelled.push(text);
      } else {
        const blocks = spellText(apart(group, chunks));
        if (blocks === undefined) return spellWhole(sections);
        for (const block of blocks) spelled.push(block);
      }
    }
    if (spelled.length === 0) return "";
    // One text at once: joined of two it would be copied again.
    spelled.push(`${spelled.pop() ?? ""}\n`);
    return spelled.join("\n\n");
  };
}

function spellWhole(sections: readonly RenderedSection[]): string {
  return formatMarkdown(sections.map(({ marked }) => stripMarks(marked).trimEnd()).join("\n\n"));
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
    if (group && chunks.firstCharacter(section.compact) !== "#") group.push(section);
    else groups.push([section]);
  }
  return groups;
}
