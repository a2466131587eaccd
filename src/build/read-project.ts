import { loadDescriptor } from "../descriptor/load.ts";
import { placeProblems } from "../descriptor/place-problems.ts";
import { findTodos } from "../descriptor/todos.ts";
import { loadDrift } from "../drift/load-drift.ts";
import type { Finding } from "../findings/finding.ts";
import { templateModel } from "../guide/model.ts";
import { guidesOf } from "../project/paths.ts";
import type { OpenedProject } from "../project/project.ts";
import { checkAgainst } from "../render/check-template.ts";
import { loadTemplates } from "../render/templates.ts";
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
  const chosen = pages.filter(({ id, kind }) => right.isFound(kind) && (names.length === 0 || names.includes(id)));
  const ofDrift = chosen.flatMap(({ drift }) => placeProblems(loadDrift(root, drift).problems, drift, undefined));
  const ofGuides = guidesOf(chosen).flatMap((paths) => {
    const { text, problems } = loadDescriptor(descriptorFiles(paths, right.project));
    const todos = text === undefined ? [] : findTodos(text);
    return placeProblems([...problems, ...todos], paths.descriptor, text);
  });
  return [...findings, ...ofGuides, ...ofDrift];
}
