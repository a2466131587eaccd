import type { Nodes } from "mdast";
import { parseGfmWithoutAutolinks } from "../../markdown/parse.ts";
import { bareTags, bareTagsInSample, type Word } from "./bare-tags.ts";
import { findVariables, findVersionOptions } from "./command-pins.ts";
import { findFields } from "./field-pins.ts";
import { findReferences, withCopies, type Pin, type PinnedRepository } from "./pin.ts";
import { hasDigest, isOfOthers, isOfThePast, isReplaced, sentencesOf } from "./told-tags.ts";

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
  const own = withCopies(repository, text);
  const found = isCode ? at(inSample(text, own), 0, 0) : inMarkdown(text, own);
  return [...new Map(found.map((pin) => [pin.start, pin])).values()].sort((a, b) => a.start - b.start);
}

const at = (pins: readonly Pin[], offset: number, block: number): PlacedPin[] =>
  pins.map(({ start, tag }) => ({ start: offset + start, tag, block }));

function inSample(text: string, repository: PinnedRepository): Pin[] {
  if (hasDigest(text)) return [];
  const found = [
    ...findReferences(text, repository),
    ...findFields(text, repository),
    ...findVariables(text, repository),
    ...(repository.isChart ? findVersionOptions(text, repository) : bareTagsInSample(text, repository)),
  ];
  return found.filter(({ start }) => !isReplaced(text, start));
}

function inMarkdown(text: string, repository: PinnedRepository): PlacedPin[] {
  const found: PlacedPin[] = [];
  let isPast = false;
  const walk = (node: Nodes, table?: Nodes): void => {
    const start = node.position?.start.offset ?? 0;
    const own = text.slice(start, node.position?.end.offset);
    if (node.type === "heading") isPast = isOfThePast(own);
    if (isPast) return;
    if (node.type === "code") found.push(...at(inSample(codeOf(own, node.lang), repository), start, start));
    else if (node.type === "html" && !own.startsWith("<!--"))
      found.push(...at(findReferences(own, repository), start, start));
    else if (["paragraph", "heading", "tableRow"].includes(node.type))
      found.push(...at(inProse(text, node, table ?? node, repository), start, table?.position?.start.offset ?? start));
    else if ("children" in node) for (const child of node.children) walk(child, node.type === "table" ? node : table);
  };
  walk(parseGfmWithoutAutolinks(text));
  return found;
}

/** A sample without its fences, the signs of a quote and the lines that a diff takes away, all in place. */
function codeOf(source: string, language: string | null | undefined): string {
  const blank = (part: string) => part.replace(/[^\n]/g, " ");
  const code = source.replace(/^(?:`{3}|~{3}).*|(?:`{3}|~{3})$|^[ \t]*>[ \t>]*/gm, blank);
  return language === "diff" ? code.replace(/^[ \t]*-.*/gm, blank) : code;
}

/** A version alone may stand in another row than the tag that tells what it is of. */
function inProse(whole: string, node: Nodes, block: Nodes, repository: PinnedRepository): Pin[] {
  const offset = node.position?.start.offset ?? 0;
  const text = whole.slice(offset, node.position?.end.offset);
  const words = wordsOf(whole, node, offset);
  const sentences = sentencesOf(text);
  const sentenceAt = (offset: number) => sentences.findLast(({ start }) => start <= offset) ?? { start: 0, text };
  const apart = repository.isChart
    ? words.flatMap((word) => findVersionOptions(word.text, repository).map((pin) => moved(pin, word.start)))
    : bareTags(words, wordsOf(whole, block, offset)).filter(
        ({ start }) => !isOfOthers(sentenceAt(start).text, repository.name),
      );
  return [...findReferences(text, repository), ...apart].filter(({ start }) => {
    const sentence = sentenceAt(start);
    return !isOfThePast(sentence.text, start - sentence.start);
  });
}

const moved = ({ start, tag }: Pin, by: number): Pin => ({ start: start + by, tag });

function wordsOf(text: string, node: Nodes, offset: number): Word[] {
  if (node.type === "inlineCode" || node.type === "text") {
    const start = node.position?.start.offset ?? 0;
    const raw = text.slice(start, node.position?.end.offset);
    const isCode = node.type === "inlineCode";
    const [fence = ""] = isCode ? (/^`+ ?/.exec(raw) ?? []) : [];
    return [{ start: start - offset + fence.length, text: isCode ? raw.replace(/^`+ ?| ?`+$/g, "") : raw, isCode }];
  }
  return "children" in node ? node.children.flatMap((child) => wordsOf(text, child, offset)) : [];
}
