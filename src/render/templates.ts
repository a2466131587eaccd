import type * as z from "zod";
import { compareFindings, type Finding } from "../diagnostics/finding.ts";
import { checkTemplate } from "./check-template.ts";
import { Chunks } from "./chunks.ts";
import { compile, type Evaluate } from "./evaluate.ts";
import { instrument } from "./instrument.ts";
import { readLayout, type SectionCall } from "./layout.ts";
import { applyEdits, NO_EDITS, type OutlineSection } from "./outline.ts";
import { parseTemplate, type ParsedTemplate, type TemplateSource } from "./parse-template.ts";
import { SharedSections } from "./shared-sections.ts";

/** A project's templates, checked and ready. */
export interface Templates {
  /** The layouts that can be used, by name. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** The names of all layouts, broken ones too: a descriptor that names one of these made no mistake. */
  readonly layoutNames: ReadonlySet<string>;
  readonly partials: ReadonlyMap<string, ParsedTemplate>;
  /** What of the templates no descriptor can change. */
  readonly chunks: Chunks;
  readonly shared: SharedSections;
  /**
   * The partial's compiled form for a section at a depth: 0 at the top of the layout. What it gives carries marks (see
   * provenance/origin.ts, chunks.ts).
   */
  readonly compiled: (partial: string, depth: number) => Evaluate;
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
 * @returns the templates, and all findings
 */
export function loadTemplates(
  sources: readonly TemplateSource[],
  model: z.ZodType,
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
  for (const template of parsed) findings.push(...checkTemplate(template, partials, partialNames, model));
  findings.push(...findCycles(partials));
  const broken = new Set(findings.map(({ file }) => file));

  const layouts = new Map<string, Layout>();
  const filesOf = createFileLists(byName("layout"), partials);
  for (const layout of byName("layout").values()) {
    const sections = readLayout(layout);
    if (isFindings(sections)) findings.push(...sections);
    else if (!reaches(layout, broken, partials)) {
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
  const chunks = new Chunks();
  return {
    templates: {
      layouts,
      layoutNames,
      partials,
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
  function compileAt(name: string, depth: number, isSection: boolean): Evaluate {
    const partial = partials.get(name);
    if (!partial) throw new Error(`there is no partial ${name}`);
    const program = instrument(partial, depth, partials, chunks, isSection);
    const pieces = (inner: string) => compileAt(inner, depth, false);
    return compile({ program, parameters: new Set(partial.parameters.keys()), chunks, partial: pieces });
  }

  const compiled = new Map<number, Map<string, Evaluate>>();
  return (name, depth) => {
    let partialsAt = compiled.get(depth);
    if (!partialsAt) compiled.set(depth, (partialsAt = new Map<string, Evaluate>()));
    let evaluate = partialsAt.get(name);
    if (!evaluate) partialsAt.set(name, (evaluate = compileAt(name, depth, true)));
    return evaluate;
  };
}

function isFindings(result: readonly SectionCall[] | readonly Finding[]): result is readonly Finding[] {
  return result.length > 0 && "code" in (result[0] as object);
}

function calledPartials(program: hbs.AST.Program | undefined): { name: string; node: hbs.AST.Node }[] {
  return (program?.body ?? []).flatMap((node) => {
    const { name, program: inner, inverse } = node as hbs.AST.PartialBlockStatement & { inverse?: hbs.AST.Program };
    const isCall = node.type === "PartialStatement" || node.type === "PartialBlockStatement";
    const own = isCall ? [{ name: (name as hbs.AST.PathExpression).original, node }] : [];
    return [...own, ...calledPartials(inner), ...calledPartials(inverse)];
  });
}

/** The partials of all sections, also of those that a condition leaves out. */
function partialsIn(outline: readonly OutlineSection[]): readonly string[] {
  return outline.flatMap((section) => [
    ...(section.kind === "partial" ? [section.call.partial] : []),
    ...partialsIn(section.children),
  ]);
}

/** Lists the files that a guide's wording depends on; guides of the same layout share one list. */
function createFileLists(
  layouts: ReadonlyMap<string, ParsedTemplate>,
  partials: ReadonlyMap<string, ParsedTemplate>,
): (layout: string, partials: readonly string[]) => readonly string[] {
  const lists = new Map<string, readonly string[]>();
  const collect = (template: ParsedTemplate | undefined, files: Set<string>): void => {
    if (!template || files.has(template.file)) return;
    files.add(template.file);
    for (const { name } of calledPartials(template.program)) collect(partials.get(name), files);
  };
  return (layout, names) => {
    const key = [layout, ...names].join(" ");
    let list = lists.get(key);
    if (!list) {
      const files = new Set<string>();
      collect(layouts.get(layout), files);
      for (const name of names) collect(partials.get(name), files);
      lists.set(key, (list = [...files].sort()));
    }
    return list;
  };
}

function reaches(
  template: ParsedTemplate,
  broken: ReadonlySet<string>,
  partials: ReadonlyMap<string, ParsedTemplate>,
  seen = new Set<string>(),
): boolean {
  if (broken.has(template.file)) return true;
  if (seen.has(template.file)) return false;
  seen.add(template.file);
  return calledPartials(template.program).some(({ name }) => {
    const partial = partials.get(name);
    return !partial || reaches(partial, broken, partials, seen);
  });
}

/** A partial that calls itself, by whatever way, would never end. */
function findCycles(partials: ReadonlyMap<string, ParsedTemplate>): Finding[] {
  const findings: Finding[] = [];
  for (const start of partials.values()) {
    const seen = new Set<string>();
    const queue = calledPartials(start.program).map((call) => ({ ...call, first: call.node }));
    for (let call = queue.pop(); call; call = queue.pop()) {
      if (call.name === start.name) {
        const { line, column } = call.first.loc.start;
        const message = `unexpected cycle: ${start.name} calls itself`;
        findings.push({
          code: "template-cycle",
          severity: "error",
          file: start.file,
          line,
          column: column + 1,
          message,
        });
        break;
      }
      if (seen.has(call.name)) continue;
      seen.add(call.name);
      const { first } = call;
      queue.push(...calledPartials(partials.get(call.name)?.program).map((inner) => ({ ...inner, first })));
    }
  }
  return findings;
}
