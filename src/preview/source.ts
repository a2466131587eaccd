import type { Finding } from "../findings/finding.ts";
import type { BuiltPage, GuideMaker, PagePaths, Project } from "../core.ts";

/** A project and the maker of its guides, opened: the command hands it in, so that the preview shows what `build` would write. */
export interface Workspace {
  readonly project: Project;
  /** What is wrong with the templates and the settings. */
  readonly findings: readonly Finding[];
  readonly make: GuideMaker["make"];
  /** Where each line of a guide came from, as `file:line`; undefined where it is not known. Left out where nobody asks. */
  readonly explain?: ((guide: ExplainablePage) => readonly (string | undefined)[]) | undefined;
}

/** What of a page tells where its lines came from. */
export type ExplainablePage = Pick<BuiltPage, "paths" | "text" | "sections" | "source">;

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
export type Lint = (paths: PagePaths, text: string) => Promise<readonly Finding[]>;
