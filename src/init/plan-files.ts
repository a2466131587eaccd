import { posix, resolve } from "node:path";
import type { Config } from "../project/config.ts";
import { agentsFile } from "./agents.ts";
import { editorSettings } from "./editor-settings.ts";
import { gitFiles } from "./git-files.ts";
import { packageFile } from "./package-file.ts";
import { foldersWithGuides, type Places } from "./places.ts";
import type { PlannedFile } from "./planned-file.ts";
import { preCommitFile } from "./pre-commit.ts";
import { settingsFile } from "./settings-file.ts";
import { workflowFile } from "./workflow.ts";

/** What is known of a project that is set up. */
export interface Setup {
  readonly places: Places;
  /** What its settings are to say, and what follows of them. */
  readonly stated: Readonly<Record<string, unknown>>;
  readonly config: Config;
  /** The catalog, relative to the project. */
  readonly catalog: string | undefined;
  readonly version: string;
  /** The text of `AGENTS.md`, with `{{key}}` where projects differ. */
  readonly agentsTemplate: string;
}

/**
 * The files of a new project, but for its descriptors.
 *
 * @returns each file, the settings first
 */
export function planFiles({ places, stated, config, catalog, version, agentsTemplate }: Setup): readonly PlannedFile[] {
  const { top, root, home } = places;
  const hasGuides = catalog !== undefined && foldersWithGuides(resolve(top, root, catalog)).size > 0;
  const inRoot = ({ file, ...rest }: Omit<PlannedFile, "path"> & { readonly file: string }): PlannedFile => ({
    ...rest,
    path: posix.join(root, file),
  });
  return [
    inRoot(settingsFile(stated, posix.join(top, root))),
    { ...packageFile(version), path: posix.join(home, "package.json") },
    workflowFile({ places, catalog, hasGuides, version }),
    preCommitFile(places),
    ...gitFiles(config, catalog).map(inRoot),
    editorSettings(config, places),
    inRoot(agentsFile(agentsTemplate, config, catalog, places.installation.manager.install)),
  ];
}
