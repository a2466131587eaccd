import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeState, encodeState } from "../../src/incremental/state-format.ts";
import { configSchema } from "../../src/project/config.ts";
import type { BuildState, FileRecord } from "../../src/incremental/state.ts";

const stamp = fc.record({
  hash: fc.stringMatching(/^[0-9a-f]{64}$/),
  mtime: fc.oneof(fc.double(), fc.constant(Number.NaN)),
  ctime: fc.double(),
  size: fc.nat(),
  inode: fc.maxSafeNat(),
});
const path = fc.stringMatching(/^[a-zé漢/.-]{1,20}$/);
const file: fc.Arbitrary<FileRecord> = fc.record({ path, stamp });
const guide = fc.record({
  name: path,
  descriptor: file,
  output: file,
  prose: fc.array(file, { maxLength: 3 }),
  templates: fc.array(path, { maxLength: 3 }),
});
const state: fc.Arbitrary<BuildState> = fc.record({
  written: fc.nat(),
  tool: fc.string(),
  options: fc.string(),
  config: fc.constant(configSchema.parse({})),
  folders: fc.array(file, { maxLength: 2 }),
  shared: fc.array(file, { maxLength: 4 }),
  manifest: file,
  entries: fc.nat(),
  guides: fc.array(guide, { maxLength: 5 }),
});

/** A state of plain objects, to compare. */
const plain = (value: BuildState | undefined) =>
  value && {
    ...value,
    folders: value.folders.map(plainFile),
    shared: value.shared.map(plainFile),
    manifest: plainFile(value.manifest),
    guides: value.guides.map(({ name, descriptor, output, prose, templates }) => ({
      ...{ name, templates, prose: prose.map(plainFile) },
      ...{ descriptor: plainFile(descriptor), output: plainFile(output) },
    })),
  };

const plainFile = ({ path: name, stamp: { hash, mtime, ctime, size, inode } }: FileRecord) => [
  ...[name, hash],
  ...[mtime, ctime, size, inode].map(String),
];

test("a state comes back as it was", () => {
  fc.assert(
    fc.property(state, (value) => {
      expect(plain(decodeState(encodeState(value)))).toEqual(plain(value));
    }),
  );
});

test("a state with a byte changed, or cut off, is none", () => {
  fc.assert(
    fc.property(state, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, change) => {
      const bytes = encodeState(value);
      expect(decodeState(bytes.subarray(0, at % bytes.length))).toBeUndefined();
      bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ change;
      expect(decodeState(bytes)).toBeUndefined();
    }),
  );
});

test("a state that is made of another's guides, in whatever order, comes back as it was", () => {
  const chosen = fc.array(fc.nat({ max: 4 }), { maxLength: 8 });
  fc.assert(
    fc.property(state, state, chosen, (value, other, order) => {
      const stored = decodeState(encodeState(value))?.guides ?? [];
      const guides = order.flatMap((index) => stored[index] ?? other.guides[index] ?? []);
      const mixed = { ...other, guides };
      expect(plain(decodeState(encodeState(mixed)))).toEqual(plain(mixed));
    }),
  );
});
