import type { GuidePart } from "../learn/match-sections.ts";
import type { SharedText } from "../learn/shared-text.ts";
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
const START =
  /^(?:start|run|running|basic usage|usage|quick ?start|getting started|using|use|install(?:ing|ation)?|deploy(?:ing|ment)?)\b/;

/** A text of the author's own, and what the descriptor says of it. */
interface OwnText {
  readonly said: Record<string, unknown>;
  readonly name: string;
  readonly lines: string[];
}

/** Where something is added, and the level of a heading there. */
interface Place {
  readonly place: Readonly<Record<string, string>> | undefined;
  readonly depth: number;
}

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
  const names = new Set([...kept.values()].map(({ name }) => name));
  const first = entries.find(({ name }) => names.has(name));
  const last = entries.findLast(({ name }) => names.has(name));
  const order = (entry: LayoutEntry | undefined) => entries.findIndex(({ name }) => name === entry?.name);
  // The layout's section that stands before, and whether anything own does since then.
  let previous: LayoutEntry | undefined;
  let isBehind = false;
  // The section, that one or one around it, below or behind which something is added; and whether some of it is behind.
  let anchor: LayoutEntry | undefined;
  let isBeside = false;
  // The text that goes on with what can have no title.
  let open: OwnText | undefined;
  const own: OwnText[] = [];

  /** Notes an own text for what the descriptor says of it. */
  function note(said: Record<string, unknown>, head: PublishedSection, lines: readonly string[]): OwnText {
    const text = { said, name: head.level > 0 ? headingText(head) : "introduction", lines: [...lines] };
    own.push(text);
    return text;
  }

  /** Goes on behind a section of the layout. */
  function passTo(entry: LayoutEntry): void {
    [previous, anchor, isBehind, isBeside] = [entry, entry, false, false];
  }

  /** The sections around one. */
  function around({ parent }: LayoutEntry): LayoutEntry[] {
    const entry = entries.find(({ name }) => name === parent);
    return entry ? [entry, ...around(entry)] : [];
  }

  /** The place for a heading behind what stands before: where its level is that, if it can be. */
  function placeAt(level: number): Place {
    if (!previous || !anchor) return { place: entries[0] && { before: entries[0].name }, depth: 2 };
    const rest = [...kept.values()].filter((entry) => order(entry) > order(previous));
    const ended = [anchor, ...around(anchor)].find(({ usualLevel }) => usualLevel === level);
    if (ended && !rest.some((entry) => around(entry).some(({ name }) => name === ended.name)))
      [anchor, isBeside] = [{ ...ended, hasChildren: false }, true];
    const { name, parent, hasChildren, usualLevel } = anchor;
    const isBelow = !isBeside && !(name in replace) && anchor.level === usualLevel && level === usualLevel + 1;
    if (hasChildren || isBelow) return { place: { into: name }, depth: usualLevel + 1 };
    isBeside = true;
    const isEnd = previous.name === last?.name && parent === undefined;
    return { place: isEnd ? undefined : { after: name }, depth: usualLevel };
  }

  /** The layout's section in whose place a section stands. */
  function placeOf({ head, insteadOf }: Group): LayoutEntry | undefined {
    const isStart = insteadOf === undefined && !isBehind && START.test(head.key);
    const wanted = insteadOf ?? (isStart ? "start" : undefined);
    const isWanted = ({ partial, level }: LayoutEntry) =>
      wanted === undefined ? level === head.level && texts.get(partial)?.headings.has(head.key) : partial === wanted;
    const entry = entries.find((each) => isWanted(each) && !names.has(each.name) && !(each.name in replace));
    const isReached = previous ? order(previous) < order(entry) : !first || order(entry) < order(first);
    return entry && isReached && (entry.parent === undefined || names.has(entry.parent)) ? entry : undefined;
  }

  for (const part of joined(parts)) {
    if (part.kind === "shared") {
      const entry = kept.get(part);
      open = undefined;
      if (entry) passTo(entry);
      else {
        const level = part.sections[0]?.level ?? 2;
        const { place, depth } = placeAt(level);
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
        open = note((replace[entry.name] = {}), head, lines);
        // What was replaced has no sections within.
        passTo({ ...entry, hasChildren: false });
        continue;
      }
      isBehind = true;
      const { place, depth } = placeAt(head.level);
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
