import type * as z from "zod";
import { compareFindings, type Finding } from "../diagnostics/finding.ts";
import { checkTemplate } from "./check-template.ts";
import { Chunks } from "./chunks.ts";
import { compile, type CompiledTemplate } from "./evaluate.ts";
import { instrument } from "./instrument.ts";
import { readLayout, type SectionCall } from "./layout.ts";
import { applyEdits, NO_EDITS, type OutlineSection } from "./outline.ts";
import { parseTemplate, type ParsedTemplate, type TemplateSource } from "./parse-template.ts";
import { createFileLists, findCycles, reaches } from "./partial-calls.ts";
import { SharedSections } from "./shared-sections.ts";

/** A project's templates, checked and ready. */
export interface Templates {
  /** The layouts that can be used, by name. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** The names of all layouts, broken ones too: a descriptor that names one of these made no mistake. */
  readonly layoutNames: ReadonlySet<string>;
  readonly partials: ReadonlyMap<string, ParsedTemplate>;
  /** The names of partials that cannot be used: there is a finding about them, or about one that they call. */
  readonly broken: ReadonlySet<string>;
  /** What of the templates no descriptor can change. */
  readonly chunks: Chunks;
  readonly shared: SharedSections;
  /**
   * The partial's compiled form for a section at a depth: 0 at the top of the layout. What it gives carries marks (see
   * provenance/origin.ts, chunks.ts).
   */
  readonly compiled: (partial: string, depth: number) => CompiledTemplate;
  /** The files of a layout and of all partials that it, an outline, or one of the partials, calls. */
  readonly filesOf: (layout: string, outline: readonly OutlineSection[]) => readonly string[];
}

export interface Layout {
  readonly file: string;
  readonly sections: readonly SectionCall[];
  /** The sections of a guide whose descriptor changes nothing about them. */
  readonly outline: readonly OutlineSection[];
  /** The files that have a say in such a guide. */
  readonly files: readonly string[];
}

/**
 * Parses and checks all templates of a project. A template that is wrong, and each layout that reaches it, cannot be
 * used; the others can.
 *
 * @param sources the templates' texts
 * @param model the shape of what templates can name
 * @param isChecked whether it is known that nothing is wrong with them
 * @returns the templates, and all findings
 */
export function loadTemplates(
  sources: readonly TemplateSource[],
  model: z.ZodType,
  isChecked = false,
): {
  readonly templates: Templates;
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const parsed: ParsedTemplate[] = [];
  for (const source of sources) {
    const result = parseTemplate(source);
    if ("program" in result) parsed.push(result);
    else findings.push(result);
  }
  const byName = (kind: TemplateSource["kind"]) =>
    new Map(parsed.filter((template) => template.kind === kind).map((template) => [template.name, template]));
  const partials = byName("partial");

  const partialNames = new Set(sources.filter(({ kind }) => kind === "partial").map(({ name }) => name));
  if (!isChecked) {
    for (const template of parsed) findings.push(...checkTemplate(template, partials, partialNames, model));
    findings.push(...findCycles(partials));
  }
  const broken = new Set(findings.map(({ file }) => file));
  const isUsable = (template: ParsedTemplate) => broken.size === 0 || !reaches(template, broken, partials);

  const layouts = new Map<string, Layout>();
  const filesOf = createFileLists(byName("layout"), partials);
  for (const layout of byName("layout").values()) {
    const sections = readLayout(layout);
    if (isFindings(sections)) findings.push(...sections);
    else if (isUsable(layout)) {
      const { outline } = applyEdits(sections, NO_EDITS);
      layouts.set(layout.name, {
        file: layout.file,
        sections,
        outline,
        files: filesOf(layout.name, partialsIn(outline)),
      });
    }
  }
  const layoutNames = new Set(sources.filter(({ kind }) => kind === "layout").map(({ name }) => name));
  const unusable = [...partialNames].filter((name) => {
    const partial = partials.get(name);
    return !partial || !isUsable(partial);
  });
  const chunks = new Chunks();
  return {
    templates: {
      layouts,
      layoutNames,
      partials,
      broken: new Set(unusable),
      chunks,
      shared: new SharedSections(partials),
      compiled: createCompiler(partials, chunks),
      filesOf: (layout, outline) => filesOf(layout, partialsIn(outline)),
    },
    findings: findings.sort(compareFindings),
  };
}

/** Compiles a partial when it is first needed at a depth, and keeps it. */
function createCompiler(partials: ReadonlyMap<string, ParsedTemplate>, chunks: Chunks): Templates["compiled"] {
  /** A section and a piece of one differ: only a section's edges are known. */
  function compileAt(name: string, depth: number, isSection: boolean): CompiledTemplate {
    const partial = partials.get(name);
    if (!partial) throw new Error(`there is no partial ${name}`);
    const program = instrument(partial, depth, partials, chunks, isSection);
    const pieces = (inner: string) => compileAt(inner, depth, false);
    return compile({ program, parameters: new Set(partial.parameters.keys()), chunks, partial: pieces, isSection });
  }

  const compiled = new Map<number, Map<string, CompiledTemplate>>();
  return (name, depth) => {
    let partialsAt = compiled.get(depth);
    if (!partialsAt) compiled.set(depth, (partialsAt = new Map<string, CompiledTemplate>()));
    let template = partialsAt.get(name);
    if (!template) partialsAt.set(name, (template = compileAt(name, depth, true)));
    return template;
  };
}

function isFindings(result: readonly SectionCall[] | readonly Finding[]): result is readonly Finding[] {
  return result.length > 0 && "code" in (result[0] as object);
}

/** The partials of all sections, also of those that a condition leaves out. */
function partialsIn(outline: readonly OutlineSection[]): readonly string[] {
  return outline.flatMap((section) => [
    ...(section.kind === "partial" ? [section.call.partial] : []),
    ...partialsIn(section.children),
  ]);
}
