import { originsOfLines, stripMarks, type Origin } from "../markdown/origin.ts";
import type { RenderedSection } from "../render/rendered-section.ts";
import { blocksOf, type Block } from "./blocks.ts";
import { findBlock, findExact, type FoundBlocks } from "./find-block.ts";
import { canonicalReferences, type RegistryProfile } from "../guide/registry.ts";
import { replaceBlocks, type Replacement } from "./replace-blocks.ts";

/** The blocks of a rendered section, with canonical references, of which some are replaced. */
export class SectionBlocks {
  readonly #marked: string;
  readonly #blocks: readonly Block[];
  readonly #taken = new Set<Block>();
  readonly #replacements: Replacement[] = [];

  constructor(marked: string, profile: RegistryProfile) {
    this.#marked = marked;
    this.#blocks = blocksOf(canonicalReferences(stripMarks(marked), profile));
  }

  /** Where blocks stand that say just this, and that nothing has replaced yet. */
  findExact(wanted: readonly Block[], hint: number | string): FoundBlocks | undefined {
    return findExact(this.#free(), wanted, hint);
  }

  /** The same, or else the most similar ones. */
  findSimilar(wanted: readonly Block[], hint: number | string): FoundBlocks | undefined {
    return findBlock(this.#free(), wanted, hint);
  }

  run({ index, count }: FoundBlocks): readonly Block[] {
    return this.#blocks.slice(index, index + count);
  }

  replace(found: FoundBlocks, by: Omit<Replacement, "run">): void {
    const run = this.run(found);
    for (const block of run) this.#taken.add(block);
    this.#replacements.push({ run, ...by });
  }

  /** The line of a template that blocks came from; that of the section's first line where they are left out. */
  templateLine(found?: FoundBlocks): (Origin & { readonly kind: "template" }) | undefined {
    const start = (found && this.#blocks[found.index]?.start) ?? 0;
    const lines = originsOfLines(this.#marked).slice(start);
    return lines.flatMap(({ line }) => line).find((origin) => origin.kind === "template");
  }

  /** The section with its marks, and the new texts in the place of the replaced blocks. */
  text(): string {
    return this.#replacements.length === 0 ? this.#marked : replaceBlocks(this.#marked, this.#replacements);
  }

  #free(): readonly Block[] {
    // A kind that nobody looks for, a key that no block has.
    return this.#blocks.map((block) => (this.#taken.has(block) ? { ...block, kind: "rule", key: "\0" } : block));
  }
}

/**
 * The blocks of all sections of a guide that have a name.
 *
 * @param sections the rendered sections
 * @param profile the profile that they were rendered under
 * @returns the blocks, by the section's name
 */
export function sectionBlocks(
  sections: readonly RenderedSection[],
  profile: RegistryProfile,
): ReadonlyMap<string, SectionBlocks> {
  const map = new Map<string, SectionBlocks>();
  for (const { name, marked } of sections) if (name !== undefined) map.set(name, new SectionBlocks(marked, profile));
  return map;
}
