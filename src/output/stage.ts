import { closeSync, fstatSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "./make-folder.ts";
import { statusOf, type FileStatus } from "../incremental/stamp.ts";
import type { OutputText } from "./output-text.ts";

/** A text in the folder of a build, on its way to an output. */
export interface StagedText {
  /** The name of its file in that folder. */
  readonly source: string;
  readonly hash: string;
  readonly status: FileStatus;
}

/** The folder in which a build writes its texts before it puts them in their places. */
export class Stage {
  readonly #folder: string;
  #count = 0;

  /**
   * @param folder its path, absolute; it need not exist yet
   */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Writes a text.
   *
   * @param output what the output will hold
   * @returns where it is, and what the file is
   * @throws the system's error
   */
  write({ bytes, hash }: OutputText): StagedText {
    if (this.#count === 0) makeFolder(this.#folder);
    const source = String(this.#count++);
    const descriptor = openSync(join(this.#folder, source), "wx");
    try {
      writeFileSync(descriptor, bytes);
      return { source, hash, status: statusOf(fstatSync(descriptor)) };
    } finally {
      closeSync(descriptor);
    }
  }
}
