import escapeStringRegexp from "escape-string-regexp";
import { pageChanges } from "./page-changes.ts";
import type { PageChange, ReportedPage } from "./page.ts";

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
  readonly sources: readonly string[];
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
  return [...groups.values()].map(groupOf).sort((a, b) => b.pages.length - a.pages.length || b.count - a.count);
}

function changesOf(page: ReportedPage): Found[] {
  const { before, after, names } = page;
  if (!before || !after || before.text === after.text) return [];
  const named = nameless(names);
  return pageChanges(before, after).map((change) => {
    const key = ({ removed, added }: PageChange, spell: (text: string) => string) =>
      JSON.stringify([spell(removed), spell(added)]);
    return { page, change, exact: key(change, (text) => text), byName: key(change, named) };
  });
}

/** Puts a sign for the names of a thing, the longest first. */
function nameless(names: readonly string[]): (text: string) => string {
  const known = names.filter((name) => name !== "").sort((a, b) => b.length - a.length);
  if (known.length === 0) return (text) => text;
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${known.map((name) => escapeStringRegexp(name)).join("|")})(?![\\p{L}\\p{N}])`,
    "gu",
  );
  return (text) => text.replace(pattern, "\0");
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

/** The lines that it comes from; where they are many, their files. */
function sourcesOf(found: readonly Found[]): readonly string[] {
  const origins = found.flatMap(({ change: { added, addedLines, removedLines } }) =>
    (added === "" ? removedLines : addedLines).flatMap(({ text, origin }) =>
      origin === undefined || text.trim() === "" ? [] : [origin],
    ),
  );
  const lines = [...new Set(origins)];
  if (lines.length <= 1) return lines;
  return [...new Set(lines.map((line) => line.replace(/:\d+$/, "")))];
}
