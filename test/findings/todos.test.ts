import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { verify } from "../../src/commands/verify.ts";
import { makeProject, minimal, record } from "../support/project.ts";

const LINK = "https://github.com/docker-hardened-images/dhi-guides/blob/main/docs/rules.md#descriptor-todo";
const SECONDS = /\d+\.\d s/;

async function told(files: Record<string, string>, options = {}, command: typeof build | typeof check = build) {
  const context = record();
  await command([], { root: makeProject(files), reporter: "pretty", ...options }, context);
  return context.stderr().replace(SECONDS, "0.0 s");
}

const TODOS = Array.from({ length: 6 }, (_, index) => `# TODO: say ${index + 1}\n`).join("");

describe("TODOs at a terminal", () => {
  test("are a block for each file, a line each, with the link once", async () => {
    const files = {
      "images/a.yaml": minimal("a", "# TODO: one\nuser: root # TODO\n"),
      "images/b.yaml": minimal("b", TODOS),
    };
    expect(await told(files)).toBe(
      [
        "images/a.yaml: 2 TODOs",
        "  3:1 TODO one",
        "  4:12 TODO",
        "images/b.yaml: 6 TODOs",
        ...[1, 2, 3, 4, 5, 6].map((count) => `  ${count + 2}:1 TODO say ${count}`),
        "fix: write it, then remove the comment",
        LINK,
        "",
        "2 pages: 2 new, 0 errors, 8 warnings in 0.0 s",
        "",
      ].join("\n"),
    );
  });

  test("stand behind errors and other warnings, of whatever file", async () => {
    const files = { "images/a.yaml": minimal("a", TODOS), "images/b.yaml": minimal("b", "titel: B\n") };
    for (const command of [build, check]) {
      const text = await told(files, {}, command);
      expect(text).toMatch(/^images\/b\.yaml:3:1 error [^]*\n\nimages\/a\.yaml: 6 TODOs\n/m);
      expect(text.match(/TODO/g)).toHaveLength(7);
      expect(text).toMatch(/, 6 warnings in 0\.0 s\n$/);
    }
  });

  test("do not make the findings besides a line each, however many they are", async () => {
    const many = Object.fromEntries(
      ["a", "b", "c", "d", "e", "f"].map((name) => [`images/${name}.yaml`, minimal(name, TODOS)]),
    );
    const text = await told({ ...many, "images/x.yaml": minimal("x", "titel: X\n") });
    expect(text).toContain("> 3 | titel: X");
    expect(text).toContain("images/a.yaml: 6 TODOs on lines 3, 4, 5, 6, 7, 8\n");
    expect(text.match(/TODO/g)).toHaveLength(6);
  });

  test("stand behind many others, which are a line each", async () => {
    const wrong = Array.from({ length: 15 }, (_, index) => `key${index}: x\n`).join("");
    const text = await told({
      "images/a.yaml": minimal("a", `# TODO: one\n${wrong}`),
      "images/b.yaml": minimal("b", wrong),
      "images/c.yaml": minimal("c", wrong),
    });
    expect(text).toMatch(/\bdescriptor-unknown-key\n\nimages\/a\.yaml: 1 TODO\n {2}3:1 TODO one\n/);
  });

  test("are a line for a file with --quiet", async () => {
    const files = { "images/a.yaml": minimal("a", "# TODO: one\n"), "images/b.yaml": minimal("b", TODOS) };
    expect(await told(files, { quiet: true })).toBe(
      `images/a.yaml: 1 TODO on line 3\nimages/b.yaml: 6 TODOs on lines 3, 4, 5, 6, 7, 8\n${LINK}\n\n`,
    );
  });

  test("are an entry each to a machine", async () => {
    for (const reporter of ["json", "github", "sarif", "junit", "markdown"] as const) {
      const context = record();
      await build([], { root: makeProject({ "images/a.yaml": minimal("a", TODOS) }), reporter }, context);
      expect(context.stdout().match(/say \d/g)?.length, reporter).toBeGreaterThanOrEqual(6);
    }
  });
});

test("verify says that it did not look at definitions where there is no catalog", async () => {
  const root = makeProject({ "page.md": "# Page\n" });
  for (const [options, line] of [
    [{}, "definitions not looked at: no catalog\n"],
    [{ quiet: true }, ""],
  ] as const) {
    const context = record();
    await verify([`${root}/page.md`], { root, reporter: "pretty", ...options }, context);
    expect(context.stderr().includes("definitions")).toBe(line !== "");
    expect(context.stderr().endsWith(line)).toBe(true);
  }
});
