import type { Problem } from "../findings/problem.ts";
import { didYouMean } from "../findings/suggest.ts";
import type { GuideContent } from "../guide/content.ts";
import type { OutlineSection } from "./outline.ts";
import type { Templates } from "./templates.ts";

/**
 * Checks the partials and parameters that a descriptor names by itself; those of layouts were checked when templates
 * loaded.
 *
 * @param guide the guide, whose edits say where the descriptor names them
 * @param outline the guide's sections
 * @param templates the project's templates
 * @returns a problem for each partial that does not exist, and each parameter that is unknown, missing, or no switch's
 */
export function checkOutline(guide: GuideContent, outline: readonly OutlineSection[], templates: Templates): Problem[] {
  return outline.flatMap((section): Problem[] => {
    const within = checkOutline(guide, section.children, templates);
    if (section.kind !== "partial") return within;
    const { call, parameters } = section;
    // What is wrong with a template is said once, where it stands.
    if (templates.broken.has(call.partial)) return within;
    const partial = templates.partials.get(call.partial);
    if (!partial) {
      const path = section.path ? [...section.path, "partial"] : ["sections", "replace", call.name, "partial"];
      const message = `unexpected partial "${call.partial}", which does not exist`;
      const fix = didYouMean(call.partial, templates.partials.keys());
      return [
        {
          code: "template-unknown-partial",
          severity: "error",
          message,
          ...(fix && { fix }),
          place: { path, part: "value" },
        },
        ...within,
      ];
    }
    const unknown = Object.keys(parameters).filter((name) => !partial.parameters.has(name));
    const missing = [...partial.parameters].filter(
      ([name, { fallback }]) => fallback === undefined && !Object.hasOwn(parameters, name),
    );
    const path = section.path
      ? [...section.path, "parameters"]
      : ["sections", isReplaced(guide, call.name) ? "replace" : "parameters", call.name];
    const wrong = Object.entries(parameters).filter(
      ([name, value]) =>
        partial.parameters.get(name)?.isSwitch &&
        !["true", "false"].includes(typeof value === "object" ? value.text : String(value)),
    );
    return [
      ...wrong.map(([name]): Problem => {
        const message = `unexpected value of parameter "${name}", expected true or false`;
        return { code: "parameter-type", severity: "error", message, place: { path: [...path, name], part: "value" } };
      }),
      ...unknown.map((name): Problem => {
        const message = `unexpected parameter "${name}", expected ${[...partial.parameters.keys()].join(", ") || "none"}`;
        const fix = didYouMean(name, partial.parameters.keys());
        return {
          code: "parameter-unknown",
          severity: "error",
          message,
          ...(fix && { fix }),
          place: { path: [...path, name], part: "key" },
        };
      }),
      ...missing.map(([name, { use }]): Problem => {
        const message = `missing parameter "${name}" of ${partial.file}, expected ${use}`;
        return { code: "parameter-missing", severity: "error", message, place: { path, part: "value" } };
      }),
      ...within,
    ];
  });
}

/**
 * Whether an outline has a section whose partial cannot be used, for which there is a finding where the partial stands.
 *
 * @param outline a guide's sections
 * @param templates the project's templates
 * @returns whether the guide cannot be made
 */
export function namesBroken(outline: readonly OutlineSection[], templates: Templates): boolean {
  return outline.some(
    (section) =>
      (section.kind === "partial" && templates.broken.has(section.call.partial)) ||
      namesBroken(section.children, templates),
  );
}

function isReplaced({ edits }: GuideContent, name: string): boolean {
  return edits.replace.some((replacement) => replacement.name === name);
}
