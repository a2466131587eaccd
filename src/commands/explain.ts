import { resolve } from "node:path";
import { createGuideMaker } from "../build/make-guide.ts";
import { explainLines, type Explanation } from "../provenance/explain.ts";
import { relativePath } from "../files/relative-path.ts";
import { jsonText } from "../findings/reporters/json.ts";
import { visibleLine } from "../findings/visible.ts";
import { openProject, ProjectError, type Project } from "../project/project.ts";
import { copyOfPackaged } from "../project/template-files.ts";
import type { BuildOptions, CommandContext, ExitStatus } from "./context.ts";
import { report } from "./report.ts";

/**
 * `dhi-guides explain FILE[:LINE]`: says where a line of a guide came from; without a line, all of them.
 *
 * @param target the guide's path, from the current folder or the root, and the line
 * @throws ProjectError where there is no such guide or line
 */
export function explain(target: string, options: BuildOptions, context: CommandContext): ExitStatus {
  const [, file = "", number] = /^(.*?)(?::(\d+))?(?::\d+)?$/.exec(target) ?? [];
  const opened = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  const { project } = opened;
  if (!project) return report(opened.findings, context, options);

  const wanted = [file, relativePath(project.root, resolve(file))];
  const paths = project.pages.find(({ output, name }) => wanted.includes(output) || name === file);
  if (!paths)
    throw new ProjectError(
      `${file} is no guide of this project, expected for example ${project.pages[0]?.output ?? "out/<name>/guides.md"}`,
    );
  const maker = createGuideMaker(project);
  const guide = maker.make(paths);
  if (guide.text === undefined)
    return report([...opened.findings, ...maker.findings, ...guide.findings], context, options);

  const explanations = explainLines(guide, guide.source);
  const lines = guide.text.replace(/\n$/, "").split("\n");
  const explained = explanations.map((explanation, index): ExplainedLine => ({
    file: paths.output,
    line: index + 1,
    text: lines[index] ?? "",
    ...explanation,
  }));
  const asked = number === undefined ? explained : explained.slice(Number(number) - 1, Number(number));
  const [first] = asked;
  if (!first) throw new ProjectError(`${paths.output} has no line ${number}, its last is ${lines.length}`);
  if (options.reporter === "json") context.out(jsonText(asked.map(dataOf)));
  else if (number === undefined) context.out(listOf(asked));
  else context.out(describe(first, project));
  return 0;
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

function describe({ file, line, text, where, kind, via, values, section }: ExplainedLine, project: Project): string {
  const parameters = Object.entries(section?.partial?.parameters ?? {});
  const given = parameters.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(" ");
  const rows = [
    [`${visibleLine(file)}:${line}`, text],
    [LABELS[kind], where],
    ["to change it", kind === "template" ? copyOfPackaged(where, project)?.copy : undefined],
    [kind === "drift" ? "shared text" : "put there by", via],
    ["values from", values.length > 0 ? values.join(", ") : undefined],
    ["section", section?.name],
    ["partial", section?.partial && `${section.partial.name}${given && ` ${given}`}`],
  ].filter((row): row is [string, string] => row[1] !== undefined);
  const [first, ...rest] = rows;
  return `${first?.join("  ")}\n${rest.map(([label, value]) => `  ${label.padEnd(13)}  ${visibleLine(value)}\n`).join("")}`;
}
