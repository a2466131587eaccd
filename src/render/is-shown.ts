import type { TemplateModel } from "../guide/model.ts";
import { isThere } from "./frame.ts";
import type { SectionCall } from "./layout.ts";

/**
 * Whether a guide has a section of its layout.
 *
 * @param call the section
 * @param model what the guide says
 * @returns whether all conditions hold under which the layout has it
 */
export function isShown({ conditions }: SectionCall, model: TemplateModel): boolean {
  return conditions.every(({ path, negated }) => {
    const value = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], model);
    return isThere(value) !== negated;
  });
}
