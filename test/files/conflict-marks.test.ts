import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { conflictLine } from "../../src/files/conflict-marks.ts";
import { makeProject, minimal, record, SMALL_TEMPLATES } from "../support/project.ts";

const conflict = (ours: string, theirs: string) => `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> branch\n`;

describe("the line of a conflict", () => {
  test.each([
    [conflict("a\n", "b\n"), 1],
    [`a\n\n${conflict("", "")}b\n${conflict("", "")}`, 3],
    ["a\n<<<<<<< HEAD\nx\n||||||| 1a2b\no\n=======\ny\n>>>>>>> theirs", 2],
  ])("%j", (text, line) => {
    expect(conflictLine(text)).toBe(line);
  });

  test.each([
    "a\n",
    "<<<<<<< HEAD\na\n",
    "<<<<<<< not\n\nTitle\n=======\n",
    "=======\n>>>>>>> a\n<<<<<<< b\n",
    "    <<<<<<< HEAD\n    =======\n    >>>>>>> b\n",
    "cat <<<<<<< a\n========\n>>>>>>>> b\n",
  ])("%j has none", (text) => {
    expect(conflictLine(text)).toBeUndefined();
  });
});

describe("marks of a conflict are what is told of", () => {
  const told = async (files: Record<string, string>) => {
    const root = makeProject({ "images/app.yaml": minimal("app"), ...files });
    const context = { ...record(), packagedTemplates: SMALL_TEMPLATES };
    await build([], { root, reporter: "json", quiet: true }, context);
    const findings = JSON.parse(context.stdout()) as { code: string; file: string; line: number }[];
    return findings.map(({ code, file, line }) => `${code} ${file}:${line}`);
  };

  test.each([
    ["dhi-guides.config.yaml", "registry: mirror\n"],
    ["images/app.yaml", "name: app\ntitle: App\n"],
    ["images/app/info.yaml", "metadata:\n"],
    ["images/app/facts.yaml", "# Written by sync\n"],
    ["images/app/drift.yaml", "# Words\n"],
    ["charts/app.yaml", "name: app\n"],
  ])("%s", async (file, start) => {
    const text = start + conflict("a: [1\n", "a: &x 2\n");
    const line = start.split("\n").length;
    expect(await told({ [file]: text })).toEqual([`file-conflict ${file}:${line}`]);
    expect(await told({ [file]: text.replaceAll("\n", "\r\n") })).toEqual([`file-conflict ${file}:${line}`]);
  });

  test("a template, and a text beside a descriptor", async () => {
    const text = `## More\n\n${conflict("a\n", "b\n")}`;
    expect(
      await told({
        "images/app.yaml": minimal("app", "included: { file: more.md }"),
        "images/app/more.md": text,
        "templates/partials/own.hbs": text,
      }),
    ).toEqual(["file-conflict images/app/more.md:3", "file-conflict templates/partials/own.hbs:3"]);
  });
});
