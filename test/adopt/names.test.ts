import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adoptPages, type Adoption } from "../../src/adopt/adopt.ts";
import { makeProject, REPOSITORY } from "../support/project.ts";

const lamp = (name: string) => `## About ${name}\n\nThe lamp of ${name} hangs in the hall.\n`;

/** Adopts files or folders of a tree, into a project beside it. */
function adopt(files: Readonly<Record<string, string>>, ...paths: readonly string[]): Adoption {
  const root = makeProject(files);
  return adoptPages({
    paths: paths.map((path) => join(root, path)),
    root: join(root, "project"),
    packagedTemplates: join(REPOSITORY, "templates"),
    force: false,
    pid: 1,
    progress: { stage: () => {}, step: () => {} },
  });
}

const namesOf = ({ sources, findings }: Adoption) => {
  // What stands beside guides is listed.
  expect(findings.filter(({ code }) => code !== "adopt-skipped").map(({ message }) => message)).toEqual([]);
  return sources.map(({ name }) => name);
};

/** A tree with one file a folder. */
const tree = (file: string, ...folders: readonly string[]) =>
  Object.fromEntries(folders.map((folder) => [`docs/${folder}/${file}`, lamp(folder)]));

describe("a name comes from the folder", () => {
  test.each(["guides.md", "README.md", "overview.md", "content.md", "page.md", "the-guide.md", "Page.MD"])(
    "of any file that several folders have: %s",
    (file) => {
      expect(namesOf(adopt(tree(file, "alma", "berta"), "docs"))).toEqual(["alma", "berta"]);
    },
  );

  test.each(["overview.md", "page.md"])("of files that are named one by one: %s", (file) => {
    const files = tree(file, "alma", "berta", "cilla");
    expect(namesOf(adopt(files, `docs/alma/${file}`, `docs/berta/${file}`))).toEqual(["alma", "berta"]);
    expect(namesOf(adopt(files, `docs/cilla/${file}`))).toEqual(["cilla"]);
  });

  test("of an overview in a folder alone", () => {
    expect(namesOf(adopt(tree("overview.md", "alma"), "docs"))).toEqual(["alma"]);
  });

  test("whatever else stands in the tree", () => {
    const files = {
      ...tree("content.md", "alma", "berta", "cilla"),
      "docs/README.md": "# All\n",
      "docs/alma/x.md": "x\n",
    };
    expect(namesOf(adopt(files, "docs"))).toEqual(["alma", "berta", "cilla"]);
  });

  test("of guides where each folder has an overview, too: both are adopted", () => {
    const files = { ...tree("overview.md", "alma", "berta", "cilla"), ...tree("guides.md", "alma", "berta") };
    const { sources } = adopt(files, "docs");
    const pagesOf = (page: string) => sources.filter((each) => each.page.name === page).map(({ name }) => name);
    expect(pagesOf("guide")).toEqual(["alma", "berta"]);
    expect(pagesOf("overview")).toEqual(["alma", "berta", "cilla"]);
  });

  test("of guides, of which some have a README beside", () => {
    const files = { ...tree("README.md", "alma", "berta", "cilla"), ...tree("guides.md", "alma", "berta") };
    expect(namesOf(adopt(files, "docs"))).toEqual(["alma", "berta"]);
  });
});

describe("a name is the file's own", () => {
  test("where no other folder has one that is called so", () => {
    const files = { "docs/a/alma.md": lamp("alma"), "docs/b/berta.md": lamp("berta"), "docs/cilla.md": lamp("cilla") };
    expect(namesOf(adopt(files, "docs"))).toEqual(["alma", "berta", "cilla"]);
    expect(namesOf(adopt(files, "docs/a/alma.md"))).toEqual(["alma"]);
  });

  test("and an overview beside such guides is of all of them", () => {
    const files = { "docs/alma.md": lamp("alma"), "docs/berta.md": lamp("berta"), "docs/overview.md": "# All\n" };
    expect(namesOf(adopt(files, "docs"))).toEqual(["alma", "berta"]);
  });
});

describe("two guides of one name", () => {
  const told = ({ findings }: Adoption) => findings.map(({ code, file, fix }) => [code, file, fix]);

  test("in one folder: the files that are meant are to be named", () => {
    const files = { ...tree("first.md", "alma", "berta"), ...tree("second.md", "alma", "berta") };
    const adoption = adopt(files, "docs");
    expect(adoption.sources.map(({ name, file }) => [name, file])).toEqual([
      ["alma", "../docs/alma/first.md"],
      ["berta", "../docs/berta/first.md"],
    ]);
    expect(told(adoption)).toEqual([
      [
        "adopt-duplicate",
        "../docs/alma/second.md",
        "name the files that are guides: ../docs/alma/first.md, and those called like it",
      ],
      [
        "adopt-duplicate",
        "../docs/berta/second.md",
        "name the files that are guides: ../docs/berta/first.md, and those called like it",
      ],
    ]);
  });

  test("in two folders: one goes into another project", () => {
    const files = { "image/alma/guides.md": lamp("alma"), "more/alma/guides.md": lamp("alma") };
    expect(told(adopt(files, "image", "more"))).toEqual([
      ["adopt-duplicate", "../more/alma/guides.md", "rename its folder, or adopt it into another project, with --into"],
    ]);
  });
});
