import { templateModel } from "../../guide/model.ts";
import type { TemplateSource } from "../../render/parse-template.ts";
import { checkAgainst } from "../../render/check-template.ts";
import { loadTemplates, type Templates } from "../../render/templates.ts";

/**
 * Loads templates, and tells what is wrong with them.
 *
 * @param sources their texts; of two with one file's name the last
 * @returns the templates that can be used, and the findings
 */
export function loadChecked(sources: readonly TemplateSource[]): ReturnType<typeof loadTemplates> {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  return loadTemplates([...byFile.values()], checkAgainst(templateModel));
}

/**
 * Loads templates.
 *
 * @param sources their texts; of two with one file's name the last
 * @returns the templates that can be used
 */
export function load(sources: readonly TemplateSource[]): Templates {
  return loadChecked(sources).templates;
}
