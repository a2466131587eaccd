import { flattenLayout, type FlatLayout, type OutlinePlace } from "../describe/choose-layout.ts";
import type { Condition, Parameter, SectionCall } from "../../render/layout.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import type { Templates } from "../../render/templates.ts";
import { allCalls } from "./shared-text.ts";

/** More layouts than these nobody keeps apart. */
const MOST_LAYOUTS = 3;
/** A layout that fewer guides have, absolutely or of all, is no layout: they change another one. */
const FEWEST_GUIDES = 3;
const FEWEST_SHARE = 0.05;
/** Sections that a guide has where its descriptor has the field: they stand in every layout, whoever has them. */
const FIELDS: ReadonlySet<string> = new Set(["included", "start", "environment", "volumes", "use-cases", "helm-chart"]);

/** What a layout says of one section. */
interface Place extends OutlinePlace {
  readonly conditions: readonly Condition[];
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/**
 * Finds the outlines that most guides have, and makes layouts of them: their sections, in their order, with those of the
 * package's layouts that fields fill.
 *
 * @param outlines the guides' shared sections
 * @param headings how often sections have which heading, by their partial
 * @param templates the package's templates
 * @returns the layouts, the commonest first
 */
export function learnLayouts(
  outlines: readonly (readonly OutlinePlace[])[],
  headings: ReadonlyMap<string, string>,
  templates: Templates,
): readonly TemplateSource[] {
  const counts = new Map<string, { readonly outline: readonly OutlinePlace[]; count: number }>();
  for (const whole of outlines) {
    const outline = whole.filter(({ partial }) => !FIELDS.has(partial));
    const key = outline.map(({ partial, level }) => `${partial}@${level}`).join(" ");
    const found = counts.get(key) ?? { outline, count: 0 };
    counts.set(key, { outline, count: found.count + 1 });
  }
  const common = [...counts.values()]
    .filter(({ outline }) => outline.length > 0)
    .sort((a, b) => b.count - a.count)
    .filter(({ count }, index) => index === 0 || count >= Math.max(FEWEST_GUIDES, FEWEST_SHARE * outlines.length))
    .slice(0, MOST_LAYOUTS);
  const levels = usualLevels(outlines.flat());
  const named = new Map<string, readonly OutlinePlace[]>();
  return common.flatMap(({ outline }): TemplateSource[] => {
    const name = nameOf(outline, named);
    if (named.has(name)) return [];
    named.set(name, outline);
    const text = layoutText(outline, headings, levels, templates);
    return [{ kind: "layout", name, file: `templates/${name}.hbs`, text }];
  });
}

/** A layout is called after what it has that the usual one has not, or else after what it lacks. */
function nameOf(outline: readonly OutlinePlace[], named: ReadonlyMap<string, readonly OutlinePlace[]>): string {
  const [[, usual] = ["", outline]] = named;
  if (named.size === 0) return "guide";
  const firstOnly = (list: readonly OutlinePlace[], others: readonly OutlinePlace[]) =>
    list.find(({ partial }) => !others.some((other) => other.partial === partial))?.partial;
  const [more, less] = [firstOnly(outline, usual), firstOnly(usual, outline)];
  const name = more !== undefined ? `with-${more}` : less !== undefined ? `without-${less}` : "in-another-order";
  const taken = named.get(name);
  if (!taken) return name;
  const [also, not] = [firstOnly(outline, taken), firstOnly(taken, outline)];
  if (also !== undefined) return `${name}-and-${also}`;
  return not !== undefined ? `${name}-without-${not}` : `${name}-in-another-order`;
}

function layoutText(
  outline: readonly OutlinePlace[],
  headings: ReadonlyMap<string, string>,
  levels: ReadonlyMap<string, number>,
  templates: Templates,
): string {
  const packaged = templates.layouts.get("nested")?.sections ?? [];
  const calls = new Map(allCalls(packaged).map((call) => [call.partial, call]));
  const places = withFields(outline, levels, packaged);
  const lines: string[] = [];
  const open: Place[] = [];
  places.forEach((place, index) => {
    const call = calls.get(place.partial);
    while ((open.at(-1)?.level ?? 0) >= place.level)
      lines.push(`${margin(open.length - 1)}{{/${open.pop()?.partial}}}`);
    const next = places[index + 1];
    // A section that a field fills may be left out, and takes none with it.
    const hasChildren = (next?.level ?? 0) > place.level && !FIELDS.has(next?.partial ?? "");
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

/** Puts the sections that fields fill where the package's layout has them. */
function withFields(
  outline: readonly OutlinePlace[],
  levels: ReadonlyMap<string, number>,
  packaged: readonly SectionCall[],
): Place[] {
  const places = outline.map((place): Place => ({ ...place, conditions: [], parameters: {} }));
  const fields = allCalls(packaged)
    .filter(({ partial }) => FIELDS.has(partial))
    .map(({ partial, conditions, parameters }): Place => {
      return { partial, level: levels.get(partial) ?? 2, conditions, parameters };
    });
  // As in the package: before the sections that compare, and tell of variants and migration.
  const order = packaged.map(({ partial }) => partial);
  const behind = order.slice(order.findLastIndex((partial) => FIELDS.has(partial) || partial === "access") + 1);
  const [first] = places;
  const next = places.findIndex(({ partial }) => behind.includes(partial));
  const second = places.findIndex((place, index) => index > 0 && place.level <= (first?.level ?? 0));
  const end = next >= 0 ? next : second < 0 ? places.length : second;
  return [...places.slice(0, end), ...fields, ...places.slice(end)];
}

/**
 * Lists all layouts, the usual one first.
 *
 * @param templates the project's templates
 * @param usual the usual one's name
 * @returns the layouts as lists
 */
export function listLayouts({ layouts }: Templates, usual: string): readonly FlatLayout[] {
  return [...layouts]
    .map(([name, { sections }]) => flattenLayout(name, sections))
    .sort((a, b) => Number(b.name === usual) - Number(a.name === usual) || (a.name < b.name ? -1 : 1));
}
