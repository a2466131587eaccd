import type { SectionChange } from "../guide/edits.ts";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { didYouMean } from "../findings/suggest.ts";
import type { PageContent } from "../guide/content.ts";
import type { TemplateModel } from "../guide/model.ts";
import type { Prose } from "../guide/prose.ts";
import { wordsOfAllBranches } from "./all-branches.ts";
import { applyChanges, partialOf } from "./changes.ts";
import { splitMarks, stripMarks } from "../markdown/origin.ts";
import { commandLine } from "../package.ts";
import { settleParameters, type GivenParameters } from "./parameters.ts";
import type { RenderedSection } from "./rendered-section.ts";
import { NUMBER } from "./step-numbers.ts";
import { settleOutline, shownSections, type PlacedSection } from "./settle-outline.ts";
import { escapeCell, UnknownRowError, type Label, type TableEdit } from "./table.ts";
import { TemplateError } from "./template-error.ts";
import type { Templates } from "./templates.ts";
import { belowHeading, createLabel } from "./when.ts";

export type RenderResult =
  /** What was changed though its words are not there to the letter: a warning each. */
  | {
      readonly sections: readonly RenderedSection[];
      readonly warnings: readonly Problem[];
      /** The names of the model that its partials looked up: see {@link Frame}. */
      readonly names: ReadonlySet<string>;
    }
  | { readonly problems: readonly Problem[] };

/**
 * Words a guide: works the descriptor's changes into the layout and renders each section.
 *
 * @param guide what the guide says
 * @param templates the project's templates
 * @param keepsVolatile whether volatile sections are to stay: where they are left out afterwards, none is counted as a
 *   step
 * @returns the sections in their order, or the problems
 */
export function renderGuide(guide: PageContent, templates: Templates, keepsVolatile = true): RenderResult {
  const settled = settleOutline(guide, templates);
  if ("problems" in settled) return settled;
  const names = new Set<string>();
  const rendering: Rendering = { templates, problems: [], names, label: createLabel(guide.model, templates, names) };
  const placed = shownSections(settled.outline, guide.model, templates, keepsVolatile);
  const sections = placed.flatMap((section) => renderPlaced(section, guide.model, rendering) ?? []);
  const { problems } = rendering;
  return problems.some(({ severity }) => severity === "error") ? { problems } : { sections, warnings: problems, names };
}

/** What comes together while a guide is rendered. */
interface Rendering {
  readonly templates: Templates;
  readonly problems: Problem[];
  readonly names: Set<string>;
  /** Words what is for some versions or variants alone. */
  readonly label: Label;
}

function renderPlaced(placed: PlacedSection, model: TemplateModel, rendering: Rendering): RenderedSection | undefined {
  const rendered = renderSection(placed, model, rendering);
  const { when } = placed.section;
  if (!rendered || when?.given !== true) return rendered;
  return { ...rendered, marked: belowHeading(rendered.marked, rendering.label(when, "")) };
}

function renderSection(placed: PlacedSection, model: TemplateModel, rendering: Rendering): RenderedSection | undefined {
  const { section, depth, isVolatile } = placed;
  const own = (marked: string): RenderedSection => ({ name: undefined, partial: undefined, marked, isVolatile });
  if (section.kind === "partial") return renderCall({ ...placed, section }, model, rendering);
  if (section.kind === "replaced" || section.title === "") return own(String(section.text));
  const [marks, title] = splitMarks(String(section.title));
  const heading = `${marks}${"#".repeat(Math.min(6, depth + 2))} ${title}`;
  return own(`${heading}\n\n${String(section.text)}`);
}

function renderCall(
  { section, depth, number, isVolatile }: PlacedSection & { readonly section: { readonly kind: "partial" } },
  model: TemplateModel,
  { templates, problems, names, label }: Rendering,
): RenderedSection | undefined {
  const { call, parameters, changes, level } = section;
  const stated = withContainer(parameters, model, names);
  const given = number === undefined ? stated : { [NUMBER]: String(number), ...stated };
  const { values, plain } = settleParameters(given, templates.partials.get(call.partial));
  const own = level === undefined ? depth : level - 2;
  const write = templates.compiled(call.partial, own);
  const allBranches = (said: readonly SectionChange[]) =>
    [call.partial, ...said.flatMap((change) => partialOf(change)?.partial ?? [])]
      .map((name) => wordsOfAllBranches(name, templates.partials, model))
      .join("\n");
  const marked = orProblems(problems, () =>
    withoutDormantRows(
      model,
      () => allBranches(changes),
      (stated) => write({ model: stated, parameters: values, loop: undefined, names, label }),
    ),
  );
  if (marked === undefined) return undefined;
  const changed = orProblems(problems, () =>
    applyChanges(marked, changes, allBranches, (name) => renderPartial(name, {}, model, templates, own, names)),
  );
  if (!changed) return undefined;
  problems.push(...changed.problems);
  if (section.path !== undefined && stripMarks(changed.marked).trim() === "")
    problems.push(emptySection(call.partial, section.path, isVolatile));
  return { name: call.name, partial: { name: call.partial, parameters: plain }, marked: changed.marked, isVolatile };
}

/**
 * Calls the container in samples as the start section does, where the author gives it a name: a layout can only make
 * one up. What a descriptor gives to the section itself is prose, and stays.
 */
function withContainer(given: GivenParameters, { start }: TemplateModel, names: Set<string>): GivenParameters {
  const { container } = given;
  if (start.container === "" || typeof container !== "string") return given;
  names.add("start.container");
  return { ...given, container: start.container };
}

/**
 * Words one section.
 *
 * @param name the partial's name
 * @param given its parameters; the others have their defaults
 * @param model what the guide says
 * @param templates the project's templates
 * @param depth how deep the section stands: 0 for a heading of level 2
 * @param names takes the names of the model that it looks up
 * @returns the section's Markdown with its marks
 */
export function renderPartial(
  name: string,
  given: GivenParameters,
  model: TemplateModel,
  templates: Templates,
  depth: number,
  names?: Set<string>,
): string {
  const parameters = settleParameters(given, templates.partials.get(name)).values;
  const label = createLabel(model, templates, names);
  return templates.compiled(name, depth)({ model, parameters, loop: undefined, label, ...(names && { names }) });
}

/** Renders a section. Of a row that the table has with other facts only, there is nothing to leave out. */
function withoutDormantRows(
  model: TemplateModel,
  allBranches: () => string,
  write: (model: TemplateModel) => string,
): string {
  try {
    return write(model);
  } catch (error) {
    if (!(error instanceof UnknownRowError)) throw error;
    const rows = new Set([...allBranches().matchAll(/^\|((?:\\.|[^|])*)\|/gm)].map(([, key = ""]) => key.trim()));
    const unknown = error.edits.filter(({ key }) => !rows.has(escapeCell(key)));
    if (unknown.length > 0) throw new UnknownRowError(unknown, error.rows);
    const dormant = new Set<TableEdit>(error.edits);
    const { comparison, migration } = model;
    const without = (changes: typeof migration.changes) => changes.filter((change) => !dormant.has(change));
    return write({
      ...model,
      comparison: { ...comparison, changes: without(comparison.changes) },
      migration: { ...migration, changes: without(migration.changes) },
    });
  }
}

/** Renders a section; rows that it should leave out and does not have, and values that are no text, become problems. */
function orProblems<T>(problems: Problem[], render: () => T): T | undefined {
  try {
    return render();
  } catch (error) {
    if (error instanceof UnknownRowError) problems.push(...error.edits.map((edit) => unknownRow(edit, error.rows)));
    else if (error instanceof TemplateError && error.problem) problems.push(error.problem);
    else throw error;
    return undefined;
  }
}

/** A descriptor asks for a section, and there is nothing that it could say. */
function emptySection(partial: string, path: YamlPath, isVolatile: boolean): Problem {
  return {
    code: "section-empty",
    severity: "warning",
    message: `unexpected partial ${partial}, which says nothing here: there is no fact that it prints`,
    fix: isVolatile
      ? `run ${commandLine("sync")}, which writes such facts where it knows any, or remove it`
      : "remove it, or state one",
    place: { path: [...path, "partial"], part: "value" },
  };
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
