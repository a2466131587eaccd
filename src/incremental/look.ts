import { isAbsolute, join } from "node:path";
import { findLink } from "../output/find-link.ts";
import { distrust, hasStatus, isSettled, stampFile } from "./stamp.ts";
import type { FileRecord, GuideRecord } from "./state.ts";

/** Where to look. */
export interface Places {
  readonly root: string;
  readonly outputFolder: string;
  /** The time by the clock of the file system; asked for only where a file must be read again. */
  readonly clock: () => number;
}

/** Looks at the files of a state again. */
export class Look {
  readonly #places: Places;
  #isRenewed = false;

  constructor(places: Places) {
    this.#places = places;
  }

  /** Whether a file was found with its content and another status. */
  get isRenewed(): boolean {
    return this.#isRenewed;
  }

  /**
   * Looks at an input. One whose status is as it was is not read; one whose status differs, or was too young to be
   * trusted, is compared by its content.
   *
   * @param file what it was
   * @returns the same, or with its stamp of today; undefined where its content has changed
   */
  input(file: FileRecord): FileRecord | undefined {
    return this.#file(file, this.#places.root);
  }

  /**
   * Looks at what was written, as at an {@link input}.
   *
   * @param file what it was
   * @returns the same, or with its stamp of today; undefined where its content has changed
   */
  output(file: FileRecord): FileRecord | undefined {
    return this.#file(file, this.#places.outputFolder);
  }

  /**
   * Looks at all files of a guide.
   *
   * @param guide what it was
   * @returns the same, or with its stamps of today; undefined where it must be made again
   */
  guide(guide: GuideRecord): GuideRecord | undefined {
    const { descriptor: writtenBefore, output: outputBefore, prose: proseBefore } = guide;
    const descriptor = this.input(writtenBefore);
    const output = descriptor && this.output(outputBefore);
    if (!output) return undefined;
    const prose = proseBefore.map((file) => this.#prose(file));
    if (!prose.every((file) => file !== undefined)) return undefined;
    const isSame =
      descriptor === writtenBefore &&
      output === outputBefore &&
      prose.every((file, index) => file === proseBefore[index]);
    if (isSame) return guide;
    return { name: guide.name, descriptor, output, prose, seams: guide.seams, templates: guide.templates };
  }

  #prose(file: FileRecord): FileRecord | undefined {
    const { root } = this.#places;
    return findLink(root, join(root, file.path)) === undefined ? this.input(file) : undefined;
  }

  #file(file: FileRecord, folder: string): FileRecord | undefined {
    // Not `join`, which takes as long as the look at the file.
    const path = isAbsolute(file.path) ? file.path : `${folder}/${file.path}`;
    const { stamp } = file;
    if (hasStatus(path, stamp)) return file;
    const time = this.#places.clock();
    const now = stampFile(path);
    if (now?.hash !== stamp.hash) return undefined;
    this.#isRenewed = true;
    return { path: file.path, stamp: isSettled(now, time) ? now : distrust(now) };
  }
}
