import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildGuides } from "../../src/index.ts";
import { adopt, catalog } from "./small-catalog.ts";

const SETTINGS = "dhi-guides.config.yaml";

const guide = (name: string, more = "") => `## How to light ${name}

Trim the wick of ${name} before you light it, and let no draught come near it.

## Oil

Fill the lamp with oil of rape, to the height of a thumb below its rim.

## Care

Clean the glass once a week with vinegar, and dry it with a cloth of linen.
${more}`;

/** Guides, and a project that has files already. */
function projectWith(files: Readonly<Record<string, string>>, guides = ["alma", "berta", "cilla", "dora"]): string {
  const root = catalog(Object.fromEntries(guides.map((name) => [name, guide(name)])));
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, "project", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return root;
}

const read = (root: string, file = SETTINGS) => readFileSync(join(root, "project", file), "utf8");

/** All guides come back from what was written. */
function expectProved(root: string): void {
  const { guides, findings } = buildGuides({ root: join(root, "project") });
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  for (const { paths, text } of guides)
    expect(text).toBe(readFileSync(join(root, `image/${paths.name}/guides.md`), "utf8"));
  expect(guides.length).toBeGreaterThan(0);
}

describe("into a project that has settings and no guide", () => {
  test.each([
    ["another key", "catalog: ../catalog\n"],
    ["comments alone", "# What our project is about.\n"],
    ["a comment behind a value, and no line end", "catalog: ../catalog # the catalog"],
    ["an empty file", ""],
    ["braces", "{ catalog: ../catalog }\n"],
    ["the marks of a document", "---\ncatalog: ../catalog\n"],
    ["lines that end as on Windows", "# Ours.\r\ncatalog: ../catalog\r\n"],
    ["a byte order mark", "\ufeffcatalog: ../catalog\n"],
    ["a key within another", "preview:\n  title: The layout\nverify:\n  words: [layout]\n"],
  ])("they are completed: %s", (_, settings) => {
    const root = projectWith({ [SETTINGS]: settings });
    expect(adopt(root).write()).toContain(SETTINGS);
    const after = parse(read(root)) as Record<string, unknown>;
    expect(after).toMatchObject({ ...(parse(settings) as object | null), registry: "public" });
    expect(after["layout"]).toEqual(expect.any(String));
    for (const comment of settings.match(/#.*/g) ?? []) expect(read(root)).toContain(comment.trim());
    expectProved(root);
  });

  test("what they say stays, to the byte", () => {
    const settings = "# Ours.\r\nregistry:   mirror\r\nlayout: 'flat' # the old one\r\n";
    const root = projectWith({ [SETTINGS]: settings });
    adopt(root).write();
    expect(read(root).startsWith(settings)).toBe(true);
    expect(parse(read(root))).toMatchObject({ registry: "mirror", layout: "flat" });
    expectProved(root);
  });

  test("a layout that is not there is no layout", () => {
    const root = projectWith({ [SETTINGS]: "layout: gone # with the wind\ncatalog: ../x\n" });
    adopt(root).write();
    const { layout, catalog: kept } = parse(read(root)) as Record<string, string>;
    expect(layout).not.toBe("gone");
    expect(kept).toBe("../x");
    expectProved(root);
  });

  test("paths of descriptors are taken over", () => {
    const root = projectWith({
      [SETTINGS]: 'descriptors: ["docs/{name}/guide.yaml"]\noutput: "docs/{name}/page.md"\n',
    });
    adopt(root).write();
    expect(existsSync(join(root, "project/docs/alma/guide.yaml"))).toBe(true);
    expectProved(root);
  });
});

describe("into a project that has templates and no guide", () => {
  const care = "{{!-- Ours. --}}\n## Care\n\nWe clean all glass.\n";
  const own = { "templates/guide.hbs": "{{> care}}\n", "templates/partials/care.hbs": care };

  test("they stay as they are, and guides come back", () => {
    const root = projectWith(own);
    adopt(root).write();
    for (const [file, text] of Object.entries(own)) expect(read(root, file)).toBe(text);
    expectProved(root);
  });
});

describe("a learned partial", () => {
  test("does not take the name of one that layouts call with parameters", () => {
    const troubleshooting =
      "\n## Troubleshooting\n\nAsk the keeper of the lamp.\n\n## Access\n\nGo up the stairs.\n\n## Start\n\nStrike a match.\n";
    const names = ["alma", "berta", "cilla", "dora"];
    const root = catalog(Object.fromEntries(names.map((name) => [name, guide(name, troubleshooting)])));
    adopt(root).write();
    expectProved(root);
    // The package's own layouts work beside those that were learned.
    writeFileSync(join(root, "project/images/emma.yaml"), "name: emma\ntitle: Emma\nlayout: flat\n");
    const { guides, findings } = buildGuides({ root: join(root, "project") });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(guides.find(({ paths }) => paths.name === "emma")?.text).toContain("docker run");
  });
});

describe("into a project that has guides", () => {
  test("settings stay as they are, and one more guide is adopted", () => {
    const root = projectWith({});
    adopt(root).write();
    const settings = read(root);
    mkdirSync(join(root, "image/emma"));
    writeFileSync(join(root, "image/emma/guides.md"), guide("emma"));
    expect(adopt(root).pages.map(({ source: { name } }) => name)).toEqual(["emma"]);
    adopt(root).write();
    expect(read(root)).toBe(settings);
    expectProved(root);
  });

  test("one more guide, where the project has a partial that must be given a heading", () => {
    const root = projectWith({});
    adopt(root).write();
    const partial = "{{!--\n@param heading  the heading\n--}}\n## {{heading}}\n\nThe lamp smokes.\n";
    mkdirSync(join(root, "project/templates/partials"), { recursive: true });
    writeFileSync(join(root, "project/templates/partials/smoke.hbs"), partial);
    mkdirSync(join(root, "image/emma"));
    writeFileSync(join(root, "image/emma/guides.md"), guide("emma"));
    adopt(root).write();
    expectProved(root);
  });
});
