import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { capitalize } from "../../findings/capitalize.ts";
import type { Finding } from "../../findings/finding.ts";
import { plural } from "../../findings/plural.ts";
import type { Kind } from "../../core.ts";
import { categoryTitle, groupByCategory } from "../categories.ts";
import { firstKey, summaryOf, titleOf, type Entry } from "../entries.ts";
import { pageId } from "../page-id.ts";
import type { PageState } from "../store.ts";
import { byKind, countOf } from "../things.ts";
import { findingList } from "./findings.ts";
import { htmlOf } from "./raw.ts";
import { documentOf } from "./shell.ts";
import type { Site } from "./site.ts";

/**
 * The landing page: what the catalog holds.
 *
 * @param entries all things, in the order in which they are shown
 * @param findings what is wrong with templates and settings
 */
export function landingPage(entries: readonly Entry[], findings: readonly Finding[], site: Site): string {
  const groups = byKind(entries, ({ thing }) => thing.kind);
  return documentOf(
    {
      title: site.title,
      base: "",
      kind: "landing",
      data: {},
      body: [
        h("main.landing", { id: pageId("main") }, [
          h("div.hero", [h("h1", site.title), h("p.lead", site.description)]),
          h("div", { id: pageId("project-findings") }, site.forAuthors ? projectFindings(findings, site) : []),
          categoryLinks(entries),
          filters(groups, site),
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

/** Categories as the ways in; the first leads back to all. The client counts again while one writes. */
function categoryLinks(entries: readonly Entry[]): Element {
  const categories = groupByCategory(entries.map((entry) => ({ categories: summaryOf(entry)?.categories ?? [] })));
  const link = (value: string, title: string, count: number) =>
    h("li", [
      h("a", { href: value === "" ? "index.html" : `index.html?category=${value}`, dataCategory: value }, [
        title,
        h("span.visually-hidden", ": "),
        h("span.category-count", String(count)),
      ]),
    ]);
  return h(
    "nav.category-list",
    { id: pageId("categories"), ariaLabel: "Categories", hidden: categories.length === 0 },
    h("ul", [
      link("", "All", entries.length),
      ...categories.map(({ slug, title, items }) => link(slug, title, items.length)),
    ]),
  );
}

function filters(
  groups: readonly { readonly kind: Kind; readonly items: readonly Entry[] }[],
  { forAuthors }: Site,
): Element {
  const chip = (facet: string, value: string, label: string, more = {}): ElementContent =>
    h("button.chip", { type: "button", ariaPressed: "false", dataFacet: facet, dataValue: value, ...more }, label);
  const isMixed = groups.every(({ items }) => items.length > 0);
  return h("div.filters", { role: "search" }, [
    h("label.visually-hidden", { for: pageId("filter") }, "Filter the pages"),
    h("input", {
      id: pageId("filter"),
      type: "search",
      placeholder: "Filter by name, title or text",
      autocomplete: "off",
      spellCheck: "false",
    }),
    h("div.chips", { role: "group", ariaLabel: "Narrow down" }, [
      ...groups.map(({ kind: { name, plural: nouns } }) => chip("kind", name, capitalize(nouns), { hidden: !isMixed })),
      chip("variants", "fips", "FIPS"),
      chip("variants", "dev", "Dev"),
      chip("variants", "compat", "Compat"),
      ...(forAuthors
        ? [
            chip("registry", "public", "Public"),
            chip("registry", "mirror", "Mirror"),
            chip("findings", "yes", "With findings"),
          ]
        : []),
    ]),
    h(
      "p.count",
      { id: pageId("count"), role: "status" },
      groups.map(({ kind, items }) => groupCount(kind, items.length)),
    ),
  ]);
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
  return h("section.group", { dataKind: kind.name, hidden: entries.length === 0, ariaLabelledBy: groupId(kind) }, [
    h("h2", { id: groupId(kind), tabIndex: -1 }, capitalize(kind.plural)),
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

/** The card of a thing: what its guide says of it, and, for authors, its registry and the findings of all its pages. */
export function card(entry: Entry, { forAuthors }: Site): Element {
  const { id, kind } = entry.thing;
  const summary = summaryOf(entry);
  const findings = forAuthors ? distinct(entry.states) : [];
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const { variants = [], categories = [] } = summary ?? {};
  const registry = forAuthors ? summary?.registry : undefined;
  return h(
    "li.card",
    {
      dataName: id,
      dataKind: kind.name,
      dataCategories: categories.join(" ") || undefined,
      dataRegistry: registry,
      dataVariants: variants.join(" ") || undefined,
      dataFindings: forAuthors ? (findings.length > 0 ? "yes" : "no") : undefined,
    },
    [
      h("h3", h("a", { href: `${firstKey(entry)}.html` }, titleOf(entry))),
      h("code.name", id),
      h("p.description", summary?.description ?? ""),
      h("p.tags", [
        ...(registry ? [h("span.tag", { dataTag: registry }, registry)] : []),
        ...variants.filter((variant) => variant !== "runtime").map((variant) => h("span.tag", variant)),
        ...categories.slice(0, 1).map((category) => h("span.tag", categoryTitle(category))),
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
