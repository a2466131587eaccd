import { join } from "node:path";
import type { GuideDefaults } from "../../guide/content.ts";
import type { Project } from "../../project/project.ts";
import type { SourceGuide } from "../read/read-guides.ts";
import { load } from "../word/load-templates.ts";
import { linesOfSections, type LineCounts } from "./line-counts.ts";
import { createRenderer } from "./prove.ts";

/**
 * Finds the guides that a project gives already, byte for byte: to adopt them again would only write the same in other
 * words, over what somebody may have improved by hand.
 *
 * @param project the project
 * @param guides the guides, in house style
 * @returns by the names of those that come back from the descriptors that stand there, a function that counts their lines
 */
export function givenGuides(project: Project, guides: readonly SourceGuide[]): ReadonlyMap<string, () => LineCounts> {
  const managed = new Map(project.guides.map((paths) => [paths.name, paths]));
  const templates = load(project.templates);
  const renderAgain = createRenderer(templates);
  return new Map(
    guides.flatMap(({ name, text }): [string, () => LineCounts][] => {
      const paths = managed.get(name);
      if (!paths) return [];
      const defaults: GuideDefaults = {
        registry: project.registry,
        forceRegistry: project.forceRegistry,
        layout: project.config.layout,
        proseFolder: paths.prose,
      };
      const files = {
        name,
        path: join(project.root, paths.descriptor),
        prosePath: join(project.root, paths.prose),
        proseFolder: paths.prose,
      };
      const proof = renderAgain(files, defaults);
      if (!("text" in proof) || proof.text !== text) return [];
      return [[name, () => linesOfSections(proof.sections, proof.edits)]];
    }),
  );
}
