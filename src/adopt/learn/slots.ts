import type { LeafKind } from "../../markdown/leaves.ts";
import type { Block, LearningOptions } from "./learned-partial.ts";
import { telling } from "./names.ts";
import type { ShapedNode } from "./shaped-node.ts";
import type { Skeleton } from "./skeleton.ts";

/**
 * Finds where guides say something of their own between two texts.
 *
 * @param kept the section's texts
 * @param skeleton the section
 * @param options how many guides make such a place worth a parameter
 * @returns by the index of the text behind it, a place for the author's words; the last stands behind all texts
 */
export function slotsOf(
  kept: readonly ShapedNode[],
  skeleton: Skeleton,
  options: LearningOptions,
): (Block | undefined)[] {
  const found = new Map<
    number,
    { readonly guides: Map<number, string>; readonly kinds: Set<LeafKind>; gap: boolean }
  >();
  for (const unit of skeleton.units) {
    const taken = new Map<number, number>();
    kept.forEach((each, position) => {
      const place = each.units.has(unit) ? (skeleton.places.get(unit)?.[each.index] ?? -1) : -1;
      if (place > 0) taken.set(place, position);
    });
    let gap = 0;
    const last = Math.max(0, ...taken.keys());
    unit.leaves.forEach((leaf, place) => {
      const position = taken.get(place);
      if (position !== undefined) gap = position + 1;
      if (place === 0 || position !== undefined) return;
      // What follows the last shared text need not be part of the section.
      if (place > last && leaf.kind !== "row" && leaf.kind !== "item" && leaf.indent === 0) return;
      if (place > last && leaf.gap && leaf.kind === "item" && leaf.indent === 0) return;
      const entry = found.get(gap) ?? { guides: new Map(), kinds: new Set(), gap: leaf.gap };
      const before = entry.guides.get(unit.guide);
      const text = unit.lines.slice(leaf.start, leaf.end).join("\n");
      entry.guides.set(unit.guide, before === undefined ? text : `${before}\n${leaf.gap ? "\n" : ""}${text}`);
      entry.kinds.add(leaf.kind);
      found.set(gap, entry);
    });
  }
  const isHeaded = skeleton.units.some(({ level }) => level > 0);
  return Array.from({ length: kept.length + 1 }, (_, position): Block | undefined => {
    const entry = found.get(position);
    // Before a text without a heading, a guide says what it likes anyway.
    if (position === 0 && !isHeaded) return undefined;
    if (!entry || entry.guides.size < options.deviation) return undefined;
    const before = kept[position - 1];
    const what = entry.kinds.has("row") ? "rows" : before?.kind === "item" && !entry.gap ? "items" : "notes";
    const words = before?.inlines.map((inline) => ("text" in inline ? inline.text : "")).join("") ?? "";
    const subject = telling(words.replace(/^(?:`{3,}|~{3,}).*\n/, ""))
      .filter((word) => /[a-z]/.test(word))
      .slice(0, 2);
    return {
      kind: "slot",
      gap: entry.gap && what !== "rows",
      difference: {
        kind: "text",
        usual: "",
        values: entry.guides,
        words: before === undefined ? [what, "first"] : [placeName(what, subject[0]), ...subject.slice(1)],
        use: before === undefined ? "what stands first" : "what stands here besides",
      },
    };
  });
}

/** `notesAfterTable`: what stands there, and behind what. */
function placeName(what: string, subject: string | undefined): string {
  return subject === undefined ? what : `${what}After${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;
}
