import { compareFindings, type Finding } from "../findings/finding.ts";
import type { CheckTemplate } from "./check-template.ts";
import { compile, type CompiledTemplate } from "./evaluate.ts";
import { instrument, type CallPlace } from "./instrument.ts";
import { readLayout, type SectionCall } from "./layout.ts";
import { applyEdits, NO_EDITS, type OutlineSection } from "./outline.ts";
import { parseTemplate, type ParsedTemplate, type TemplateSource } from "./parse-template.ts";
import { findCycles, reaches } from "./partial-calls.ts";

/** A project's templates, checked and ready. */
export interface Templates {
  /** The layouts that can be used, by name. */
  readonly layouts: ReadonlyMap<string, Layout>;
  /** The names of all layouts, broken ones too: a descriptor that names one of these made no mistake. */
  readonly layoutNames: ReadonlySet<string>;
  readonly partials: ReadonlyMap<string, ParsedTemplate>;
  /** The names of partials that cannot be used: there is a finding about them, or about one that they call. */
  readonly broken: ReadonlySet<string>;
  /**
   * The partial's compiled form for a section at a depth: 0 at the top of the layout. What it gives carries marks (see
   * markdown/origin.ts).
   */
  readonly compiled: (partial: string, depth: number) => CompiledTemplate;
}

export interface Layout {
  readonly file: string;
  /** What its leading comment says it is for; "" where it says nothing. */
  readonly purpose: string;
  readonly sections: readonly SectionCall[];
  /** The sections of a guide whose descriptor changes nothing about them. */
  readonly outline: readonly OutlineSection[];
}

/**
 * Parses and checks all templates of a project. A template that is wrong, and each layout that reaches it, cannot be
 * used; the others can.
 *
 * @param sources the templates' texts
 * @param check checks one
 * @returns the templates, and all findings
 */
export function loadTemplates(
  sources: readonly TemplateSource[],
  check: CheckTemplate,
): { readonly templates: Templates; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const parsed: ParsedTemplate[] = [];
  for (const source of sources) {
    const result = parseTemplate(source);
    if ("program" in result) parsed.push(result);
    else findings.push(result);
  }
  const partials = byName(parsed, "partial");
  const names = namesOf(sources, "partial");
  for (const template of parsed) findings.push(...check(template, partials, names));
  findings.push(...findCycles(partials));
  return arrangeTemplates(parsed, sources, findings);
}

/** Makes templates ready that were parsed, but for those with which something is wrong. */
function arrangeTemplates(
  parsed: readonly ParsedTemplate[],
  all: readonly TemplateSource[],
  findings: readonly Finding[],
): { readonly templates: Templates; readonly findings: readonly Finding[] } {
  const partials = byName(parsed, "partial");
  const broken = new Set(findings.map(({ file }) => file));
  const isUsable = (template: ParsedTemplate) => broken.size === 0 || !reaches(template, broken, partials);

  const inLayouts: Finding[] = [];
  const layouts = new Map<string, Layout>();
  for (const layout of byName(parsed, "layout").values()) {
    const sections = readLayout(layout);
    if (isFindings(sections)) inLayouts.push(...sections);
    else if (isUsable(layout)) {
      const { name, file, purpose } = layout;
      const { outline } = applyEdits({ name, sections }, NO_EDITS);
      layouts.set(name, { file, purpose, sections, outline });
    }
  }
  const unusable = [...namesOf(all, "partial")].filter((name) => {
    const partial = partials.get(name);
    return !partial || !isUsable(partial);
  });
  return {
    templates: {
      layouts,
      layoutNames: namesOf(all, "layout"),
      partials,
      broken: new Set(unusable),
      compiled: createCompiler(partials),
    },
    findings: [...findings, ...inLayouts].sort(compareFindings),
  };
}

type Kind = TemplateSource["kind"];

function byName(parsed: readonly ParsedTemplate[], kind: Kind): ReadonlyMap<string, ParsedTemplate> {
  return new Map(parsed.filter((template) => template.kind === kind).map((template) => [template.name, template]));
}

function namesOf(templates: readonly Pick<TemplateSource, "kind" | "name">[], kind: Kind): ReadonlySet<string> {
  return new Set(templates.filter((template) => template.kind === kind).map(({ name }) => name));
}

/** Compiles a partial when it is first needed at a depth and a place, and keeps it. */
function createCompiler(partials: ReadonlyMap<string, ParsedTemplate>): Templates["compiled"] {
  const compiled = new Map<string, CompiledTemplate>();
  function compileAt(name: string, depth: number, place: CallPlace): CompiledTemplate {
    const key = `${place} ${depth} ${name}`;
    const known = compiled.get(key);
    if (known) return known;
    const template = partials.get(name);
    if (!template) throw new Error(`there is no partial ${name}`);
    const made = compile({
      file: template.file,
      program: instrument(template, depth, partials, place),
      parameters: new Set(template.parameters.keys()),
      partial: (inner, where) => compileAt(inner, depth, where),
    });
    compiled.set(key, made);
    return made;
  }
  return (name, depth) => compileAt(name, depth, "piece");
}

function isFindings(result: readonly SectionCall[] | readonly Finding[]): result is readonly Finding[] {
  return result.length > 0 && "code" in (result[0] as object);
}
