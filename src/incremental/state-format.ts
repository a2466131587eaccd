import { hashOf, type FileStamp } from "./stamp.ts";
import type { BuildState, FileRecord, GuideRecord } from "./state.ts";

/*
 * A state of ten thousand guides is read at each start, so it is laid out to be read fast: a header in JSON, the names
 * and paths as lines, the hashes one behind the other, and the numbers as they are in memory. A SHA-256 of it all stands
 * in front, so that a state that was cut off or changed is none.
 */

const FORMAT = 1;
const HASH = 64;
const LENGTHS = 4;
const NUMBERS = 4;
const FIXED = HASH + LENGTHS * Uint32Array.BYTES_PER_ELEMENT;
const EMPTY = Buffer.alloc(0);

interface Header extends Pick<BuildState, "written" | "tool" | "options" | "config" | "entries"> {
  readonly format: typeof FORMAT;
  readonly folders: number;
  readonly shared: number;
  readonly guides: number;
  /** Guides share few combinations of templates. */
  readonly templateSets: readonly (readonly string[])[];
  readonly setOf: readonly number[];
  /** How many prose files a guide has, for those that have any. */
  readonly prose: Readonly<Record<number, number>>;
}

/**
 * Encodes a state.
 *
 * @param state what a build remembers
 * @returns its bytes
 */
export function encodeState(state: BuildState): Buffer {
  const files: FileRecord[] = [state.manifest, ...state.folders, ...state.shared];
  const sets = new Map<string, number>();
  const known = new Map<readonly string[], number>();
  const templateSets: (readonly string[])[] = [];
  const setOf: number[] = [];
  const prose: Record<number, number> = {};
  for (const [index, guide] of state.guides.entries()) {
    files.push(guide.descriptor, guide.output, ...guide.prose);
    if (guide.prose.length > 0) prose[index] = guide.prose.length;
    // Guides mostly share the list itself, and joining it for each would take longer than all the rest.
    let set = known.get(guide.templates);
    if (set === undefined) {
      const key = guide.templates.join("\n");
      set = sets.get(key) ?? templateSets.push(guide.templates) - 1;
      sets.set(key, set);
      known.set(guide.templates, set);
    }
    setOf.push(set);
  }
  const { written, tool, options, config, entries } = state;
  const header: Header = {
    format: FORMAT,
    written,
    tool,
    options,
    config,
    entries,
    folders: state.folders.length,
    shared: state.shared.length,
    guides: state.guides.length,
    templateSets,
    setOf,
    prose,
  };
  const lines = [...state.guides.map(({ name }) => name), ...files.map(({ path }) => path)];
  const { hashes, numbers } = encodeStamps(files);
  const parts = [
    Buffer.from(JSON.stringify(header)),
    Buffer.from(lines.join("\n")),
    Buffer.from(hashes, "latin1"),
    Buffer.from(numbers.buffer),
  ];
  const lengths = Buffer.from(Uint32Array.from(parts.map((part) => part.length)).buffer);
  const body = Buffer.concat([lengths, ...parts]);
  return Buffer.concat([Buffer.from(hashOf(body), "latin1"), body]);
}

/** Stamps as they lie in a state; those that lie one behind the other in the last one are copied together. */
function encodeStamps(files: readonly FileRecord[]): { readonly hashes: string; readonly numbers: Float64Array } {
  let hashes = "";
  const numbers = new Float64Array(files.length * NUMBERS);
  for (let index = 0; index < files.length;) {
    const first = files[index]?.stamp;
    let end = index + 1;
    if (first instanceof StoredStamp) {
      while (first.isBefore(files[end]?.stamp, end - index)) end += 1;
      hashes += first.copy(end - index, numbers, index);
    } else if (first) {
      hashes += first.hash;
      numbers.set([first.mtime, first.ctime, first.size, first.inode], index * NUMBERS);
    }
    index = end;
  }
  return { hashes, numbers };
}

/**
 * Decodes a state.
 *
 * @param bytes what {@link encodeState} gave
 * @returns the state; undefined where the bytes are anything else
 */
export function decodeState(bytes: Buffer): BuildState | undefined {
  const body = bytes.subarray(HASH);
  if (bytes.length < FIXED || hashOf(body) !== bytes.toString("latin1", 0, HASH)) return undefined;
  const parts: Buffer[] = [];
  let start = FIXED;
  for (let index = 0; index < LENGTHS; index += 1) {
    const length = bytes.readUInt32LE(HASH + index * Uint32Array.BYTES_PER_ELEMENT);
    parts.push(bytes.subarray(start, (start += length)));
  }
  const [headerBytes = EMPTY, lineBytes = EMPTY, hashBytes = EMPTY, numberBytes = EMPTY] = parts;
  const header = JSON.parse(headerBytes.toString()) as Header;
  if (header.format !== FORMAT) return undefined;
  const lines = lineBytes.toString().split("\n");
  const hashes = hashBytes.toString("latin1");
  // Copied, because the part may not stand where doubles can be read in place.
  const numbers = new Float64Array(numberBytes.length / Float64Array.BYTES_PER_ELEMENT);
  Buffer.from(numbers.buffer).set(numberBytes);

  let next = 0;
  const file = (): FileRecord => {
    const index = next++;
    return { path: lines[header.guides + index] ?? "", stamp: new StoredStamp(numbers, hashes, index) };
  };
  const files = (count: number): FileRecord[] => Array.from({ length: count }, file);
  const manifest = file();
  const folders = files(header.folders);
  const shared = files(header.shared);
  const none: readonly FileRecord[] = [];
  const guides = header.setOf.map((set, index): GuideRecord => {
    const count = header.prose[index] ?? 0;
    return {
      name: lines[index] ?? "",
      descriptor: file(),
      output: file(),
      prose: count === 0 ? none : files(count),
      templates: header.templateSets[set] ?? [],
    };
  });
  const { written, tool, options, config, entries } = header;
  return { written, tool, options, config, entries, manifest, folders, shared, guides };
}

/** A stamp in its place within a state: most are only compared. */
class StoredStamp implements FileStamp {
  readonly #numbers: Float64Array;
  readonly #hashes: string;
  readonly #index: number;

  constructor(numbers: Float64Array, hashes: string, index: number) {
    this.#numbers = numbers;
    this.#hashes = hashes;
    this.#index = index;
  }

  /** Whether a stamp lies so many places behind this one. */
  isBefore(other: FileStamp | undefined, distance: number): boolean {
    return other instanceof StoredStamp && other.#numbers === this.#numbers && other.#index === this.#index + distance;
  }

  /** Copies the numbers of this stamp and those behind it, and gives their hashes. */
  copy(count: number, numbers: Float64Array, index: number): string {
    const end = this.#index + count;
    numbers.set(this.#numbers.subarray(this.#index * NUMBERS, end * NUMBERS), index * NUMBERS);
    return this.#hashes.slice(this.#index * HASH, end * HASH);
  }

  get mtime(): number {
    return this.#numbers[this.#index * NUMBERS] ?? 0;
  }

  get ctime(): number {
    return this.#numbers[this.#index * NUMBERS + 1] ?? 0;
  }

  get size(): number {
    return this.#numbers[this.#index * NUMBERS + 2] ?? 0;
  }

  get inode(): number {
    return this.#numbers[this.#index * NUMBERS + 3] ?? 0;
  }

  get hash(): string {
    return this.#hashes.slice(this.#index * HASH, (this.#index + 1) * HASH);
  }
}
