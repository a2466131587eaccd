import type { Element } from "hast";
import { h } from "hastscript";
import type { Finding } from "../../findings/finding.ts";
import { plural } from "../../findings/plural.ts";
import type { PagePaths } from "../../core.ts";
import { pageId } from "../page-id.ts";
import type { GuideState } from "../store.ts";
import { findingList } from "./findings.ts";
import { htmlOf } from "./raw.ts";
import { documentOf } from "./shell.ts";
import type { Site } from "./site.ts";

/** What is known of a guide: its state, or nothing but its files while it has not been made. */
export interface Entry {
  readonly paths: PagePaths;
  readonly state: GuideState | undefined;
}

/**
 * The landing page: what the catalog holds.
 *
 * @param findings what is wrong with templates and settings
 */
export function landingPage(entries: readonly Entry[], findings: readonly Finding[], site: Site): string {
  const chip = (facet: string, value: string, label: string) =>
    h("button.chip", { type: "button", ariaPressed: "false", dataFacet: facet, dataValue: value }, label);
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
            h("p.lead", "What readers of each image’s guide will see, and where every sentence of it comes from."),
          ]),
          h("div", { id: pageId("project-findings") }, site.hasFindings ? projectFindings(findings, site) : []),
          h("div.filters", { role: "search" }, [
            h("label.visually-hidden", { for: pageId("filter") }, "Filter the guides"),
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
              ...(site.hasFindings ? [chip("findings", "yes", "With findings")] : []),
            ]),
            h(
              "p.count",
              { id: pageId("count"), role: "status", dataAll: entries.length },
              plural(entries.length, "guide"),
            ),
          ]),
          h(
            "ul.catalog",
            { id: pageId("catalog") },
            entries.map((entry) => card(entry, site)),
          ),
          h(
            "p.nothing",
            { id: pageId("nothing"), hidden: true },
            "No guide matches. Try fewer words, or clear the filters.",
          ),
        ]),
      ],
    },
    site,
  );
}

/**
 * The findings that belong to no single guide.
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

/** A guide's card. */
export function card({ paths, state }: Entry, { hasFindings }: Site): Element {
  const summary = state?.page?.summary;
  const findings = (hasFindings && state?.findings) || [];
  const errors = findings.filter(({ finding }) => finding.severity === "error").length;
  const warnings = findings.length - errors;
  const variants = summary?.variants ?? [];
  return h(
    "li.card",
    {
      dataName: paths.name,
      dataRegistry: summary?.registry,
      dataVariants: variants.join(" "),
      dataFindings: hasFindings ? (findings.length > 0 ? "yes" : "no") : undefined,
    },
    [
      h("h2", h("a", { href: `guides/${paths.name}.html` }, summary?.title ?? paths.name)),
      h("code.name", paths.name),
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

/** A card alone, to be put in place of an older one. */
export function cardHtml(entry: Entry, site: Site): string {
  return htmlOf(card(entry, site));
}
