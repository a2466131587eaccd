import { accessSync, constants, existsSync, lstatSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findLink, makeFolder } from "../files/folders.ts";
import { isThere } from "../files/is-there.ts";
import { withPath } from "../files/system-error.ts";
import type { PlannedFile } from "./planned-file.ts";

/** What becomes of planned files. */
export interface Sorted {
  readonly missing: readonly PlannedFile[];
  /** Files that are there and stay as they are, and what each one lacks. */
  readonly kept: readonly { readonly path: string; readonly lacking: string }[];
}

/**
 * Tells which of some files are to be written. Nothing is written yet.
 *
 * @param top the folder that they are below
 * @throws the system's error where one could not be written; Error that names what is in the way
 */
export function sortFiles(top: string, files: readonly PlannedFile[]): Sorted {
  const missing: PlannedFile[] = [];
  const kept: { path: string; lacking: string }[] = [];
  for (const file of files) {
    const path = join(top, file.path);
    const status = statSync(path, { throwIfNoEntry: false });
    if (status?.isFile()) {
      kept.push({
        path: file.path,
        lacking: lackingOf(
          file,
          withPath(path, () => readFileSync(path, "utf8")),
        ),
      });
      continue;
    }
    if (status) throw new InTheWay(`${file.path} is no file: move it away, or leave ${file.id} out with --skip`);
    const link = findLink(top, path);
    if (link !== undefined)
      throw new InTheWay(`${link} is a symbolic link: ${file.path} would be written elsewhere; remove it first`);
    expectWritable(path);
    missing.push(file);
  }
  return { missing, kept };
}

/** A file that is no YAML or JSON lacks all. */
function lackingOf({ lacking, text }: PlannedFile, existing: string): string {
  try {
    return lacking(existing);
  } catch {
    return text;
  }
}

/** Finds out whether a file can be made, before another one is. */
function expectWritable(path: string): void {
  let folder = dirname(path);
  while (!isThere(folder)) folder = dirname(folder);
  if (!lstatSync(folder).isDirectory() && !existsSync(join(folder, "/")))
    throw new InTheWay(`${folder} is a file where a folder is expected: move it away`);
  withPath(folder, () => accessSync(folder, constants.W_OK));
}

/**
 * Writes files where there are none. Where one cannot be written, those before it go again.
 *
 * @param top the folder that they are below
 * @throws the system's error; where somebody else has made one of them meanwhile, too
 */
export function writeNew(top: string, files: readonly { readonly path: string; readonly text: string }[]): void {
  const written: string[] = [];
  try {
    for (const { path: below, text } of files) {
      const path = join(top, below);
      makeFolder(dirname(path));
      withPath(path, () => writeFileSync(path, "", { flag: "wx" }));
      written.push(path);
      withPath(path, () => writeFileSync(path, text));
    }
  } catch (error) {
    for (const path of written) rmSync(path, { force: true });
    throw error;
  }
}

/** Something stands where a file is to be written. */
class InTheWay extends Error {
  override readonly name = "ProjectError";
}
