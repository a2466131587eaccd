import type { Nodes } from "mdast";
import { parseGfmWithoutAutolinks } from "../../markdown/parse.ts";
import { isAboutThePast, isOfThePast, isReplaced } from "./told-tags.ts";
import { findReferences, withCopies, type Pin, type PinnedRepository } from "./pin.ts";
import { bareTags, bareTagsInSample, type Word } from "./bare-tags.ts";
import { findSetValues, findVariables, findVersionOptions } from "./command-pins.ts";
import { findFields } from "./field-pins.ts";

/** A pin, and the block that it stands in: a sample, a paragraph, a table. Pins of one block are read together. */
export interface PlacedPin extends Pin {
  readonly block: number;
}

/**
 * Finds what a text pins of a repository.
 *
 * @param text Markdown, or a sample
 * @param isCode whether it is a sample as a whole
 * @param repository the repository
 * @returns the pins in their order, published ones as well
 */
export function findPins(text: string, isCode: boolean, repository: PinnedRepository): PlacedPin[] {
  // A pin has the name near by, or is a bare tag of an image.
  if (!text.includes(repository.name) && !DISTRIBUTED_SOMEWHERE.test(text)) return [];
  const own = withCopies(repository, text);
  const found = isCode ? inSample(text, 0, 0, own) : inMarkdown(text, own);
  const byPlace = new Map(found.map((pin) => [pin.start, pin]));
  return [...byPlace.values()].sort((a, b) => a.start - b.start);
}

const DISTRIBUTED_SOMEWHERE = /\d-(?:[a-z0-9.-]+-)?[a-z]/;

function inSample(text: string, start: number, block: number, repository: PinnedRepository): PlacedPin[] {
  const all = [
    ...findReferences(text, repository),
    ...findFields(text, repository),
    ...findSetValues(text, repository),
    ...findVariables(text, repository),
    ...(repository.isChart ? findVersionOptions(text, repository) : bareTagsInSample(text, repository)),
  ];
  return all
    .filter((pin) => !isReplaced(text, pin.start))
    .map((pin) => ({ start: start + pin.start, tag: pin.tag, block }));
}

function inMarkdown(text: string, repository: PinnedRepository): PlacedPin[] {
  const found: PlacedPin[] = [];
  let isPast = false;
  const walk = (node: Nodes, block: number) => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    const own = text.slice(start, end);
    if (node.type === "heading") isPast = isAboutThePast(own);
    if (isPast) return;
    switch (node.type) {
      case "code":
        found.push(...inSample(own, start, start, repository).filter((pin) => !isRemovedLine(node.lang, text, pin)));
        return;
      case "paragraph":
      case "heading":
      case "tableRow":
        found.push(...inProse(own, node, start, block < 0 ? start : block, repository));
        return;
      case "html":
        if (own.startsWith("<!--")) return;
        found.push(
          ...findReferences(own, repository).map((pin) => ({ ...pin, start: start + pin.start, block: start })),
        );
        return;
      case "table":
        for (const child of node.children) walk(child, start);
        return;
      default:
        if ("children" in node) for (const child of node.children) walk(child, block);
    }
  };
  walk(parseGfmWithoutAutolinks(text), -1);
  return found;
}

/** A line that a diff takes away. */
function isRemovedLine(language: string | null | undefined, text: string, { start }: Pin): boolean {
  return language === "diff" && /^[ \t]*-/.test(text.slice(text.lastIndexOf("\n", start - 1) + 1, start));
}

function inProse(text: string, node: Nodes, offset: number, block: number, repository: PinnedRepository): PlacedPin[] {
  const references = findReferences(text, repository);
  const words = wordsOf(text, node, offset);
  const options = repository.isChart
    ? words.flatMap((word) =>
        findVersionOptions(word.text, repository).map(({ start, tag }) => ({ start: word.start + start, tag })),
      )
    : [];
  const isUsed = (start: number) => references.some((one) => one.start <= start && start < one.start + one.tag.length);
  const bare = repository.isChart ? [] : bareTags(text, words, repository).filter(({ start }) => !isUsed(start));
  return [...references, ...options, ...bare]
    .filter(({ start, tag }) => !isOfThePast(text, start, start + tag.length))
    .map(({ start, tag }) => ({ start: offset + start, tag, block }));
}

function wordsOf(text: string, node: Nodes, offset: number): Word[] {
  if (node.type === "inlineCode" || node.type === "text") {
    const start = (node.position?.start.offset ?? offset) - offset;
    const raw = text.slice(start, (node.position?.end.offset ?? offset) - offset);
    const [fence = ""] = node.type === "inlineCode" ? (/^`+ ?/.exec(raw) ?? []) : [];
    const inner = fence === "" ? raw : raw.slice(fence.length).replace(/ ?`+$/, "");
    return [{ start: start + fence.length, text: inner, isCode: node.type === "inlineCode" }];
  }
  return "children" in node ? node.children.flatMap((child) => wordsOf(text, child, offset)) : [];
}
