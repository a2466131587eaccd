import { join } from "node:path";
import type { GuideDefaults } from "../../guide/content.ts";
import { templateModel } from "../../guide/model.ts";
import type { Project } from "../../project/project.ts";
import { checkAgainst } from "../../render/check-template.ts";
import { loadTemplates } from "../../render/templates.ts";
import { convergeGuides, type ConvergeSource } from "./converge.ts";
import { identify } from "../read/identity.ts";
import type { AdoptProgress } from "../word/word-guides.ts";
import { createRenderer } from "../write/prove.ts";
import type { SourceGuide } from "../read/read-guides.ts";

/** Which wordings are folded. */
export interface ConvergeChoice {
  /** How near a wording must be to the commonest one, up to 1, which only equal ones are. */
  readonly ratio: number;
  /** The headings of the sections; all where there are none. */
  readonly sections: readonly string[];
}

/**
 * Folds the wordings of guides that are about to be adopted. What a project has already is not touched, and has its say in
 * which wording is the commonest.
 *
 * @param guides the guides to adopt
 * @param choice what is folded
 * @param project the project that adopts them
 * @param minimum how many guides make a wording common
 * @param progress called before the stage, and for each guide
 * @returns the guides, in their order, with the texts that they are adopted with
 * @throws ProjectError for a section that no guide has
 */
export function convergeSources(
  guides: readonly SourceGuide[],
  choice: ConvergeChoice,
  project: Project,
  minimum: number,
  progress: AdoptProgress,
): SourceGuide[] {
  const { namespace } = project.registry;
  const names = new Set(guides.map(({ name }) => name));
  const standing = project.guides.filter(({ name }) => !names.has(name));
  progress.stage("converge", standing.length + guides.length);
  const sourceOf = (name: string, text: string, isFixed: boolean): ConvergeSource => {
    progress.step();
    return { text, identity: identify(name, text, namespace), isFixed };
  };
  const sources = guides.map(({ name, text }) => sourceOf(name, text, false));
  const fixed = standing.length === 0 ? [] : textsOf(standing, project);
  const texts = convergeGuides([...sources, ...fixed.map(({ name, text }) => sourceOf(name, text, true))], {
    ...choice,
    minimum,
    namespace,
  });
  return guides.map((guide, index) => ({ ...guide, text: texts[index] ?? guide.text }));
}

/** What the project's guides say; one with an error says nothing. */
function textsOf(guides: Project["guides"], project: Project): { readonly name: string; readonly text: string }[] {
  const { templates } = loadTemplates(project.templates, checkAgainst(templateModel));
  const defaults: Omit<GuideDefaults, "proseFolder"> = {
    registry: project.registry,
    forceRegistry: false,
    layout: project.config.layout,
  };
  const renderAgain = createRenderer(templates);
  return guides.flatMap(({ name, descriptor, prose }) => {
    const files = {
      name,
      path: join(project.root, descriptor),
      prosePath: join(project.root, prose),
      proseFolder: prose,
    };
    const made = renderAgain(files, { ...defaults, proseFolder: prose });
    return "text" in made ? [{ name, text: made.text }] : [];
  });
}
