import type { AddedPartial, Guide, TemplateModel } from "../guide/model.ts";
import type { Prose } from "../guide/prose.ts";
import { partialSection, type OutlineSection } from "./outline.ts";

/** The section whose subsections are the use cases. */
const USE_CASES = "use-cases";
/** Where it usually has its heading. */
const USUAL_LEVEL = 2;

/**
 * Makes a section of each part of a use case that a partial words, so that it is checked and worded as sections are.
 *
 * @param guide what the guide says
 * @param outline the guide's sections: a partial's heading is below that of the use case
 * @returns a section for each, in their order
 */
export function partSections({ inParts }: Guide, outline: readonly OutlineSection[]): OutlineSection[] {
  if (inParts.length === 0) return [];
  const level = (findLevel(outline, USUAL_LEVEL) ?? USUAL_LEVEL) + 2;
  return inParts
    .flatMap(({ parts }) => parts.filter(isPartial))
    .map((part) => partialSection({ ...part, level: part.level ?? level }));
}

const isPartial = (part: Prose | AddedPartial): part is AddedPartial => "partial" in part;

function findLevel(outline: readonly OutlineSection[], level: number): number | undefined {
  for (const section of outline) {
    if (section.kind === "partial" && section.call.name === USE_CASES) return section.level ?? level;
    const inner = findLevel(section.children, level + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/**
 * Puts the parts of use cases together: templates have them as texts.
 *
 * @param guide what the guide says
 * @param words for each part that a partial words, its Markdown with its marks, in their order
 * @returns what templates can name, with the use cases' whole texts
 */
export function withParts({ model, inParts }: Guide, words: readonly string[]): TemplateModel {
  let next = 0;
  const useCases = [...model.useCases];
  for (const { index, parts } of inParts) {
    const useCase = useCases[index];
    if (!useCase) continue;
    const texts = parts.map((part) => (isPartial(part) ? (words[next++] ?? "") : String(part)));
    const all = [...(useCase.text === "" ? [] : [String(useCase.text)]), ...texts];
    useCases[index] = { ...useCase, text: composed(all.join("\n\n"), index) };
  }
  return { ...model, useCases };
}

/** A text that has the marks of those that it was put together of. */
function composed(text: string, useCase: number): Prose {
  return {
    text,
    origin: { kind: "descriptor", path: ["useCases", useCase, "parts"], offset: 0 },
    toString: () => text,
  };
}
