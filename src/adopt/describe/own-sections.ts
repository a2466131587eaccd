import type { GuidePart } from "../learn/match-sections.ts";
import type { SharedText } from "../learn/shared-text.ts";
import type { PublishedSection } from "../read/published-guide.ts";
import type { ChosenLayout, LayoutEntry } from "./choose-layout.ts";
import { OutlinePlaces, type Group } from "./outline-places.ts";
import { headingText } from "./field-section.ts";
import type { ProseFiles } from "./prose-files.ts";

/** A section that a partial says. */
export type SharedPart = GuidePart & { readonly kind: "shared" };

/** What `sections` of the descriptor says of text that the layout does not have. */
export interface OwnSections {
  readonly replace: Readonly<Record<string, unknown>>;
  readonly add: readonly Record<string, unknown>[];
  /** What is added for each shared section that stands elsewhere than in the layout. */
  readonly moved: ReadonlyMap<SharedPart, Record<string, unknown>>;
}

/** A text of the author's own, and what the descriptor says of it. */
interface OwnText {
  readonly said: Record<string, unknown>;
  readonly name: string;
  readonly lines: string[];
}

/**
 * Finds a place for each section that the layout does not have there: instead of the layout's own of that kind, or added
 * behind what stands before.
 *
 * @param parts the guide's parts
 * @param kept the shared ones that stand as in the layout
 * @param chosen the layout
 * @param texts what the partials say: what stands under a heading of theirs stands instead of them
 * @param prose where long texts go
 * @param parametersOf the parameters of a shared section that the layout does not call
 * @returns what the descriptor says
 */
export function placeOwnSections(
  parts: readonly GuidePart[],
  kept: ReadonlyMap<SharedPart, LayoutEntry>,
  { layout: { entries } }: ChosenLayout,
  texts: ReadonlyMap<string, SharedText>,
  prose: ProseFiles,
  parametersOf: (part: SharedPart, level: number) => Readonly<Record<string, string>>,
): OwnSections {
  const add: Record<string, unknown>[] = [];
  const replace: Record<string, Record<string, unknown>> = {};
  const moved = new Map<SharedPart, Record<string, unknown>>();
  const places = new OutlinePlaces(entries, [...kept.values()], texts);
  // The text that goes on with what can have no title.
  let open: OwnText | undefined;
  const own: OwnText[] = [];

  /** Notes an own text for what the descriptor says of it. */
  function note(said: Record<string, unknown>, head: PublishedSection, lines: readonly string[]): OwnText {
    const text = { said, name: head.level > 0 ? headingText(head) : "introduction", lines: [...lines] };
    own.push(text);
    return text;
  }

  for (const part of joined(parts)) {
    if (part.kind === "shared") {
      const entry = kept.get(part);
      open = undefined;
      if (entry) places.passTo(entry);
      else {
        const level = part.sections[0]?.level ?? 2;
        const { place, depth } = places.placeAt(level);
        const parameters = parametersOf(part, level);
        const added = {
          ...place,
          partial: part.partial,
          ...(level !== depth && { level: String(level) }),
          ...(Object.keys(parameters).length > 0 && { parameters }),
        };
        add.push(added);
        moved.set(part, added);
      }
      continue;
    }
    for (const group of part.groups) {
      const { head, lines } = group;
      const entry = places.takePlaceOf(group);
      if (entry) {
        open = note((replace[entry.name] = {}), head, lines);
        continue;
      }
      const { place, depth } = places.placeAt(head.level);
      const hasTitle = head.level === depth && lines.slice(1).some((line) => line.trim() !== "");
      if (!hasTitle && open) open.lines.push("", ...lines);
      else {
        const added = { ...place, ...(hasTitle && { title: prose.inline(headingText(head)) }) };
        add.push(added);
        const text = note(added, head, hasTitle ? lines.slice(1) : lines);
        open = hasTitle ? undefined : text;
      }
    }
  }
  for (const { said, lines, name } of own) said["text"] = prose.text(lines, name);
  return { replace, add, moved };
}

/** Own parts beside each other are one text, and divided at its uppermost headings. */
function joined(
  parts: readonly GuidePart[],
): (SharedPart | { readonly kind: "own"; readonly groups: readonly Group[] })[] {
  const result: (SharedPart | { readonly kind: "own"; readonly groups: Group[] })[] = [];
  for (const part of parts) {
    if (part.kind === "shared") {
      result.push(part);
      continue;
    }
    const last = result.at(-1);
    const groups = last?.kind === "own" ? last.groups : [];
    if (last?.kind !== "own") result.push({ kind: "own", groups });
    part.sections.forEach((section, index) => {
      const open = groups.at(-1);
      if (open && section.level > open.head.level)
        groups[groups.length - 1] = { ...open, lines: [...open.lines, "", ...section.lines] };
      else groups.push({ head: section, lines: section.lines, insteadOf: index === 0 ? part.insteadOf : undefined });
    });
  }
  return result;
}
