import type { DriftEntry } from "../../drift/drift-file.ts";
import type { Descriptor } from "../../descriptor/descriptor.ts";
import { createPageContent } from "../../guide/content.ts";
import { wordsOfAllBranches } from "../../render/all-branches.ts";
import { renderGuide } from "../../render/render.ts";
import type { RenderedSection } from "../../render/rendered-section.ts";
import { factFields, readFacts } from "../learn/facts.ts";
import type { GuidePart } from "../learn/match-sections.ts";
import type { PublishedGuide } from "../read/published-guide.ts";
import { chooseLayout, type FlatLayout, type LayoutEntry } from "./choose-layout.ts";
import { inferParameters, usualHeading, usualParameters } from "./infer-parameters.ts";
import { placeOwnSections, type SharedPart } from "./own-sections.ts";
import { ProseFiles } from "./prose-files.ts";
import { readParts } from "./read-parts.ts";
import { findSectionChanges, type SectionChanges } from "./section-changes.ts";
import type { SharedContext } from "./shared-context.ts";

/** A guide as descriptor, prose and drift. */
export interface Description {
  /** The descriptor's fields, in the order of the file. */
  readonly descriptor: Readonly<Record<string, unknown>>;
  /** Prose files by their name. */
  readonly prose: ReadonlyMap<string, string>;
  readonly drift: readonly DriftEntry[];
  readonly parts: readonly GuidePart[];
  readonly layout: string;
}

/**
 * Describes a published guide: facts in fields, own text as Markdown, and where it words shared text otherwise.
 *
 * @param guide the guide
 * @param context the project's templates and settings
 * @param asOwn partials whose sections are the author's own text, whatever they say
 * @returns what stands in its files
 */
export function describeGuide(
  guide: PublishedGuide,
  context: SharedContext,
  asOwn: ReadonlySet<string> = new Set(),
): Description {
  const own = new Set(asOwn);
  // A section that turns out to be of its author's own is one less to share: the rest is looked at again.
  for (;;) {
    const described = describeOnce(guide, context, own);
    if (!("own" in described)) return described;
    for (const partial of described.own) own.add(partial);
  }
}

function describeOnce(
  guide: PublishedGuide,
  context: SharedContext,
  own: ReadonlySet<string>,
): Description | { readonly own: readonly string[] } {
  const { identity } = guide;
  const read = readParts(guide, context.texts, own);
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
  const prose = new ProseFiles(identity.canonical);
  const fields: Record<string, unknown> = {
    name: identity.name,
    title: identity.title,
    ...(identity.registry && identity.registry !== context.defaults.registry.kind && { registry: identity.registry }),
    ...(chosen.layout.name !== context.defaults.page.layout && { layout: chosen.layout.name }),
    ...statedFacts(shared, context, identity.name),
    ...prose.inFields(read.fields),
  };

  // What stands elsewhere than in the layout, or is the author's own.
  const parametersOf = createParameters(guide, context, read.parameters);
  const given = [...kept].flatMap(([part, entry]) => {
    const other = parametersOf(part, entry.level, entry.parameters);
    return Object.keys(other).length > 0 ? [[entry.name, other] as const] : [];
  });
  const { replace, add, moved } = placeOwnSections(parts, kept, chosen, context.texts, prose, (part, level) => {
    const usual = usualParameters(part.partial, context.templates);
    const declared = context.templates.partials.get(part.partial)?.parameters;
    const required = Object.entries(usual).filter(([name]) => declared?.get(name)?.fallback === undefined);
    const all = { ...Object.fromEntries(required), ...parametersOf(part, level, usual) };
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
  });
  const names = new Set([...[...kept.values()].map(({ name }) => name), ...Object.keys(replace)]);
  const omit = findOmitted({ ...fields, sections: compact({ replace }) }, names, chosen.layout, context);
  const sections = { omit, replace, ...(given.length > 0 && { parameters: Object.fromEntries(given) }), add };

  // How the shared sections differ from what their partials say.
  const rendered = new Map(
    render({ ...fields, sections: compact(sections) }, context).map((section) => [section.name, section]),
  );
  const isCommon = createCommon(guide, context);
  const { model } = createPageContent(fields as Descriptor, context.defaults);
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
  if (failed.length > 0) return { own: failed };

  const inLayout = [...kept].flatMap(([part, { name }]) => {
    const found = changes.get(part);
    return found ? [[name, found] as const] : [];
  });
  const changesBySection = inLayout.flatMap(([name, { changes: list }]) => (list.length > 0 ? [[name, list]] : []));
  return {
    descriptor: {
      ...fields,
      ...tableFields(new Map(inLayout), fields),
      ...compact({ sections: compact({ ...sections, changes: Object.fromEntries(changesBySection) }) }),
    },
    prose: prose.files,
    drift: [...changes.values()].flatMap(({ drift }) => drift),
    parts,
    layout: chosen.layout.name,
  };
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

/** What is rendered for such a guide, and the guide does not have. What stands within it goes with it. */
function findOmitted(
  descriptor: Readonly<Record<string, unknown>>,
  names: ReadonlySet<string>,
  { entries }: FlatLayout,
  context: SharedContext,
): readonly string[] {
  return render(descriptor, context)
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

/** Renders a guide whose prose is not in files yet. */
function render(
  descriptor: Readonly<Record<string, unknown>>,
  { templates, defaults }: SharedContext,
): readonly RenderedSection[] {
  const rendered = renderGuide(createPageContent(descriptor as Descriptor, defaults), templates);
  return "problems" in rendered ? [] : rendered.sections;
}
