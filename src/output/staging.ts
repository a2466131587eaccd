import { randomUUID } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { formatManifest, hashOf, MANIFEST, readManifest, type Manifest } from "./manifest.ts";

const PREFIX = ".dhi-guides-";

/**
 * Writes outputs so that at no moment a reader, a second build or a kill sees a half-written one.
 *
 * Every new text is first written to a folder of its own beside the outputs, on the same file system. When all are
 * there, the manifest follows as the journal, and only then each file is renamed to its place. A full disk is met before
 * any old file is touched. A build that is killed leaves the folder behind; the next one reads the journal, so that it
 * knows the files that were already renamed as its own, and removes the folder.
 */
export class Staging {
  readonly #folder: string;
  readonly #stage: string;
  readonly #staged: { readonly file: string; readonly hash: string }[] = [];
  readonly #removed: string[] = [];
  readonly #kept: { readonly file: string; readonly hash: string }[] = [];

  /**
   * @param folder the output folder, absolute; it need not exist yet
   * @param pid the process that stages, so that others see whether it is still at work
   */
  constructor(folder: string, pid: number) {
    this.#folder = folder;
    this.#stage = join(folder, `${PREFIX}${pid}-${randomUUID().slice(0, 8)}`);
  }

  /**
   * Stages a text.
   *
   * @param file its path below the output folder
   * @param text what it will hold
   * @throws the system's error, and leaves all outputs as they are
   */
  write(file: string, text: string): void {
    if (this.#staged.length === 0) mkdirSync(this.#stage, { recursive: true });
    writeFileSync(join(this.#stage, String(this.#staged.length)), text, { flag: "wx" });
    this.#staged.push({ file, hash: hashOf(text) });
  }

  /** Notes an output that stays as it is, so that the manifest has it. */
  keep(file: string, text: string): void {
    this.#kept.push({ file, hash: hashOf(text) });
  }

  /** Notes an output that is to be removed. */
  remove(file: string): void {
    this.#removed.push(file);
  }

  /**
   * Puts everything in its place.
   *
   * @throws the system's error; outputs that are already in place are whole, the others are as they were
   */
  commit(): void {
    const manifest = this.#manifest();
    const path = join(this.#folder, MANIFEST);
    const isChanged = formatManifest(readManifest(path)) !== formatManifest(manifest);
    if (this.#staged.length === 0 && this.#removed.length === 0 && !isChanged) return;

    mkdirSync(this.#stage, { recursive: true });
    writeFileSync(join(this.#stage, MANIFEST), formatManifest(manifest));
    for (const [index, { file }] of this.#staged.entries()) {
      const target = join(this.#folder, file);
      mkdirSync(dirname(target), { recursive: true });
      renameSync(join(this.#stage, String(index)), target);
    }
    for (const file of this.#removed) this.#unlink(file);
    renameSync(join(this.#stage, MANIFEST), path);
    rmdirSync(this.#stage);
  }

  /** Removes what was staged and not committed. */
  discard(): void {
    rmSync(this.#stage, { recursive: true, force: true });
  }

  /** What the manifest will be: read again, so that a build of other guides at the same time loses nothing. */
  #manifest(): Manifest {
    const manifest = new Map(readManifest(join(this.#folder, MANIFEST)));
    for (const { file, hash } of [...this.#kept, ...this.#staged]) manifest.set(file, hash);
    for (const file of this.#removed) manifest.delete(file);
    return manifest;
  }

  #unlink(file: string): void {
    const target = join(this.#folder, file);
    if (existsSync(target)) unlinkSync(target);
    const parent = dirname(target);
    if (parent !== this.#folder && readdirSync(parent).length === 0) rmdirSync(parent);
  }
}

/**
 * Finds what killed builds left behind.
 *
 * @param folder the output folder
 * @param isAlive tells whether a process is still at work
 * @returns the journals of builds that did not end, and the folders of dead ones, to be removed when a build is through
 */
export function findAbandoned(
  folder: string,
  isAlive: (pid: number) => boolean,
): { readonly journals: readonly Manifest[]; readonly folders: readonly string[] } {
  if (!existsSync(folder)) return { journals: [], folders: [] };
  const stages = readdirSync(folder).filter((name) => name.startsWith(PREFIX));
  const dead = stages.filter((name) => !isAlive(Number.parseInt(name.slice(PREFIX.length), 10)));
  return {
    // A build that is still at work has renamed files, too, that the manifest does not know yet.
    journals: stages.map((name) => readManifest(join(folder, name, MANIFEST))),
    folders: dead.map((name) => join(folder, name)),
  };
}

/**
 * Looks for a symbolic link on the way to an output, by which it would be written somewhere else.
 *
 * @param base the folder to start from
 * @param target the output, below it
 * @returns the link's path, or undefined where there is none
 */
export function findLink(base: string, target: string): string | undefined {
  let path = base;
  for (const step of relative(base, target).split(sep)) {
    path = join(path, step);
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (!status) return undefined;
    if (status.isSymbolicLink()) return path;
  }
  return undefined;
}
