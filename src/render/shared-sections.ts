import type { TemplateModel } from "../guide/model.ts";
import type { SectionCall } from "./layout.ts";
import type { ParsedTemplate } from "./parse-template.ts";
import type { RenderedSection } from "./render.ts";

/** A section that says something else for so many guides is worded for each of them. */
const MOST_WORDINGS = 32;

/** A way through the model: `registry.public`. */
type Path = readonly string[];

/**
 * Remembers how the sections of layouts are worded. Most partials name little or nothing of what a guide says (the
 * registry, which variants there are), so that guides which agree in that have the section in common.
 */
export class SharedSections {
  readonly #partials: ReadonlyMap<string, ParsedTemplate>;
  readonly #wordings = new WeakMap<
    SectionCall,
    { readonly names: readonly Path[]; known: Map<string, RenderedSection> }
  >();

  constructor(partials: ReadonlyMap<string, ParsedTemplate>) {
    this.#partials = partials;
  }

  /**
   * Words a section, or finds it.
   *
   * @param call the section as a layout calls it
   * @param model what a guide says
   * @param word words the section
   * @returns the section
   */
  get(
    call: SectionCall,
    model: TemplateModel,
    word: (isShared: boolean) => RenderedSection | undefined,
  ): RenderedSection | undefined {
    let wordings = this.#wordings.get(call);
    if (!wordings) {
      wordings = { names: namesIn(call.partial, this.#partials), known: new Map() };
      this.#wordings.set(call, wordings);
    }
    const key = keyOf(model, wordings.names);
    if (key === undefined) return word(false);
    const known = wordings.known.get(key);
    if (known || wordings.known.size >= MOST_WORDINGS) return known ?? word(false);
    const section = word(true);
    if (section) wordings.known.set(key, section);
    return section;
  }
}

/** What a section's names mean, as a text; undefined where an author's words are among it, whose origin is the guide's own. */
function keyOf(model: TemplateModel, names: readonly Path[]): string | undefined {
  let key = "";
  for (const path of names) {
    let value: unknown = model;
    for (const step of path) value = (value as Record<string, unknown>)[step];
    if (typeof value === "object" && !(Array.isArray(value) && value.length === 0)) return undefined;
    key += `${String(value)}\0`;
  }
  return key;
}

/** All that a node of a template's tree can hold. */
interface Parent {
  readonly body?: readonly hbs.AST.Statement[];
  readonly path?: hbs.AST.PathExpression;
  readonly name?: hbs.AST.PathExpression;
  readonly params?: readonly hbs.AST.Expression[];
  readonly hash?: hbs.AST.Hash;
  readonly program?: hbs.AST.Program;
  readonly inverse?: hbs.AST.Program;
}

/** The names of the model that a partial uses, or one that it calls; what is named within a loop belongs to the list. */
function namesIn(partial: string, partials: ReadonlyMap<string, ParsedTemplate>): Path[] {
  const paths = new Map<string, Path>();
  const seen = new Set<string>();

  function visitPartial(name: string): void {
    const template = partials.get(name);
    if (!template || seen.has(name)) return;
    seen.add(name);
    visit(template.program, 0, template.parameters);
  }

  function visit(node: hbs.AST.Node | undefined, loops: number, parameters: ParsedTemplate["parameters"]): void {
    if (!node) return;
    const { type } = node;
    if (type === "PathExpression") {
      const { parts, depth, data, original } = node as hbs.AST.PathExpression;
      const isModel = !data && depth >= loops && !(parts[0] !== undefined && parameters.has(parts[0]));
      if (isModel) paths.set(original, parts);
      return;
    }
    const statement = node as unknown as Parent;
    for (const child of statement.body ?? []) visit(child, loops, parameters);
    if (type === "PartialStatement" && statement.name) visitPartial(statement.name.original);
    // What stands before arguments is a word of the vocabulary.
    if (type === "MustacheStatement" && statement.params?.length === 0) visit(statement.path, loops, parameters);
    for (const param of statement.params ?? []) visit(param, loops, parameters);
    for (const { value } of statement.hash?.pairs ?? []) visit(value, loops, parameters);
    const isLoop = type === "BlockStatement" && statement.path?.original === "each";
    visit(statement.program, isLoop ? loops + 1 : loops, parameters);
    visit(statement.inverse, loops, parameters);
  }

  visitPartial(partial);
  return [...paths.values()];
}
