import type { Element } from "hast";
import { h } from "hastscript";
import type { Finding } from "../../findings/finding.ts";
import { plural } from "../../findings/plural.ts";
import type { Kind } from "../../core.ts";
import { isGuide, keyOf } from "../address.ts";
import { pageId } from "../page-id.ts";
import type { PageState } from "../store.ts";
import { byKind, countOf, type Thing } from "../things.ts";
import { findingList } from "./findings.ts";
import { htmlOf } from "./raw.ts";
import { documentOf } from "./shell.ts";
import type { Site } from "./site.ts";

/** What is known of a thing: those of its pages that have been made. */
export interface Entry {
  readonly thing: Thing;
  readonly states: readonly PageState[];
}

/**
 * The landing page: what the catalog holds.
 *
 * @param findings what is wrong with templates and settings
 */
export function landingPage(entries: readonly Entry[], findings: readonly Finding[], site: Site): string {
  const chip = (facet: string, value: string, label: string) =>
    h("button.chip", { type: "button", ariaPressed: "false", dataFacet: facet, dataValue: value }, label);
  const groups = byKind(entries, ({ thing }) => thing.kind);
  return documentOf(
    {
      title: site.title,
      base: "",
      kind: "landing",
      data: {},
      body: [
        h("main.landing", { id: pageId("main") }, [
          h("div.hero", [
            h("h1", site.title),
            h("p.lead", "What readers of each page will see, and where every sentence of it comes from."),
          ]),
          h("div", { id: pageId("project-findings") }, site.forAuthors ? projectFindings(findings, site) : []),
          h("div.filters", { role: "search" }, [
            h("label.visually-hidden", { for: pageId("filter") }, "Filter the pages"),
            h("input", {
              id: pageId("filter"),
              type: "search",
              placeholder: "Filter by name, title or text",
              autocomplete: "off",
              spellCheck: "false",
            }),
            h("div.chips", { role: "group", ariaLabel: "Narrow down" }, [
              chip("registry", "public", "Public"),
              chip("registry", "mirror", "Mirror"),
              chip("variants", "fips", "FIPS"),
              chip("variants", "dev", "Dev"),
              chip("variants", "compat", "Compat"),
              ...(site.forAuthors ? [chip("findings", "yes", "With findings")] : []),
            ]),
            h(
              "p.count",
              { id: pageId("count"), role: "status" },
              groups.map(({ kind, items }) => groupCount(kind, items.length)),
            ),
          ]),
          ...groups.map(({ kind, items }) => group(kind, items, site)),
          h(
            "p.nothing",
            { id: pageId("nothing"), hidden: true },
            "Nothing matches. Try fewer words, or clear the filters.",
          ),
        ]),
      ],
    },
    site,
  );
}

/** How many there are of a kind, which leads to them. The client counts again as one filters. */
function groupCount(kind: Kind, count: number): Element {
  const { name, noun, plural: nouns } = kind;
  return h(
    "a",
    { href: `#${groupId(kind)}`, dataKind: name, dataNoun: noun, dataPlural: nouns, hidden: count === 0 },
    countOf(count, kind),
  );
}

/** The cards of a kind; also without any, so that the first one finds its place while one writes. */
function group(kind: Kind, entries: readonly Entry[], site: Site): Element {
  const { plural: nouns } = kind;
  return h("section.group", { dataKind: kind.name, hidden: entries.length === 0, ariaLabelledBy: groupId(kind) }, [
    h("h2", { id: groupId(kind), tabIndex: -1 }, nouns.charAt(0).toUpperCase() + nouns.slice(1)),
    h(
      "ul.catalog",
      entries.map((entry) => card(entry, site)),
    ),
  ]);
}

function groupId({ name }: Kind): string {
  return pageId(`kind-${name}`);
}

/**
 * The findings that belong to no single thing.
 *
 * @param findings what is wrong with templates and settings
 * @returns a box; nothing where all is well
 */
export function projectFindings(findings: readonly Finding[], site: Site): Element[] {
  if (findings.length === 0) return [];
  return [
    h("section.findings", { dataSeverity: "error", ariaLabel: "Findings of the project" }, [
      h("h2", "The templates or settings have errors"),
      findingList(
        findings.map((finding) => ({ finding, block: undefined, source: `${finding.file}:${finding.line}` })),
        site,
      ),
    ]),
  ];
}

/** The card of a thing: what its guide says of it, and the findings of all its pages. */
export function card({ thing, states }: Entry, { forAuthors }: Site): Element {
  const { id, kind, name, pages } = thing;
  const summary = states.find(({ paths }) => isGuide(paths))?.page?.summary;
  const findings = forAuthors ? distinct(states) : [];
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const variants = summary?.variants ?? [];
  return h(
    "li.card",
    {
      dataName: id,
      dataKind: kind.name,
      dataRegistry: summary?.registry,
      dataVariants: variants.join(" "),
      dataFindings: forAuthors ? (findings.length > 0 ? "yes" : "no") : undefined,
    },
    [
      h("h3", h("a", { href: `${keyOf(pages[0])}.html` }, summary?.title ?? name)),
      h("code.name", id),
      h("p.description", summary?.description ?? ""),
      h("p.tags", [
        ...(summary ? [h("span.tag", { dataTag: summary.registry }, summary.registry)] : []),
        ...variants.filter((variant) => variant !== "runtime").map((variant) => h("span.tag", variant)),
        ...(errors > 0 ? [h("span.tag", { dataTag: "error" }, plural(errors, "error"))] : []),
        ...(warnings > 0 ? [h("span.tag", { dataTag: "warning" }, plural(warnings, "warning"))] : []),
      ]),
    ],
  );
}

/** What is wrong with a descriptor is said of each of its pages. */
function distinct(states: readonly PageState[]): readonly Finding[] {
  const all = states.flatMap(({ findings }) => findings.map(({ finding }) => finding));
  return [...new Map(all.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** A card alone, to be put in place of an older one. */
export function cardHtml(entry: Entry, site: Site): string {
  return htmlOf(card(entry, site));
}
