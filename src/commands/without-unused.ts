import { createGuideMaker } from "../build/make-guide.ts";
import type { PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";

/**
 * Takes out of a scaffold what the project's layout has no section for.
 *
 * @param text the scaffold
 * @param paths where the descriptor will stand
 * @param project its project
 * @returns the scaffold without the fields of which its guide would say nothing
 */
export function withoutUnused(text: string, paths: PagePaths, project: Project): string {
  const { findings } = createGuideMaker(project).make(paths, undefined, { source: text });
  const lines = text.split("\n");
  const unused = findings.filter(({ code, column }) => code === "field-unused" && column === 1);
  for (const { line } of [...unused].sort((a, b) => b.line - a.line)) {
    const next = lines.findIndex((each, index) => index >= line && /^\S/.test(each));
    lines.splice(line - 1, (next < 0 ? lines.length : next) - line + 1);
  }
  return `${lines.join("\n").trimEnd()}\n`;
}
