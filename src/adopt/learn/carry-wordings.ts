import type { TemplateModel } from "../../guide/model.ts";
import { Prose } from "../../guide/prose.ts";
import { cutLeaves } from "../../markdown/leaves.ts";
import { originsOfLines, stripMarks } from "../../markdown/origin.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { renderPartial } from "../../render/render.ts";
import type { Templates } from "../../render/templates.ts";
import { compareBlocks } from "../describe/compare-blocks.ts";
import { FIELD_SECTIONS } from "../describe/field-sections.ts";
import { usualParameters } from "../describe/infer-parameters.ts";
import { contentOf, withOwn, type Fields, type PageContext } from "../describe/page-context.ts";
import type { Block, PublishedGuide } from "../read/published-guide.ts";
import { factFields, readFacts } from "./facts.ts";
import { matchSections } from "./match-sections.ts";
import type { SharedText } from "./shared-text.ts";
import { createSourceFinder, splitLike } from "./block-sources.ts";
import { rewriteBlocks, valuesIn, type BlockVotes } from "./template-blocks.ts";

/** Pages that have layouts in common, and what the sections of these say. */
export interface LearnContext extends PageContext {
  readonly guides: readonly PublishedGuide[];
  readonly texts: ReadonlyMap<string, SharedText>;
}

/** Sections that are the author's own text. */
const OWN_TEXT: ReadonlySet<string> = new Set([
  ...Object.keys(FIELD_SECTIONS).filter((name) => FIELD_SECTIONS[name]?.hasWords !== true),
  "volumes",
]);

/**
 * Finds the commonest wording of each block of the partials, and carries it into them; what they ask of facts and
 * registry stays.
 *
 * @param groups the published pages; a partial that several kinds of page call has one wording, that of most of all
 * @param templates the templates
 * @returns the partials that change
 */
export function carryWordings(groups: readonly LearnContext[], templates: Templates): TemplateSource[] {
  const votes = new Map<string, Map<number, BlockVotes>>();
  const files = new Map([...templates.partials.values()].map((partial) => [partial.file, partial]));
  for (const group of groups) for (const guide of group.guides) countWordings(guide, group, templates, files, votes);
  return [...votes].flatMap(([file, blocks]) => {
    const source = files.get(file);
    if (!source) return [];
    const text = rewriteBlocks(source.text, blocks);
    const { kind, name } = source;
    return text === source.text ? [] : [{ kind, name, file: `templates/partials/${name}.hbs`, text }];
  });
}

/** The heading that most guides give to a section that a field fills. */
export function carryHeadings(
  headings: ReadonlyMap<string, string>,
  { partials }: Pick<Templates, "partials">,
): TemplateSource[] {
  return [...partials.values()].flatMap((source): TemplateSource[] => {
    const usual = headings.get(source.name);
    const [whole, before = "", own] =
      /^(## \{\{#if heading\}\}\{\{heading\}\}\{\{else\}\})(.*)\{\{\/if\}\}$/m.exec(source.text) ?? [];
    if (whole === undefined || usual === undefined || usual === own || own === undefined) return [];
    const text = source.text.replace(whole, () => `${before}${usual}{{/if}}`);
    return [{ kind: "partial", name: source.name, file: `templates/partials/${source.name}.hbs`, text }];
  });
}

/** Notes, for each block that a partial gives to a guide, what the guide says there. */
function countWordings(
  { sections, identity, beside }: PublishedGuide,
  context: LearnContext,
  templates: Templates,
  files: ReadonlyMap<string, TemplateSource>,
  votes: Map<string, Map<number, BlockVotes>>,
): void {
  const { texts } = context;
  const matched = matchSections(sections, texts).filter((part) => part.kind === "shared");
  const facts = readFacts(
    matched.flatMap((part) => {
      const text = texts.get(part.partial);
      return text ? [{ text, sections: part.sections }] : [];
    }),
  );
  const { name, title, registry } = identity;
  const head = { name, title, ...(registry && { registry }) };
  const read = matched.map((part) => {
    const field = FIELD_SECTIONS[part.partial];
    return field?.hasWords ? field.read(part.sections, identity, beside) : { fields: {} };
  });
  const fields = Object.assign({}, factFields(facts), ...read.map((each) => each?.fields)) as Fields;
  const { model } = contentOf(
    { ...beside, ...withOwn(head, context.defaults.page.fields === "" ? { ...head, ...fields } : fields, context) },
    context,
  );
  for (const [index, part] of matched.entries()) {
    if (OWN_TEXT.has(part.partial) || read[index] === undefined) continue;
    const level = part.sections[0]?.level ?? 2;
    const marked = renderPartial(part.partial, usualParameters(part.partial, templates), model, templates, level - 2);
    const lines = stripMarks(marked).split("\n");
    const shared = cutLeaves(lines);
    const sourcesOf = createSourceFinder(originsOfLines(marked), lines, part.partial, files);
    const published = part.sections.flatMap(({ blocks }, index) =>
      blocks.map((block, place) => (index > 0 && place === 0 ? { ...block, gap: true } : block)),
    );
    let before: BlockVotes | undefined;
    for (const difference of compareBlocks(shared, published)) {
      const from = "shared" in difference ? shared[difference.shared] : undefined;
      const to = "published" in difference ? published[difference.published] : undefined;
      if (!from) {
        if (to) before?.added.push(write(to, model, []));
        continue;
      }
      const sources = sourcesOf(from);
      if (!sources) {
        before = undefined;
        continue;
      }
      const texts =
        to &&
        splitLike(
          sources.map(({ text }) => text),
          write(to, model, []).text,
        );
      sources.forEach(({ source, line, text }, index) => {
        const inFile = votes.get(source.file) ?? new Map<number, BlockVotes>();
        votes.set(source.file, inFile);
        const vote = inFile.get(line) ?? { shown: 0, same: 0, left: 0, reworded: [], added: [] };
        inFile.set(line, vote);
        vote.shown += 1;
        const said = texts?.[index];
        if (!to || said === undefined) vote.left += 1;
        else {
          const block = write({ ...to, general: said }, model, valuesIn(source.text, line, files));
          const hasShape = index > 0 || (to.indent === from.indent && to.gap === from.gap);
          if (said === text && hasShape) vote.same += 1;
          else
            vote.reworded.push({
              ...block,
              isSameText: said === text,
              ...(index > 0 && { indent: undefined, gap: false }),
            });
        }
        if (to) before = vote;
      });
    }
  }
}

/** A published block as a template has it: with the names of the values that it shows. */
function write(block: Block, model: TemplateModel, names: readonly string[]): BlockVotes["added"][number] {
  let text = block.general;
  for (const name of names) {
    const value = valueOf(model, name);
    if (value !== "") text = text.replaceAll(value, () => `{{${name}}}`);
  }
  const lacked = names.filter((name) => !text.includes(`{{${name}}}`));
  const lacksText = lacked.some((name) => typeof valueAt(model, name) !== "string");
  const lacks = lacked.length;
  return {
    indent: block.indent,
    gap: block.gap,
    text: text.replace(/^# /, () => "## "),
    lacks,
    lacksText,
    isSameText: false,
  };
}

function valueAt(model: TemplateModel, name: string): unknown {
  return name.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], model);
}

function valueOf(model: TemplateModel, name: string): string {
  const value = valueAt(model, name);
  return value instanceof Prose ? value.text : typeof value === "string" ? value : "";
}
