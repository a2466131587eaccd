import type { Problem, YamlPath } from "../findings/problem.ts";
import { didYouMean, oneOf } from "../findings/suggest.ts";
import type { PageContent } from "../guide/content.ts";
import type { NamedPartial } from "../guide/edits.ts";
import { partialOf } from "./changes.ts";
import type { OutlineSection } from "./outline.ts";
import type { ParameterDeclaration } from "./parse-template.ts";
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
export function checkOutline(guide: PageContent, outline: readonly OutlineSection[], templates: Templates): Problem[] {
  return outline.flatMap((section): Problem[] => {
    const within = checkOutline(guide, section.children, templates);
    if (section.kind !== "partial") return within;
    const { call, parameters } = section;
    within.push(...section.changes.flatMap((change) => checkNamed(partialOf(change), templates)));
    // What is wrong with a template is said once, where it stands.
    if (templates.broken.has(call.partial)) return within;
    const partial = templates.partials.get(call.partial);
    if (!partial) {
      const path = section.path ? [...section.path, "partial"] : ["sections", "replace", call.name, "partial"];
      return [unknownPartial(call.partial, path, templates), ...within];
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
      ...missing.map((parameter) => missingParameter(parameter, partial.file, path)),
      ...within,
    ];
  });
}

/** A change gives no parameters to the partial that it names. */
function checkNamed(named: NamedPartial | undefined, { partials, broken }: Templates): Problem[] {
  if (!named || broken.has(named.partial)) return [];
  const partial = partials.get(named.partial);
  if (!partial) return [unknownPartial(named.partial, named.path, { partials })];
  if (partial.isVolatile) return [volatileWithin(named)];
  return [...partial.parameters]
    .filter(([, { fallback }]) => fallback === undefined)
    .map((parameter) => missingParameter(parameter, partial.file, named.path));
}

function unknownPartial(name: string, path: YamlPath, { partials }: Pick<Templates, "partials">): Problem {
  return {
    code: "template-unknown-partial",
    severity: "error",
    message: `unexpected partial "${name}", which does not exist`,
    fix: oneOf(name, [...partials.keys()], "templates"),
    place: { path, part: "value" },
  };
}

/** What stands within another section cannot be found in a page, to be left out. */
function volatileWithin({ partial, path }: NamedPartial): Problem {
  return {
    code: "template-syntax",
    severity: "error",
    message: `unexpected volatile partial "${partial}" within another section, expected one of its own`,
    fix: "name it under `sections.add`",
    place: { path, part: "value" },
  };
}

type Parameter = readonly [name: string, declaration: ParameterDeclaration];

function missingParameter([name, { use }]: Parameter, file: string, path: YamlPath): Problem {
  const message = `missing parameter "${name}" of ${file}, expected ${use}`;
  return { code: "parameter-missing", severity: "error", message, place: { path, part: "value" } };
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
      (section.kind === "partial" &&
        [section.call, ...section.changes.flatMap((change) => partialOf(change) ?? [])].some(({ partial }) =>
          templates.broken.has(partial),
        )) ||
      namesBroken(section.children, templates),
  );
}

function isReplaced({ edits }: PageContent, name: string): boolean {
  return edits.replace.some((replacement) => replacement.name === name);
}
