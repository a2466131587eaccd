import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { findLogo } from "../../src/preview/logo.ts";
import { openProject } from "../../src/project/project.ts";
import { type Files, makeProject, minimal, SMALL_TEMPLATES } from "../support/project.ts";

const info = (description: string, ...categories: readonly string[]) =>
  `metadata:\n  display-name: Another\n  short-description: ${JSON.stringify(description)}\n  categories: [${categories.join(", ")}]\n`;
const logo = (id: string) => `<svg xmlns="http://www.w3.org/2000/svg" id="${id}"></svg>`;
const GUIDES =
  'published: "../catalog/image/{name}/guides.md"\ncharts:\n  published: "../catalog/chart/{name}/guides.md"\n';

/** Opens the project `guides` in a folder of files, and says how its first thing is listed. */
function listed(files: Files, prepare: (folder: string) => void = () => {}, catalog?: string) {
  const folder = makeProject({ "guides/images/app.yaml": minimal("app"), ...files });
  prepare(folder);
  const { project } = openProject({
    root: join(folder, "guides"),
    packagedTemplates: SMALL_TEMPLATES,
    catalog: catalog && join(folder, catalog),
  });
  const [paths] = project?.pages ?? [];
  if (!project || !paths) throw new Error("there is no page");
  const { content, text } = createGuideMaker(project).make(paths);
  const { address = "" } = findLogo(project, paths);
  const [, id] = /id="(\w+)"/.exec(decodeURIComponent(address)) ?? [];
  return { ...content?.listing, text, logo: id };
}

test.each([
  ["the folder of its published guide", GUIDES, undefined],
  ["the catalog of the settings", "catalog: ../catalog\n", undefined],
  ["the catalog of the command line", "catalog: ../nowhere\n", "catalog"],
])("a thing without an info.yaml is listed by that in %s, and its page stays as it is", (_, config, catalog) => {
  const files = { "guides/dhi-guides.config.yaml": config };
  const { text } = listed(files);
  const entry = listed(
    {
      ...files,
      "catalog/image/app/info.yaml": info("Serves <b>apps</b>.", "security"),
      "catalog/image/app/logo.svg": logo("theirs"),
    },
    undefined,
    catalog,
  );
  expect(entry).toMatchObject({ title: "Example", description: "Serves <b>apps</b>.", categories: ["security"] });
  expect(entry).toMatchObject({ text, logo: "theirs" });
});

test("the guide's folder comes before the catalog, which has what is missing there", () => {
  const files = {
    "guides/dhi-guides.config.yaml": 'published: "../other/{name}/guides.md"\ncatalog: ../catalog\n',
    "catalog/image/app/info.yaml": info("Of the catalog."),
    "catalog/image/app/logo.svg": logo("catalog"),
  };
  expect(listed({ ...files, "other/app/info.yaml": info("Of the guide.") })).toMatchObject({
    description: "Of the guide.",
    logo: "catalog",
  });
});

test("a chart is listed by what stands in the folder of its kind", () => {
  const entry = listed({
    "guides/dhi-guides.config.yaml":
      'catalog: ../catalog\ndescriptors: ["nowhere/{name}.yaml"]\ncharts: { layout: flat }\n',
    "guides/charts/app.yaml": minimal("app"),
    "catalog/image/app/info.yaml": info("An image."),
    "catalog/chart/app/info.yaml": info("A chart."),
  });
  expect(entry).toMatchObject({ description: "A chart." });
});

test("what a thing has of its own is not taken from elsewhere", () => {
  const theirs = {
    "guides/dhi-guides.config.yaml": GUIDES,
    "catalog/image/app/info.yaml": info("Theirs.", "security"),
    "catalog/image/app/logo.svg": logo("theirs"),
  };
  expect(listed({ ...theirs, "guides/images/app/logo.svg": logo("ours") })).toMatchObject({
    description: "Theirs.",
    logo: "ours",
  });
  expect(listed({ ...theirs, "guides/images/app/info.yaml": info("Ours.") })).toMatchObject({
    description: "Ours.",
    categories: [],
    logo: undefined,
  });
  // One that is not shown is its author's to mend.
  expect(listed({ ...theirs, "guides/images/app/logo.svg": "<p>" })).toMatchObject({ logo: undefined });
});

test.each([
  ["broken YAML", "metadata: ["],
  ["two documents", "a: 1\n---\nb: 2\n"],
  ["a list", "- metadata\n"],
  ["a text that would swallow what follows", info("<!-- ")],
  [
    "an alias bomb",
    `a: &a [x, x]\n${"bcdefgh".replace(/./g, (c) => `${c}: &${c} [*a, *a, *a, *a, *a, *a, *a, *a]\n`)}`,
  ],
  ["binary", Buffer.from([0xff, 0xfe, 0])],
  ["invisible characters", info("a\u202eb")],
])("an info.yaml with %s is passed over", (_, text) => {
  const entry = listed({
    "guides/dhi-guides.config.yaml": `${GUIDES}catalog: ../second\n`,
    "catalog/image/app/info.yaml": text,
    "second/image/app/info.yaml": info("Of the second."),
  });
  expect(entry).toMatchObject({ title: "Example", text: expect.stringContaining("##") as string });
  expect(["Of the second.", ""]).toContain(entry.description);
});

test.each([
  ["a file", "catalog/image/app/info.yaml", "secret/info.yaml"],
  ["the thing's folder", "catalog/image/app", "secret"],
])("no link leads out of the catalog: %s", (_, link, target) => {
  const entry = listed(
    {
      "guides/dhi-guides.config.yaml": `${GUIDES}catalog: ../catalog\n`,
      "secret/info.yaml": info("A secret."),
      "secret/logo.svg": logo("secret"),
    },
    (folder) => {
      mkdirSync(join(folder, link, ".."), { recursive: true });
      symlinkSync(join(folder, target), join(folder, link));
    },
  );
  expect(entry).toMatchObject({ description: "", logo: undefined });
});

test("no link leads out of a project that has its catalog within", () => {
  const entry = listed(
    {
      "guides/dhi-guides.config.yaml": `${GUIDES.replaceAll("../", "")}catalog: catalog\n`,
      "secret/image/app/info.yaml": info("A secret."),
      "secret/image/app/logo.svg": logo("secret"),
    },
    (folder) => symlinkSync(join(folder, "secret"), join(folder, "guides/catalog")),
  );
  expect(entry).toMatchObject({ description: "", logo: undefined });
});

test("a folder with the guides of many things describes none of them", () => {
  const entry = listed({
    "guides/dhi-guides.config.yaml": 'published: "../guides-of-all/{name}.md"\n',
    "guides-of-all/info.yaml": info("All."),
    "guides-of-all/logo.svg": logo("all"),
  });
  expect(entry).toMatchObject({ description: "", logo: undefined });
});
