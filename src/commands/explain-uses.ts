import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { BuiltPage } from "../build/built-page.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { meantFiles, slashed } from "../files/relative-path.ts";
import { plural } from "../findings/plural.ts";
import { jsonText } from "../findings/reporters/json.ts";
import { visibleLine } from "../findings/visible.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { printingLines, rangesOf, sourcesOfLines, type LineRange } from "../provenance/uses.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { report } from "./report.ts";

/** What a template, or another source, reaches. */
interface Uses {
  readonly file: string;
  readonly line?: number | undefined;
  readonly pages: readonly { readonly file: string; readonly lines: readonly LineRange[] }[];
  /** The lines of a template that would print something, and are in no page. */
  readonly unreached: readonly LineRange[];
}

/**
 * `dhi-guides explain --uses FILE[:LINE]`: says which lines of which pages a template reaches, or a line of it.
 *
 * @param target a template, by path or name, a descriptor or a file of prose; and the line
 * @returns 1 where pages have errors, which are left out
 * @throws ProjectError where there is no such file or line
 */
export function explainUses(target: string, options: BuildOptions, context: CommandContext): ExitStatus {
  const [, given = "", number] = /^(.*?)(?::(\d+))?(?::\d+)?$/.exec(target) ?? [];
  const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { project } = opened;
  if (!project) return report(opened.findings, context, options);
  const source = findSource(given, project);
  if (!source)
    throw new ProjectError(
      `${given} is no template, descriptor or file of prose, expected for example ${project.templates[0]?.file ?? "templates/partials/x.hbs"}`,
    );
  const { file, text, layout } = source;
  const line = number === undefined ? undefined : Number(number);
  const last = text?.replace(/\n$/, "").split("\n").length ?? Infinity;
  if (line !== undefined && (line < 1 || line > last))
    throw new ProjectError(`${file} has no line ${line}, its last is ${last}`);

  const maker = createGuideMaker(project);
  const guides = project.pages.map((paths) => maker.make(paths));
  const reached = new Set<number>();
  const pages = guides.flatMap((guide) => {
    // A layout prints nothing, and makes all of its pages.
    const isWhole = layout !== undefined && line === undefined && guide.content?.layout.name === layout;
    const lines = isWhole ? wholeOf(guide) : linesFrom(guide, file, line, reached);
    return lines.length > 0 ? [{ file: guide.paths.output, lines }] : [];
  });
  const printing = text === undefined ? [] : printingLines(text);
  const unreached = rangesOf(printing.filter((each) => !reached.has(each) && (line ?? each) === each));
  const uses: Uses = { file, line, pages, unreached };
  if (options.reporter === "json") context.out(jsonText(uses));
  else context.out(usesText(uses, line === undefined || text === undefined || printing.includes(line)));
  const errors = [...maker.findings, ...guides.flatMap(({ findings }) => findings)].filter(
    ({ severity }) => severity === "error",
  );
  // A program reads the uses there.
  return options.reporter === "json" ? (errors.length > 0 ? 1 : 0) : report(errors, context, options);
}

function wholeOf({ text }: BuiltPage): LineRange[] {
  return text === undefined ? [] : [[1, text.replace(/\n$/, "").split("\n").length]];
}

/** The lines of a guide that come from a file, or a line of it; adds those of the file that are met. */
function linesFrom(guide: BuiltPage, file: string, line: number | undefined, reached: Set<number>): LineRange[] {
  if (guide.text === undefined) return [];
  const text = guide.text.split("\n");
  const found = sourcesOfLines(guide, guide.source ?? "").flatMap((sources, index) => {
    const own = [...sources].flatMap((place) => {
      const colon = place.lastIndexOf(":");
      return place.slice(0, colon) === file ? Number(place.slice(colon + 1)) : [];
    });
    for (const each of own) reached.add(each);
    return own.some((each) => (line ?? each) === each) ? index + 1 : [];
  });
  return rangesOf(found, (each) => text[each - 1]?.trim() === "");
}

/**
 * Finds a file that pages are made of.
 *
 * @param given its path, or the name of a template
 * @returns the file, as lines name it, and its text where it is a template; undefined where there is none
 */
export function findSource(
  given: string,
  { root, templates, pages }: Project,
): { readonly file: string; readonly text?: string; readonly layout?: string } | undefined {
  const path = resolve(given);
  const inRoot = resolve(root, given);
  const name = slashed(given).replace(/\.hbs$/, "");
  const template =
    templates.find((each) => each.file === slashed(given) || each.path === path || resolve(each.path) === inRoot) ??
    templates.find((each) => `${each.kind === "partial" ? "partials/" : ""}${each.name}` === name) ??
    templates.find((each) => each.kind === "partial" && each.name === name);
  if (template) {
    const { kind, name: layout, text, file } = template;
    return { file, text, ...(kind === "layout" && { layout }) };
  }
  const wanted = meantFiles(given, root);
  const descriptor = pages.find((page) => wanted.includes(page.descriptor))?.descriptor;
  const file = descriptor ?? wanted.find((each) => statSync(join(root, each), { throwIfNoEntry: false })?.isFile());
  return file === undefined ? undefined : { file };
}

function usesText({ file, line, pages, unreached }: Uses, isPrinting: boolean): string {
  const what = visibleLine(line === undefined ? file : `${file}:${line}`);
  const range = ([first, last]: LineRange) => (first === last ? String(first) : `${first}-${last}`);
  const rows = pages.map(({ file: page, lines }) => `${visibleLine(page)}:${lines.map(range).join(", ")}\n`);
  const count = pages.length > 0 ? plural(pages.length, "page") : "reached by no page";
  const why = pages.length === 0 && !isPrinting ? "; it prints nothing of its own" : "";
  const rest =
    pages.length > 0 && unreached.length > 0 && line === undefined
      ? `reached by no page: ${visibleLine(file)}:${unreached.map(range).join(", ")}\n`
      : "";
  return `${what}: ${count}${why}\n${rows.join("")}${rest}`;
}
