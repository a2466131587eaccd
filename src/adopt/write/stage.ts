import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { likeFile } from "../../files/like-file.ts";
import { whenFree } from "../../files/when-free.ts";
import { plainText } from "../../files/line-ends.ts";
import { withPath } from "../../files/system-error.ts";

/**
 * Where adopted files wait until all are proved: a folder in the project, on the same file system, from which each file is
 * renamed to its place. A run that is stopped leaves the project as it was.
 */
export class Stage {
  /** The folder, absolute: a project of its own while guides are proved. */
  readonly folder: string;
  readonly #root: string;
  readonly #files = new Map<string, string>();
  /** The files that were completed, and not written anew. */
  readonly #completed = new Set<string>();
  readonly #outdated = new Set<string>();

  /**
   * @param root the project's folder
   * @param pid the process, so that runs do not meet
   */
  constructor(root: string, pid: number) {
    this.#root = root;
    this.folder = join(root, `.dhi-guides-adopt-${pid}`);
  }

  /** Stages a file. */
  file(path: string, text: string): void {
    const target = join(this.folder, path);
    mkdirSync(dirname(target), { recursive: true });
    withPath(join(this.#root, path), () => writeFileSync(target, text));
    this.#files.set(path, text);
  }

  /** Stages a file of the project with something added: it takes the file's place. */
  complete(path: string, text: string): void {
    const target = join(this.#root, path);
    this.file(path, existsSync(target) ? likeFile(readFileSync(target, "utf8"), text) : text);
    this.#completed.add(path);
  }

  /** Lends a file or folder of the project, as it is, to what is proved. */
  lend(path: string): void {
    const target = join(this.#root, path);
    if (existsSync(target)) cpSync(target, join(this.folder, path), { recursive: true });
  }

  /** Notes a file that goes when the others are put in their places. */
  remove(path: string): void {
    this.#outdated.add(path);
  }

  /** Takes a file back. */
  forget(path: string): void {
    rmSync(join(this.folder, path), { force: true });
    this.#files.delete(path);
  }

  /** What the project has at a path, with `\n` line ends. */
  read(path: string): string | undefined {
    const target = join(this.#root, path);
    return existsSync(target) ? plainText(readFileSync(target, "utf8")) : undefined;
  }

  /**
   * Puts the files in their places.
   *
   * @param force whether files that exist are overwritten
   * @returns the paths of the files that were written
   */
  commit(force: boolean): string[] {
    const written: string[] = [];
    for (const [path, text] of this.#files) {
      const current = this.read(path);
      if (current === text || (current !== undefined && !force && !this.#completed.has(path))) continue;
      mkdirSync(dirname(join(this.#root, path)), { recursive: true });
      whenFree(() => renameSync(join(this.folder, path), join(this.#root, path)));
      written.push(path);
    }
    for (const path of this.#outdated) rmSync(join(this.#root, path), { force: true });
    this.discard();
    return written;
  }

  /** Removes what was staged. */
  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
    this.#files.clear();
  }
}
