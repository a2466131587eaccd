import type { GuidePart } from "../learn/match-sections.ts";
import type { PublishedSection } from "../read/published-guide.ts";
import type { ChosenLayout, LayoutEntry } from "./choose-layout.ts";
import { headingText } from "./field-sections.ts";
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

/** How an own section may begin that stands where the layout starts the image. */
const START = /^(?:start|run|running|basic usage|usage|quick ?start|getting started|using|use)\b/;

/** A section of the author's own with all that stands below it. */
interface Group {
  readonly head: PublishedSection;
  readonly lines: readonly string[];
  readonly insteadOf: string | undefined;
}

/**
 * Finds a place for each section that the layout does not have there: instead of the layout's own of that kind, or added
 * behind what stands before.
 *
 * @param parts the guide's parts
 * @param kept the shared ones that stand as in the layout
 * @param chosen the layout
 * @param prose where long texts go
 * @param parametersOf the parameters of a shared section that the layout does not call
 * @returns what the descriptor says
 */
export function placeOwnSections(
  parts: readonly GuidePart[],
  kept: ReadonlyMap<SharedPart, LayoutEntry>,
  { layout: { entries } }: ChosenLayout,
  prose: ProseFiles,
  parametersOf: (part: SharedPart, level: number) => Readonly<Record<string, string>>,
): OwnSections {
  const add: Record<string, unknown>[] = [];
  const replace: Record<string, unknown> = {};
  const moved = new Map<SharedPart, Record<string, unknown>>();
  const names = new Set([...kept.values()].map(({ name }) => name));
  const first = entries.find(({ name }) => names.has(name));
  const last = entries.findLast(({ name }) => names.has(name));
  const order = (entry: LayoutEntry | undefined) => entries.findIndex(({ name }) => name === entry?.name);
  let previous: LayoutEntry | undefined;
  let isBehind = false;

  /** The layout's section in whose place a section stands. */
  function placeOf({ head, insteadOf }: Group): LayoutEntry | undefined {
    const isStart = insteadOf === undefined && !isBehind && START.test(head.key);
    const wanted = insteadOf ?? (isStart ? "start" : undefined);
    const entry = entries.find(({ partial, name }) => partial === wanted && !names.has(name) && !(name in replace));
    const isReached = previous ? order(previous) < order(entry) : first !== undefined && order(entry) < order(first);
    return entry && isReached && (entry.parent === undefined || names.has(entry.parent)) ? entry : undefined;
  }

  for (const part of joined(parts)) {
    if (part.kind === "shared") {
      const entry = kept.get(part);
      if (entry) [previous, isBehind] = [entry, false];
      else {
        const { place, depth } = placeBehind(previous, entries[0], last);
        const level = part.sections[0]?.level ?? 2;
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
      const entry = placeOf(group);
      if (entry) {
        replace[entry.name] = { text: prose.text(lines, headingText(head)) };
        // What was replaced has no sections within.
        [previous, isBehind] = [{ ...entry, hasChildren: false }, false];
        continue;
      }
      isBehind = true;
      const { place, depth } = placeBehind(previous, entries[0], last);
      const hasTitle = head.level === depth && lines.slice(1).some((line) => line.trim() !== "");
      add.push({
        ...place,
        ...(hasTitle && { title: prose.inline(headingText(head)) }),
        text: hasTitle
          ? prose.text(lines.slice(1), headingText(head))
          : prose.text(lines, head.level > 0 ? headingText(head) : "introduction"),
      });
    }
  }
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

/** The place behind a section, and the level of a heading there. */
function placeBehind(previous: LayoutEntry | undefined, first: LayoutEntry | undefined, last: LayoutEntry | undefined) {
  if (previous === undefined) return { place: first && { before: first.name }, depth: 2 };
  if (previous.hasChildren) return { place: { into: previous.name }, depth: previous.level + 1 };
  const isEnd = previous.name === last?.name && previous.parent === undefined;
  return { place: isEnd ? undefined : { after: previous.name }, depth: previous.level };
}
