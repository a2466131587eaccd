import { plural } from "../findings/plural.ts";
import { codeSpan, folded } from "./markdown.ts";
import { listed } from "./listed.ts";
import { withoutNames } from "./without-names.ts";
import type { ReportedPage } from "./page.ts";

/** The characters that the lists of pages may take. */
const MOST_LISTED = 4000;
const MOST_CHANGED_LISTED = 10_000;
/** More ways of moving are counted. */
const MOST_WAYS = 5;

/** Lists pages that come, go and change, with links to the preview. */
export function pageSection(pages: readonly ReportedPage[]): string {
  const added = pages.filter(({ before }) => before === undefined);
  const moved = pages.filter((page) => page.moved !== undefined);
  const removed = pages.filter(({ after }) => after === undefined);
  const changed = pages.filter(({ before, after }) => before && after && before.text !== after.text);
  const lists = [
    ...(added.length > 0 ? [`**Added:** ${listed(added.map(linked), MOST_LISTED)}`] : []),
    ...(removed.length > 0 ? [`**Removed:** ${listed(removed.map(named), MOST_LISTED)}`] : []),
    ...(moved.length > 0 ? movedLines(moved) : []),
    ...(changed.length > 0
      ? [folded(`${plural(changed.length, "changed page")}`, listed(changed.map(linked), MOST_CHANGED_LISTED))]
      : []),
  ];
  return lists.length > 0 ? ["### Pages", ...lists].join("\n\n") : "";
}

/** Pages that went the same way are told in one line: `out/{name}/guides.md` became `site/{name}.md`. */
function movedLines(pages: readonly ReportedPage[]): string[] {
  const ways = new Map<string, string[]>();
  for (const { file, label, names, moved } of pages) {
    if (!moved) continue;
    const spell = (text: string) => withoutNames(names)(text).replaceAll("\0", "{name}");
    const isRenamed = moved.label !== label;
    const way = isRenamed ? "" : `${codeSpan(spell(moved.file), 200)} → ${codeSpan(spell(file), 200)}`;
    const one = isRenamed ? `${codeSpan(moved.label, 100)} → ${codeSpan(label, 100)}` : codeSpan(label, 100);
    ways.set(way, [...(ways.get(way) ?? []), one]);
  }
  const all = [...ways].map(([way, items]) => {
    const list = listed(items, MOST_LISTED / 2);
    if (way === "") return `**Renamed:** ${list}`;
    return `**Moved:** ${way}\n\n${folded(plural(items.length, "moved page"), list)}`;
  });
  const rest = all.length - MOST_WAYS;
  return [...all.slice(0, MOST_WAYS), ...(rest > 0 ? [`Pages moved in ${plural(rest, "other way")}, too.`] : [])];
}

const named = ({ label }: ReportedPage): string => codeSpan(label, 100);

function linked(page: ReportedPage): string {
  return page.url === undefined ? named(page) : `[${named(page)}](<${page.url}>)`;
}
