import { createHash } from "node:crypto";
import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import type { Finding } from "../../findings/finding.ts";
import { plural } from "../../findings/plural.ts";
import type { GuidePage, PageBlock, PlacedFinding } from "../guide-page.ts";
import { pageId } from "../page-id.ts";
import type { GuideState } from "../store.ts";
import { pager, toolbar, type Neighbours } from "./controls.ts";
import { findingList, findingNote } from "./findings.ts";
import { htmlOf, trusted } from "./raw.ts";
import { legend, shareBar } from "./shares.ts";
import { documentOf } from "./shell.ts";
import { sourceAddress, type Site } from "./site.ts";

/** The parts of a guide's page that change while one writes: HTML, by the id of the element that holds it. */
export interface GuideParts {
  readonly title: string;
  /** A hash of the parts, by which a page knows whether it is behind. */
  readonly version: string;
  readonly parts: Readonly<
    Record<"head" | "finding-count" | "findings" | "article" | "outline" | "about" | "legend", string>
  >;
}

/** The parts of a guide's page. */
export function guideParts(made: GuideState, site: Site): GuideParts {
  const state = site.hasFindings ? made : { ...made, findings: [] };
  const { page, paths } = state;
  const parts = {
    head: htmlOf(head(state)),
    "finding-count": htmlOf(findingCount(state)),
    findings: htmlOf(banner(state, site)),
    article: page ? articleHtml(page, state, site) : "",
    outline: page ? htmlOf(outline(page.blocks)) : "",
    about: htmlOf(about(state, site)),
    legend: page ? htmlOf(legend(page.shares)) : "",
  };
  const version = createHash("sha256")
    .update(JSON.stringify([parts, site]))
    .digest("hex")
    .slice(0, 16);
  return { title: page?.summary.title ?? paths.name, version, parts };
}

/**
 * A guide's page.
 *
 * @param comparison what is different from the original, where it is known when the page is made
 */
export function guideDocument(
  state: GuideState,
  neighbours: Neighbours,
  comparison: readonly ElementContent[] | undefined,
  site: Site,
): string {
  const { title, version, parts } = guideParts(state, site);
  const written = state.page?.written ?? "public";
  const hasCompare = site.isLive || comparison !== undefined;
  return documentOf(
    {
      title: `${title} · ${site.title}`,
      base: "../",
      kind: "guide",
      data: { dataGuide: state.paths.name, dataVersion: version, dataWritten: written, dataRegistry: written },
      body: [
        toolbar(hasCompare, trusted(parts["finding-count"])),
        h("div.guide-layout", [
          h("main", { id: pageId("main") }, [
            h("header.guide-head", { id: pageId("head") }, trusted(parts.head)),
            h("div", { id: pageId("findings"), ariaLive: "polite" }, trusted(parts.findings)),
            h("article.guide", { id: pageId("article") }, trusted(parts.article)),
            h("section.compare", { id: pageId("compare"), hidden: true, ariaLabel: "Comparison" }, [
              ...(comparison ?? []),
            ]),
            pager(neighbours),
            h("div.legend-bar", { id: pageId("legend"), role: "note", ariaLabel: "Legend" }, trusted(parts.legend)),
          ]),
          h("aside.side", { ariaLabel: "About this guide" }, [
            h("details.outline-fold", { open: true }, [
              h("summary.side-title", "On this page"),
              h("nav.outline", { id: pageId("outline"), ariaLabel: "On this page" }, trusted(parts.outline)),
            ]),
            h("div.about", { id: pageId("about") }, trusted(parts.about)),
          ]),
        ]),
      ],
    },
    site,
  );
}

function articleHtml({ blocks }: GuidePage, { findings }: GuideState, site: Site): string {
  return blocks
    .map(({ html, profiles }, index) => {
      const own = findings.filter(({ block }) => block === index);
      const note = own.length > 0 ? htmlOf(findingNote(own, index, site)) : "";
      if (!profiles) return html + note;
      // The first tag of the block says in which profiles it stands.
      return html.replace(/^<[a-z0-9]+/, (tag) => `${tag} data-in="${profiles.join(" ")}"`) + note;
    })
    .join("\n");
}

/** A guide has no title of its own: where it is published, the page around it does. */
function head({ page, paths }: GuideState): Element[] {
  return [h("h1", page?.summary.title ?? paths.name), h("code.name", paths.name)];
}

function severityOf(findings: readonly PlacedFinding[]): Finding["severity"] {
  return findings.some(({ finding }) => finding.severity === "error") ? "error" : "warning";
}

/** How many there are, for the bar that stays in sight. */
function findingCount({ findings }: GuideState): Element[] {
  if (findings.length === 0) return [];
  const href = `#${pageId("findings")}`;
  return [h("a", { href, dataSeverity: severityOf(findings) }, plural(findings.length, "finding"))];
}

/** One line that unfolds: the guide is what one reads. */
function banner({ findings, isBroken, page }: GuideState, site: Site): Element[] {
  if (!page && !site.hasFindings) return [h("p", "This guide cannot be shown: it has errors.")];
  if (findings.length === 0) return [];
  const severity = severityOf(findings);
  const heading = isBroken
    ? `This guide cannot be built: ${plural(findings.length, severity)}`
    : `${plural(findings.length, "finding")} in this guide`;
  const lead = page
    ? "Below is the last good version."
    : "There is no good version yet: mend the errors to see the guide.";
  return [
    h("details.findings", { dataSeverity: severity, dataBroken: isBroken ? "" : undefined, open: isBroken }, [
      h("summary", heading),
      ...(isBroken ? [h("p", lead)] : []),
      findingList(findings, site),
    ]),
  ];
}

function outline(blocks: readonly PageBlock[]): Element[] {
  const headings = blocks.filter(({ heading }) => heading !== undefined && heading.depth > 1 && heading.depth < 4);
  if (headings.length === 0) return [];
  return [
    h(
      "ul",
      headings.map(({ heading, profiles }) =>
        h("li", { dataDepth: heading?.depth, dataIn: profiles?.join(" ") }, [
          h("a", { href: `#${heading?.id}` }, heading?.text),
        ]),
      ),
    ),
  ];
}

function about({ paths, page }: GuideState, site: Site): Element[] {
  const place = `${paths.descriptor}:1`;
  const href = sourceAddress(site, place);
  const source = h("code", paths.descriptor);
  const hidden = page ? countInvisible(page) : 0;
  return [
    h("h2.side-title", "This guide"),
    h("dl", [
      h("dt", "Descriptor"),
      h("dd", href === undefined ? source : h("a", { href, title: "Open in the editor" }, source)),
      ...(page ? [h("dt", "Text"), h("dd", shareBar(page.shares))] : []),
      ...(hidden > 0 ? [h("dt", "Invisible elsewhere"), h("dd", `${plural(hidden, "piece")} of raw HTML`)] : []),
    ]),
  ];
}

function countInvisible({ blocks, written }: GuidePage): number {
  return blocks
    .filter(({ profiles }) => profiles?.includes(written) ?? true)
    .reduce((count, { html }) => count + (html.match(/ data-invisible=""/g)?.length ?? 0), 0);
}
