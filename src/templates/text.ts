import { commandLine } from "../package.ts";
import { visibleLine } from "../findings/visible.ts";
import type { ListedLayout, ListedPartial, ListedSection, TemplateList } from "./list.ts";
import { foldNames, words, type ModelName } from "./names.ts";

/* The lists as a person reads them at a terminal: a name stands at the left, what is said of it below. */

const WIDTH = 100;

/**
 * Lists all templates.
 *
 * @returns lines, the last one ended
 */
export function listText({ layouts, partials }: TemplateList): string {
  return [
    "Layouts: the sections of a page",
    "",
    ...layouts.flatMap((layout) => [...layoutLines(layout), ""]),
    "Partials: the wording of sections",
    "",
    ...partials.flatMap((partial) => [...head(partial), ...parameterLines(partial), ""]),
    `${commandLine("templates NAME")} shows one; ${commandLine("templates --names")}`,
    `what templates can name; ${commandLine("templates copy NAME")} makes a copy to edit.`,
    "",
  ].join("\n");
}

/** One template, with all that is known of it. */
export function templateText(template: ListedLayout | ListedPartial): string {
  const lines = template.kind === "layout" ? layoutLines(template) : partialLines(template);
  return [...lines, ""].join("\n");
}

function layoutLines(layout: ListedLayout): string[] {
  const pages = layout.pages.length > 0 ? [`  layout of: ${layout.pages.join(", ")}`] : [];
  return [...head(layout), ...pages, ...layout.sections.flatMap((section) => sectionLines(section, "    "))];
}

function sectionLines({ name, partial, parameters, conditions, sections }: ListedSection, indent: string): string[] {
  const given = Object.entries(parameters).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  const parts = [
    name,
    ...(partial === name ? [] : [`by ${partial}`]),
    ...given,
    ...conditions.map((each) => `{{${each}}}`),
  ];
  return [
    visibleLine(indent + parts.join(" ")),
    ...sections.flatMap((section) => sectionLines(section, `${indent}  `)),
  ];
}

function partialLines(partial: ListedPartial): string[] {
  const { isVolatile, calledBy, calls, uses } = partial;
  return [
    ...head(partial),
    ...(isVolatile ? ["  volatile: pages and checks can leave it out"] : []),
    ...parameterLines(partial),
    ...listed("called by", calledBy),
    ...listed("calls", calls),
    ...listed("names", uses),
  ];
}

function head({ name, file, origin, purpose }: ListedLayout | ListedPartial): string[] {
  return [visibleLine(`${name}  ${file}  (${origin})`), ...(purpose === "" ? [] : wrapped(purpose, "  "))];
}

function parameterLines({ parameters }: ListedPartial): string[] {
  return parameters.flatMap(({ name, use, isRequired, default: usual }) => {
    const value = isRequired ? name : `[${name}=${String(usual)}]`;
    return wrapped(`${value}  ${use}`.trimEnd(), "    ", "      ");
  });
}

const listed = (label: string, items: readonly string[]) =>
  items.length === 0 ? [] : wrapped(`${label}: ${items.join(", ")}`, "  ", "    ");

/** Breaks a text at blanks. */
function wrapped(text: string, indent: string, further = indent): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of visibleLine(text).split(/ (?! )/)) {
    const before = lines.length === 0 ? indent : further;
    if (line !== "" && before.length + line.length + 1 + word.length > WIDTH) {
      lines.push(before + line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, (lines.length === 0 ? indent : further) + line];
}

/**
 * Lists what templates can name, and the words of the vocabulary.
 *
 * @returns lines, the last one ended
 */
export function namesText(names: readonly ModelName[]): string {
  const lines = foldNames(names).flatMap(({ name, type, description, example, as }) => {
    const shown = example === undefined ? "" : `  e.g. ${example}`;
    const like = as === undefined ? "" : `, as ${as}`;
    return [...wrapped(`${name}  ${type}${like}${shown}`, "", "    "), ...wrapped(description, "    ")];
  });
  return [
    "Names: items of a list stand behind [], and are named alone within {{#each}}",
    "",
    ...lines,
    "",
    "Words",
    "",
    ...words.flatMap(({ usage, description }) => [usage, ...wrapped(description, "    ")]),
    "",
  ].join("\n");
}
