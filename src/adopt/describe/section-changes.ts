import { runText } from "../../drift/blocks.ts";
import type { DriftEntry, DriftKind } from "../../drift/drift-file.ts";
import { driftKind } from "../../drift/drift-kind.ts";
import { cutLeaves, type Leaf } from "../../markdown/leaves.ts";
import { stripMarks } from "../../markdown/origin.ts";
import { readRow } from "../../markdown/table-row.ts";
import { similarity } from "../../markdown/similarity.ts";
import type { RenderedSection } from "../../render/rendered-section.ts";
import type { Identity } from "../read/identity.ts";
import type { PublishedSection } from "../read/published-guide.ts";
import { createBlockNames } from "./block-names.ts";
import { compareBlocks, rowKey, type BlockDifference } from "./compare-blocks.ts";
import { saysSameInstall } from "./chart-sections.ts";
import { saysSameRun } from "./run-sample.ts";
import { countWords, saysNearlySame, statesMore } from "./says-more.ts";
import { findReshaped } from "./reshaped-blocks.ts";

/** A change to the blocks of a shared section, as a descriptor says it. */
export type Change =
  | { readonly remove: string }
  | { readonly replace: string; readonly with: string }
  | { readonly after: string; readonly add: string };

/** How a published section differs from what its partial says. */
export interface SectionChanges {
  /** Rows of the section's table that are left out, and rows that are changed or added: their cells. */
  readonly omittedRows: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly changes: readonly Change[];
  readonly drift: readonly DriftEntry[];
}

/** What a section's comparison asks of its guide. */
export interface SectionGuide {
  /** What it calls its image. */
  readonly identity: Identity;
  /** Whether other guides say the same: then it is another wording, and not what is so of this image alone. */
  readonly isCommon: (block: Leaf) => boolean;
  /** All that the section's partial may say, whatever the facts. */
  readonly branches: string;
}

/** The sections whose table's rows are a field of the descriptor. */
const TABLES: ReadonlySet<string> = new Set(["migration", "key-differences"]);
/** A heading and a sentence are no section of one's own. */
const SLACK = 20;
/** Rows that have less in common say something of their own. */
const REWORDED_ROW = 0.6;

/**
 * Works out what must be said about one guide's section beside its partial.
 *
 * @param rendered the section as the partial gives it
 * @param sections the section as it was published, with what the partial has below its heading
 * @param guide the guide that it stands in
 * @returns the changes; undefined where the guide says more in other words than in the partial's, or where a block cannot
 *   be named: then it is the author's own text
 */
export function findSectionChanges(
  rendered: RenderedSection,
  sections: readonly PublishedSection[],
  guide: SectionGuide,
): SectionChanges | undefined {
  return new SectionComparison(rendered, sections, guide).changes();
}

/** Goes through the blocks of both texts, and notes what the published one has otherwise. */
class SectionComparison {
  readonly #name: string;
  readonly #identity: Identity;
  readonly #canonical: (text: string) => string;
  readonly #isCommon: (block: Leaf) => boolean;
  readonly #lines: readonly string[];
  readonly #shared: readonly Leaf[];
  readonly #published: readonly Leaf[];
  readonly #differences: readonly BlockDifference[];
  /** The words by which a change finds a block. */
  readonly #names: (block: Leaf) => string | undefined;
  readonly #omittedRows: string[] = [];
  readonly #rows: string[][] = [];
  readonly #changes: Change[] = [];
  readonly #drift: DriftEntry[] = [];
  /** How many words are as in the partial, and how many are others. */
  readonly #words = { same: 0, other: 0 };
  /** Whether what is changed could be said. */
  #isSayable = true;
  /** The shared block behind which something may be added, and what is. */
  #anchor: Leaf | undefined;
  #added: Leaf[] = [];
  /** The item that is left out, with all that stands in it. */
  #removed: Leaf | undefined;
  /** The change that puts the image's own block in the place of the anchor. */
  #replaced: { readonly change: { replace: string; with: string }; readonly from: Leaf; readonly to: Leaf } | undefined;

  constructor(
    { name = "", marked }: RenderedSection,
    sections: readonly PublishedSection[],
    { identity, isCommon, branches }: SectionGuide,
  ) {
    this.#name = name;
    this.#identity = identity;
    this.#canonical = identity.canonical;
    this.#isCommon = isCommon;
    this.#lines = sections.flatMap((section, index) => (index === 0 ? section.lines : ["", ...section.lines]));
    this.#shared = cutLeaves(stripMarks(marked).split("\n"));
    this.#published = cutLeaves(this.#lines);
    this.#differences = compareBlocks(this.#shared, this.#published);
    const added = this.#differences.flatMap((each) =>
      each.kind === "added" ? (this.#published[each.published] ?? []) : [],
    );
    this.#names = createBlockNames([...this.#shared, ...added].map(({ text }) => text).join(" "), branches);
  }

  changes(): SectionChanges | undefined {
    const reshaped = findReshaped(this.#differences, this.#shared, this.#published);
    const lastRow = this.#differences.findLastIndex((each) => this.#sharedBlock(each)?.kind === "row");
    this.#differences.forEach((difference, index) => {
      const [from, to] = [this.#sharedBlock(difference), this.#publishedBlock(difference)];
      const isRow = TABLES.has(this.#name) && (from ?? to)?.kind === "row" && !this.#isHead(difference);
      if (!from) {
        if (to) this.#noteAdded(to, isRow && index > lastRow);
        return;
      }
      this.#endAdded();
      if (this.#removed && from.indent <= this.#removed.indent) this.#removed = undefined;
      if (!to) return this.#noteLeftOut(from, isRow);
      this.#isSayable &&= this.#removed === undefined;
      this.#anchor = from;
      this.#replaced = undefined;
      const run = reshaped.runs.get(index);
      const number = this.#shared.indexOf(from) + 1;
      if (run) this.#noteRun(run, number);
      else if (difference.kind === "same") this.#words.same += countWords(from.text);
      else if (!reshaped.others.has(index)) this.#noteReworded(from, to, isRow, number);
    });
    this.#endAdded();
    if (!this.#isSayable || this.#words.other > this.#words.same + SLACK) return undefined;
    return { omittedRows: this.#omittedRows, rows: this.#rows, changes: this.#changes, drift: this.#drift };
  }

  #sharedBlock(difference: BlockDifference): Leaf | undefined {
    return "shared" in difference ? this.#shared[difference.shared] : undefined;
  }

  #publishedBlock(difference: BlockDifference): Leaf | undefined {
    return "published" in difference ? this.#published[difference.published] : undefined;
  }

  /** A table's first row names its columns. */
  #isHead(difference: BlockDifference): boolean {
    return (
      ("shared" in difference && this.#shared[difference.shared + 1]?.kind === "rule") ||
      ("published" in difference && this.#published[difference.published + 1]?.kind === "rule")
    );
  }

  #noteAdded(block: Leaf, isLastRow: boolean): void {
    if (isLastRow && this.#added.length === 0) this.#rows.push(readRow(block.text));
    else this.#added.push(block);
  }

  #endAdded(): void {
    const [first] = this.#added;
    if (!first) return;
    const end = (this.#added.at(-1) ?? first).end;
    this.#isSayable &&= this.#anchor !== undefined;
    // Behind a block of the image's own, what is added is more of it.
    if (this.#replaced) this.#replaced.change.with = this.#textInPlace(this.#replaced.from, this.#replaced.to, end);
    else if (this.#anchor)
      this.#changes.push({ after: this.#nameOf(this.#anchor), add: this.#textOf(first.start, end) });
    this.#added = [];
  }

  #noteLeftOut(block: Leaf, isRow: boolean): void {
    this.#words.other += countWords(block.text);
    if (isRow) this.#omittedRows.push(rowKey(block.text));
    else if (!this.#removed) {
      this.#changes.push({ remove: this.#nameOf(block) });
      if (block.kind === "item") this.#removed = block;
    }
  }

  /** A list that is nested otherwise, or set in paragraphs: its blocks are one entry. */
  #noteRun(run: readonly (readonly [number, number])[], number: number): void {
    const mine = run.flatMap(([at]) => this.#shared[at] ?? []);
    const theirs = run.flatMap(([, at]) => this.#published[at] ?? []);
    const [shared, published] = [runText(mine), runText(theirs)];
    // A fact of the image's is no wording: taking the shared text over must not lose it.
    if (this.#kindOf(shared, published) === "meaning" && statesMore(shared, published)) this.#isSayable = false;
    this.#noteDrift(mine, theirs, number);
  }

  #noteReworded(from: Leaf, to: Leaf, isRow: boolean, number: number): void {
    if ([saysSameRun, saysSameInstall].some((isSame) => isSame(from.text, to.text, this.#identity)))
      return this.#noteDrift([from], [to], number, "shape");
    const isCommon = this.#isCommon(to) || (from.kind !== "code" && saysNearlySame(from.text, to.text, this.#identity));
    const isOwn = this.#kindOf(from.text, to.text) === "meaning" && (!isCommon || statesMore(from.text, to.text));
    // A field's row is called as the shared one.
    const isField = isRow && rowKey(from.text) === rowKey(to.text);
    if (isField && (isOwn || similarity(from.text, to.text) < REWORDED_ROW)) this.#rows.push(readRow(to.text));
    else if (isOwn && from.kind !== "heading" && from.kind !== "rule") {
      this.#countAlike(from, to);
      const change = { replace: this.#nameOf(from), with: this.#textInPlace(from, to, to.end) };
      this.#changes.push(change);
      this.#replaced = { change, from, to };
    } else this.#noteDrift([from], [to], from.kind === "row" ? rowKey(from.text) : number);
  }

  #noteDrift(mine: readonly Leaf[], theirs: readonly Leaf[], block: number | string, as?: DriftKind): void {
    mine.forEach((from, index) => {
      const to = theirs[index];
      if (to && from.kind !== "heading") this.#countAlike(from, to);
    });
    const [shared, published] = [this.#canonical(runText(mine)), this.#canonical(runText(theirs))];
    this.#drift.push({ section: this.#name, block, kind: as ?? this.#kindOf(shared, published), shared, published });
  }

  #kindOf(shared: string, published: string): DriftKind {
    return driftKind(this.#canonical(shared), this.#canonical(published), this.#identity.name);
  }

  #countAlike(from: Leaf, to: Leaf): void {
    const alike = similarity(from.text, to.text);
    this.#words.same += countWords(to.text) * alike;
    this.#words.other += countWords(to.text) * (1 - alike);
  }

  #textOf(start: number, end: number): string {
    return `${this.#canonical(this.#lines.slice(start, end).join("\n"))}\n`;
  }

  /** What takes the place of a block stands as deep as that, so that it need not be written so. */
  #textInPlace(from: Leaf, to: Leaf, end: number): string {
    const text = this.#textOf(to.start, end);
    if (from.indent === 0) return text;
    const margin = " ".repeat(from.indent);
    const lines = text.split("\n");
    if (to.indent === from.indent && lines.every((line) => line === "" || line.startsWith(margin)))
      return lines.map((line) => line.slice(from.indent)).join("\n");
    this.#isSayable &&= to.indent > 0;
    return text;
  }

  #nameOf(block: Leaf): string {
    const name = this.#names(block);
    this.#isSayable &&= name !== undefined;
    return name ?? "";
  }
}
