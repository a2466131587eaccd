import type { TemplateModel, UseCasePart } from "../guide/model.ts";
import { partialSection, type OutlineSection } from "./outline.ts";

/** The section whose subsections are the use cases. */
const USE_CASES = "use-cases";
/** Where it usually has its heading. */
const USUAL_LEVEL = 2;

/**
 * Makes a section of each part of a use case that a partial words, so that it is checked and worded as sections are.
 *
 * @param parts the parts
 * @param outline the guide's sections: a partial's heading is below that of the use case
 * @returns a section for each
 */
export function partSections(parts: readonly UseCasePart[], outline: readonly OutlineSection[]): OutlineSection[] {
  if (parts.length === 0) return [];
  const level = (findLevel(outline, USUAL_LEVEL) ?? USUAL_LEVEL) + 2;
  return parts.map(({ content }) => partialSection({ ...content, level: content.level ?? level }));
}

function findLevel(outline: readonly OutlineSection[], level: number): number | undefined {
  for (const section of outline) {
    if (section.kind === "partial" && section.call.name === USE_CASES) return section.level ?? level;
    const inner = findLevel(section.children, level + 1);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/**
 * Puts what partials say of the use cases in its places.
 *
 * @param model what templates can name
 * @param parts the parts that partials word
 * @param words for each of them, its Markdown with its marks
 * @returns the model with these words
 */
export function withParts(
  model: TemplateModel,
  parts: readonly UseCasePart[],
  words: readonly string[],
): TemplateModel {
  const worded = new Map(parts.map(({ useCase, part }, index) => [`${useCase} ${part}`, words[index] ?? ""]));
  const useCases = model.useCases.map((useCase, index) => ({
    ...useCase,
    parts: useCase.parts.map((text, number) => worded.get(`${index} ${number}`) ?? text),
  }));
  return { ...model, useCases };
}
