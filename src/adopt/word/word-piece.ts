import { parseDescriptor } from "../../descriptor/load.ts";
import { createGuideContent, type GuideDefaults } from "../../guide/content.ts";
import type { SectionChange } from "../../guide/edits.ts";
import type { TemplateModel } from "../../guide/model.ts";
import { Prose } from "../../guide/prose.ts";
import { rewriteReferences } from "../../guide/registry.ts";
import { stripMarks } from "../../markdown/origin.ts";
import { applyChanges } from "../../render/changes.ts";
import { renderPartial } from "../../render/render.ts";
import { UnknownRowError } from "../../render/table.ts";
import type { Templates } from "../../render/templates.ts";
import type { Identity } from "../read/identity.ts";
import { fieldsOf, type Facts } from "./facts.ts";
import type { SharedPiece } from "./piece.ts";

/** What is needed to word a section by a partial. */
export interface WordingContext {
  readonly templates: Templates;
  readonly defaults: GuideDefaults;
  /** Formats a section that was rendered. */
  readonly style: (rendered: string) => string;
  /** Models by image and facts. */
  readonly models: Map<string, TemplateModel | undefined>;
}

/**
 * Tells whether a partial gives exactly the lines that it stands for.
 *
 * @param piece the partial with its parameters and changes, and the lines
 * @param model what the guide says
 * @param identity what the guide calls its image
 * @param context the project's templates
 * @returns true where it does, in house style
 */
export function gives(piece: SharedPiece, model: TemplateModel, identity: Identity, context: WordingContext): boolean {
  return wordPiece(piece, model, identity, context) === `${piece.lines.join("\n")}\n`;
}

/**
 * Words a section by a partial.
 *
 * @param piece the partial with its parameters and changes
 * @param model what the guide says
 * @param identity what the guide calls its image
 * @param context the project's templates
 * @returns Markdown in house style; "" where a change does not find its words, or its row
 */
export function wordPiece(
  { partial, level, parameters, changes }: SharedPiece,
  model: TemplateModel,
  identity: Identity,
  { templates, defaults, style }: WordingContext,
): string {
  const profile = { ...defaults.registry, kind: identity.registry ?? defaults.registry.kind };
  const prose = (text: string) =>
    text === ""
      ? text
      : new Prose(rewriteReferences(identity.canonical(text), profile).trimEnd(), {
          kind: "descriptor",
          path: [],
          offset: 0,
        });
  const given = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, typeof value === "boolean" ? value : prose(value)]),
  );
  const worded = withKnownRows(() => renderPartial(partial, given, model, templates, level - 2));
  if (worded === undefined) return "";
  const { marked, problems } = applyChanges(
    worded,
    changes.map((change): SectionChange => {
      if ("find" in change) return { path: [], find: change.find, replace: prose(change.replace) };
      if ("remove" in change) return { path: [], ...change };
      return { path: [], after: change.after, add: prose(change.add) };
    }),
  );
  if (problems.length > 0) return "";
  return style(stripMarks(marked));
}

/** A row that is left out may stand in a branch that is not there. */
function withKnownRows<T>(render: () => T): T | undefined {
  try {
    return render();
  } catch (error) {
    if (error instanceof UnknownRowError) return undefined;
    throw error;
  }
}

/**
 * What templates can name of a guide.
 *
 * @param identity what the guide calls its image
 * @param defaults what the project decides
 * @param facts what its descriptor states
 * @returns the model; undefined where no descriptor can state these facts
 */
export function modelOf(
  { name, title, registry, canonical }: Identity,
  defaults: GuideDefaults,
  facts: Facts = new Map(),
): TemplateModel | undefined {
  const files = { name, path: "", prosePath: "", proseFolder: "" };
  const fields = { name, title, ...(registry && { registry }), ...fieldsOf(facts, canonical) };
  const { descriptor } = parseDescriptor(JSON.stringify(fields), files);
  return descriptor && createGuideContent(descriptor, defaults).model;
}

/**
 * What templates can name of a guide, made once for an image and its facts.
 *
 * @param identity what the guide calls its image
 * @param context what the project decides, and the models that were made
 * @param facts what its descriptor states
 * @returns the model; undefined where no descriptor can state these facts
 */
export function rememberedModel(
  identity: Identity,
  { defaults, models }: WordingContext,
  facts: Facts = new Map(),
): TemplateModel | undefined {
  const key = `${identity.name} ${JSON.stringify([...facts])}`;
  if (!models.has(key)) models.set(key, modelOf(identity, defaults, facts));
  return models.get(key);
}

/**
 * What a template's name stands for.
 *
 * @param model what the guide says
 * @param path the name's parts
 * @returns the value; undefined where the model has none
 */
export function valueAt(model: TemplateModel | undefined, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], model);
}
