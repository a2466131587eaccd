import { KINDS } from "../kinds/kinds.ts";
import { pagesOf } from "../project/pages.ts";
import type { Project } from "../project/project.ts";
import { isOwnTemplate } from "../project/template-files.ts";
import { copyState } from "../project/template-copies.ts";
import type { Condition, Parameter, SectionCall } from "../render/layout.ts";
import type { ParsedTemplate } from "../render/parse-template.ts";
import { calledPartials, usedNames } from "../render/partial-calls.ts";
import type { Templates } from "../render/templates.ts";
import { SIGNATURES } from "../render/vocabulary.ts";

/** A template, as far as layouts and partials have it in common. */
interface Listed {
  readonly name: string;
  readonly file: string;
  /** Whose it is: the package's, the project's, or the project's in the place of the package's, and how it stands to it. */
  readonly origin: "package" | "project" | "copy" | "copy, unchanged" | "copy, behind";
  /** What its leading comment says it is for, or its heading; "" where it has neither. */
  readonly purpose: string;
}

export interface ListedLayout extends Listed {
  readonly kind: "layout";
  /** The pages whose layout it is, where their descriptors name no other: `image guide`. */
  readonly pages: readonly string[];
  readonly sections: readonly ListedSection[];
}

/** A section of a layout. */
export interface ListedSection {
  readonly name: string;
  readonly partial: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** What must be there, or must not, as a template writes it: `#if useCases`. */
  readonly conditions: readonly string[];
  readonly sections: readonly ListedSection[];
}

export interface ListedPartial extends Listed {
  readonly kind: "partial";
  readonly isVolatile: boolean;
  readonly parameters: readonly ListedParameter[];
  /** The templates that call it: their files. */
  readonly calledBy: readonly string[];
  /** The partials that it calls. */
  readonly calls: readonly string[];
  /** The names of the model that it uses, as it writes them. */
  readonly uses: readonly string[];
}

export interface ListedParameter {
  readonly name: string;
  readonly use: string;
  readonly isRequired: boolean;
  /** Its value where it is not given. */
  readonly default?: string | boolean | undefined;
}

/** What there is to make pages with. */
export interface TemplateList {
  readonly layouts: readonly ListedLayout[];
  readonly partials: readonly ListedPartial[];
}

/**
 * Lists the templates of a project, those of the package among them.
 *
 * @param templates the project's templates, loaded: those with errors are left out
 * @returns both kinds, each by its names
 */
export function listOf(project: Project, templates: Templates): TemplateList {
  const partials = [...templates.partials.values()];
  const callers = callersOf(templates);
  return {
    layouts: [...templates.layouts].map(([name, { file, purpose, sections }]) => ({
      kind: "layout",
      name,
      file,
      origin: originOf(file, project),
      purpose,
      pages: pagesWith(name, project),
      sections: sections.map(sectionOf),
    })),
    partials: partials.map((partial) => ({
      kind: "partial",
      name: partial.name,
      file: partial.file,
      origin: originOf(partial.file, project),
      purpose: partial.purpose || headingOf(partial),
      isVolatile: partial.isVolatile,
      parameters: [...partial.parameters].map(([name, { use, fallback }]) => ({
        name,
        use,
        isRequired: fallback === undefined,
        ...(fallback !== undefined && { default: fallback }),
      })),
      calledBy: callers.get(partial.name) ?? [],
      calls: [...new Set(calledPartials(partial.program).map(({ name }) => name))],
      uses: [...usedNames(partial.program)].filter((name) => isOfModel(name, partial)).sort(),
    })),
  };
}

function originOf(file: string, { templates }: Project): Listed["origin"] {
  if (!isOwnTemplate(file)) return "package";
  const template = templates.find((each) => each.file === file);
  if (template?.packaged === undefined) return "project";
  const { kind } = copyState(template.text, template.packaged);
  return kind === "own" ? "copy" : `copy, ${kind}`;
}

function pagesWith(layout: string, { config }: Project): string[] {
  return KINDS.flatMap((kind) =>
    pagesOf(config, kind).flatMap((page) => (page.layout === layout ? `${kind.noun} ${page.name}` : [])),
  );
}

function sectionOf({ name, partial, parameters, conditions, children }: SectionCall): ListedSection {
  const asked = ({ path, negated }: Condition) => `${negated ? "#unless" : "#if"} ${path.join(".")}`;
  return { name, partial, parameters, conditions: conditions.map(asked), sections: children.map(sectionOf) };
}

/** By partial, the files of the templates that call it. */
function callersOf(templates: Templates): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, Set<string>>();
  const add = (partial: string, file: string) => callers.set(partial, (callers.get(partial) ?? new Set()).add(file));
  const visit = (sections: readonly SectionCall[], file: string): void => {
    for (const { partial, children } of sections) {
      add(partial, file);
      visit(children, file);
    }
  };
  for (const { file, sections } of templates.layouts.values()) visit(sections, file);
  for (const { file, program } of templates.partials.values())
    for (const { name } of calledPartials(program)) add(name, file);
  return new Map([...callers].map(([name, files]) => [name, [...files]]));
}

/** A partial that says nothing of itself is known by its heading. */
function headingOf({ text }: ParsedTemplate): string {
  return /^#{1,6} .*/m.exec(text)?.[0] ?? "";
}

function isOfModel(name: string, { parameters }: ParsedTemplate): boolean {
  const [first = ""] = name.split(".");
  return !Object.hasOwn(SIGNATURES, name) && !parameters.has(first) && !/^(?:@|this\b|\.)/.test(name);
}
