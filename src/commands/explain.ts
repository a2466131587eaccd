import { isNamed } from "../build/choose-guides.ts";
import type { BuiltPage } from "../build/built-page.ts";
import { createGuideMaker } from "../build/make-guide.ts";
import { explainLines, type Explanation } from "../provenance/explain.ts";
import { meantFiles } from "../files/relative-path.ts";
import { jsonText } from "../findings/reporters/json.ts";
import { visibleLine } from "../findings/visible.ts";
import { guidesOf, type PagePaths } from "../project/paths.ts";
import { shellWord } from "../init/run-from.ts";
import { commandLine } from "../package.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { copyOfPackaged } from "../project/template-files.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { findSource } from "./explain-uses.ts";
import { report } from "./report.ts";

/**
 * `dhi-guides explain FILE[:LINE]`: says where a line of a page came from; without a line, all of them.
 *
 * @param target the page's path, from the current folder or the root, or a name, whose guides are meant; and the line
 * @throws ProjectError where there is no such guide or line
 */
export function explain(target: string, options: BuildOptions, context: CommandContext): ExitStatus {
  const [, file = "", number] = /^(.*?)(?::(\d+))?(?::\d+)?$/.exec(target) ?? [];
  const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { project } = opened;
  if (!project) return report(opened.findings, context, options);

  const pages = findExplained(file, target, project);
  const maker = createGuideMaker(project);
  const guides = pages.map((paths) => maker.make(paths));
  if (guides.some(({ text }) => text === undefined)) {
    const findings = guides.flatMap((guide) => guide.findings);
    return report([...opened.findings, ...maker.findings, ...findings], context, options);
  }

  const explained = guides.map(explainGuide);
  const asked = explained.map((lines) =>
    number === undefined ? lines : lines.slice(Number(number) - 1, Number(number)),
  );
  if (asked.every((lines) => lines.length === 0)) {
    const last = explained.map((lines) => `${lines[0]?.file} has no line ${number}, its last is ${lines.length}`);
    throw new ProjectError(last.join("; "));
  }
  const found = asked.filter((lines) => lines.length > 0);
  if (options.reporter === "json") context.out(jsonText(found.flat().map(dataOf)));
  else if (number !== undefined) for (const line of found.flat()) context.out(describe(line));
  else if (found.length === 1) context.out(listOf(found.flat()));
  else context.out(found.map((lines) => `${visibleLine(lines[0]?.file ?? "")}:\n${listOf(lines)}`).join("\n"));
  return 0;
}

/** One page, by its path; or the guides of a name. */
function findExplained(file: string, target: string, project: Project): readonly PagePaths[] {
  const { root, pages } = project;
  const wanted = meantFiles(file, root);
  const page = pages.find(({ output }) => wanted.includes(output));
  const found = page ? [page] : guidesOf(pages).filter((paths) => isNamed(paths, file));
  if (found.length > 0) return found;
  if (findSource(file, project))
    throw new ProjectError(
      `${file} is no page of this project, but what pages are made of: ${commandLine(`explain --uses ${shellWord(target)}`)} says which lines it reaches`,
    );
  throw new ProjectError(
    `${file} is no page of this project, expected for example ${pages[0]?.output ?? "out/<name>/guides.md"}`,
  );
}

function explainGuide(guide: BuiltPage): readonly ExplainedLine[] {
  const text = guide.text ?? "";
  const lines = text.replace(/\n$/, "").split("\n");
  return explainLines({ ...guide, text }, guide.source).map((explanation, index) => ({
    file: guide.paths.output,
    line: index + 1,
    text: lines[index] ?? "",
    ...explanation,
  }));
}

/** A line of a guide, and where it came from. */
interface ExplainedLine extends Explanation {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What a program reads: the section by its name, the partial with its parameters. */
function dataOf({ section, ...line }: ExplainedLine): object {
  return { ...line, section: section?.name, partial: section?.partial };
}

function listOf(lines: readonly ExplainedLine[]): string {
  const width = Math.max(...lines.map(({ where }) => where.length));
  return lines.map(({ where, text }) => `${visibleLine(where).padEnd(width)}  ${text}`.trimEnd() + "\n").join("");
}

const LABELS = {
  template: "template",
  descriptor: "author's text",
  fact: "made from",
  prose: "author's file",
  drift: "drift",
} as const;

function changeOf(where: string): string | undefined {
  const packaged = copyOfPackaged(where);
  return packaged && `${packaged.command}, then edit ${packaged.line}`;
}

function describe({ file, line, text, where, kind, via, values, section }: ExplainedLine): string {
  const parameters = Object.entries(section?.partial?.parameters ?? {});
  const given = parameters.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(" ");
  const rows = [
    [`${visibleLine(file)}:${line}`, text],
    [LABELS[kind], where],
    ["to change it", kind === "template" ? changeOf(where) : undefined],
    [kind === "drift" ? "shared text" : "put there by", via],
    ["values from", values.length > 0 ? values.join(", ") : undefined],
    ["section", section?.name],
    ["partial", section?.partial && `${section.partial.name}${given && ` ${given}`}`],
  ].filter((row): row is [string, string] => row[1] !== undefined);
  const [first, ...rest] = rows;
  return `${first?.join("  ")}\n${rest.map(([label, value]) => `  ${label.padEnd(13)}  ${visibleLine(value)}\n`).join("")}`;
}
