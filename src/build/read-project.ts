import { loadDescriptor } from "../descriptor/load.ts";
import { placeProblems } from "../descriptor/place-problems.ts";
import { findTodos } from "../descriptor/todos.ts";
import { loadDrift } from "../drift/load-drift.ts";
import type { Finding } from "../findings/finding.ts";
import { templateModel } from "../guide/model.ts";
import { guidesOf, type PagePaths } from "../project/paths.ts";
import type { OpenedProject, Project } from "../project/project.ts";
import { checkAgainst } from "../render/check-template.ts";
import { loadTemplates } from "../render/templates.ts";
import { isNamed } from "./choose-guides.ts";
import { descriptorFiles } from "./make-guide.ts";

/**
 * Says what is wrong with the files of a project whose settings are wrong: with its templates, its descriptors and what
 * stands beside them. What depends on the settings is not told: how pages come out, and whether they are up to date.
 *
 * @param opened what could be opened of it
 * @param names the guides; all where there are none
 * @returns the findings, none where it could be opened
 */
export function readProject({ project, right }: OpenedProject, names: readonly string[] = []): readonly Finding[] {
  if (project || !right) return [];
  const { findings } = loadTemplates(right.project.templates, checkAgainst(templateModel));
  const { root, pages } = right.project;
  const chosen = pages.filter(
    (paths) => right.isFound(paths.kind) && (names.length === 0 || names.some((name) => isNamed(paths, name))),
  );
  const ofDrift = chosen.flatMap(({ drift }) => placeProblems(loadDrift(root, drift).problems, drift, undefined));
  return [...findings, ...readDescriptors(chosen, right.project), ...ofDrift];
}

/**
 * Says what is wrong with descriptors and what stands beside them.
 *
 * @param pages pages of theirs
 * @returns the findings, each once
 */
export function readDescriptors(pages: readonly PagePaths[], project: Pick<Project, "root">): readonly Finding[] {
  return guidesOf(pages).flatMap((paths) => {
    const { text, problems } = loadDescriptor(descriptorFiles(paths, project));
    const todos = text === undefined ? [] : findTodos(text);
    return placeProblems([...problems, ...todos], paths.descriptor, text);
  });
}
