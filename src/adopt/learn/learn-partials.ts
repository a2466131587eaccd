import { stem } from "../describe/stem.ts";
import { compareBlocks } from "../describe/compare-blocks.ts";
import { similarity } from "../../markdown/similarity.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import type { PublishedGuide, PublishedSection } from "../read/published-guide.ts";
import { matchSections } from "./match-sections.ts";
import type { SharedText } from "./shared-text.ts";
import { written } from "./template-blocks.ts";

/** A section that fewer guides have, absolutely and of all, is nobody's shared text. */
const FEWEST_GUIDES = 3;
const FEWEST_SHARE = 0.1;
/** How much of a section must be another's for both to be one. */
const ALIKE = 0.6;

/**
 * Finds sections that many guides have, and that no partial says yet, and makes a partial of each: of the one that is most
 * like the others.
 *
 * @param guides the published guides
 * @param texts what the partials say
 * @param taken the names of partials that there are
 * @returns the partials
 */
export function learnPartials(
  guides: readonly PublishedGuide[],
  texts: ReadonlyMap<string, SharedText>,
  taken: ReadonlySet<string>,
): TemplateSource[] {
  const groups = new Map<string, PublishedSection[]>();
  for (const { sections } of guides)
    for (const section of ownSections(sections, texts))
      if (section.key !== "" && isPlain(section))
        groups.set(section.key, [...(groups.get(section.key) ?? []), section]);
  const fewest = Math.max(FEWEST_GUIDES, FEWEST_SHARE * guides.length);
  const names = new Set(taken);
  return [...groups.values()].flatMap((group): TemplateSource[] => {
    if (group.length < fewest) return [];
    const model = mostAlike(group);
    if (group.filter((section) => isAlike(section, model)).length < fewest) return [];
    const name = freeName(model, names);
    if (name === undefined) return [];
    names.add(name);
    const lines = model.blocks.flatMap((block, index) =>
      written({ ...block, gap: index > 0 && block.gap, text: textOf(block) }),
    );
    return [{ kind: "partial", name, file: `templates/partials/${name}.hbs`, text: `${lines.join("\n")}\n` }];
  });
}

/** A guide's sections that no partial says, each heading once. */
function ownSections(
  sections: readonly PublishedSection[],
  texts: ReadonlyMap<string, SharedText>,
): PublishedSection[] {
  const own = matchSections(sections, texts).flatMap((part) => (part.kind === "own" ? part.sections : []));
  const keys = own.map(({ key }) => key);
  return own.filter(({ key }, index) => keys.indexOf(key) === index && keys.lastIndexOf(key) === index);
}

/** Braces are a template's, whoever wrote them. */
function isPlain({ lines }: PublishedSection): boolean {
  return !lines.some((line) => line.includes("{{"));
}

/** The section from which the others differ least; of a large group, a few are asked. */
function mostAlike(group: readonly PublishedSection[]): PublishedSection {
  const counts = new Map<string, number>();
  for (const { blocks } of group) for (const { general } of blocks) counts.set(general, (counts.get(general) ?? 0) + 1);
  const score = ({ blocks }: PublishedSection) =>
    blocks.reduce((sum, { general }) => sum + (counts.get(general) ?? 0) - group.length / 2, 0);
  return group.reduce((best, section) => (score(section) > score(best) ? section : best));
}

function isAlike(section: PublishedSection, model: PublishedSection): boolean {
  const [mine, theirs] = [section, model].map(({ blocks }) =>
    blocks.map((block) => ({ ...block, text: block.general })),
  );
  let [same, all] = [0, 0];
  for (const difference of compareBlocks(theirs ?? [], mine ?? [])) {
    const from = "shared" in difference ? theirs?.[difference.shared] : undefined;
    const to = "published" in difference ? mine?.[difference.published] : undefined;
    if ((from ?? to)?.kind === "heading") continue;
    const length = (from ?? to)?.text.split(/\s+/).length ?? 0;
    all += length;
    if (from && to) same += length * similarity(from.text, to.text);
  }
  // A heading alone is a section, too: what stands below it has headings of its own.
  return same >= ALIKE * all;
}

function textOf({ kind, general }: PublishedSection["blocks"][number]): string {
  return kind === "heading" ? general.replace(/^# /, "## ") : general;
}

/** Called after the heading; a number says nothing, so that a name that is taken is not tried again. */
function freeName({ key }: PublishedSection, taken: ReadonlySet<string>): string | undefined {
  const words = key.replace(/\{\{[^}]*\}\}|\bstep \d+|\d+/g, " ");
  const name = stem(words);
  return taken.has(name) || !/^ *[a-z]/.test(words) ? undefined : name;
}
