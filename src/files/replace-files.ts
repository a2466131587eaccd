import { renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeFolder } from "./folders.ts";
import { whenFree } from "./when-free.ts";
import { withPath } from "./system-error.ts";

/** A file, and what it is to hold. */
export interface Replacement {
  /** Relative to the root. */
  readonly file: string;
  /** Undefined where there is to be no such file. */
  readonly text: string | undefined;
}

/**
 * Gives files new texts, or removes them. Every text is first written beside its file; only when all are there, each is
 * renamed to its place: a full disk is met before any file is touched, and a reader never sees half a text.
 *
 * @param root the folder above the files
 * @param replacements the files; one that does not exist is made, with its folder
 * @throws the system's error; files that are already in place are whole, the others are as they were
 */
export function replaceFiles(root: string, replacements: readonly Replacement[]): void {
  const staged: { readonly temporary: string; readonly path: string }[] = [];
  try {
    for (const { file, text } of replacements) {
      if (text === undefined) continue;
      const path = join(root, file);
      const temporary = join(dirname(path), `.${basename(path)}.dhi-guides.tmp`);
      staged.push({ temporary, path });
      makeFolder(dirname(path));
      const mode = statSync(path, { throwIfNoEntry: false })?.mode;
      withPath(path, () => writeFileSync(temporary, text, { mode }));
    }
    for (const { temporary, path } of staged) whenFree(() => renameSync(temporary, path));
    for (const { file, text } of replacements)
      if (text === undefined) whenFree(() => rmSync(join(root, file), { force: true }));
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    throw error;
  }
}
