import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { createGuideMaker } from "../src/build/make-guide.ts";
import { guidesOf } from "../src/project/paths.ts";
import { openProject, type ProjectOptions } from "../src/project/project.ts";
import { expectGolden } from "./support/golden.ts";
import { read, REPOSITORY } from "./support/project.ts";

const METADATA_WRITER = "kubeflow-pipelines-metadata-writer";
const AGENT = "kserve-localmodelnode-agent";
const SHARED = process.env["DHI_SHARED"] ?? join(REPOSITORY, "../shared");

const golden = (name: string) => join(REPOSITORY, "test/golden", `${name}.md`);

function guideOf(name: string, options: Partial<ProjectOptions> = {}): string | undefined {
  const { project } = openProject({ root: REPOSITORY, packagedTemplates: join(REPOSITORY, "templates"), ...options });
  const paths = project?.pages.find((guide) => guide.name === name);
  if (!project || !paths) throw new Error(`no descriptor of ${name}`);
  return createGuideMaker(project).make(paths).text;
}

describe("the reference guides", () => {
  // The references are given: update-goldens must not touch them.
  test.each([METADATA_WRITER, AGENT])("%s comes out byte for byte", (name) => {
    expect(guideOf(name)).toBe(readFileSync(golden(name), "utf8"));
  });

  test.each([METADATA_WRITER, AGENT])("the golden of %s is the reference that was given", (name) => {
    const reference = join(SHARED, "references", `${name}.md`);
    if (!existsSync(reference)) return console.warn(`not there, so not compared: ${reference} (set DHI_SHARED)`);
    expect(readFileSync(golden(name), "utf8")).toBe(readFileSync(reference, "utf8"));
  });

  test.each([
    [METADATA_WRITER, 70],
    [AGENT, 45],
  ])("the descriptor of %s has at most %i lines", (name, limit) => {
    const text = readFileSync(join(REPOSITORY, "images", `${name}.yaml`), "utf8");
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(limit);
  });
});

describe("registry profiles", () => {
  test("public turns a mirrored guide into a public one", () => {
    expectGolden(golden(`${METADATA_WRITER}.public`), guideOf(METADATA_WRITER, { registry: "public" }) ?? "");
  });

  test("mirror turns a public guide into a mirrored one", () => {
    expectGolden(golden(`${AGENT}.mirror`), guideOf(AGENT, { registry: "mirror" }) ?? "");
  });

  test("a namespace stands where its placeholder stood", () => {
    expectGolden(golden(`${AGENT}.acme`), guideOf(AGENT, { namespace: "acme" }) ?? "");
  });

  test("a profile that a guide has already changes nothing", () => {
    expect(guideOf(METADATA_WRITER, { registry: "mirror" })).toBe(guideOf(METADATA_WRITER));
    expect(guideOf(AGENT, { registry: "public" })).toBe(guideOf(AGENT));
  });

  test("no image of the catalog is left in the other form", () => {
    expect(guideOf(METADATA_WRITER, { registry: "public" })).not.toContain("<your-namespace>/dhi-kubeflow");
    expect(guideOf(AGENT, { registry: "mirror" })).not.toContain("dhi.io/");
  });

  test("images that are not of the catalog are never touched", () => {
    expect(guideOf(AGENT, { namespace: "acme" })).toContain("`kserve/kserve-localmodelnode-agent:<tag>`");
  });
});

/** All texts of a parsed descriptor, however deep. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

describe("shared text", () => {
  test("no paragraph stands twice in templates/, and none in a descriptor", () => {
    const { project } = openProject({ root: REPOSITORY, packagedTemplates: join(REPOSITORY, "templates") });
    const texts = [
      ...(project?.templates ?? []).map(({ text }) => text.replace(/\{\{!--[\s\S]*?--\}\}/g, "")),
      // What a scaffold asks for in comments is no text of a guide.
      ...guidesOf(project?.pages ?? []).flatMap(({ descriptor }) => textsOf(parse(read(REPOSITORY, descriptor)))),
    ];
    const sentences = texts.flatMap((text) =>
      text
        .replace(/\s+/g, " ")
        .split(/(?<=[.:]) /)
        .filter((sentence) => sentence.length > 60),
    );
    const twice = sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index);
    expect(twice).toEqual([]);
  });
});
