import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DescriptorFiles } from "../../descriptor/load.ts";
import { plainText } from "../../files/line-ends.ts";
import type { GuidePaths } from "../../project/paths.ts";
import { withPath } from "../../files/system-error.ts";
import type { ComposedGuide } from "./compose.ts";

/**
 * Where adopted files wait until all are proved: a folder in the project, on the same file system, from which each file is
 * renamed to its place. A run that is stopped leaves the project as it was.
 */
export class Stage {
  readonly #root: string;
  readonly #folder: string;
  readonly #files = new Map<string, string>();

  /**
   * @param root the project's folder
   * @param pid the process, so that runs do not meet
   */
  constructor(root: string, pid: number) {
    this.#root = root;
    this.#folder = join(root, `.dhi-guides-adopt-${pid}`);
  }

  /** Stages a guide's files, instead of those that were staged for it before. */
  guide(paths: GuidePaths, { descriptor, prose }: ComposedGuide): void {
    this.forget(paths);
    this.#write(paths.descriptor, descriptor);
    for (const [name, text] of prose) this.#write(`${paths.prose}/${name}`, text);
  }

  /** Takes a guide's files back. */
  forget(paths: GuidePaths): void {
    for (const file of [...this.#files.keys()])
      if (file === paths.descriptor || dirname(file) === paths.prose) {
        rmSync(join(this.#folder, file), { force: true });
        this.#files.delete(file);
      }
  }

  /** Where a guide's staged files stand. */
  filesOf(paths: GuidePaths): DescriptorFiles {
    return {
      name: paths.name,
      path: join(this.#folder, paths.descriptor),
      prosePath: join(this.#folder, paths.prose),
      proseFolder: paths.prose,
    };
  }

  /** Stages a file. */
  file(path: string, text: string): void {
    this.#write(path, text);
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
      if (current === text || (current !== undefined && !force)) continue;
      mkdirSync(dirname(join(this.#root, path)), { recursive: true });
      renameSync(join(this.#folder, path), join(this.#root, path));
      written.push(path);
    }
    this.discard();
    return written;
  }

  /** Removes what was staged. */
  discard(): void {
    rmSync(this.#folder, { recursive: true, force: true });
    this.#files.clear();
  }

  #write(path: string, text: string): void {
    const target = join(this.#folder, path);
    mkdirSync(dirname(target), { recursive: true });
    withPath(join(this.#root, path), () => writeFileSync(target, text));
    this.#files.set(path, text);
  }
}
