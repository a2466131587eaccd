import { similarity } from "../../markdown/similarity.ts";
import { FIELD_SECTIONS } from "../describe/field-sections.ts";
import type { PublishedSection } from "../read/published-guide.ts";
import type { SharedText } from "./shared-text.ts";

/** What a guide consists of, in its order. */
export type GuidePart =
  | { readonly kind: "shared"; readonly partial: string; readonly sections: readonly PublishedSection[] }
  | {
      readonly kind: "own";
      readonly sections: readonly PublishedSection[];
      /** The partial that is about the same, and says too little of it. */
      readonly insteadOf?: string;
    };

/** Blocks that have so much in common say much the same. */
const ALIKE = 0.5;
/** How much of a section's text must be a partial's for it to be the partial's under another heading. */
const MOSTLY = 0.5;

/**
 * Finds which sections of a guide are about what a partial is about: by the heading, or else by the text.
 *
 * @param sections the guide's sections
 * @param texts what the partials say
 * @returns the guide's parts: each partial at most once, what stands between together
 */
export function matchSections(
  sections: readonly PublishedSection[],
  texts: ReadonlyMap<string, SharedText>,
): readonly GuidePart[] {
  const taken = new Map<string, number>();
  // What stands below the headings of a field's text is the field's.
  const below = new Map<number, number>();
  // Headings first: a heading says more than a sentence that two sections have in common.
  for (const isMatch of [hasHeading, hasText])
    for (const text of texts.values()) {
      const places = new Set(taken.values());
      const index = sections.findIndex(
        (section, place) => section.level > 0 && !places.has(place) && !below.has(place) && isMatch(section, text),
      );
      if (index < 0 || taken.has(text.partial)) continue;
      taken.set(text.partial, index);
      const field = FIELD_SECTIONS[text.partial];
      const isBelow = (place: number) =>
        (sections[place]?.level ?? 0) > (sections[index]?.level ?? 0) &&
        !field?.until?.test(sections[place]?.key ?? "");
      if (field?.hasSubsections) for (let place = index + 1; isBelow(place); place += 1) below.set(place, index);
    }
  const partialAt = new Map([...taken].map(([partial, index]) => [index, partial]));
  const parts: GuidePart[] = [];
  sections.forEach((section, index) => {
    const partial = partialAt.get(index);
    const last = parts.at(-1);
    const isMore = below.has(index) || (last?.kind === "shared" && isWithin(section, last, texts.get(last.partial)));
    if (partial !== undefined && !below.has(index)) parts.push({ kind: "shared", partial, sections: [section] });
    else if (last && (isMore || last.kind === "own"))
      parts[parts.length - 1] = { ...last, sections: [...last.sections, section] };
    else parts.push({ kind: "own", sections: [section] });
  });
  return parts;
}

/** Under a heading that means many things, something of the text must be alike. */
function hasHeading({ key, blocks }: PublishedSection, { headings, blocks: shared, partial }: SharedText): boolean {
  const field = FIELD_SECTIONS[partial];
  if (field) return field.heading.test(key);
  if (!headings.has(key)) return false;
  if (blocks.length < 2 || shared.size < 2) return true;
  return blocks.some(
    (block) =>
      block.kind !== "heading" &&
      (shared.has(block.key) || [...shared].some((other) => similarity(other, block.key) >= ALIKE)),
  );
}

function hasText({ blocks }: PublishedSection, text: SharedText): boolean {
  const body = blocks.filter(({ kind }) => kind !== "heading" && kind !== "rule");
  const words = (list: readonly { readonly key: string }[]) =>
    list.reduce((sum, { key }) => sum + key.split(" ").length, 0);
  const shared = body.filter(({ key }) => text.blocks.has(key));
  return body.length > 0 && words(shared) > MOSTLY * words(body);
}

/** Some partials have headings within. */
function isWithin(
  section: PublishedSection,
  { sections: [first] }: GuidePart & { readonly kind: "shared" },
  text: SharedText | undefined,
): boolean {
  return section.level > (first?.level ?? 0) && (text?.inner.has(section.key) ?? false);
}
