import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { driftText, parseDrift, type DriftFile } from "../../src/drift/drift-file.ts";
import { mergeWords } from "../../src/drift/merge-words.ts";
import { similarity } from "../../src/drift/find-block.ts";
import { driftProject, entry, made, write } from "./drift-project.ts";

const word = fc.constantFrom(
  "a",
  "the",
  "it's",
  "key:",
  "#no",
  "- x",
  "`{{ .V }}`",
  "“q”",
  "true",
  "1.10",
  "|",
  ">",
  "[x](y)",
  "\\",
  "'",
  '"',
  "&",
  "*",
);
const line = fc.array(word, { minLength: 1, maxLength: 60 }).map((words) => words.join(" "));
const block = fc
  .array(
    fc.oneof(
      line,
      line.map((text) => `  ${text}`),
      fc.constant(""),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((lines) => lines.join("\n").trimEnd().replace(/^\n+/, ""))
  .filter((text) => /\S/.test(text));
const file: fc.Arbitrary<DriftFile> = fc.record({
  registry: fc.constantFrom("public", "mirror"),
  facts: fc.constantFrom(
    {},
    { user: "root", ports: ["80/tcp"], shell: { names: ["bash"], where: "x: y" }, cmd: ["a, b", "{c}"] },
  ),
  entries: fc.array(
    fc.record({
      section: fc.constantFrom("a", "no-shell"),
      block: fc.oneof(
        fc.integer({ min: 1, max: 99 }),
        line.filter((text) => !/^\d+$/.test(text)),
      ),
      kind: fc.constantFrom("format", "shape", "wording", "meaning"),
      shared: block,
      published: block,
    }),
    { maxLength: 3 },
  ),
});

describe("a drift file", () => {
  test("is read as it was written, and written alike", () => {
    fc.assert(
      fc.property(file, (drift) => {
        const text = driftText(drift);
        expect(parseDrift(text)).toEqual({ file: drift });
        expect(driftText(drift)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  test("shows a change of a word as a change of its line", () => {
    const long = (last: string) => `${"some words that fill the line ".repeat(12)}${last}`;
    const [a, b] = [long("one"), long("two")].map((published) =>
      driftText({ registry: "public", facts: {}, entries: [entry("x", published)] }).split("\n"),
    );
    expect(a?.filter((each, index) => each !== b?.[index])).toHaveLength(1);
    expect(Math.max(...(a ?? []).map((each) => each.length))).toBeLessThanOrEqual(120);
  });

  test.each([
    ["a list", "- a\n", "1:1"],
    ["no profile", "entries: []\n", "1:1"],
    ["an unknown key", "registry: public\nentry: []\n", "2:1"],
    ["a fact that is none", "registry: public\nfacts: { user: [a] }\n", "2:16"],
    [
      "an empty text",
      "registry: public\nentries:\n  - { section: a, block: 1, kind: shape, shared: '', published: b }\n",
      "3:50",
    ],
    ["an alias", "registry: &a public\nfacts: { user: *a }\n", "2:17"],
  ])("that holds %s is a finding, and the guide is not made", (_, text, place) => {
    const root = driftProject([]);
    write(root, { "images/app/drift.yaml": text });
    const { page, all } = made(root);
    expect(page).toBe("");
    expect(all.map(({ code, file: path, line: at, column }) => `${code} ${path}:${at}:${column}`)).toEqual([
      `drift-invalid images/app/drift.yaml:${place}`,
    ]);
  });
});

describe("a merge", () => {
  test.each([
    ["a b c d", "x b c d", "a b c y", "x b c y"],
    ["a b", "x b", "a y", undefined],
    ["a b c", "a x c", "a x c", "a x c"],
    ["- a\n  - b c d", "- a\n- b c d", "- a\n  - b c e", "- a\n- b c e"],
    ["```\na\nb\nc\n```", "```\na\nb\nd\n```", "```\n  e\na\nb\nc\n```", "```\n  e\na\nb\nd\n```"],
  ])("%j, %j, %j", (base, mine, theirs, merged) => {
    expect(mergeWords(base, mine, theirs)).toBe(merged);
    expect(mergeWords(base, theirs, mine)).toBe(merged);
  });
});

test("similarity counts words in common", () => {
  expect(similarity("a b c", "a b c")).toBe(1);
  expect(similarity("a b", "c d")).toBe(0);
  expect(similarity("The `dev` variant", "the dev variant")).toBe(1);
});
