import { plural } from "../findings/plural.ts";
import { codeSpan, folded } from "./inert.ts";
import { listed } from "./listed.ts";
import type { ReportedPage } from "./page.ts";

/** The characters that the lists of pages may take. */
const MOST_LISTED = 4000;
const MOST_CHANGED_LISTED = 10_000;

/** Lists pages that come, go and change, with links to the preview. */
export function pageSection(pages: readonly ReportedPage[]): string {
  const added = pages.filter(({ before }) => before === undefined);
  const removed = pages.filter(({ after }) => after === undefined);
  const changed = pages.filter(({ before, after }) => before && after && before.text !== after.text);
  const lists = [
    ...(added.length > 0 ? [`**Added:** ${listed(added.map(linked), MOST_LISTED)}`] : []),
    ...(removed.length > 0 ? [`**Removed:** ${listed(removed.map(named), MOST_LISTED)}`] : []),
    ...(changed.length > 0
      ? [folded(`${plural(changed.length, "changed page")}`, listed(changed.map(linked), MOST_CHANGED_LISTED))]
      : []),
  ];
  return lists.length > 0 ? ["### Pages", ...lists].join("\n\n") : "";
}

const named = ({ label }: ReportedPage): string => codeSpan(label, 100);

function linked(page: ReportedPage): string {
  return page.url === undefined ? named(page) : `[${named(page)}](<${page.url}>)`;
}
