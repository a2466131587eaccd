import { createHash } from "node:crypto";
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
  seams: fc.array(fc.nat(), { maxLength: 4 }).map((starts) => starts.join(" ")),
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
    guides: value.guides.map(({ name, descriptor, output, prose, seams, templates }) => ({
      ...{ name, seams, templates, prose: prose.map(plainFile) },
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

const some: BuildState = {
  ...{ written: 1, tool: "tool", options: "{}", config: configSchema.parse({}), entries: 1 },
  ...{ folders: [], shared: [], guides: [] },
  manifest: { path: "SHA256SUMS", stamp: { hash: "0".repeat(64), mtime: 1, ctime: 2, size: 3, inode: 4 } },
};

/** A state with another header, sealed anew. */
function reseal(change: (header: Record<string, unknown>) => void): Buffer {
  const bytes = encodeState(some);
  const text = bytes.toString("latin1");
  const from = text.indexOf('{"format"');
  const to = text.lastIndexOf("}") + 1;
  const header = JSON.parse(text.slice(from, to)) as Record<string, unknown>;
  change(header);
  const changed = Buffer.from(JSON.stringify(header));
  const all = Buffer.concat([bytes.subarray(0, from), changed, bytes.subarray(to)]);
  all.writeUInt32LE(changed.length, 32 + 3 * 4);
  createHash("sha256").update(all.subarray(32)).digest().copy(all);
  return all;
}

test("a state that does not stand where numbers are read in place comes back as it was", () => {
  const bytes = Buffer.concat([Buffer.from("x"), encodeState(some)]).subarray(1);
  expect(plain(decodeState(bytes))).toEqual(plain(some));
});

test.each([
  ["as it was", {}, true],
  ["of another format", { format: 1 }, false],
  ["with more files than it holds", { folders: 4e9 }, false],
  ["with fewer than none", { folders: -1, shared: 1 }, false],
])("a state that is sealed anew, %s", (_, change, isRead) => {
  expect(decodeState(reseal((header) => Object.assign(header, change))) !== undefined).toBe(isRead);
});
