import type { ProcessTable } from "../files/this-process.ts";
import type { Reporter, ReportFile } from "./reporters.ts";

/** What a process writes to; a terminal says so, and how wide it is. */
export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** What a command knows of the process that it runs in; `process.ts` makes the real one, tests make theirs. */
export interface CommandContext {
  /**
   * Results: whole lines. "commands" are ours to GitHub Actions; no other line is taken for one. What is "colored" has
   * spelled out what a stranger's text would paint.
   */
  readonly out: (text: string, kind?: "commands" | "colored") => void;
  /** Findings and progress: whole lines, none of which is taken for a command. */
  readonly err: (text: string) => void;
  /** Whether what `err` prints may be colored. */
  readonly color: boolean;
  /** Whether what `out` prints may be. */
  readonly outColor: boolean;
  /** The stream for a progress bar; undefined where there is no terminal to draw on. */
  readonly progress: Output | undefined;
  /** This process, and how to tell whether another one is still at work. */
  readonly process: ProcessTable;
  /** The folder of the package's own templates. */
  readonly packagedTemplates: string;
  /** The folder of what the preview's pages load. */
  readonly previewAssets: string;
  /** Resolves when the user ends the command, as with Ctrl-C. */
  readonly untilInterrupted: () => Promise<void>;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly root: string;
  /** What is printed. */
  readonly reporter: Reporter;
  /** What is written besides. */
  readonly reports?: readonly ReportFile[] | undefined;
  readonly maxWarnings?: number | undefined;
  readonly quiet?: boolean | undefined;
}

/** Options of the commands that make guides. */
export interface BuildOptions extends CommonOptions {
  readonly out?: string | undefined;
  readonly registry?: "public" | "mirror" | undefined;
  readonly namespace?: string | undefined;
  /** False where volatile sections are left out: of pages, or, by `check`, of the comparison. */
  readonly volatile?: boolean | undefined;
}

/** 0 clean, 1 there are errors, 2 could not run. */
export type ExitStatus = 0 | 1 | 2;
