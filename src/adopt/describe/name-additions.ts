import type { DriftEntry } from "../../drift/drift-file.ts";
import { driftKind } from "../../drift/drift-kind.ts";
import { cutLeaves, type Leaf } from "../../markdown/leaves.ts";
import { stripMarks } from "../../markdown/origin.ts";
import { renderPartial } from "../../render/render.ts";
import type { PublishedGuide } from "../read/published-guide.ts";
import { rowKey } from "./compare-blocks.ts";
import type { Description } from "./describe-guide.ts";
import { contentOf, withOwn } from "./page-context.ts";
import type { Change } from "./section-changes.ts";
import type { SharedContext } from "./shared-context.ts";

/** A change as a descriptor says it: what it adds may be a partial's. */
type NamedChange = Change | { readonly after: string; readonly add: { readonly partial: string } };

/** The part of a descriptor that has changes. */
interface Sections {
  readonly changes?: Readonly<Record<string, readonly Change[]>>;
  readonly add?: readonly { readonly partial?: string; readonly changes?: readonly Change[] }[];
}

/**
 * Names partials in the place of texts that say what they say.
 *
 * @param description a guide whose changes say all that it adds
 * @param guide the guide
 * @param context the project's templates, and the partials that may be named
 * @returns the description; where an added text words a partial otherwise, it has drift
 */
export function nameAdditions(
  description: Description,
  { identity: { canonical }, beside }: PublishedGuide,
  context: SharedContext,
): Description {
  const { additions, templates } = context;
  const { sections } = description.own as { readonly sections?: Sections };
  if (additions.length === 0 || !sections) return description;
  const { model } = contentOf({ ...beside, ...description.descriptor }, context);
  const said = additions.map((partial) => {
    const text = canonical(stripMarks(renderPartial(partial, {}, model, templates, 0)));
    return { partial, blocks: cutLeaves(text.split("\n")) };
  });
  const drift = [...description.drift];

  /** The number of the block in its section that says a text. */
  function placeOf(section: string, said = ""): number {
    const part = description.parts.find((each) => each.kind === "shared" && each.partial === section);
    const blocks = part?.sections.flatMap((each) => each.blocks) ?? [];
    return blocks.findIndex(({ text }) => canonical(text) === said) + 1 || 1;
  }

  function named(section: string, change: Change): NamedChange {
    if (!("add" in change)) return change;
    const added = cutLeaves(change.add.split("\n"));
    const [best] = said
      .flatMap(({ partial, blocks }) => {
        const entries = wordedOtherwise(blocks, added, placeOf(section, added[0]?.text));
        return entries ? [{ partial, entries }] : [];
      })
      .sort((a, b) => a.entries.length - b.entries.length);
    if (!best) return change;
    const last = drift.findLastIndex((entry) => entry.section === section);
    drift.splice(last < 0 ? drift.length : last + 1, 0, ...best.entries.map((entry) => ({ section, ...entry })));
    return { after: change.after, add: { partial: best.partial } };
  }

  const { changes, add } = sections;
  const all = {
    ...sections,
    ...(add && {
      add: add.map(({ changes: list, ...rest }) => ({
        ...rest,
        ...(list && { changes: list.map((change) => named(rest.partial ?? "", change)) }),
      })),
    }),
    ...(changes && {
      changes: Object.fromEntries(
        Object.entries(changes).map(([name, list]) => [name, list.map((change) => named(name, change))]),
      ),
    }),
  };
  const own = { ...description.own, sections: all };
  return { ...description, own, descriptor: withOwn(description.descriptor, own, context), drift };
}

/** How an added text words a partial's blocks otherwise; undefined where it does not say the same. */
function wordedOtherwise(
  mine: readonly Leaf[],
  theirs: readonly Leaf[],
  first: number,
): Omit<DriftEntry, "section">[] | undefined {
  if (mine.length !== theirs.length) return undefined;
  const entries: Omit<DriftEntry, "section">[] = [];
  for (const [index, from] of mine.entries()) {
    const to = theirs[index] ?? from;
    if (from.indent !== to.indent || (index > 0 && from.gap !== to.gap)) return undefined;
    const kind = driftKind(from.text, to.text);
    if (kind === "meaning") return undefined;
    const block = from.kind === "row" ? rowKey(from.text) : first + index;
    if (from.text !== to.text) entries.push({ block, kind, shared: from.text, published: to.text });
  }
  return entries;
}
