import type { AddedPartial } from "../guide/edits.ts";
import type { GuideContent } from "../guide/content.ts";
import type { TemplateModel } from "../guide/model.ts";
import type { Prose } from "../guide/prose.ts";
import type { Problem } from "../findings/problem.ts";
import { isShown } from "./is-shown.ts";
import { partialSection, type OutlineSection } from "./outline.ts";
import type { ParsedTemplate } from "./parse-template.ts";
import { mentions } from "./partial-calls.ts";
import type { Templates } from "./templates.ts";

/** What a partial names that prints the use cases. */
const USE_CASES = "useCases";
/** Where such a section usually has its heading. */
const USUAL_LEVEL = 2;

/**
 * Whether a partial prints the use cases, or calls one that does.
 *
 * @param template the partial
 * @param partials all partials, by name
 * @returns whether it names them
 */
export function printsUseCases(
  template: ParsedTemplate | undefined,
  partials: ReadonlyMap<string, ParsedTemplate>,
): boolean {
  return mentions(template, USE_CASES, partials);
}

/**
 * Makes a section of each part of a use case that a partial words, so that it is checked and worded as sections are.
 *
 * @param guide what the guide says
 * @param outline the guide's sections: a partial's heading is below that of the use case
 * @param templates the project's templates
 * @returns a section for each, in their order
 */
export function partSections(
  { composedUseCases, model }: GuideContent,
  outline: readonly OutlineSection[],
  { partials }: Templates,
): OutlineSection[] {
  if (composedUseCases.length === 0) return [];
  const findLevel = (sections: readonly OutlineSection[], level: number): number | undefined => {
    for (const section of sections) {
      if (section.kind !== "partial" || !isShown(section.call, model)) continue;
      if (printsUseCases(partials.get(section.call.partial), partials)) return section.level ?? level;
      const inner = findLevel(section.children, level + 1);
      if (inner !== undefined) return inner;
    }
    return undefined;
  };
  const level = (findLevel(outline, USUAL_LEVEL) ?? USUAL_LEVEL) + 2;
  return composedUseCases
    .flatMap(({ parts }) => parts.filter(isPartial))
    .map((part) => partialSection({ ...part, level: part.level ?? level }));
}

const isPartial = (part: Prose | AddedPartial): part is AddedPartial => "partial" in part;

/**
 * Looks for parts whose partial prints the use cases, and so itself.
 *
 * @param guide what the guide says
 * @param templates the project's templates
 * @returns a problem for each
 */
export function findPartsInParts({ composedUseCases }: GuideContent, { partials }: Templates): Problem[] {
  return composedUseCases
    .flatMap(({ parts }) => parts.filter(isPartial))
    .filter(({ partial }) => printsUseCases(partials.get(partial), partials))
    .map(({ partial, path }) => ({
      code: "template-cycle",
      severity: "error",
      message: `unexpected partial "${partial}", which prints the use cases that it would be part of`,
      place: { path: [...path, "partial"], part: "value" },
    }));
}

/**
 * Puts the parts of use cases together: templates have them as texts.
 *
 * @param guide what the guide says
 * @param words for each part that a partial words, its Markdown with its marks, in their order
 * @returns what templates can name, with the use cases' whole texts
 */
export function withParts({ model, composedUseCases }: GuideContent, words: readonly string[]): TemplateModel {
  let next = 0;
  const useCases = [...model.useCases];
  for (const { index, parts } of composedUseCases) {
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
    isInline: false,
    toString: () => text,
  };
}
