import type { TemplateModel } from "../guide/model.ts";
import type { ParsedTemplate } from "./parse-template.ts";

/**
 * All that a partial may say of a guide, whatever registry and facts: its words and those of the partials that it calls.
 *
 * @param name the partial
 * @param partials all partials, by name
 * @param model what the guide says: values are put in where they are texts
 * @returns the words, those of all branches one behind the other
 */
export function wordsOfAllBranches(
  name: string,
  partials: ReadonlyMap<string, ParsedTemplate>,
  model: TemplateModel,
): string {
  return withPartials(name, partials)
    .replace(/\{\{([\w.]+)\}\}/g, (tag, path: string) => valueOf(model, path) ?? (path === "else" ? "" : tag))
    .replace(/\{\{[#/][^}]*\}\}/g, "");
}

/**
 * The text of a partial with those of the partials that it calls in their places, each once; without comments.
 *
 * @param name the partial
 * @param partials all partials, by name
 * @returns the text, in which values and conditions stand as they are written
 */
export function withPartials(name: string, partials: ReadonlyMap<string, ParsedTemplate>): string {
  const seen = new Set<string>();
  const read = (each: string): string => {
    const template = partials.get(each);
    if (!template || seen.has(each)) return "";
    seen.add(each);
    return template.text
      .replace(/\{\{!--[\s\S]*?--\}\}/g, "")
      .replace(/\{\{>\s*([\w-]+)[^}]*\}\}/g, (_, inner: string) => read(inner));
  };
  return read(name);
}

/**
 * The text that a name has in the model.
 *
 * @param model what the guide says
 * @param path the name, as a template writes it
 * @returns the text; undefined for anything else
 */
export function valueOf(model: TemplateModel, path: string): string | undefined {
  const value = path.split(".").reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], model);
  return typeof value === "string" ? value : undefined;
}
