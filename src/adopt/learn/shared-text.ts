import type { Descriptor } from "../../descriptor/descriptor.ts";
import type { TemplateModel } from "../../guide/model.ts";
import { contentOf, layoutsOf, type PageContext } from "../describe/page-context.ts";
import { cutSections } from "../../markdown/leaves.ts";
import { stripMarks } from "../../markdown/origin.ts";
import type { SectionCall } from "../../render/layout.ts";
import { renderPartial } from "../../render/render.ts";
import type { Templates } from "../../render/templates.ts";
import { abstractor, type Identity } from "../read/identity.ts";
import { blocksOf, headingKey } from "../read/published-guide.ts";
import { FACTS, type FactName } from "./fact-table.ts";

/** What a section's partial says about any image. */
export interface SharedText {
  readonly partial: string;
  /** The keys of the headings that it may begin with. */
  readonly headings: ReadonlySet<string>;
  /** The keys of the headings within. */
  readonly inner: ReadonlySet<string>;
  /** The keys of its blocks where a descriptor states nothing. */
  readonly usual: ReadonlySet<string>;
  /** The keys of its blocks, whatever the facts. */
  readonly blocks: ReadonlySet<string>;
  /** The keys of blocks that it has only where a fact is so, and only where it is not. */
  readonly byFact: ReadonlyMap<FactName, { readonly with: readonly string[]; readonly without: readonly string[] }>;
}

/** An image of which nothing is known but its names. */
const ANY_IMAGE: Identity = {
  name: "zz-any-image",
  title: "Zz Any Image",
  registry: "public",
  canonical: (text) => text,
};

/**
 * Renders the partials of a page's layouts for any image, once for each fact that changes what they say.
 *
 * @param templates the project's templates
 * @param page the page
 * @param learned partials that stand in no layout
 * @returns the sections' texts, by partial
 */
export function sharedTexts(
  templates: Templates,
  page: PageContext,
  learned: readonly string[] = [],
): ReadonlyMap<string, SharedText> {
  const callsIn = (layouts: Templates["layouts"]) =>
    [...layouts.values()].flatMap(({ sections }) => allCalls(sections));
  const inLayouts = callsIn(layoutsOf(templates, page));
  const called = new Set(callsIn(templates.layouts).map(({ partial }) => partial));
  // What a layout calls it gives parameters to; one that needs some and is called by none is no section.
  const others = learned.filter((name) => !called.has(name) && !needsParameters(name, templates));
  const calls = [...inLayouts, ...others.map(callOf)];
  const partials = new Set(calls.map(({ partial }) => partial));
  const models = modelsOf(page);
  return new Map(
    [...partials].map((name) => [
      name,
      sharedText(
        calls.filter(({ partial }) => partial === name),
        templates,
        models,
      ),
    ]),
  );
}

/**
 * Lists the sections of a layout.
 *
 * @param sections its sections
 * @returns them and those within, in their order
 */
export function allCalls(sections: readonly SectionCall[]): SectionCall[] {
  return sections.flatMap((call) => [call, ...allCalls(call.children)]);
}

/** Whether a partial must be given parameters. */
export function needsParameters(name: string, { partials }: Templates): boolean {
  const parameters = partials.get(name)?.parameters ?? new Map<string, never>();
  return [...parameters.values()].some(({ isSwitch, fallback }) => !isSwitch && fallback === undefined);
}

function callOf(partial: string): SectionCall {
  return { name: partial, partial, parameters: {}, children: [], conditions: [], level: undefined, line: 1 };
}

/** What is known of any image: nothing, or a single fact. */
interface Models {
  readonly usual: TemplateModel;
  readonly byFact: readonly (readonly [FactName, TemplateModel])[];
}

function modelsOf({ kind }: PageContext): Models {
  const modelOf = (fields: Partial<Descriptor>) => {
    const { name, title } = ANY_IMAGE;
    const registry = { kind: fields.registry ?? "public", namespace: "<your-namespace>" } as const;
    const defaults = { registry, forceRegistry: false, page: { layout: "" }, proseFolder: "" };
    return contentOf({ name, title, ...fields }, { kind, defaults }).model;
  };
  const facts = Object.entries(FACTS) as [FactName, Partial<Descriptor>][];
  return { usual: modelOf({}), byFact: facts.map(([name, fields]) => [name, modelOf(fields)]) };
}

function sharedText(calls: readonly SectionCall[], templates: Templates, models: Models): SharedText {
  const [call] = calls;
  if (!call) throw new Error("a section is called by a layout");
  // Most facts change nothing about a partial.
  const known = new Map<string, TextParts>();
  const render = ({ partial, parameters }: SectionCall, model: TemplateModel) => {
    const text = stripMarks(renderPartial(partial, parameters, model, templates, 0));
    const parts = known.get(text) ?? partsOf(text);
    known.set(text, parts);
    return parts;
  };
  const usual = render(call, models.usual);
  const usualBlocks = new Set(usual.blocks);
  // Layouts give a section other headings.
  const headings = new Set(calls.map((each) => render(each, models.usual).headings[0] ?? ""));
  const inner = new Set(usual.headings.slice(1));
  const blocks = new Set(usual.blocks);
  const byFact = new Map<FactName, { with: string[]; without: string[] }>();
  for (const [name, model] of models.byFact) {
    const other = render(call, model);
    const otherBlocks = new Set(other.blocks);
    byFact.set(name, {
      with: other.blocks.filter((block) => !usualBlocks.has(block)),
      without: usual.blocks.filter((block) => !otherBlocks.has(block)),
    });
    for (const block of other.blocks) blocks.add(block);
    other.headings.forEach((heading, index) => (index === 0 ? headings : inner).add(heading));
  }
  return { partial: call.partial, usual: usualBlocks, headings, inner, blocks, byFact };
}

/** The keys of a text's headings and blocks. */
interface TextParts {
  readonly headings: readonly string[];
  readonly blocks: readonly string[];
}

function partsOf(text: string): TextParts {
  const generalize = abstractor(ANY_IMAGE);
  const sections = cutSections(text);
  return {
    headings: sections
      .filter(({ level }) => level > 0)
      .map(({ heading }) => headingKey(generalize(heading, false) ?? "")),
    blocks: blocksOf(text.split("\n"), generalize).flatMap(({ kind, key }) => (kind === "rule" ? [] : [key])),
  };
}
