import { driftKind } from "../../drift/drift-kind.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { readRow } from "../../markdown/table-row.ts";
import type { Description } from "../describe/describe-guide.ts";
import type { Change } from "../describe/section-changes.ts";
import { stem } from "../describe/stem.ts";
import { abstractor } from "../read/identity.ts";
import { blocksOf, type Block, type PublishedGuide } from "../read/published-guide.ts";
import { written } from "./template-blocks.ts";

/** What fewer guides add to a section, absolutely and of those that have it, is nobody's shared text. */
const FEWEST_GUIDES = 3;
const FEWEST_SHARE = 0.05;

/** What guides add to a section, as it would be said of any image. */
interface Added {
  readonly section: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly guides: Set<string>;
}

/**
 * Finds what many guides add to the same shared section, though not most of them, and makes a partial of each: in the
 * commonest wording. Descriptors name it.
 *
 * @param guides the published guides, and what is said of each beside shared text
 * @param taken the names of partials that there are
 * @returns the partials
 */
export function learnAdditions(
  guides: ReadonlyMap<PublishedGuide, Description>,
  taken: Iterable<string>,
): TemplateSource[] {
  const found = new Map<string, Added>();
  const having = new Map<string, number>();
  for (const [guide, description] of guides) {
    for (const part of description.parts)
      if (part.kind === "shared") having.set(part.partial, (having.get(part.partial) ?? 0) + 1);
    for (const { section, blocks } of additionsOf(description, guide)) {
      const text = blocks.map(({ general }) => general).join("\n");
      const key = `${section}\n${text}`;
      const added = found.get(key) ?? { section, text, blocks, guides: new Set() };
      found.set(key, added);
      added.guides.add(guide.identity.name);
    }
  }
  const names = new Set(taken);
  return groupsOf([...found.values()]).flatMap(([usual, ...others]): TemplateSource[] => {
    const all = new Set([usual, ...others].flatMap(({ guides: each }) => [...each]));
    if (all.size < Math.max(FEWEST_GUIDES, FEWEST_SHARE * (having.get(usual.section) ?? 0))) return [];
    const name = nameOf(usual, names);
    if (name === undefined) return [];
    names.add(name);
    // Outside of {{#table}}, a row is a line.
    const lines = usual.blocks.flatMap(({ indent, gap, general: text }, index) => {
      const isApart = index > 0 && gap;
      return text.startsWith("|") ? [...(isApart ? [""] : []), text] : written({ indent, gap: isApart, text });
    });
    return [{ kind: "partial", name, file: `templates/partials/${name}.hbs`, text: `${lines.join("\n")}\n` }];
  });
}

/** What a guide adds to shared sections. Headings and what is nested in a list belong to the blocks around them. */
function additionsOf({ own }: Description, { identity }: PublishedGuide) {
  const { changes = {} } = (own["sections"] ?? {}) as { readonly changes?: Record<string, readonly Change[]> };
  const generalize = abstractor(identity);
  return Object.entries(changes).flatMap(([section, list]) =>
    list.flatMap((change) => {
      // Braces are a template's, whoever wrote them.
      if (!("add" in change) || change.add.includes("{{")) return [];
      const blocks = blocksOf(change.add.trimEnd().split("\n"), generalize);
      const isPlain = blocks.every(({ kind }) => kind !== "heading") && blocks[0]?.indent === 0;
      return isPlain ? [{ section, blocks }] : [];
    }),
  );
}

/** Texts of one section that say the same, the commonest first. */
function groupsOf(found: readonly Added[]): (readonly [Added, ...Added[]])[] {
  const groups: [Added, ...Added[]][] = [];
  for (const added of [...found].sort((a, b) => b.guides.size - a.guides.size || (a.text < b.text ? -1 : 1))) {
    const group = groups.find(
      ([{ section, text, blocks }]) =>
        section === added.section && blocks.length === added.blocks.length && driftKind(text, added.text) !== "meaning",
    );
    if (group) group.push(added);
    else groups.push([added]);
  }
  return groups;
}

/** Names that a sentence speaks of: in stars or ticks, or with a capital that no sentence begins with. */
const SPOKEN_OF = /\*\*([^*]+)\*\*|`([^`]+)`|(?<=[a-z,] \[?)([A-Z][\w-]*)/g;
/** So many words tell a text from others. */
const FEW = 2;

/**
 * Called after its section and what it speaks of: a row's first cell, the first names, or else the longest words. A
 * number says nothing, so that a name that is taken is not tried again.
 */
function nameOf({ section, text }: Added, taken: ReadonlySet<string>): string | undefined {
  const plain = text.replace(/\{\{[^}]*\}\}|^ *[`~]{3,}.*$/gm, " ").trim();
  const squashed = (words: string) => words.replace(/-/g, "");
  const telling = (words: readonly string[]) =>
    [...new Set(words.filter((word) => /[a-z]/i.test(word)).map(stem))].filter(
      (word) => !/\d/.test(word) && !squashed(section).includes(squashed(word)),
    );
  const spokenOf = [...plain.matchAll(SPOKEN_OF)].map(([, bold, code, name]) => bold ?? code ?? name ?? "");
  const names = telling(plain.startsWith("|") ? readRow(plain.split("\n")[0] ?? "").slice(0, 1) : spokenOf);
  const words = telling(plain.split(/\s+/));
  const longest = new Set([...words].sort((a, b) => b.length - a.length).slice(0, FEW));
  const said = names.length > 0 ? names.slice(0, FEW) : words.filter((word) => longest.has(word));
  const name = [section, ...said].join("-");
  return said.length === 0 || taken.has(name) ? undefined : name;
}
