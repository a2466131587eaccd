import { capitalize } from "../../../findings/capitalize.ts";
import { pageId } from "../../page-id.ts";
import { make } from "../dom.ts";
import type { Catalog } from "./catalog.ts";
import type { Findings, Found, Group } from "./find.ts";
import { marked, snippet } from "./highlight.ts";
import { placesIn } from "./places.ts";

/** What a row of the results shows. */
interface Row {
  readonly address: string;
  /** What it is about; undefined where a row above says it. */
  readonly title: string | undefined;
  readonly kind: string;
  readonly heading: string;
  readonly text: string;
}

/**
 * The rows of a group; where it was not found by its name, they show the places that fit.
 *
 * @param chosenKind the number of the kind that is looked through
 */
export async function renderGroup(
  { found, isName }: Group,
  findings: Findings,
  catalog: Catalog,
  chosenKind: number | undefined,
): Promise<HTMLElement> {
  const rows: (Row & { readonly found: Found })[] = [];
  for (const one of found)
    for (const row of isName ? [nameRow(one, catalog)] : await placeRows(one, findings, catalog, chosenKind))
      rows.push({ ...row, title: rows.length === 0 ? row.title : undefined, found: one });
  const group = make(
    "div",
    { className: "search-group" },
    ...rows.map((row) => option(row, [...row.found.terms, ...findings.words])),
  );
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", rows[0]?.title ?? "");
  return group;
}

function nameRow({ document }: Found, catalog: Catalog): Row {
  if (!document.thing) return { address: "", title: document.text.heading, kind: "", heading: "", text: "" };
  const { thing, address, noun } = document;
  const isGuide = catalog.documents.find((other) => other.thing === thing) === document;
  const kind = `${catalog.base.kinds[thing.kind]?.noun} ${noun}`;
  if (isGuide) return { address, title: thing.title, kind, heading: "", text: thing.description };
  return { address, title: thing.title, kind, heading: capitalize(noun), text: "" };
}

async function placeRows(
  found: Found,
  findings: Findings,
  catalog: Catalog,
  chosenKind: number | undefined,
): Promise<readonly Row[]> {
  const { document } = found;
  const page = nameRow(found, catalog);
  if (!document.thing) {
    const { counts, script } = document.text;
    const kinds = Object.keys(counts).map(Number);
    const count = kinds.reduce((sum, kind) => sum + ((chosenKind ?? kind) === kind ? (counts[kind] ?? 0) : 0), 0);
    const texts = await catalog.textsOf(script);
    const { shown } = placesIn(
      texts.filter(({ kind }) => (chosenKind ?? kind) === kind),
      found,
      findings,
    );
    const kind = `shared, in ${count} ${count === 1 ? "page" : "pages"}`;
    return shown.map(({ address, heading, text }) => ({
      address,
      title: heading || page.title,
      kind,
      heading: "",
      text,
    }));
  }
  const { shown, more } = placesIn(await catalog.textsOf(document.thing.script), found, findings);
  if (shown.length === 0) return [{ ...page, text: document.thing.description }];
  const others = { ...page, heading: "", text: `${more} more ${more === 1 ? "place" : "places"} in this page` };
  return [
    ...shown.map(({ address, heading, text }) => ({ ...page, address, heading, text })),
    ...(more > 0 ? [others] : []),
  ];
}

function option({ address, title, kind, heading, text }: Row, terms: readonly string[]): HTMLElement {
  const link = make(
    "a",
    { href: `${document.documentElement.dataset["base"]}${address}`, tabIndex: -1 },
    make("span", { className: "search-kind" }, kind),
    ...(title === undefined ? [] : [make("span", { className: "search-guide" }, ...marked(title, terms))]),
    ...(heading === "" ? [] : [make("span", { className: "search-heading" }, ...marked(heading, terms))]),
    ...(text === "" ? [] : [make("span", { className: "search-text" }, ...snippet(text, terms))]),
  );
  link.setAttribute("role", "option");
  return link;
}

/** Gives a row the number that it has among all. */
export function numberRow(row: Element, position: number): void {
  row.id = pageId(`search-result-${position}`);
  row.setAttribute("aria-selected", "false");
}
