import type { Problem } from "../findings/problem.ts";
import { didYouMean } from "../findings/suggest.ts";
import type { GuideContent } from "../guide/content.ts";
import type { TemplateModel } from "../guide/model.ts";
import type { Prose } from "../guide/prose.ts";
import { applyChanges } from "./changes.ts";
import { splitMarks } from "../markdown/origin.ts";
import type { OutlineSection } from "./outline.ts";
import { settleParameters, type GivenParameters } from "./parameters.ts";
import type { RenderedSection } from "./rendered-section.ts";
import { settleOutline, shownSections, type PlacedSection } from "./settle-outline.ts";
import { UnknownRowError, type TableEdit } from "./table.ts";
import { TemplateError } from "./template-error.ts";
import type { Templates } from "./templates.ts";
import { withParts } from "./use-case-parts.ts";

export type RenderResult =
  { readonly sections: readonly RenderedSection[] } | { readonly problems: readonly Problem[] };

/**
 * Words a guide: works the descriptor's changes into the layout and renders each section.
 *
 * @param guide what the guide says
 * @param templates the project's templates
 * @returns the sections in their order, or the problems
 */
export function renderGuide(guide: GuideContent, templates: Templates): RenderResult {
  const settled = settleOutline(guide, templates);
  if ("problems" in settled) return settled;
  const problems: Problem[] = [];
  const model = modelWithParts(guide, settled.parts, templates, problems);
  const sections = renderSections(settled.outline, model, templates, problems);
  return problems.length > 0 ? { problems } : { sections };
}

/** What templates can name: what the guide says, and within its use cases the words of the partials that these name. */
function modelWithParts(
  guide: GuideContent,
  parts: readonly OutlineSection[],
  templates: Templates,
  problems: Problem[],
): TemplateModel {
  if (guide.composedUseCases.length === 0) return guide.model;
  const words = renderSections(parts, guide.model, templates, problems).map(({ marked }) => marked.trimEnd());
  return withParts(guide, words);
}

function renderSections(
  outline: readonly OutlineSection[],
  model: TemplateModel,
  templates: Templates,
  problems: Problem[],
): RenderedSection[] {
  return shownSections(outline, model).flatMap((placed) => renderSection(placed, model, templates, problems) ?? []);
}

function renderSection(
  { section, depth }: PlacedSection,
  model: TemplateModel,
  templates: Templates,
  problems: Problem[],
): RenderedSection | undefined {
  if (section.kind === "partial") return renderCall(section, model, templates, depth, problems);
  if (section.kind === "replaced" || section.title === "") return own(String(section.text));
  const [marks, title] = splitMarks(String(section.title));
  const heading = `${marks}${"#".repeat(Math.min(6, depth + 2))} ${title}`;
  return own(`${heading}\n\n${String(section.text)}`);
}

const own = (marked: string): RenderedSection => ({ name: undefined, partial: undefined, marked });

function renderCall(
  { call, parameters: given, changes, level }: OutlineSection & { readonly kind: "partial" },
  model: TemplateModel,
  templates: Templates,
  depth: number,
  problems: Problem[],
): RenderedSection | undefined {
  const { values, plain } = settleParameters(given, templates.partials.get(call.partial));
  const write = templates.compiled(call.partial, level === undefined ? depth : level - 2);
  const marked = orProblems(problems, () => write({ model, parameters: values, loop: undefined }));
  if (marked === undefined) return undefined;
  const changed = applyChanges(marked, changes);
  problems.push(...changed.problems);
  return { name: call.name, partial: { name: call.partial, parameters: plain }, marked: changed.marked };
}

/**
 * Words one section.
 *
 * @param name the partial's name
 * @param given its parameters; the others have their defaults
 * @param model what the guide says
 * @param templates the project's templates
 * @param depth how deep the section stands: 0 for a heading of level 2
 * @returns the section's Markdown with its marks
 */
export function renderPartial(
  name: string,
  given: GivenParameters,
  model: TemplateModel,
  templates: Templates,
  depth: number,
): string {
  const parameters = settleParameters(given, templates.partials.get(name)).values;
  return templates.compiled(name, depth)({ model, parameters, loop: undefined });
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
