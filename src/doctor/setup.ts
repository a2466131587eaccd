import type { Finding } from "../findings/finding.ts";
import type { Project } from "../project/project.ts";
import type { Git } from "./git.ts";

/** A package as it runs, or as it is installed. */
export interface PackageVersion {
  readonly name: string;
  readonly version: string;
  /** The versions of Node that it runs with. */
  readonly node: string;
  /** Its repository on GitHub: `owner/name`. */
  readonly repository: string;
}

/** What the checks look at. */
export interface Setup {
  /** The project's folder, absolute. */
  readonly root: string;
  /** Undefined where the settings cannot be read: then only what needs no project is looked at. */
  readonly project: Project | undefined;
  /** Undefined where the project is in no repository. */
  readonly git: Git | undefined;
  /** The version of Node. */
  readonly node: string;
  /** The package that runs. */
  readonly running: PackageVersion;
  /** The codes of all rules of `verify`, the project's own among them. */
  readonly rules: ReadonlySet<string>;
  /** Whether a process is still at work. */
  readonly isAlive: (pid: number) => boolean;
}

/** What a check found. */
export interface Looked {
  /** What there is, in a few words: `Node 22.1.0, dhi-guides 0.1.0`. */
  readonly seen: string;
  readonly findings: readonly Finding[];
}

/** One thing that is looked at. */
export interface Check {
  readonly name: string;
  readonly look: (setup: Setup) => Looked;
}

/** A finding at the start of a file. */
export function atStart(file: string, finding: Omit<Finding, "file" | "line" | "column">): Finding {
  return { file, line: 1, column: 1, ...finding };
}
