import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { makeProject, record } from "../support/project.ts";

const DEPTH = 2000;
const HEAD = "name: app\ntitle: App\nincluded: ";
const lines = (count: number, line: string) =>
  Array.from({ length: count }, (_, index) => `${" ".repeat(index + 1)}${line}\n`).join("");

/** YAML that nests far too deep, the line of the error, and what its frame points at. */
const DEEP: readonly (readonly [name: string, text: string, line: number, at: string])[] = [
  ["lists in brackets", `${"[".repeat(DEPTH)}${"]".repeat(DEPTH)}\n`, 3, "["],
  ["lists in brackets, ten thousands", `${"[".repeat(50_000)}${"]".repeat(50_000)}\n`, 3, "["],
  ["lists that nobody closes", `${"[".repeat(DEPTH)}\n`, 3, "["],
  ["mappings in braces", `${"{a: ".repeat(DEPTH)}x${"}".repeat(DEPTH)}\n`, 3, "{a"],
  ["mappings with quoted keys", `${'{"a": '.repeat(DEPTH)}x${"}".repeat(DEPTH)}\n`, 3, '{"'],
  ["both by turns", `${"[{a: ".repeat(DEPTH)}x${"}]".repeat(DEPTH)}\n`, 3, "[{a"],
  ["brackets on lines of their own", `\n${"  [\n".repeat(DEPTH)}  x\n${"  ]\n".repeat(DEPTH)}`, 34, "["],
  ["dashes on one line", `\n  ${"- ".repeat(DEPTH)}x\n`, 4, "-"],
  ["dashes on lines of their own", `\n${lines(1000, "-")}`, 35, "-"],
  ["keys on lines of their own", `\n${lines(1000, "a:")}`, 34, "a"],
  ["an alias within", `${"[".repeat(DEPTH)}*x${"]".repeat(DEPTH)}\n`, 3, "["],
  ["anchors on all levels", `${"[&a ".repeat(DEPTH)}x${"]".repeat(DEPTH)}\n`, 3, ""],
];

describe.each(DEEP)("%s", (_, text, line, at) => {
  test.each([
    ["a descriptor", { "images/app.yaml": HEAD + text }, "images/app.yaml", "descriptor-yaml"],
    [
      "settings",
      { "dhi-guides.config.yaml": HEAD + text, "images/app.yaml": "name: app\ntitle: App\n" },
      "dhi-guides.config.yaml",
      "config-yaml",
    ],
    ["a descriptor with CRLF", { "images/app.yaml": (HEAD + text).replaceAll("\n", "\r\n") }, "images/app.yaml", ""],
  ])("in %s is told at its line, with a frame", async (_, files, file, code) => {
    const context = record();
    expect(await build([], { root: makeProject(files), reporter: "pretty", quiet: true }, context)).toBe(1);
    const [head = "", ...frame] = context.stderr().split("\n");
    expect(head).toContain(`${file}:${line}:`);
    expect(head).toContain(`unexpected depth, expected few levels ${code}`);
    const marked = frame.findIndex((each) => each.startsWith("  > "));
    expect(frame[marked]).toMatch(new RegExp(`^  > ${line} \\| `));
    const column = frame[marked + 1]?.indexOf("^") ?? -1;
    expect(column).toBeGreaterThan(0);
    expect(at === "" || at.includes(frame[marked]?.charAt(column) ?? "none")).toBe(true);
    for (const each of frame) expect(each.length).toBeLessThan(160);
    expect(frame).toContain("  fix: flatten it");
  });
});

test("of a long line, what is around the place is shown", async () => {
  const context = record();
  const text = `name: app\ntitle: App\nports: [${"80, ".repeat(200)}x, ${"81, ".repeat(200)}82]\n`;
  await build([], { root: makeProject({ "images/app.yaml": text }), reporter: "pretty", quiet: true }, context);
  const frame = context.stderr().split("\n");
  const marked = frame.findIndex((line) => line.startsWith("  > 3 | …"));
  const place = frame[marked + 1]?.indexOf("^") ?? -1;
  expect(frame[marked]?.charAt(place)).toMatch(/[8x]/);
  expect(frame[marked]).toMatch(/…$/);
});
