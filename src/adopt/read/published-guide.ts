import { cutLeaves, cutSections, type Leaf } from "../../markdown/leaves.ts";
import type { Descriptor } from "../../descriptor/descriptor.ts";
import { abstractor, type Identity } from "./identity.ts";
import type { SourcePage } from "./read-pages.ts";

/** A heading of a published guide and the text below it, up to the next heading. */
export interface PublishedSection {
  /** The level of its heading; 0 for the text before the first heading. */
  readonly level: number;
  /** What headings that differ in case and punctuation only have in common. */
  readonly key: string;
  readonly lines: readonly string[];
  readonly blocks: readonly Block[];
}

/** A paragraph, list item, table row, heading or sample, as all guides would say it: with `{{title}}` for the title. */
export interface Block extends Leaf {
  readonly general: string;
  /** Its words alone: what blocks that differ in marks and shape only have in common. */
  readonly key: string;
}

/** A published page, cut to what is compared. */
export interface PublishedGuide {
  readonly source: SourcePage;
  readonly identity: Identity;
  /** What stands beside its descriptor. */
  readonly beside: Pick<Descriptor, "info" | "snapshot">;
  /** The prose files beside it that say something else. */
  readonly taken: readonly string[];
  readonly sections: readonly PublishedSection[];
}

/**
 * Cuts a page to sections and blocks.
 *
 * @param source the page in house style
 * @param identity what it calls its image
 * @param thing what it is about
 * @returns its sections in their order
 */
export function cutGuide(
  source: SourcePage,
  identity: Identity,
  { beside, taken }: Pick<PublishedGuide, "beside" | "taken"> = { beside: {}, taken: [] },
): PublishedGuide {
  const generalize = abstractor(identity);
  const sections = cutSections(source.text).map(({ level, heading, lines }) => ({
    level,
    key: headingKey(generalize(heading, false) ?? heading),
    lines,
    blocks: blocksOf(lines, generalize),
  }));
  return { source, identity, beside, taken, sections };
}

/**
 * Cuts a section to blocks.
 *
 * @param lines its lines
 * @param generalize writes a text about one image as it would be about any
 * @returns the blocks in their order
 */
export function blocksOf(lines: readonly string[], generalize: ReturnType<typeof abstractor>): Block[] {
  // Where both kinds of reference stand side by side, the text is about them.
  const speaksOfMirrors =
    lines.some((line) => line.includes("/dhi-")) && lines.some((line) => line.includes("dhi.io/"));
  return cutLeaves(lines).map((leaf) => {
    const general = (generalize(leaf.text, speaksOfMirrors) ?? leaf.text).replace(/^#+ /, "# ");
    return { ...leaf, general, key: headingKey(general) };
  });
}

/**
 * The key under which headings are compared.
 *
 * @param heading a heading without its hashes
 * @returns its words, in small letters
 */
export function headingKey(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9{}]+/g, " ")
    .trim();
}

/** What fewer guides say is said of their images alone. */
const FEWEST = 3;

/**
 * Lists the blocks that several guides say.
 *
 * @param guides the guides
 * @returns what they say, as it would be said of any image
 */
export function commonBlocks(guides: readonly PublishedGuide[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { sections } of guides)
    for (const general of new Set(sections.flatMap(({ blocks }) => blocks.map((block) => block.general))))
      counts.set(general, (counts.get(general) ?? 0) + 1);
  return new Set([...counts].flatMap(([general, count]) => (count >= FEWEST ? [general] : [])));
}
