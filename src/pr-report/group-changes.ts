import { withoutNames } from "./without-names.ts";
import { pageChanges } from "./page-changes.ts";
import type { Line, PageChange, ReportedPage } from "./page.ts";

/** The same change, in all pages in which it happens. */
export interface ChangeGroup {
  /** The change as it is in the first of the pages. */
  readonly example: PageChange;
  readonly pages: readonly ReportedPage[];
  /** How often it happens in all of them. */
  readonly count: number;
  /** Whether each page has its own name where the example has that of the first. */
  readonly isByName: boolean;
  /** Where the text comes from, or came from where it is gone. */
  readonly sources: ChangeSources;
}

/** Where the text of a change comes from. */
export interface ChangeSources {
  /** Files, with the line where it is one; those of most pages first. */
  readonly names: readonly string[];
  /** Whether the first is that of most pages. */
  readonly isMain: boolean;
  /** Whether all pages were asked. */
  readonly isAll: boolean;
}

interface Found {
  readonly page: ReportedPage;
  readonly change: PageChange;
  readonly exact: string;
  readonly byName: string;
}

/**
 * Gathers equal changes of pages. Changes are equal where the same words go and the same come; the name of a page's own
 * thing stands for that of any other.
 *
 * @param pages the pages that are there on both sides
 * @returns the groups, those of most pages first
 */
export function groupChanges(pages: readonly ReportedPage[]): ChangeGroup[] {
  const found = pages.flatMap(changesOf);
  const counts = new Map<string, Set<ReportedPage>>();
  for (const { page, exact, byName } of found)
    for (const key of new Set([exact, byName])) counts.set(key, (counts.get(key) ?? new Set()).add(page));
  const sizeOf = (key: string) => counts.get(key)?.size ?? 0;
  const groups = new Map<string, [Found, ...Found[]]>();
  for (const each of found) {
    // A name can be a word of its own right: `static`.
    const key = sizeOf(each.byName) > sizeOf(each.exact) ? each.byName : each.exact;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return merged([...groups.values()].map(groupOf)).sort((a, b) => b.pages.length - a.pages.length || b.count - a.count);
}

/** Words that differ beside each other, in the same pages, are one change: a sentence that is reworded. */
function merged(groups: readonly ChangeGroup[]): ChangeGroup[] {
  const byHunk = new Map<object, ChangeGroup[][]>();
  for (const group of groups) {
    const hunk = group.example.hunk ?? group;
    const beside = byHunk.get(hunk) ?? [];
    byHunk.set(hunk, beside);
    const same = beside.find(([first]) => first !== undefined && isTogether(first, group));
    if (same) same.push(group);
    else beside.push([group]);
  }
  return [...byHunk.values()].flat().flatMap((same): ChangeGroup[] => {
    const [first, ...others] = same;
    if (!first || others.length === 0) return first ? [first] : [];
    const examples = same.map(({ example }) => example);
    const linesOf = (of: "removedLines" | "addedLines") => [...new Set(examples.flatMap((example) => example[of]))];
    const [removedLines, addedLines] = [linesOf("removedLines"), linesOf("addedLines")];
    const textOf = (lines: readonly Line[]) => lines.map(({ text }) => text.trim()).join(" ");
    const [removed, added] = [textOf(removedLines), textOf(addedLines)];
    const example = { removed, added, isWithin: false, removedLines, addedLines };
    return [{ ...first, example, isByName: same.some(({ isByName }) => isByName) }];
  });
}

/** Whether two happen once in each of the same pages. */
function isTogether(first: ChangeGroup, other: ChangeGroup): boolean {
  const isOnce = [first, other].every(({ count, pages }) => count === pages.length);
  return (
    isOnce && first.pages.length === other.pages.length && first.pages.every((page, at) => page === other.pages[at])
  );
}

function changesOf(page: ReportedPage): Found[] {
  const { before, after, names } = page;
  if (!before || !after || before.text === after.text) return [];
  const named = withoutNames(names);
  return pageChanges(before, after).map((change) => {
    const key = ({ removed, added }: PageChange, spell: (text: string) => string) =>
      JSON.stringify([spell(removed), spell(added)]);
    return { page, change, exact: key(change, (text) => text), byName: key(change, named) };
  });
}

function groupOf(found: readonly [Found, ...Found[]]): ChangeGroup {
  const [first] = found;
  return {
    example: first.change,
    pages: [...new Set(found.map(({ page }) => page))],
    count: found.length,
    isByName: found.some(({ exact }) => exact !== first.exact),
    sources: sourcesOf(found),
  };
}

/** Where a line comes from takes time to find out: so many pages say it for all. */
const MOST_ASKED = 12;

/** The lines that it comes from; where they are many, their files. What most pages say comes first. */
function sourcesOf(found: readonly Found[]): ChangeSources {
  const step = Math.max(1, found.length / MOST_ASKED);
  const asked = found.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  const origins = asked.map(({ change: { added, addedLines, removedLines } }) => {
    const lines = (added === "" ? removedLines : addedLines).filter(({ text }) => text.trim() !== "");
    return [...new Set(lines.map(({ origin }) => origin).filter((origin) => origin !== undefined))];
  });
  const linesOf = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const each of origins) {
    for (const origin of each) linesOf.set(fileOf(origin), (linesOf.get(fileOf(origin)) ?? new Set()).add(origin));
    for (const file of new Set(each.map(fileOf))) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  const all = [...linesOf].sort(([a], [b]) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  const names = all.map(([file, [first, ...others]]) => (first !== undefined && others.length === 0 ? first : file));
  const isMain = (counts.get(all[0]?.[0] ?? "") ?? 0) * 2 > asked.length;
  return { names, isMain, isAll: asked.length === found.length };
}

const fileOf = (origin: string): string => origin.replace(/:\d+$/, "");
