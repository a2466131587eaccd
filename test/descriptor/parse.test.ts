import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDocument, stringify, visit } from "yaml";
import { parseYaml } from "../../src/yaml/parse.ts";

/** What `yaml` reads, with every scalar as text; nothing where there is an error, a tag or an anchor. */
function oracle(text: string): unknown {
  const document = parseDocument(text, { schema: "failsafe", logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  let isPlain = true;
  visit(document, { Value: (_, { tag, anchor }) => void (isPlain &&= tag === undefined && anchor === undefined) });
  if (!isPlain) return undefined;
  // A key without a value is "" to one and null to the other.
  return document.toJS({ maxAliasCount: 0, reviver: (_: unknown, item: unknown) => item ?? "" });
}

const scalar = fc.oneof(
  fc.constantFrom(
    "1.10",
    "yes",
    "~",
    "null",
    "0x10",
    "2026-11-21",
    "a: b",
    "- x",
    "# x",
    "'",
    '"',
    "{{ .x }}",
    "$&",
    "",
    " x ",
    "|",
  ),
  fc
    .string({ unit: "grapheme" })
    .filter((text) => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(text)),
  fc
    .array(fc.constantFrom("one", "  two", "", "```", "> x", "three: 4"), { maxLength: 6 })
    .map((lines) => lines.join("\n")),
);
const key = fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,8}$/);
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(key, tie("value"), { maxKeys: 4 }),
  ),
})).value;

test.each([
  ["ports: [\n  80,\n  90,\n]\n", { ports: ["80", "90"] }],
  ["a: {\n  b: c,\n  d:\n}\n", { a: { b: "c", d: "" } }],
  ["a: [\n  [x, y],\n  { z: '1' },\n]\nb: c\n", { a: [["x", "y"], { z: "1" }], b: "c" }],
])("a bracket may be closed at the margin: %j", (text, value) => {
  expect(parseYaml(text)).toEqual({ value });
});

test.each([
  "a: [\n  *b,\n]\n",
  "a: [\n  &b c,\n]\n",
  "a: [\n  !b c,\n]\n",
  "a: [\nb: c\n",
  "a: 'b\nc'\n",
  "a:\n  b: [\n  x\n]\n",
  `${"a: [\n".repeat(1)}${"[".repeat(3000)}\n`,
])("what is refused elsewhere is refused there, too: %#", (text) => {
  expect(parseYaml(text)).toHaveProperty("problem");
});

describe("values come from js-yaml, places from yaml", () => {
  test("both read every document alike", () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 }), fc.boolean(), (data, isFlow) => {
        const text = stringify(data, { ...(isFlow && { collectionStyle: "flow" }), lineWidth: 60 });
        const parsed = parseYaml(text);
        if (!("value" in parsed)) throw new Error(`${JSON.stringify(text)}: ${parsed.problem.message}`);
        expect(parsed.value).toEqual(oracle(text));
      }),
      { numRuns: 1000 },
    );
  });

  test("what yaml rejects is rejected", () => {
    const line = fc.constantFrom(
      "a: 1",
      "b:",
      "  c: 2",
      "- x",
      "  - y",
      "d: [1",
      "e: {f: g}",
      "'q",
      "h: 'i'",
      "? j",
      ": k",
      "*l",
      "m: &n o",
      "\tp: q",
      "r: |",
      "   s",
      "t: u: v",
      "---",
      "...",
      "!w x",
      "%y",
      "a: 2",
      'z: "\\q"',
      "a: ! b",
      "- ! b",
      "c: !!str d",
      '{"e":!!str f}',
      '{"g":&h i}',
      "! j: k",
      "!!map",
      "  &l",
      "m: n && o",
      "- - !!seq",
      "  && p ! q",
      "o: [a]#b",
      'p: "a"#b',
      "q: {a, [b], {c}}",
      "r: [? a : b]",
      "[a]: b",
      "? a",
      ": b",
      "u: [",
      "v,",
      "]",
      "w: 'a",
      "b'",
      "# c",
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), (lines) => {
        const text = `${lines.join("\n")}\n`;
        const parsed = parseYaml(text);
        if ("value" in parsed) expect(oracle(text)).toEqual(parsed.value);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ["[a]: b", 1],
    ["a: {[b]: c}", 5],
    ["a: {b, [c]}", 8],
    ["a: [{b: c}: d]", 5],
    ["- ? [a]\n  : b", 5],
    ["a: [? {b: c}]", 7],
  ])("a key is a word: %j", (text, column) => {
    const message = "unexpected list or mapping as a key, expected a word";
    expect(parseYaml(text)).toMatchObject({ problem: { message, place: { line: 1, column } } });
  });

  test.each(["", "# nothing", "---\n"])("an empty file says so: %j", (text) => {
    expect(parseYaml(text)).toMatchObject({ problem: { message: "unexpected empty file, expected a descriptor" } });
  });

  test("a scalar stays as it was written", () => {
    expect(parseYaml("a: 1.10\nb: yes\nc: 0x1F\nd: 2026-11-21\ne: ~\n")).toEqual({
      value: { a: "1.10", b: "yes", c: "0x1F", d: "2026-11-21", e: "~" },
    });
  });
});

describe("a text that stands bare on one line", () => {
  test.each([
    ["included: `app` is here", 11],
    ["included: {{ .Values.x }} is here", 11],
    ["start: {text: {{ x }}}", 15],
    ["included: *bold* text", 11],
    ["included: & more", 11],
    ["included: 'app' is here", 11],
    ["included: The app: it is", 11],
    ["- text: {{ x }} and `y`", 9],
  ])("%s: quotes are asked for where the text begins", (line, column) => {
    expect(parseYaml(`${line}\n`)).toMatchObject({
      problem: {
        code: "descriptor-yaml",
        place: { line: 1, column },
        fix: "quote the text, or use the block form `|`",
      },
    });
  });

  test.each(["start:\n  text: a\n    b: c\n", "start:\n  text: a\n cmd: c\n"])(
    "%j is an error of indentation",
    (text) => {
      expect(parseYaml(text)).toMatchObject({
        problem: { message: expect.stringContaining("unexpected indentation") },
      });
    },
  );

  test("in a block, nothing is asked for", () => {
    const text = "included: |\n  {{ x }} and: `y` # z\n";
    expect(parseYaml(text)).toEqual({ value: { included: "{{ x }} and: `y` # z\n" } });
  });
});

describe("a tag or an anchor is refused where it stands", () => {
  test.each([
    ["included: ! more", "tag", 1, 11],
    ["included: !!str more", "tag", 1, 11],
    ["included: !<tag:yaml.org,2002:str> more", "tag", 1, 11],
    ["included: !odd more", "tag", 1, 11],
    ["included: ! |\n  more", "tag", 1, 11],
    ["title: a\nincluded:\n  ! more", "tag", 3, 3],
    ["title: a\nports: [! 80/tcp]", "tag", 2, 9],
    ['{"title":!!str a}', "tag", 1, 10],
    ["! title: a", "tag", 1, 1],
    ["!!map\ntitle: a", "tag", 1, 1],
    ["included: &copy; 2026", "anchor", 1, 11],
    ["title: a\nports: &all [80/tcp]", "anchor", 2, 8],
    ['{"title":&a b}', "anchor", 1, 10],
  ])("%j", (text, kind, line, column) => {
    expect(parseYaml(`${text}\n`)).toMatchObject({
      problem: {
        code: "descriptor-yaml",
        message: `unexpected ${kind}, expected a plain value`,
        place: { line, column },
      },
    });
  });

  test.each(["a ! b", "'! b'", '"&b c"', "a &b; c", "|\n  ! b", "a # ! b"])("not in the text %j", (text) => {
    expect(parseYaml(`included: ${text}\n`)).toHaveProperty("value");
  });
});

test.each(["start:\n\ttext: a\n", "ports:\n\t- 80/tcp\n", "start:\n  text: a\n\tb: c\n"])(
  "%j is to be indented with spaces",
  (text) => {
    expect(parseYaml(text)).toMatchObject({ problem: { fix: "indent with spaces" } });
  },
);
