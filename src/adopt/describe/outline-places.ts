import type { SharedText } from "../learn/shared-text.ts";
import type { PublishedSection } from "../read/published-guide.ts";
import type { LayoutEntry } from "./choose-layout.ts";

/** How an own section may begin that stands where the layout starts the image. */
const START =
  /^(?:start|run|running|basic usage|usage|quick ?start|getting started|using|use|install(?:ing|ation)?|deploy(?:ing|ment)?)\b/;

/** Where something is added, and the level of a heading there. */
export interface Place {
  readonly place: Readonly<Record<string, string>> | undefined;
  readonly depth: number;
}

/** A section of the author's own with all that stands below it. */
export interface Group {
  readonly head: PublishedSection;
  readonly lines: readonly string[];
  readonly insteadOf: string | undefined;
}

/** Goes through a layout as a guide does, and knows where in it something is added that the layout has not. */
export class OutlinePlaces {
  readonly #entries: readonly LayoutEntry[];
  readonly #kept: readonly LayoutEntry[];
  readonly #texts: ReadonlyMap<string, SharedText>;
  readonly #names: ReadonlySet<string>;
  readonly #replaced = new Set<string>();
  /** The layout's section that stands before, and whether anything own does since then. */
  #previous: LayoutEntry | undefined;
  #isBehind = false;
  /** The section, that one or one around it, below or behind which something is added; and whether some of it is behind. */
  #anchor: LayoutEntry | undefined;
  #isBeside = false;

  /**
   * @param entries the layout's sections
   * @param kept those that the guide has where the layout has them
   * @param texts what the partials say: what stands under a heading of theirs stands instead of them
   */
  constructor(entries: readonly LayoutEntry[], kept: readonly LayoutEntry[], texts: ReadonlyMap<string, SharedText>) {
    this.#entries = entries;
    this.#kept = kept;
    this.#texts = texts;
    this.#names = new Set(kept.map(({ name }) => name));
  }

  /** Goes on behind a section of the layout. */
  passTo(entry: LayoutEntry): void {
    [this.#previous, this.#anchor, this.#isBehind, this.#isBeside] = [entry, entry, false, false];
  }

  /**
   * Finds the layout's section in whose place an own one stands, and goes on behind it.
   *
   * @returns the section, which is replaced; undefined where the own one is added
   */
  takePlaceOf(group: Group): LayoutEntry | undefined {
    const entry = this.#placeOf(group);
    if (!entry) {
      this.#isBehind = true;
      return undefined;
    }
    this.#replaced.add(entry.name);
    // What was replaced has no sections within.
    this.passTo({ ...entry, hasChildren: false });
    return entry;
  }

  /** The place for a heading behind what stands before: where its level is that, if it can be. */
  placeAt(level: number): Place {
    const previous = this.#previous;
    if (!previous || !this.#anchor) return { place: this.#entries[0] && { before: this.#entries[0].name }, depth: 2 };
    const rest = this.#kept.filter((entry) => this.#order(entry) > this.#order(previous));
    const ended = [this.#anchor, ...this.#around(this.#anchor)].find(({ usualLevel }) => usualLevel === level);
    if (ended && !rest.some((entry) => this.#around(entry).some(({ name }) => name === ended.name)))
      [this.#anchor, this.#isBeside] = [{ ...ended, hasChildren: false }, true];
    const { name, parent, hasChildren, usualLevel } = this.#anchor;
    const isBelow =
      !this.#isBeside && !this.#replaced.has(name) && this.#anchor.level === usualLevel && level === usualLevel + 1;
    if (hasChildren || isBelow) return { place: { into: name }, depth: usualLevel + 1 };
    this.#isBeside = true;
    const last = this.#entries.findLast((entry) => this.#names.has(entry.name));
    const isEnd = previous.name === last?.name && parent === undefined;
    return { place: isEnd ? undefined : { after: name }, depth: usualLevel };
  }

  #placeOf({ head, insteadOf }: Group): LayoutEntry | undefined {
    const isStart = insteadOf === undefined && !this.#isBehind && START.test(head.key);
    const wanted = insteadOf ?? (isStart ? "start" : undefined);
    const isWanted = ({ partial, level }: LayoutEntry) =>
      wanted === undefined
        ? level === head.level && this.#texts.get(partial)?.headings.has(head.key)
        : partial === wanted;
    const entry = this.#entries.find(
      (each) => isWanted(each) && !this.#names.has(each.name) && !this.#replaced.has(each.name),
    );
    const first = this.#entries.find(({ name }) => this.#names.has(name));
    const isReached = this.#previous
      ? this.#order(this.#previous) < this.#order(entry)
      : !first || this.#order(entry) < this.#order(first);
    return entry && isReached && (entry.parent === undefined || this.#names.has(entry.parent)) ? entry : undefined;
  }

  #order(entry: LayoutEntry | undefined): number {
    return this.#entries.findIndex(({ name }) => name === entry?.name);
  }

  /** The sections around one. */
  #around({ parent }: LayoutEntry): LayoutEntry[] {
    const entry = this.#entries.find(({ name }) => name === parent);
    return entry ? [entry, ...this.#around(entry)] : [];
  }
}
