import { diffArrays } from "diff";
import type { Leaf } from "../../markdown/leaves.ts";
import type { LineOrigins } from "../../markdown/origin.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { endOfBlock } from "./template-blocks.ts";

/** What one block of a template gave to a rendered block: a paragraph may come from several, with conditions between. */
export interface BlockSource {
  readonly source: TemplateSource;
  /** The first line in the template, from 1. */
  readonly line: number;
  readonly text: string;
}

type FindSources = (block: Leaf) => readonly BlockSource[] | undefined;

/**
 * Prepares what finds the template's blocks that gave a rendered one.
 *
 * @param origins where each line of the rendered section came from
 * @param lines the section's lines
 * @param partial the section's partial
 * @param files all partials, by their files
 * @returns a function from a block to its sources in their order; undefined where another partial's words stand within
 */
export function createSourceFinder(
  origins: readonly LineOrigins[],
  lines: readonly string[],
  partial: string,
  files: ReadonlyMap<string, TemplateSource>,
): FindSources {
  const own = [...files.values()].find(({ name }) => name === partial);
  return (block) => {
    const found: { source: TemplateSource; line: number; text: string }[] = [];
    for (let at = block.start; at < block.end; at += 1) {
      const place = placeOf(origins[at]);
      let source = place && files.get(place.file);
      let line = place?.line ?? 0;
      if (!source) return undefined;
      if (own && source !== own) {
        // A partial that says something in several sections is not reworded for one of them: its call is.
        const call = own.text.split("\n").indexOf(`{{> ${source.name}}}`) + 1;
        if (isPlain(source.text) && call > 0) [source, line] = [own, call];
        else if (isCalledTwice(source, files)) return undefined;
      }
      const last = found.at(-1);
      const sourceLines = source.text.split("\n");
      const isSame = last?.source === source && line >= last.line && line <= endOfBlock(sourceLines, last.line - 1);
      const text = (lines[at] ?? "").trim();
      if (last && isSame) last.text += block.kind === "code" ? `\n${lines[at] ?? ""}` : ` ${text}`;
      else found.push({ source, line, text });
    }
    const [only] = found;
    return found.length === 1 && only ? [{ ...only, text: block.text }] : found;
  };
}

function placeOf(origins: LineOrigins | undefined): { readonly file: string; readonly line: number } | undefined {
  const origin = origins?.line.findLast(({ kind }) => kind === "template");
  return origin?.kind === "template" ? origin : undefined;
}

function isPlain(text: string): boolean {
  return !/\{\{[#>]/.test(text.replace(/^\{\{!--[\s\S]*?--\}\}/, ""));
}

function isCalledTwice({ name }: TemplateSource, files: ReadonlyMap<string, TemplateSource>): boolean {
  return [...files.values()].filter(({ text }) => text.includes(`{{> ${name}`)).length > 1;
}

/**
 * Divides a text as another one is divided that says much the same.
 *
 * @param parts the other text's parts
 * @param text the text
 * @returns its parts, as many; what has no like goes with what stands before it
 */
export function splitLike(parts: readonly string[], text: string): readonly string[] {
  if (parts.length === 1) return [text];
  const words = text.split(" ");
  const shared = parts.map((part) => part.split(" "));
  const like: string[][] = parts.map(() => []);
  let [at, left, next] = [0, shared[0]?.length ?? 0, 0];
  const advance = () => {
    left -= 1;
    while (left <= 0 && at < parts.length - 1) left = shared[++at]?.length ?? 0;
  };
  let pending = false;
  for (const { removed, added, value } of diffArrays(shared.flat().map(bare), words.map(bare)))
    for (let count = 0; count < value.length; count += 1) {
      if (removed) {
        pending = true;
        advance();
        continue;
      }
      const isNew = added === true;
      const target = isNew && !pending && left === shared[at]?.length && at > 0 ? at - 1 : at;
      like[target]?.push(words[next++] ?? "");
      if (!isNew) {
        advance();
        pending = false;
      }
    }
  return like.map((part) => part.join(" "));
}

const bare = (word: string) => word.toLowerCase().replace(/[^a-z0-9{}]/g, "");
