import type { Problem, YamlPath } from "../diagnostics/problem.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Guide, TemplateModel } from "../guide/model.ts";
import type { Prose } from "../guide/prose.ts";
import { applyChanges } from "./changes.ts";
import { checkOutline, namesBroken } from "./check-outline.ts";
import { splitMarks } from "../provenance/origin.ts";
import type { Chunks } from "./chunks.ts";
import { isShown } from "./is-shown.ts";
import type { Parameter } from "./layout.ts";
import { applyEdits, hasEdits, type OutlineSection } from "./outline.ts";
import { settleParameters, type GivenParameters } from "./parameters.ts";
import { UnknownRowError, type TableEdit } from "./table.ts";
import type { Templates } from "./templates.ts";
import { findPartsInParts, partSections, withParts } from "./use-case-parts.ts";

/** A section as it was worded. */
export class RenderedSection {
  /** The section's name in the layout; undefined for the author's own. */
  readonly name: string | undefined;
  /** Markdown with marks (see provenance/origin.ts), constant blocks among them (see chunks.ts). */
  readonly compact: string;
  /** The partial that worded it, and the parameters it was given. */
  readonly partial: { readonly name: string; readonly parameters: Readonly<Record<string, Parameter>> } | undefined;
  /** Whether other guides may have the very same. */
  readonly isShared: boolean;
  readonly #chunks: Chunks;

  constructor(compact: string, chunks: Chunks, name?: string, partial?: RenderedSection["partial"], isShared = false) {
    this.compact = compact;
    this.name = name;
    this.partial = partial;
    this.isShared = isShared;
    this.#chunks = chunks;
  }

  /** Markdown with the marks of all its lines. */
  get marked(): string {
    return this.#chunks.expand(this.compact);
  }
}

export type RenderResult =
  | {
      readonly sections: readonly RenderedSection[];
      /** The files of the templates that have a say in the guide. */
      readonly templates: readonly string[];
    }
  | { readonly problems: readonly Problem[] };

/**
 * Words a guide: works the descriptor's changes into the layout and renders each section.
 *
 * @param guide what the guide says
 * @param templates the project's templates
 * @returns the sections in their order, or the problems
 */
export function renderGuide(guide: Guide, templates: Templates): RenderResult {
  const layout = templates.layouts.get(guide.layout.name);
  // A layout that has errors was reported once, when templates loaded, and not for each of its guides.
  if (!layout)
    return {
      problems: templates.layoutNames.has(guide.layout.name)
        ? []
        : [unknownLayout(guide.layout.name, guide.layout.path, templates.layoutNames)],
    };
  const outlined = hasEdits(guide.edits) ? applyEdits(layout.sections, guide.edits) : undefined;
  const outline = outlined?.outline ?? layout.outline;
  const parts = partSections(guide, outline, templates);
  // What the layout names was checked when templates loaded.
  const named = outlined ? [...outline, ...parts] : parts;
  const cycles = findPartsInParts(guide, templates);
  const wrong = [...(outlined?.problems ?? []), ...checkOutline(guide, named, templates), ...cycles];
  if (wrong.length > 0 || namesBroken(named, templates)) return { problems: wrong };
  const changeProblems: Problem[] = [];
  const words = renderSections(parts, guide.model, templates, 0, changeProblems).map(({ marked }) => marked.trimEnd());
  const model = guide.inParts.length > 0 ? withParts(guide, words) : guide.model;
  const sections = renderSections(outline, model, templates, 0, changeProblems);
  if (changeProblems.length > 0) return { problems: changeProblems };
  const isOwnOutline = outlined !== undefined || parts.length > 0;
  return {
    sections,
    templates: isOwnOutline ? templates.filesOf(guide.layout.name, [...outline, ...parts]) : layout.files,
  };
}

function renderSections(
  outline: readonly OutlineSection[],
  model: TemplateModel,
  templates: Templates,
  depth: number,
  problems: Problem[],
): RenderedSection[] {
  return outline.flatMap((section): RenderedSection[] => {
    const { chunks } = templates;
    if (section.kind === "replaced") return [new RenderedSection(String(section.text), chunks)];
    if (section.kind === "own") {
      if (section.title === "") return [new RenderedSection(String(section.text), chunks)];
      const [marks, title] = splitMarks(String(section.title));
      const heading = `${marks}${"#".repeat(Math.min(6, depth + 2))} ${title}`;
      return [new RenderedSection(`${heading}\n\n${String(section.text)}`, chunks)];
    }
    if (!isShown(section.call, model)) return [];
    const rendered = renderCall(section, model, templates, depth, problems);
    return rendered ? [rendered, ...renderSections(section.children, model, templates, depth + 1, problems)] : [];
  });
}

function renderCall(
  section: OutlineSection & { readonly kind: "partial" },
  model: TemplateModel,
  templates: Templates,
  depth: number,
  problems: Problem[],
): RenderedSection | undefined {
  const { call, parameters: given, changes, level } = section;
  const { chunks, partials, compiled } = templates;
  const shared = changes.length > 0 || given !== call.parameters ? undefined : templates.shared.of(call);
  const parameters = shared?.parameters ?? settleParameters(given, partials.get(call.partial));
  const template = compiled(call.partial, level === undefined ? depth : level - 2);
  const frame = { model, parameters: parameters.values, loop: undefined };
  const word = (isShared: boolean) => {
    const marked = withKnownRows(problems, () => template.write(frame));
    if (marked === undefined) return undefined;
    // Changed words are no longer the constant text that is styled once, so it is written out.
    const changed = changes.length > 0 ? applyChanges(chunks.expand(marked), changes) : undefined;
    problems.push(...(changed?.problems ?? []));
    const partial = { name: call.partial, parameters: parameters.plain };
    return new RenderedSection(changed?.marked ?? marked, chunks, call.name, partial, isShared);
  };
  return shared ? shared.wordings.get(() => template.key(frame), word) : word(false);
}

/**
 * Words one section.
 *
 * @param name the partial's name
 * @param given its parameters; the others have their defaults
 * @param model what the guide says
 * @param templates the project's templates
 * @param depth how deep the section stands: 0 for a heading of level 2
 * @returns the section's Markdown with its marks, constant blocks among them
 */
export function renderPartial(
  name: string,
  given: GivenParameters,
  model: TemplateModel,
  templates: Templates,
  depth: number,
): string {
  const parameters = settleParameters(given, templates.partials.get(name)).values;
  return templates.compiled(name, depth).write({ model, parameters, loop: undefined });
}

/** Renders a section; the rows that it should leave out and does not have become problems. */
function withKnownRows<T>(problems: Problem[], render: () => T): T | undefined {
  try {
    return render();
  } catch (error) {
    if (!(error instanceof UnknownRowError)) throw error;
    problems.push(...error.edits.map((edit) => unknownRow(edit, error.rows)));
    return undefined;
  }
}

function unknownRow({ key, row }: TableEdit, rows: readonly string[]): Problem {
  const fix = didYouMean(key, rows);
  const { origin } = row as Prose;
  return {
    code: "row-unknown",
    severity: "error",
    message: `unexpected row "${key}", expected one of the shared table's: ${rows.join(", ")}`,
    ...(fix !== undefined && { fix }),
    place: { path: "offset" in origin ? origin.path : [], part: "value" },
  };
}

/**
 * The problem of a layout that there is not.
 *
 * @param name what it is called
 * @param path where it is named
 * @param known the layouts that there are
 * @returns the problem
 */
export function unknownLayout(name: string, path: YamlPath, known: Iterable<string>): Problem {
  const names = [...known];
  const fix = didYouMean(name, names);
  return {
    code: "layout-unknown",
    severity: "error",
    message: `unexpected layout "${name}", expected one of ${names.join(", ")}`,
    ...(fix !== undefined && { fix }),
    place: { path, part: "value" },
  };
}
