import { hashOf } from "./stamp.ts";
import type { BuildState, FileRecord, GuideRecord } from "./state.ts";
import { HASH, NUMBERS, StoredFile, StoredGuide, StoredState } from "./stored-state.ts";

/*
 * A state of ten thousand guides is read at each start, so it is laid out to be read in its place: the numbers and hashes
 * of all files one behind the other, where each line starts, a header in JSON, and as lines the names of all guides, where
 * the sections of each begin, and the paths of all files. A SHA-256 of it all stands in front, so that a state that was
 * cut off or changed is none.
 */

const FORMAT = 3;
const PARTS = 5;
const { BYTES_PER_ELEMENT: LENGTH } = Uint32Array;
/** The seal and the lengths of the parts, up to where numbers may begin. */
const FIXED = Math.ceil((HASH + PARTS * LENGTH) / Float64Array.BYTES_PER_ELEMENT) * Float64Array.BYTES_PER_ELEMENT;
const EMPTY = Buffer.alloc(0);

interface Header extends Pick<BuildState, "written" | "tool" | "options" | "config" | "entries"> {
  readonly format: typeof FORMAT;
  readonly folders: number;
  readonly shared: number;
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
  const { written, tool, options, config, entries, guides } = state;
  const { templateSets, setOf } = encodeTemplates(guides);
  const prose: Record<number, number> = {};
  let count = 1 + state.folders.length + state.shared.length;
  for (const [index, guide] of guides.entries()) {
    const { length } = guide.prose;
    if (length > 0) prose[index] = length;
    count += 2 + length;
  }
  const header: Header = {
    format: FORMAT,
    written,
    tool,
    options,
    config,
    entries,
    folders: state.folders.length,
    shared: state.shared.length,
    templateSets,
    setOf,
    prose,
  };
  const names: string[] = [];
  const seams: string[] = [];
  const files = new FilesWriter(count);
  for (const file of [state.manifest, ...state.folders, ...state.shared]) files.add(file);
  for (let index = 0; index < guides.length;) {
    const guide = guides[index];
    if (guide instanceof StoredGuide) {
      // Those that lie one behind the other in the last state are copied together.
      const run = guide.run(guides, index);
      const [from, to] = run.guides;
      names.push(run.state.lines(from, to));
      seams.push(run.state.lines(...run.seams));
      files.copy(run.state, run.line, run.files);
      index += to - from;
    } else if (guide) {
      names.push(guide.name);
      seams.push(guide.seams);
      files.add(guide.descriptor);
      files.add(guide.output);
      for (const file of guide.prose) files.add(file);
      index += 1;
    }
  }
  const lines = [...names, ...seams, ...files.paths].join("\n");
  return seal([
    Buffer.from(files.numbers.buffer),
    files.hashes,
    Buffer.from(startsOf(lines, 2 * guides.length + count).buffer),
    Buffer.from(JSON.stringify(header)),
    Buffer.from(lines),
  ]);
}

/** The parts in one, with their lengths and a hash of all in front. */
function seal(parts: readonly Buffer[]): Buffer {
  const bytes = Buffer.alloc(parts.reduce((sum, { length }) => sum + length, FIXED));
  let end = FIXED;
  for (const [index, part] of parts.entries()) {
    bytes.writeUInt32LE(part.length, HASH + index * LENGTH);
    end += part.copy(bytes, end);
  }
  bytes.write(hashOf(bytes.subarray(HASH)), 0, "hex");
  return bytes;
}

function encodeTemplates(guides: readonly GuideRecord[]): Pick<Header, "templateSets" | "setOf"> {
  const sets = new Map<string, number>();
  const known = new Map<readonly string[], number>();
  const templateSets: (readonly string[])[] = [];
  const setOf = guides.map(({ templates }) => {
    // Guides mostly share the list itself, and joining it for each would take longer than all the rest.
    let set = known.get(templates);
    if (set === undefined) {
      const key = templates.join("\n");
      set = sets.get(key) ?? templateSets.push(templates) - 1;
      sets.set(key, set);
      known.set(templates, set);
    }
    return set;
  });
  return { templateSets, setOf };
}

/** Where each line starts, and where another would. */
function startsOf(lines: string, count: number): Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (let index = 1; index < count; index += 1) starts[index] = lines.indexOf("\n", starts[index - 1]) + 1;
  starts[count] = lines.length + 1;
  return starts;
}

/** Files one behind the other, as they lie in a state. */
class FilesWriter {
  readonly paths: string[] = [];
  readonly numbers: Float64Array;
  readonly hashes: Buffer;
  #next = 0;

  constructor(count: number) {
    this.numbers = new Float64Array(count * NUMBERS);
    this.hashes = Buffer.alloc(count * HASH);
  }

  add({ path, stamp }: FileRecord): void {
    this.paths.push(path);
    this.hashes.write(stamp.hash, this.#next * HASH, "hex");
    this.numbers.set([stamp.mtime, stamp.ctime, stamp.size, stamp.inode], this.#next * NUMBERS);
    this.#next += 1;
  }

  copy(state: StoredState, line: number, [from, to]: readonly [number, number]): void {
    this.paths.push(state.lines(line, line + to - from));
    state.hashes(from, to).copy(this.hashes, this.#next * HASH);
    this.numbers.set(state.numbers(from, to), this.#next * NUMBERS);
    this.#next += to - from;
  }
}

/**
 * Decodes a state.
 *
 * @param bytes what {@link encodeState} gave
 * @returns the state; undefined where the bytes are anything else
 * @throws where somebody sealed what is no state
 */
export function decodeState(bytes: Buffer): BuildState | undefined {
  if (bytes.length < FIXED || hashOf(bytes.subarray(HASH)) !== bytes.toString("hex", 0, HASH)) return undefined;
  const parts: Buffer[] = [];
  let start = FIXED;
  for (let index = 0; index < PARTS; index += 1) {
    const length = bytes.readUInt32LE(HASH + index * LENGTH);
    parts.push(bytes.subarray(start, (start += length)));
  }
  const [numbers = EMPTY, hashes = EMPTY, starts = EMPTY, headerText = EMPTY, lines = EMPTY] = parts;
  const header = JSON.parse(headerText.toString()) as Header;
  if (header.format !== FORMAT || !fits(header, hashes)) return undefined;
  const stored = new StoredState(
    lines.toString(),
    inPlace(starts, Uint32Array),
    hashes,
    inPlace(numbers, Float64Array),
  );

  let next = 0;
  const file = (): FileRecord => new StoredFile(stored, 2 * header.setOf.length + next, next++);
  const files = (count: number): FileRecord[] => Array.from({ length: count }, file);
  const manifest = file();
  const folders = files(header.folders);
  const shared = files(header.shared);
  const guides = header.setOf.map((set, index) => {
    const end = next + 2 + (header.prose[index] ?? 0);
    const guide = new StoredGuide(stored, [index, header.setOf.length], [next, end], header.templateSets[set] ?? []);
    next = end;
    return guide;
  });
  const { written, tool, options, config, entries } = header;
  return { written, tool, options, config, entries, manifest, folders, shared, guides };
}

/** Whether there are as many files as the header says: anybody can seal a state, and ask for more than there is memory. */
function fits({ folders, shared, setOf, prose }: Header, hashes: Buffer): boolean {
  const counts = [folders, shared, ...Object.values(prose)];
  const files = counts.reduce((sum, count) => sum + count, 1 + 2 * setOf.length);
  return counts.every((count) => Number.isInteger(count) && count >= 0) && files * HASH === hashes.length;
}

/** The numbers that bytes hold. They are copied only where they do not stand as the machine wants them. */
function inPlace<Numbers>(
  bytes: Buffer,
  type: {
    readonly BYTES_PER_ELEMENT: number;
    new (buffer: ArrayBufferLike, offset: number, length: number): Numbers;
  },
): Numbers {
  const { buffer, byteOffset } = bytes.byteOffset % type.BYTES_PER_ELEMENT === 0 ? bytes : Uint8Array.from(bytes);
  return new type(buffer, byteOffset, bytes.length / type.BYTES_PER_ELEMENT);
}
