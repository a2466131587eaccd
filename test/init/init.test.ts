import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { dhiGuides } from "../support/command-line.ts";
import { makeProject, read, tree } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";
import { REPOSITORY_FILES, setUp, FILES, filesIn, lastLine } from "./set-up.ts";

describe("in an empty folder", () => {
  test("it writes all files, lists them, and says the next command", async () => {
    const { folder, status, stdout, stderr } = await setUp();
    expect(status).toBe(0);
    expect(filesIn(folder)).toEqual(FILES);
    expect(stdout.trimEnd().split("\n").sort()).toEqual(FILES);
    expect(stderr).toBe(
      "wrote 9 files; commit them with package-lock.json, by which CI installs\n" +
        "images/example.yaml is only an example: replace it by what `npx dhi-guides new NAME` writes\n" +
        "next: npm install && npx dhi-guides build\n",
    );
  });

  test("what it writes builds without a warning, and is checked", async () => {
    const { folder } = await setUp();
    expect((await dhiGuides(folder, "build", "--max-warnings", "0")).status).toBe(0);
    expect(existsSync(join(folder, "out/example/guides.md"))).toBe(true);
    expect((await dhiGuides(folder, "check")).status).toBe(0);
  });

  test("a second run writes nothing, and says so", async () => {
    const { folder } = await setUp();
    const before = tree(folder);
    const { status, stdout, stderr } = await dhiGuides(folder, "init", "--yes");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(stderr).toBe("nothing to write: all is there\nnext: npm install && npx dhi-guides build\n");
    expect(tree(folder)).toEqual(before);
  });

  test("the folder may be named, and need not be there", async () => {
    const { folder, stderr } = await setUp({}, "docs/ours");
    expect(filesIn(join(folder, "docs/ours"))).toEqual(FILES);
    expect(lastLine(stderr)).toBe("next: cd docs/ours && npm install && npx dhi-guides build");
  });

  test("files are left out, and there need be no descriptor", async () => {
    const { folder, stderr } = await setUp({}, "--no-first", "--skip", "workflow", "vscode", "package");
    const left = [".github/workflows/docs.yml", ".vscode/settings.json", "images/example.yaml", "package.json"];
    expect(filesIn(folder)).toEqual(FILES.filter((file) => !left.includes(file)));
    expect(lastLine(stderr)).toBe(
      `next: npm install --save-dev dhi-guides@${packageJson.version} && npx dhi-guides new NAME`,
    );
  });

  test("the first descriptor is that of new, with the catalog's facts", async () => {
    const { folder, status } = await setUp({}, "--catalog", SMALL_CATALOG, "--first", "shelly");
    expect(status).toBe(0);
    const descriptor = read(folder, "images/shelly.yaml");
    const other = makeProject();
    await dhiGuides(other, "new", "shelly", "--from", SMALL_CATALOG);
    expect(descriptor).toBe(read(other, "images/shelly.yaml"));
    expect((await dhiGuides(folder, "build")).status).toBe(0);
  });

  test.each([
    ["--namespace", "acme", "registry: mirror\nnamespace: acme\n"],
    ["--registry", "mirror", "registry: mirror\n"],
    ["--registry", "public", ""],
    ["--descriptors", "docs/{name}/guide.yaml", 'descriptors: ["docs/{name}/guide.yaml"]\n'],
    ["--output", "pages/{name}.md", 'output: "pages/{name}.md"\n'],
  ])("%s %s is a setting only where it is no default", async (flag, value, settings) => {
    const { folder, status } = await setUp({}, flag, value);
    expect(status).toBe(0);
    expect(read(folder, "dhi-guides.config.yaml").replace(/^#.*\n/gm, "")).toBe(settings);
    expect((await dhiGuides(folder, "build")).status).toBe(0);
  });

  test("a file is printed, and nothing is written", async () => {
    const { folder, status, stdout } = await setUp({}, "--print", "AGENTS.md");
    expect(status).toBe(0);
    expect(stdout).toContain("images/<name>.yaml");
    expect(filesIn(folder)).toEqual([]);
  });
});

describe("in a repository", () => {
  test("what git and editors look for stands at its top, the rest in the project's folder", async () => {
    const { folder, stderr } = await setUp(REPOSITORY_FILES, "docs");
    expect(filesIn(folder)).toEqual([
      ".git/HEAD",
      ".github/workflows/docs.yml",
      ".pre-commit-config.yaml",
      ".vscode/settings.json",
      "docs/.gitattributes",
      "docs/.gitignore",
      "docs/AGENTS.md",
      "docs/dhi-guides.config.yaml",
      "docs/images/example.yaml",
      "docs/package.json",
    ]);
    expect(read(folder, ".pre-commit-config.yaml")).toContain(
      "npx --no --prefix docs -- dhi-guides check --root docs\n",
    );
    expect(lastLine(stderr)).toBe("next: cd docs && npm install && npx dhi-guides build");
  });

  test("a package.json above is the project's: it stays, and the command that adds the package is said", async () => {
    const { folder, stderr } = await setUp({ ...REPOSITORY_FILES, "package.json": "{}\n" }, "docs");
    expect(read(folder, "package.json")).toBe("{}\n");
    expect(existsSync(join(folder, "docs/package.json"))).toBe(false);
    expect(read(folder, ".vscode/settings.json")).toContain('"./node_modules/dhi-guides/schema/image.json"');
    expect(read(folder, ".pre-commit-config.yaml")).toContain("npx --no -- dhi-guides check --root docs\n");
    expect(lastLine(stderr)).toContain(`npm install --save-dev dhi-guides@${packageJson.version} &&`);
  });
});
