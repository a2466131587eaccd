import type { Element } from "hast";
import { h } from "hastscript";
import type { PlacedFinding } from "../guide-page.ts";
import { pageId } from "../page-id.ts";
import { sourceAddress, type Site } from "./site.ts";

/**
 * Findings as a list.
 *
 * @param findings the findings
 * @param site the site
 * @returns the list; each item leads to the source
 */
export function findingList(findings: readonly PlacedFinding[], site: Site): Element {
  return h(
    "ul.finding-list",
    { tabIndex: 0, ariaLabel: "Findings" },
    findings.map(({ finding, block }) =>
      h("li", { dataSeverity: finding.severity }, [
        h("span.finding-message", finding.message),
        ...(finding.fix ? [h("span.finding-fix", `→ ${finding.fix}`)] : []),
        h("span.finding-place", [
          placeLink(`${finding.file}:${finding.line}`, site),
          ` ${finding.code}`,
          ...(block === undefined ? [] : [" ", h("a", { href: `#${pageId(`finding-${block}`)}` }, "show")]),
        ]),
      ]),
    ),
  );
}

/**
 * The note that stands below a block.
 *
 * @param findings the block's findings
 * @param block the block's index
 * @param site the site
 * @returns the note
 */
export function findingNote(findings: readonly PlacedFinding[], block: number, site: Site): Element {
  const severity = findings.some(({ finding }) => finding.severity === "error") ? "error" : "warning";
  return h("aside.finding-note", { id: pageId(`finding-${block}`), dataSeverity: severity, ariaLabel: "Finding" }, [
    ...findings.map(({ finding }) =>
      h("p", [
        h("strong", finding.severity === "error" ? "Error" : "Warning"),
        ` ${finding.message}`,
        ...(finding.fix ? [h("span.finding-fix", `→ ${finding.fix}`)] : []),
        h("span.finding-place", [placeLink(`${finding.file}:${finding.line}`, site), ` ${finding.code}`]),
      ]),
    ),
  ]);
}

function placeLink(place: string, site: Site): Element {
  const href = sourceAddress(site, place);
  return href === undefined ? h("code", place) : h("a", { href }, h("code", place));
}
