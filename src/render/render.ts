import type { Problem } from "../diagnostics/problem.ts";
import { didYouMean } from "../diagnostics/suggest.ts";
import type { Guide, TemplateModel } from "../guide/model.ts";
import type { Chunks } from "./chunks.ts";
import type { Condition, Parameter } from "./layout.ts";
import { applyEdits, hasEdits, type OutlineSection } from "./outline.ts";
import type { Templates } from "./templates.ts";

/** A section as it was worded. */
export class RenderedSection {
  /** The section's name in the layout; undefined for the author's own. */
  readonly name: string | undefined;
  /** Markdown with marks (see provenance/origin.ts), constant blocks among them (see chunks.ts). */
  readonly compact: string;
  /** The partial that worded it, and the parameters it was given. */
  readonly partial: { readonly name: string; readonly parameters: Readonly<Record<string, Parameter>> } | undefined;
  readonly #chunks: Chunks;

  constructor(compact: string, chunks: Chunks, name?: string, partial?: RenderedSection["partial"]) {
    this.compact = compact;
    this.name = name;
    this.partial = partial;
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
  if (!layout) return { problems: [layoutProblem(guide, templates)] };
  const outlined = hasEdits(guide.edits) ? applyEdits(layout.sections, guide.edits) : undefined;
  const outline = outlined?.outline ?? layout.outline;
  if (outlined) {
    const wrong = [...outlined.problems, ...partialProblems(guide, outline, templates)];
    if (wrong.length > 0) return { problems: wrong };
  }
  return {
    sections: renderSections(outline, guide.model, templates, 0),
    templates: templates.filesOf(guide.layout.name, replacements(guide)),
  };
}

function replacements({ edits }: Guide): readonly string[] {
  return edits.replace.flatMap((replacement) => ("partial" in replacement ? replacement.partial : []));
}

function renderSections(
  outline: readonly OutlineSection[],
  model: TemplateModel,
  templates: Templates,
  depth: number,
): RenderedSection[] {
  return outline.flatMap((section): RenderedSection[] => {
    const { chunks } = templates;
    if (section.kind === "replaced") return [new RenderedSection(String(section.text), chunks)];
    if (section.kind === "own") {
      const heading = `${"#".repeat(Math.min(6, depth + 2))} ${String(section.title)}`;
      return [new RenderedSection(`${heading}\n\n${String(section.text)}`, chunks)];
    }
    const { call, parameters } = section;
    if (!call.conditions.every((condition) => holds(condition, model))) return [];
    const compact = templates.compiled(call.partial, depth)({ ...model, ...parameters }, model);
    return [
      new RenderedSection(compact, chunks, call.name, { name: call.partial, parameters }),
      ...renderSections(section.children, model, templates, depth + 1),
    ];
  });
}

function holds({ path, negated }: Condition, model: TemplateModel): boolean {
  const value = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], model);
  const isThere = Array.isArray(value) ? value.length > 0 : Boolean(value);
  return isThere !== negated;
}

function layoutProblem(guide: Guide, { layouts, layoutNames }: Templates): Problem {
  const { name, path } = guide.layout;
  const place = { path, part: "value" } as const;
  if (layoutNames.has(name))
    return {
      code: "layout-broken",
      severity: "error",
      message: `the layout "${name}" has errors`,
      fix: "mend the templates named above",
      place,
    };
  const fix = didYouMean(name, layoutNames);
  return {
    code: "layout-unknown",
    severity: "error",
    message: `unexpected layout "${name}", expected one of ${[...layouts.keys()].join(", ")}`,
    ...(fix !== undefined && { fix }),
    place,
  };
}

/** Partials and parameters that a descriptor names by itself; those of layouts were checked when templates loaded. */
function partialProblems(guide: Guide, outline: readonly OutlineSection[], templates: Templates): Problem[] {
  return outline.flatMap((section): Problem[] => {
    const within = partialProblems(guide, section.children, templates);
    if (section.kind !== "partial") return within;
    const { call, parameters } = section;
    const partial = templates.partials.get(call.partial);
    if (!partial) {
      const path = ["sections", "replace", call.name, "partial"];
      const message = `unexpected partial "${call.partial}", which does not exist`;
      const fix = didYouMean(call.partial, templates.partials.keys());
      return [
        {
          code: "template-unknown-partial",
          severity: "error",
          message,
          ...(fix && { fix }),
          place: { path, part: "value" },
        },
        ...within,
      ];
    }
    const unknown = Object.keys(parameters).filter((name) => !partial.parameters.has(name));
    const missing = [...partial.parameters.keys()].filter((name) => !Object.hasOwn(parameters, name));
    const path = ["sections", "parameters", call.name];
    return [
      ...unknown.map((name): Problem => {
        const message = `unexpected parameter "${name}", expected ${[...partial.parameters.keys()].join(", ") || "none"}`;
        const fix = didYouMean(name, partial.parameters.keys());
        return {
          code: "parameter-unknown",
          severity: "error",
          message,
          ...(fix && { fix }),
          place: { path: [...path, name], part: "key" },
        };
      }),
      ...missing.map((name): Problem => {
        const message = `missing parameter "${name}" of ${partial.file}, expected ${partial.parameters.get(name)}`;
        return { code: "parameter-missing", severity: "error", message, place: { path, part: "value" } };
      }),
      ...within,
    ];
  });
}
