import type { Seams } from "../seams.ts";
import type { FileStamp } from "./stamp.ts";
import type { FileRecord, GuideRecord } from "./state.ts";

/** How many numbers stand for a file: its times, size and inode. */
export const NUMBERS = 4;
/** How many bytes a hash has. */
export const HASH = 32;

/**
 * The guides and files of a state, as they were read. Most of ten thousand guides are only looked at, so nothing is made
 * of them before somebody asks, and nothing of it is kept.
 */
export class StoredState {
  readonly #lines: string;
  readonly #starts: Uint32Array;
  readonly #hashes: Buffer;
  readonly #numbers: Float64Array;

  /**
   * @param lines the names of all guides, where the sections of each begin, and the paths of all files
   * @param starts where each line starts, and where another would
   * @param hashes the hashes of the files, one behind the other
   * @param numbers the numbers of the files, one behind the other
   */
  constructor(lines: string, starts: Uint32Array, hashes: Buffer, numbers: Float64Array) {
    this.#lines = lines;
    this.#starts = starts;
    this.#hashes = hashes;
    this.#numbers = numbers;
  }

  /** Lines that lie one behind the other, the end of the last one left out. */
  lines(from: number, to = from + 1): string {
    return this.#lines.slice(this.#starts[from], (this.#starts[to] ?? 0) - 1);
  }

  hashes(from: number, to: number): Buffer {
    return this.#hashes.subarray(from * HASH, to * HASH);
  }

  number(file: number, which: number): number {
    return this.#numbers[file * NUMBERS + which] ?? 0;
  }

  numbers(from: number, to: number): Float64Array {
    return this.#numbers.subarray(from * NUMBERS, to * NUMBERS);
  }
}

/** A file in its place within a state, and its stamp. */
export class StoredFile implements FileRecord, FileStamp {
  readonly #state: StoredState;
  readonly #line: number;
  readonly #index: number;

  constructor(state: StoredState, line: number, index: number) {
    this.#state = state;
    this.#line = line;
    this.#index = index;
  }

  get path(): string {
    return this.#state.lines(this.#line);
  }

  get stamp(): FileStamp {
    return this;
  }

  get hash(): string {
    return this.#state.hashes(this.#index, this.#index + 1).toString("hex");
  }

  get mtime(): number {
    return this.#state.number(this.#index, 0);
  }

  get ctime(): number {
    return this.#state.number(this.#index, 1);
  }

  get size(): number {
    return this.#state.number(this.#index, 2);
  }

  get inode(): number {
    return this.#state.number(this.#index, 3);
  }
}

/** Guides that lie one behind the other in a state, and their files. */
export interface StoredRun {
  readonly state: StoredState;
  readonly guides: readonly [from: number, to: number];
  /** The lines that say where their sections begin. */
  readonly seams: readonly [from: number, to: number];
  readonly files: readonly [from: number, to: number];
  /** The line of the first file. */
  readonly line: number;
}

/** A guide in its place within a state. */
export class StoredGuide implements GuideRecord {
  readonly templates: readonly string[];
  readonly #state: StoredState;
  readonly #index: number;
  /** How many guides the state has. */
  readonly #count: number;
  /** Its first file, and the one behind its last. */
  readonly #start: number;
  readonly #end: number;

  constructor(
    state: StoredState,
    [index, count]: readonly [number, number],
    [start, end]: readonly [number, number],
    templates: readonly string[],
  ) {
    this.#state = state;
    this.#index = index;
    this.#count = count;
    this.#start = start;
    this.#end = end;
    this.templates = templates;
  }

  get name(): string {
    return this.#state.lines(this.#index);
  }

  get descriptor(): FileRecord {
    return this.#file(this.#start);
  }

  get output(): FileRecord {
    return this.#file(this.#start + 1);
  }

  get prose(): readonly FileRecord[] {
    const count = this.#end - this.#start - 2;
    return count === 0 ? NO_FILES : Array.from({ length: count }, (_, index) => this.#file(this.#start + 2 + index));
  }

  get seams(): Seams {
    return this.#state.lines(this.#count + this.#index);
  }

  /**
   * The guides of a list that lie one behind the other in this one's state.
   *
   * @param guides a list
   * @param at where this guide stands in it
   * @returns this guide and those behind it
   */
  run(guides: readonly GuideRecord[], at: number): StoredRun {
    let to = this.#index + 1;
    let end = this.#end;
    for (let next = at + 1; ; next += 1) {
      const guide = guides[next];
      if (!(guide instanceof StoredGuide) || guide.#state !== this.#state || guide.#index !== to) break;
      to += 1;
      end = guide.#end;
    }
    return {
      state: this.#state,
      guides: [this.#index, to],
      seams: [this.#count + this.#index, this.#count + to],
      files: [this.#start, end],
      line: this.#line(this.#start),
    };
  }

  #file(index: number): StoredFile {
    return new StoredFile(this.#state, this.#line(index), index);
  }

  /** The line of a file: the guides have two lines each in front. */
  #line(index: number): number {
    return 2 * this.#count + index;
  }
}

const NO_FILES: readonly FileRecord[] = [];
