import type { Finding } from "../diagnostics/finding.ts";
import type { GuidePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { RenderedSection } from "../render/rendered-section.ts";

/** One guide as the pipeline makes it; what the preview needs of it. */
export interface MadeGuide {
  /** The guide in house style; undefined where there are errors. */
  readonly text: string | undefined;
  /** The sections before they were styled, with the marks of their origins. */
  readonly sections: readonly RenderedSection[];
  readonly findings: readonly Finding[];
  /**
   * Where each line of the text came from, as `file:line`; undefined where it is not known.
   *
   * @param descriptorText the descriptor that the guide was made from
   */
  readonly explain?: (descriptorText: string) => readonly (string | undefined)[];
}

/** A project and its pipeline, opened: the command hands it in, so that the preview shows what `build` would write. */
export interface Workspace {
  readonly project: Project;
  /** What is wrong with the templates and the settings. */
  readonly findings: readonly Finding[];
  readonly make: (paths: GuidePaths) => MadeGuide;
}

/** A project whose settings are wrong: there are findings, and nothing else. */
export interface ClosedWorkspace {
  readonly project: undefined;
  readonly findings: readonly Finding[];
}

export type OpenWorkspace = () => Workspace | ClosedWorkspace;

/**
 * What `verify` or another checker says about a guide; files are relative to the root, lines those of the output or of a
 * source.
 */
export type Lint = (paths: GuidePaths, text: string) => Promise<readonly Finding[]>;
