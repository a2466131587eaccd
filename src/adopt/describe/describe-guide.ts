import type { DriftEntry } from "../../drift/drift-file.ts";
import type { PageContent } from "../../guide/content.ts";
import { wordsOfAllBranches } from "../../render/all-branches.ts";
import { renderGuide } from "../../render/render.ts";
import type { RenderedSection } from "../../render/rendered-section.ts";
import { factFields, readFacts } from "../learn/facts.ts";
import type { GuidePart } from "../learn/match-sections.ts";
import type { PublishedGuide } from "../read/published-guide.ts";
import { chooseLayout, type FlatLayout, type LayoutEntry } from "./choose-layout.ts";
import { inferParameters, usualHeading, usualParameters } from "./infer-parameters.ts";
import { placeOwnSections, type SharedPart } from "./own-sections.ts";
import { contentOf, withOwn, type Fields } from "./page-context.ts";
import { filesIn, ProseFiles } from "./prose-files.ts";
import { readParts } from "./read-parts.ts";
import { findSectionChanges, type SectionChanges } from "./section-changes.ts";
import type { SharedContext } from "./shared-context.ts";

/** A page as descriptor, prose and drift. */
export interface Description {
  /** The descriptor's fields, in the order of the file. */
  readonly descriptor: Fields;
  /** Those that say what only this page says. */
  readonly own: Fields;
  /** Prose files by their name. */
  readonly prose: ReadonlyMap<string, string>;
  readonly drift: readonly DriftEntry[];
  readonly parts: readonly GuidePart[];
  readonly layout: string;
}

/**
 * Describes a published page: facts in fields, own text as Markdown, and where it words shared text otherwise.
 *
 * @param guide the page
 * @param context the project's templates and settings
 * @param rest what the descriptor says already, and what stands beside it
 * @param asOwn partials whose sections are the author's own text, whatever they say
 * @returns what stands in its files
 */
export function describeGuide(
  guide: PublishedGuide,
  context: SharedContext,
  rest: Fields,
  asOwn: ReadonlySet<string> = new Set(),
): Description {
  const own = new Set(asOwn);
  // A section that turns out to be of its author's own is one less to share: the rest is looked at again.
  for (;;) {
    const described = describeOnce(guide, context, rest, own);
    if (!("failed" in described)) return described;
    for (const partial of described.failed) own.add(partial);
  }
}

function describeOnce(
  guide: PublishedGuide,
  context: SharedContext,
  rest: Fields,
  asOwn: ReadonlySet<string>,
): Description | { readonly failed: readonly string[] } {
  const { identity } = guide;
  const read = readParts(guide, context.texts, asOwn);
  const { parts } = read;
  const shared = parts.filter((part) => part.kind === "shared");
  const outline = shared.map(({ partial, sections }) => ({ partial, level: sections[0]?.level ?? 0 }));
  const chosen = chooseLayout(outline, context.layouts);
  const kept = new Map(
    chosen.pairs.flatMap(([inLayout, inGuide]) => {
      const [part, entry] = [shared[inGuide], chosen.layout.entries[inLayout]];
      return part && entry ? [[part, entry] as const] : [];
    }),
  );
  const prose = new ProseFiles(identity.canonical, new Set([...filesIn(rest), ...guide.taken]));
  const head = headOf(guide, context);
  const isGuide = context.defaults.page.fields === "";
  const fields: Fields = {
    ...(isGuide && head),
    ...(chosen.layout.name !== context.defaults.page.layout && { layout: chosen.layout.name }),
    ...(isGuide && statedFacts(shared, context, identity.name)),
    ...prose.inFields(read.fields),
  };
  const whole = (own: Fields) => withOwn({ ...head, ...rest }, own, context);
  const content = (own: Fields) => contentOf({ ...guide.beside, ...whole(own) }, context);

  // What stands elsewhere than in the layout, or is the author's own.
  const asStarted = callContainer(read.fields);
  const parametersOf = createParameters(guide, context, read.parameters);
  const given = [...kept].flatMap(([part, entry]) => {
    const other = parametersOf(part, entry.level, asStarted(entry.parameters));
    return Object.keys(other).length > 0 ? [[entry.name, other] as const] : [];
  });
  const { replace, add, moved } = placeOwnSections(parts, kept, chosen, context.texts, prose, (part, level) => {
    const usual = asStarted(usualParameters(part.partial, context.templates));
    const declared = context.templates.partials.get(part.partial)?.parameters;
    const required = Object.entries(usual).filter(([name]) => declared?.get(name)?.fallback === undefined);
    const all = { ...Object.fromEntries(required), ...parametersOf(part, level, usual) };
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
  });
  const names = new Set([...[...kept.values()].map(({ name }) => name), ...Object.keys(replace)]);
  const omitted = render(content({ ...fields, sections: compact({ replace }) }), context);
  const omit = findOmitted(omitted, names, chosen.layout);
  const sections = { omit, replace, ...(given.length > 0 && { parameters: Object.fromEntries(given) }), add };

  // How the shared sections differ from what their partials say.
  const rendered = new Map(
    render(content({ ...fields, sections: compact(sections) }), context).map((section) => [section.name, section]),
  );
  const isCommon = createCommon(guide, context);
  const { model } = content(fields);
  const changes = new Map<SharedPart, SectionChanges>();
  const failed: string[] = [];
  for (const part of shared) {
    const section = rendered.get(kept.get(part)?.name ?? part.partial);
    const found =
      section &&
      findSectionChanges(section, part.sections, {
        identity,
        isCommon,
        branches: wordsOfAllBranches(part.partial, context.templates.partials, model),
      });
    const added = moved.get(part);
    // Rows of a section that was moved are no field's: the layout's own section may be there, too.
    if (!found || (added && found.omittedRows.length + found.rows.length > 0)) failed.push(part.partial);
    else changes.set(part, found);
    if (added && found && found.changes.length > 0) added["changes"] = found.changes;
  }
  if (failed.length > 0) return { failed };

  const inLayout = [...kept].flatMap(([part, { name }]) => {
    const found = changes.get(part);
    return found ? [[name, found] as const] : [];
  });
  const changesBySection = inLayout.flatMap(([name, { changes: list }]) => (list.length > 0 ? [[name, list]] : []));
  const own = {
    ...fields,
    ...tableFields(new Map(inLayout), fields),
    ...compact({ sections: compact({ ...sections, changes: Object.fromEntries(changesBySection) }) }),
  };
  return {
    descriptor: whole(own),
    own,
    prose: prose.files,
    drift: [...changes.values()].flatMap(({ drift }) => drift),
    parts,
    layout: chosen.layout.name,
  };
}

/** What every descriptor begins with. */
function headOf({ identity: { name, title, registry } }: PublishedGuide, { defaults }: SharedContext): Fields {
  return { name, title, ...(registry && registry !== defaults.registry.kind && { registry }) };
}

/** The facts that a guide's sections state. */
function statedFacts(
  shared: readonly SharedPart[],
  { texts }: SharedContext,
  name: string,
): Readonly<Record<string, unknown>> {
  const facts = readFacts(
    shared.flatMap(({ partial, sections }) => {
      const text = texts.get(partial);
      return text ? [{ text, sections }] : [];
    }),
  );
  return { ...factFields(facts), ...(facts.has("dropIn") && { migration: readDropIn(shared, name) }) };
}

/** Samples name the container as the start section does, whatever the layout calls it. */
function callContainer({ start }: Fields) {
  const { container } = (start ?? {}) as { readonly container?: string };
  return (usual: LayoutEntry["parameters"]): LayoutEntry["parameters"] =>
    container === undefined || usual["container"] === undefined ? usual : { ...usual, container };
}

/** Makes the function that reads a section's parameters: those that the layout does not give it like that. */
function createParameters(
  { identity }: PublishedGuide,
  context: SharedContext,
  ofFields: ReadonlyMap<string, Readonly<Record<string, string>>>,
) {
  return (part: SharedPart, level: number, usual: LayoutEntry["parameters"]): Readonly<Record<string, string>> => {
    const entry = { partial: part.partial, level, parameters: usual };
    const read = { ...inferParameters(entry, part.sections, context, identity), ...ofFields.get(part.partial) };
    // Another heading of the same section, or another placeholder, names nothing real: it is a wording.
    const hasHeading = usual["heading"] !== undefined || usualHeading(entry, context, identity) !== undefined;
    return Object.fromEntries(
      Object.entries(read).filter(
        ([name, value]) =>
          usual[name] !== value && (name === "heading" ? !hasHeading : !PLACEHOLDER.test(value) || !(name in usual)),
      ),
    );
  };
}

const PLACEHOLDER = /^<[^<>]+>$/;

/** What is rendered for such a page, and the page does not have. What stands within it goes with it. */
function findOmitted(
  rendered: readonly RenderedSection[],
  names: ReadonlySet<string>,
  { entries }: FlatLayout,
): readonly string[] {
  return rendered
    .flatMap(({ name }) => name ?? [])
    .filter((name) => {
      const parent = entries.find((entry) => entry.name === name)?.parent;
      return !names.has(name) && (parent === undefined || names.has(parent));
    });
}

/** Tells of a guide's blocks whether other guides say the same. */
function createCommon({ sections }: PublishedGuide, { common }: SharedContext) {
  const generalOf = new Map(
    sections.flatMap(({ blocks }) => blocks.map(({ text, general }): [string, string] => [text, general])),
  );
  return ({ text }: { readonly text: string }): boolean => common.has(generalOf.get(text) ?? text);
}

/** What a drop-in replacement replaces, and where it usually runs. */
function readDropIn(shared: readonly SharedPart[], name: string): Readonly<Record<string, string>> {
  const section = shared.find(({ partial }) => partial === "migration");
  const text = section?.sections.flatMap(({ blocks }) => blocks.map((block) => block.text)).join("\n") ?? "";
  const [, from] = /From: `([a-z0-9._:/-]+):<tag>`/.exec(text) ?? [];
  const [, platform] = /in your existing (\S+(?: \S+)?) deployments/.exec(text) ?? [];
  return {
    kind: "drop-in",
    ...(from !== undefined && from !== name && { from }),
    ...(platform !== undefined && { platform }),
  };
}

/** The rows of tables that are a field. */
function tableFields(
  changes: ReadonlyMap<string, SectionChanges>,
  { comparison = {}, migration = {} }: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const rowsOf = (name: string, cells: readonly string[]) => {
    const { omittedRows = [], rows = [] } = changes.get(name) ?? {};
    return {
      ...(omittedRows.length > 0 && { omit: omittedRows }),
      ...(rows.length > 0 && {
        rows: rows.map((row) => Object.fromEntries(cells.map((cell, index) => [cell, row[index] ?? ""]))),
      }),
    };
  };
  const all = {
    comparison: { ...(comparison as object), ...rowsOf("key-differences", ["feature", "standard", "hardened"]) },
    migration: { ...(migration as object), ...rowsOf("migration", ["item", "note"]) },
  };
  return compact(all);
}

function compact(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => typeof value !== "object" || value === null || Object.keys(value).length > 0,
    ),
  );
}

/** Renders a page whose prose is not in files yet. */
function render(content: PageContent, { templates }: SharedContext): readonly RenderedSection[] {
  const rendered = renderGuide(content, templates);
  return "problems" in rendered ? [] : rendered.sections;
}
