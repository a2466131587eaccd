import { FIELD_SECTIONS } from "../describe/field-sections.ts";
import { layoutsOf, type PageContext } from "../describe/page-context.ts";
import { commonPlaces, flattenLayout, type FlatLayout, type OutlinePlace } from "../describe/choose-layout.ts";
import { isOwnTemplate } from "../../project/template-files.ts";
import type { Condition, Parameter, SectionCall } from "../../render/layout.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import type { Templates } from "../../render/templates.ts";
import type { GuidePart } from "./match-sections.ts";
import { usualHeadings } from "./usual-headings.ts";
import { allCalls } from "./shared-text.ts";

/** More layouts than these nobody keeps apart. */
const MOST_LAYOUTS = 4;
/** A layout that fewer guides have, absolutely or of all, is no layout: they change another one. */
const FEWEST_GUIDES = 3;
const FEWEST_SHARE = 0.05;
/** A layout has another heading than the others where nearly all of its guides have it. */
const OWN_HEADING = 0.75;

/** What a layout says of one section. */
interface Place extends OutlinePlace {
  readonly conditions: readonly Condition[];
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** The package's layout of a page: its sections, and those within, in their order. */
interface PackagedLayout {
  readonly calls: readonly SectionCall[];
  /** How deep each stands. */
  readonly depths: ReadonlyMap<string, number>;
  /** Sections that a page has where its descriptor has the field: they stand in every layout, whoever has them. */
  readonly fields: ReadonlySet<string>;
}

/** The sections of a layout, and the guides that have them. */
interface Group {
  readonly places: readonly Place[];
  readonly guides: readonly SharedSections[];
}

/** A guide's sections that partials say, in their order. */
export type SharedSections = readonly Extract<GuidePart, { readonly kind: "shared" }>[];

/**
 * Finds the outlines that most guides have, and makes layouts of them: their sections, in their order, with those of the
 * package's layouts that fields fill.
 *
 * @param guides the guides' shared sections
 * @param templates the package's templates
 * @param page which page they are
 * @returns the layouts, the commonest first
 */
export function learnLayouts(
  guides: readonly SharedSections[],
  templates: Templates,
  page: PageContext,
): readonly TemplateSource[] {
  const packaged = packagedLayout(templates, page);
  const outlines = guides.map((parts) =>
    parts.map(({ partial, sections }): OutlinePlace => ({ partial, level: sections[0]?.level ?? 2 })),
  );
  const levels = usualLevels(outlines.flat());
  const groups = new Map<string, Group>();
  outlines.forEach((outline, index) => {
    const places = withFields(outline, levels, packaged);
    if (places.every(({ partial }) => packaged.fields.has(partial))) return;
    const key = places.map(({ partial, level }) => `${partial}@${level}`).join(" ");
    groups.set(key, { places, guides: [...(groups.get(key)?.guides ?? []), guides[index] ?? []] });
  });
  const fewest = Math.max(FEWEST_GUIDES, FEWEST_SHARE * guides.length);
  const common = [...groups.values()]
    .sort((a, b) => b.guides.length - a.guides.length)
    .filter((group, index) => index === 0 || group.guides.length >= fewest)
    .slice(0, MOST_LAYOUTS);
  const usual = usualHeadings(guides.flat(), 0);
  const named = new Map<string, readonly OutlinePlace[]>();
  return common.flatMap(({ places, guides: alike }): TemplateSource[] => {
    const difference = named.size === 0 ? "" : nameOf(places, named);
    if (named.has(difference)) return [];
    named.set(difference, places);
    const name = difference === "" ? page.layoutNames.usual : page.layoutNames.others + difference;
    const own = usualHeadings(alike.flat(), OWN_HEADING);
    const text = layoutText(places, new Map([...usual, ...own]), packaged);
    return [{ kind: "layout", name, file: `templates/${name}.hbs`, text }];
  });
}

/** A layout is called after what it has that the usual one has not, what it lacks, or what stands elsewhere. */
function nameOf(outline: readonly OutlinePlace[], named: ReadonlyMap<string, readonly OutlinePlace[]>): string {
  const [[, usual] = ["", outline]] = named;
  const firstOnly = (list: readonly OutlinePlace[], others: readonly OutlinePlace[]) =>
    list.find(({ partial }) => !others.some((other) => other.partial === partial))?.partial;
  const [more, less] = [firstOnly(outline, usual), firstOnly(usual, outline)];
  const name =
    more !== undefined ? `with-${more}` : less !== undefined ? `without-${less}` : nameOfMoved(outline, usual);
  const taken = named.get(name);
  if (!taken) return name;
  const [also, not] = [firstOnly(outline, taken), firstOnly(taken, outline)];
  if (also !== undefined) return `${name}-and-${also}`;
  return not !== undefined ? `${name}-without-${not}` : `${name}-and-${nameOfMoved(outline, taken)}`;
}

/** What stands at another level, or behind another section. */
function nameOfMoved(outline: readonly OutlinePlace[], usual: readonly OutlinePlace[]): string {
  const levels = new Map(usual.map(({ partial, level }) => [partial, level]));
  const deeper = outline.find(({ partial, level }) => level !== (levels.get(partial) ?? level));
  if (deeper) return `${deeper.level < (levels.get(deeper.partial) ?? 0) ? "top-level" : "nested"}-${deeper.partial}`;
  const stay = new Set(commonPlaces(usual, outline).map(([, place]) => place));
  const index = outline.findIndex((_, place) => !stay.has(place));
  const [before, moved, next] = [outline[index - 1], outline[index], outline[index + 1]];
  return before ? `${moved?.partial}-after-${before.partial}` : `${moved?.partial}-before-${next?.partial}`;
}

function layoutText(places: readonly Place[], headings: ReadonlyMap<string, string>, packaged: PackagedLayout): string {
  const calls = new Map(packaged.calls.map((call) => [call.partial, call]));
  const lines: string[] = [];
  const open: Place[] = [];
  places.forEach((place, index) => {
    const call = calls.get(place.partial);
    while ((open.at(-1)?.level ?? 0) >= place.level)
      lines.push(`${margin(open.length - 1)}{{/${open.pop()?.partial}}}`);
    const end = places.findIndex(({ level }, at) => at > index && level <= place.level);
    // Sections that fields fill may be left out: nothing stands around them alone.
    const within = places.slice(index + 1, end < 0 ? undefined : end);
    const hasChildren = within.some(({ partial }) => !packaged.fields.has(partial));
    const heading = headings.get(place.partial);
    const parameters = {
      ...call?.parameters,
      ...(heading !== undefined && !heading.includes("{{") && call && "heading" in call.parameters && { heading }),
    };
    const given = Object.entries(parameters).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
    const level = place.level - 2 === open.length ? "" : ` level=${place.level}`;
    const tag = `${place.partial}${given.join("")}${level}`;
    const conditions = call?.conditions ?? [];
    const before = conditions
      .map(({ path, negated }) => `{{#${negated ? "unless" : "if"} ${path.join(".")}}}`)
      .join("");
    const after = conditions
      .map(({ negated }) => `{{/${negated ? "unless" : "if"}}}`)
      .reverse()
      .join("");
    if (hasChildren) {
      lines.push(`${margin(open.length)}{{#> ${tag}}}`);
      open.push(place);
    } else lines.push(`${margin(open.length)}${before}{{> ${tag}}}${after}`);
  });
  while (open.length > 0) lines.push(`${margin(open.length - 1)}{{/${open.pop()?.partial}}}`);
  return `${lines.join("\n")}\n`;
}

const margin = (depth: number) => "  ".repeat(depth);

/** The level that most guides give to a section. */
function usualLevels(places: readonly OutlinePlace[]): ReadonlyMap<string, number> {
  const counts = new Map<string, Map<number, number>>();
  for (const { partial, level } of places) {
    const ofPartial = counts.get(partial) ?? new Map<number, number>();
    counts.set(partial, ofPartial.set(level, (ofPartial.get(level) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([partial, ofPartial]) => [partial, [...ofPartial].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 2]),
  );
}

/**
 * Adds the sections that fields fill where the package's layout has them. Those of the guide are left where they are only
 * if they stand elsewhere, or at another level: all others of the same outline are one layout.
 */
function withFields(
  outline: readonly OutlinePlace[],
  levels: ReadonlyMap<string, number>,
  packaged: PackagedLayout,
): readonly Place[] {
  const shared = outline.filter(({ partial }) => !packaged.fields.has(partial));
  const usual = addFields(shared, levels, packaged);
  const fields = fieldsOf(outline, packaged);
  const regular = new Set(commonPlaces(fieldsOf(usual, packaged), fields).map(([, place]) => fields[place]?.place));
  return addFields(
    outline.filter((place) => !regular.has(place)),
    levels,
    packaged,
  );
}

/** The sections that fields fill, told apart by how many others stand before them, too. */
function fieldsOf(outline: readonly OutlinePlace[], { fields }: PackagedLayout) {
  let before = 0;
  return outline.flatMap((place) => {
    if (fields.has(place.partial)) return [{ ...place, partial: `${before} ${place.partial}`, place }];
    before += 1;
    return [];
  });
}

function addFields(
  outline: readonly OutlinePlace[],
  levels: ReadonlyMap<string, number>,
  { calls, depths, fields }: PackagedLayout,
): readonly Place[] {
  const ranks = new Map(calls.map(({ partial }, rank) => [partial, rank]));
  const rankOf = (place: OutlinePlace | undefined) => ranks.get(place?.partial ?? "") ?? -1;
  const places = outline.map((place): Place => ({
    conditions: [],
    parameters: {},
    ...calls.find(({ partial }) => fields.has(partial) && partial === place.partial),
    ...place,
  }));
  calls.forEach(({ partial, conditions, parameters }, rank) => {
    if (!fields.has(partial) || outline.some((place) => place.partial === partial)) return;
    // As in the package: before what follows there.
    const next = places.findIndex((place) => rankOf(place) > rank);
    const at = next < 0 ? places.length : next;
    const alike = [...places.slice(0, at).reverse(), ...places.slice(at)].find(
      (place) => depths.get(place.partial) === depths.get(partial),
    );
    places.splice(at, 0, { partial, level: levels.get(partial) ?? alike?.level ?? 2, conditions, parameters });
  });
  return places;
}

/** Reads the package's layout of a page. */
function packagedLayout({ layouts }: Templates, { packaged }: PageContext): PackagedLayout {
  const { sections = [] } = layouts.get(packaged) ?? {};
  const calls = allCalls(sections);
  const isText = (partial: string) => FIELD_SECTIONS[partial] && !FIELD_SECTIONS[partial].hasWords;
  const isField = ({ partial, conditions }: SectionCall) =>
    conditions.some(({ negated }) => !negated) || isText(partial);
  return {
    calls,
    depths: new Map(flattenLayout(packaged, sections).entries.map(({ partial, level }) => [partial, level])),
    fields: new Set(calls.filter(isField).map(({ partial }) => partial)),
  };
}

/**
 * Lists a page's layouts: the usual one first, then the project's own, then the package's.
 *
 * @param templates the project's templates
 * @param page which page
 * @param usual the usual one's name
 * @returns the layouts as lists
 */
export function listLayouts(templates: Templates, page: PageContext, usual: string): readonly FlatLayout[] {
  const layouts = layoutsOf(templates, page);
  const rank = (name: string) => (name === usual ? 0 : isOwnTemplate(layouts.get(name)?.file ?? "") ? 1 : 2);
  return [...layouts]
    .map(([name, { sections }]) => flattenLayout(name, sections))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
}
