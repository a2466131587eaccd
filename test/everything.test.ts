import { cpSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { explainLines } from "../src/provenance/explain.ts";
import type { BuiltPage } from "../src/build/built-page.ts";
import { createGuideMaker } from "../src/build/make-guide.ts";
import { schemaFields } from "../src/descriptor/json-schema.ts";
import { imageSchema } from "../src/descriptor/image-schema.ts";
import { openProject } from "../src/project/project.ts";
import { expectGolden } from "./support/golden.ts";
import { makeProject, read, REPOSITORY, write } from "./support/project.ts";

const FILE = "images/everything.yaml";

/** Builds the fixture that uses every key, its text changed where a test wants it. */
function everything(
  change: (text: string) => string = (text) => text,
  also: readonly string[] = [],
): { guide: BuiltPage; descriptor: string } {
  const root = makeProject();
  cpSync(join(REPOSITORY, "test/fixtures/everything"), root, { recursive: true });
  const descriptor = change(read(root, FILE));
  write(root, { [FILE]: descriptor });
  const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
  const [paths] = project?.pages ?? [];
  if (!project || !paths) throw new Error("no project");
  const guide = createGuideMaker(project).make(paths);
  const allowed = ["change-find-deprecated", ...also];
  expect(guide.findings.filter(({ code }) => !allowed.includes(code))).toEqual([]);
  return { guide, descriptor };
}

const golden = (name: string) => join(REPOSITORY, "test/golden", `everything.${name}.md`);

describe("a descriptor that uses every key", () => {
  test("in the nested layout", () => expectGolden(golden("nested"), everything().guide.text ?? ""));

  test("in the flat layout, mirrored, as a drop-in replacement, as root", () => {
    // Such a guide has no table of migration notes.
    const { guide } = everything(
      (text) =>
        text
          .replace("layout: nested", "layout: flat")
          .replace("registry: public", "registry: mirror")
          .replace("kind: table", "kind: drop-in\n  from: quay.io/every/thing\n  platform: Compose")
          .replace("user: nonroot", "user: root"),
      ["field-unused"],
    );
    expectGolden(golden("flat"), guide.text ?? "");
  });

  test("really uses every key of the schema", () => {
    const data = parse(
      everything().descriptor.replace("kind: table", "kind: table\n  from: a/b\n  platform: Compose"),
    ) as object;
    const has = (value: unknown, [key, ...rest]: string[]): boolean => {
      if (key === undefined) return value !== undefined;
      if (Array.isArray(value)) return value.some((item) => has(item, [key, ...rest]));
      if (typeof value !== "object" || value === null) return false;
      if (key === "<name>") return Object.values(value).some((item) => has(item, rest));
      return has((value as Record<string, unknown>)[key], rest);
    };
    const missing = schemaFields(imageSchema)
      .map(({ path }) => path)
      // They are the guide's.
      .filter((path) => !path.startsWith("overview.sections."))
      .filter((path) => !has(data, path.replaceAll("[]", "").split(".")));
    // Its overview is another page, with tests of its own.
    const ofGuide = missing.filter((path) => !path.startsWith("overview"));
    expect(ofGuide).toEqual(["sections.replace.<name>.partial"].filter((path) => ofGuide.includes(path)));
  });

  test("is a fix-point of Prettier", async () => {
    const { text = "" } = everything().guide;
    const options = {
      parser: "markdown",
      proseWrap: "always",
      printWidth: 120,
      embeddedLanguageFormatting: "off",
    } as const;
    expect(await format(text, options)).toBe(text);
  });
});

describe("explain", () => {
  test("names a place for every line, and the place is right for texts that stand there", () => {
    const { guide, descriptor } = everything();
    const lines = (guide.text ?? "").split("\n");
    const explanations = explainLines(guide, descriptor);
    expect(explanations).toHaveLength(lines.length - 1);
    const at = (text: string) => {
      const index = lines.findIndex((line) => line.includes(text));
      expect(index, text).toBeGreaterThanOrEqual(0);
      return explanations[index];
    };
    const lineOf = (text: string) => `${FILE}:${descriptor.split("\n").findIndex((line) => line.includes(text)) + 1}`;

    for (const text of [
      "First paragraph.",
      "Second paragraph",
      "An admonition.",
      "docker run dhi.io/everything",
      "Create it:",
      "with a name",
      "--from-literal",
      "The dev variant has",
      "The metrics are at",
    ])
      expect(at(text)?.where, text).toBe(lineOf(text));
    expect(at("One note.")).toMatchObject({ kind: "template", values: [lineOf("One note.")] });
    for (const text of ["## Metrics", "## Before you start", "### DNS", "### Permissions of volumes", "## Licence"])
      expect(at(text)?.where, text).toBe(lineOf(`title: ${text.replace(/#+ /, "")}`));
    expect(at("1. Apply the manifest")?.where).toBe(lineOf("text: Apply the manifest."));
    expect(at("another one")?.where).toBe("images/everything/included.md:4");
    expect(at("docker run --rm -it")).toMatchObject({ kind: "fact", where: lineOf("container: everything-1") });
    expect(at("container_name: everything-1")).toMatchObject({
      kind: "fact",
      where: lineOf("container: everything-1"),
    });
    expect(at("read_only: true")).toMatchObject({ kind: "fact", where: lineOf("options: [--network") });
    expect(at("1. **Create")?.via).toBe(undefined);
    expect(at("````yaml")).toMatchObject({
      kind: "template",
      where: "dhi-guides/templates/partials/use-cases.hbs:29",
    });
    expect(at("-e VERSION")).toMatchObject({ kind: "fact", where: lineOf("name: VERSION") });
    expect(at("| Shell access")?.where).toBe(lineOf("feature: Shell access"));
    expect(at("| Security")).toMatchObject({
      kind: "template",
      where: "dhi-guides/templates/partials/key-differences.hbs:9",
    });
    expect(at("--pid container:my-everything")?.section?.partial).toEqual({
      name: "minimalism",
      parameters: { container: "my-everything" },
    });
  });
});
