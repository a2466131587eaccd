import type { Element } from "hast";
import { h } from "hastscript";
import type { Finding } from "../../findings/finding.ts";
import type { PlacedFinding } from "../guide-page.ts";
import { pageId } from "../page-id.ts";
import { sourceAddress, type Site } from "./site.ts";

/**
 * Findings as a list.
 *
 * @returns the list; each item leads to the source
 */
export function findingList(findings: readonly PlacedFinding[], site: Site): Element {
  return h(
    "ul.finding-list",
    { tabIndex: 0, ariaLabel: "Findings" },
    findings.map(({ finding, block, source }) =>
      h("li", { dataSeverity: finding.severity }, [
        h("span.finding-message", finding.message),
        ...(finding.fix ? [h("span.finding-fix", `→ ${finding.fix}`)] : []),
        h("span.finding-place", [
          ...place(finding, source, site),
          ...(block === undefined ? [] : [" ", h("a", { href: `#${pageId(`finding-${block}`)}` }, "show")]),
        ]),
      ]),
    ),
  );
}

/** The gravest of some findings. */
export function severityOf(findings: readonly PlacedFinding[]): Finding["severity"] {
  return findings.some(({ finding }) => finding.severity === "error") ? "error" : "warning";
}

/** The note that stands below a block. */
export function findingNote(findings: readonly PlacedFinding[], block: number, site: Site): Element {
  const severity = severityOf(findings);
  return h("aside.finding-note", { id: pageId(`finding-${block}`), dataSeverity: severity, ariaLabel: "Finding" }, [
    ...findings.map(({ finding, source }) =>
      h("p", [
        h("strong", finding.severity === "error" ? "Error" : "Warning"),
        ` ${finding.message}`,
        ...(finding.fix ? [h("span.finding-fix", `→ ${finding.fix}`)] : []),
        h("span.finding-place", place(finding, source, site)),
      ]),
    ),
  ]);
}

/** Where to mend a finding; where it stands, if its source is not known. */
function place({ file, line, code }: Finding, source: string | undefined, site: Site): (Element | string)[] {
  const stands = `${file}:${line}`;
  const href = source && sourceAddress(site, source);
  const shown = h("code", source ?? stands);
  return [href === undefined ? shown : h("a", { href }, shown), ` ${code}`];
}
