import { createHash } from "node:crypto";
import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { plural } from "../../findings/plural.ts";
import type { GuidePage, PageBlock } from "../guide-page.ts";
import { baseOf, isGuide, keyOf } from "../address.ts";
import { titleOfPage } from "../entries.ts";
import { pageId } from "../page-id.ts";
import type { PageState } from "../store.ts";
import { pageNoun } from "../things.ts";
import { breadcrumbs } from "./breadcrumbs.ts";
import { pager, toolbar, type Neighbours } from "./controls.ts";
import { findingList, findingNote, severityOf } from "./findings.ts";
import { head, pageLinks, pageMeta } from "./head.ts";
import { icon } from "./icons.ts";
import { mapPlace } from "./map.ts";
import { htmlOf, trusted } from "./raw.ts";
import { legend, shareBar } from "./shares.ts";
import { documentOf } from "./shell.ts";
import { sourceAddress, type Site } from "./site.ts";
import { tabs } from "./tabs.ts";

/** What a page says that is not its own. */
export interface Surroundings extends Neighbours {
  /** What is different from the original, where it is known when the page is made. */
  readonly comparison?: readonly ElementContent[] | undefined;
  /** The day of its last change, where that is known. */
  readonly changed?: string | undefined;
}

/** The parts of a page that change while one writes: HTML, by the id of the element that holds it. */
export interface GuideParts {
  readonly title: string;
  /** A hash of the parts, by which a page knows whether it is behind. */
  readonly version: string;
  readonly parts: Readonly<
    Record<"head" | "tabs" | "finding-count" | "findings" | "article" | "outline" | "about" | "legend", string>
  >;
}

/**
 * The parts of a page.
 *
 * @param made the page
 * @param all the pages of its thing
 */
export function guideParts(made: PageState, all: readonly PageState[], site: Site): GuideParts {
  const asShown = (state: PageState): PageState => (site.forAuthors ? state : { ...state, findings: [] });
  const state = asShown(made);
  const { page } = state;
  const parts = {
    head: htmlOf([breadcrumbs(state, all, site), ...head(state)]),
    tabs: htmlOf(tabs(state, all.map(asShown))),
    "finding-count": htmlOf(findingCount(state)),
    findings: htmlOf(banner(state, site)),
    article: page ? articleHtml(page, state, site) : "",
    outline: page ? htmlOf(outline(page.blocks)) : "",
    about: site.forAuthors ? htmlOf(about(state, site)) : "",
    legend: page && site.forAuthors ? htmlOf(legend(page.shares)) : "",
  };
  const version = createHash("sha256")
    .update(JSON.stringify([parts, site]))
    .digest("hex")
    .slice(0, 16);
  return { title: titleOf(state), version, parts };
}

/**
 * A page of a thing.
 *
 * @param all the pages of its thing
 * @param around what is known besides
 */
export function guideDocument(
  state: PageState,
  all: readonly PageState[],
  { comparison, changed, ...neighbours }: Surroundings,
  site: Site,
): string {
  const { title, version, parts } = guideParts(state, all, site);
  const written = state.page?.written ?? "public";
  const key = keyOf(state.paths);
  const base = baseOf(key);
  const markdown = state.page && `${base}${key}.md`;
  // While one writes, they may come.
  const hasRegistries = site.isLive || (state.page?.blocks.some(({ profiles }) => profiles !== undefined) ?? false);
  const hasCompare = site.forAuthors && (site.isLive || comparison !== undefined);
  return documentOf(
    {
      title: `${title} · ${site.title}`,
      base,
      kind: "guide",
      markdown,
      data: {
        dataGuide: key,
        dataThing: state.paths.id,
        dataVersion: version,
        dataWritten: written,
        dataRegistry: written,
      },
      meta: pageMeta(state, title, site),
      bar: [
        ...(site.forAuthors
          ? [h("span.finding-count", { id: pageId("finding-count") }, trusted(parts["finding-count"]))]
          : []),
        h("a.icon-button.outline-open", { href: `#${pageId("contents")}`, ariaLabel: "On this page" }, icon("outline")),
      ],
      body: [
        mapPlace(site, base),
        h("main.guide-layout", { id: pageId("main") }, [
          h("header.guide-head", [
            h("div", { id: pageId("head") }, trusted(parts.head)),
            ...pageLinks(state, { related: neighbours.related, changed, markdown }, site),
          ]),
          h("div.guide-bar", [
            h("div", { id: pageId("tabs") }, trusted(parts.tabs)),
            ...toolbar(site.forAuthors, hasCompare, hasRegistries),
          ]),
          // Beside all of the page where there is room; else where one has read what the page is.
          h("aside.side", { ariaLabel: "About this page" }, [
            h("details.outline-fold", { open: true }, [
              h("summary.side-title", { id: pageId("contents") }, "On this page"),
              h("nav.outline", { id: pageId("outline"), ariaLabel: "On this page" }, trusted(parts.outline)),
              ...(site.forAuthors ? [h("div.about", { id: pageId("about") }, trusted(parts.about))] : []),
            ]),
          ]),
          h("div", { id: pageId("findings"), ariaLive: "polite" }, trusted(parts.findings)),
          h("article.guide", { id: pageId("article") }, trusted(parts.article)),
          ...(hasCompare
            ? [
                h("section.compare", { id: pageId("compare"), hidden: true, ariaLabel: "Comparison" }, [
                  ...(comparison ?? []),
                ]),
              ]
            : []),
          pager(neighbours, base),
          ...(site.forAuthors
            ? [h("div.legend-bar", { id: pageId("legend"), role: "note", ariaLabel: "Legend" }, trusted(parts.legend))]
            : []),
        ]),
      ],
    },
    site,
  );
}

function articleHtml({ blocks }: GuidePage, { findings }: PageState, site: Site): string {
  return blocks
    .map(({ html: made, profiles }, index) => {
      const html = site.forAuthors ? made : forReaders(made);
      const own = findings.filter(({ block }) => block === index);
      const note = own.length > 0 ? htmlOf(findingNote(own, index, site)) : "";
      if (!profiles) return html + note;
      // The first tag of the block says in which profiles it stands.
      return html.replace(/^<[a-z0-9]+/, (tag) => `${tag} data-in="${profiles.join(" ")}"`) + note;
    })
    .join("\n");
}

/** What the window is called: pages of one title are told apart. */
function titleOf(state: PageState): string {
  const { paths } = state;
  const title = titleOfPage(state);
  // A guide of the first kind is what one means by the title alone.
  return paths.id === paths.name && isGuide(paths) ? title : `${title}, ${paths.kind.noun} ${pageNoun(paths)}`;
}

/** How many there are, for the bar that stays in sight. */
function findingCount({ findings }: PageState): Element[] {
  if (findings.length === 0) return [];
  const href = `#${pageId("findings")}`;
  return [h("a", { href, dataSeverity: severityOf(findings) }, plural(findings.length, "finding"))];
}

/** One line that unfolds: the guide is what one reads. */
function banner({ findings, isBroken, page, paths }: PageState, site: Site): Element[] {
  const noun = pageNoun(paths);
  if (!page && !site.forAuthors) return [h("p", `This ${noun} cannot be shown: it has errors.`)];
  if (findings.length === 0) return [];
  const severity = severityOf(findings);
  const heading = isBroken
    ? `This ${noun} cannot be built: ${plural(findings.length, severity)}`
    : `${plural(findings.length, "finding")} in this ${noun}`;
  const lead = page
    ? "Below is the last good version."
    : "There is no good version yet: mend the errors to see the page.";
  return [
    h("details.findings", { dataSeverity: severity, dataBroken: isBroken ? "" : undefined, open: isBroken }, [
      h("summary", heading),
      ...(isBroken ? [h("p", lead)] : []),
      findingList(findings, site),
    ]),
  ];
}

/** Attributes that only tools of authors read. */
const OF_AUTHORS = / data-(?:kind|origin|via|values|invisible)="[^"]*"/g;

/** A block without what says where it came from. In HTML of ours, `<` begins a tag, and quotes enclose every value. */
function forReaders(html: string): string {
  return html.replace(/<[a-z](?:[^">]|"[^"]*")*>/g, (tag) => {
    const bare = tag.replace(OF_AUTHORS, "");
    return / class="raw"/.test(bare) ? bare.replace(/ title="[^"]*"/, "") : bare;
  });
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

function about({ paths, page }: PageState, site: Site): Element[] {
  const place = `${paths.descriptor}:1`;
  const href = sourceAddress(site, place);
  const source = h("code", paths.descriptor);
  const hidden = page ? countInvisible(page) : 0;
  return [
    h("h2.side-title", `This ${pageNoun(paths)}`),
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
