import { describe, expect, test } from "vitest";
import { check } from "../../src/commands/check.ts";
import { build } from "../../src/commands/build.ts";
import { conflictLine, conflictSides } from "../../src/files/conflict-marks.ts";
import { makeProject, minimal, record, write } from "../support/project.ts";

const conflict = "<<<<<<< HEAD\nx\n=======\ny\n>>>>>>> b\n";

describe("marks of a conflict", () => {
  test.each([
    ["a stray mark before, which is text of ours", `<<<<<<< x\n${conflict}`, "<<<<<<< HEAD\nx\n", "y\n"],
    ["marks within a side", "<<<<<<< a\n>>>>>>> x\n=======\n=======\n>>>>>>> b\n", ">>>>>>> x\n", "=======\n"],
    ["marks without labels", "<<<<<<<\nx\n|||||||\no\n=======\ny\n>>>>>>>\n", "x\n", "y\n"],
    ["no line end at the end", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\nz", "x\nz", "y\nz"],
  ])("%s", (_, text, ours, theirs) => {
    expect(conflictSides(text)).toEqual({ ours, theirs });
    expect(conflictLine(text)).toBe(1);
  });

  test("the line is that of the first one; what ends before the last mark has no sides", () => {
    expect(conflictLine(`a\n\n${conflict}b\n${conflict}`)).toBe(3);
    const begun = `a\n${conflict}<<<<<<< HEAD\nx\n`;
    expect(conflictLine(begun)).toBe(2);
    expect(conflictSides(begun)).toBeUndefined();
    expect(conflictLine("Title\n=======\n")).toBeUndefined();
  });
});

test.each(["<<<<<<< a\n", "<<<<<<< a\n|||||||\n", "<<<<<<< a\n=======\n"])(
  "a stranger's page of nothing but %j ends a check all the same",
  async (marks) => {
    const root = makeProject({ "images/app.yaml": minimal("app") });
    await build([], { root, reporter: "pretty", quiet: true }, record());
    write(root, { "out/app/guides.md": marks.repeat(900_000 / marks.length) });
    const context = record();
    expect(check([], { root, reporter: "json", quiet: true }, context)).toBe(1);
    expect(context.stdout()).toContain("output-edited");
  },
);
