import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { dhiGuides } from "../support/command-line.ts";
import { minimal, read, write } from "../support/project.ts";
import { loadLanguageService, validateWorkflow } from "../support/language-service.ts";
import { REPOSITORY_FILES, run, setUp, FILES, filesIn, lastLine } from "./set-up.ts";

const SERVICE = loadLanguageService();
const mistakesIn = (workflow: string) => validateWorkflow(".github/workflows/docs.yml", workflow, SERVICE);

describe("a catalog of another repository", () => {
  test("is told of in the workflow, and by the commands that do not find it", async () => {
    const { folder } = await setUp(
      { "catalog/image/a/info.yaml": "", "ours/.git/HEAD": "" },
      "ours",
      "--catalog",
      "catalog",
    );
    const text = read(folder, "ours/.github/workflows/docs.yml");
    expect(text).toContain("      # The catalog (../catalog) is not in this repository");
    expect(await mistakesIn(text)).toEqual([]);
    // Without its marks, the step checks the catalog out, and the Action is told of it.
    const unmarked = text.replace(/^( +)# (?=- uses| {2}with| {4}\w+:|with:|catalog: )/gm, "$1");
    expect(await mistakesIn(unmarked)).toEqual([]);
    const { jobs } = parse(unmarked) as { jobs: { guides: { steps: { uses?: string; with?: object }[] } } };
    expect(jobs.guides.steps[1]).toMatchObject({ with: { repository: "OWNER/CATALOG", path: "catalog" } });
    expect(jobs.guides.steps.at(-1)?.with).toEqual({ catalog: "catalog" });

    const project = join(folder, "ours");
    write(project, { "images/a.yaml": minimal("a") });
    expect((await dhiGuides(project, "build")).status).toBe(0);
    rmSync(join(folder, "catalog"), { recursive: true });
    for (const command of [["verify"], ["sync", "--check"]]) {
      const { status, stderr } = await dhiGuides(project, ...command);
      expect(status).toBe(2);
      expect(stderr).toContain("there is no ../catalog, which `catalog` in dhi-guides.config.yaml names");
      expect(stderr).toContain("in CI, check its repository out first");
    }
  });
});

describe("in a catalog", () => {
  const CATALOG = {
    "image/a/guides.md": "## About\n\nThe image of a.\n",
    "image/a/info.yaml": "display-name: A\n",
    "chart/b/guides.md": "## About\n\nThe chart of b.\n",
  };

  test("descriptors go beside the definitions, and finished guides are adopted next", async () => {
    const { folder, stderr } = await setUp(CATALOG);
    expect(filesIn(folder)).toEqual(
      [...FILES.filter((file) => !file.startsWith("images/")), ...Object.keys(CATALOG)].sort(),
    );
    expect(lastLine(stderr)).toBe("next: npm install && npx dhi-guides adopt . && npx dhi-guides build");
    expect((await dhiGuides(folder, "build")).output).toContain("2 guides are unmanaged: a, chart/b");
    expect((await dhiGuides(folder, "adopt", ".")).status).toBe(0);
    expect(existsSync(join(folder, "image/a/guide.yaml"))).toBe(true);
    expect((await dhiGuides(folder, "build")).status).toBe(0);
    for (const [file, text] of Object.entries(CATALOG)) expect(read(folder, file)).toBe(text);
    expect((await dhiGuides(folder, "check")).status).toBe(0);
  });

  test("reviews fold what the tool makes, but no guide that somebody may have written", async () => {
    const { folder } = await setUp(CATALOG);
    run(folder, "git", "init", "--quiet");
    const attribute = (name: string, file: string) =>
      run(folder, "git", "check-attr", name, "--", file).stdout.trimEnd().split(": ").at(-1);
    for (const file of ["image/a/guides.md", "image/b/overview.md", "chart/b/guides.md"])
      expect([attribute("linguist-generated", file), attribute("eol", file)], file).toEqual(["unspecified", "lf"]);
    for (const file of ["SHA256SUMS", "image/a/facts.yaml", "chart/b/drift.yaml"])
      expect([attribute("linguist-generated", file), attribute("eol", file)], file).toEqual(["set", "lf"]);
    // Once all guides have descriptors, somebody marks them, too: nothing is lacking then.
    write(folder, {
      ".gitattributes": read(folder, ".gitattributes").replace(
        /(guides|overview)\.md text/g,
        "$1.md  linguist-generated text",
      ),
    });
    expect((await dhiGuides(folder, "init", "--yes")).stderr).toContain("all is there");
  });

  test("the workflow says how what guides get wrong today is accepted", async () => {
    const { folder } = await setUp({
      ...CATALOG,
      "image/a/guides.md":
        "## About\n\nRun `docker debug <image-name>`.\n\n```console\n$ docker debug <image-name>\n```\n",
    });
    const text = read(folder, ".github/workflows/docs.yml");
    const [, command = ""] = /# npx dhi-guides (verify .*)/.exec(text) ?? [];
    await dhiGuides(folder, "adopt", ".");
    await dhiGuides(folder, "build");
    await dhiGuides(folder, ...command.split(" "));
    const unmarked = text.replace("# baseline:", "baseline:");
    expect(await mistakesIn(unmarked)).toEqual([]);
    const { jobs } = parse(unmarked) as { jobs: { guides: { steps: { with?: { baseline?: string } }[] } } };
    const baseline = jobs.guides.steps.at(-1)?.with?.baseline ?? "";
    expect((await dhiGuides(folder, "verify", "--baseline", baseline)).status).toBe(0);
  });

  test("the repository's own Markdown is no page that adopt leaves out; what stands among guides is told", async () => {
    const { folder } = await setUp({
      ...CATALOG,
      "README.md": "# Ours\n",
      "docs/how.md": "# How\n",
      "image/a/notes.md": "# Notes\n",
    });
    const { status, output } = await dhiGuides(folder, "adopt", ".");
    expect(status).toBe(0);
    expect(output).toContain("1 Markdown file is not taken for pages: image/a/notes.md");
  });

  test("a folder of the catalog's repository knows the catalog above it", async () => {
    const { folder, stderr } = await setUp({ ...REPOSITORY_FILES, ...CATALOG }, "docs");
    expect(read(folder, "docs/dhi-guides.config.yaml")).toContain(
      'catalog: ..\npublished: "../image/{name}/guides.md"\n',
    );
    expect(lastLine(stderr)).toBe("next: cd docs && npm install && npx dhi-guides adopt .. && npx dhi-guides build");
    expect((await dhiGuides(join(folder, "docs"), "adopt", "..")).status).toBe(0);
  });

  test("a folder image/ with pictures is none", async () => {
    const { folder } = await setUp({ "image/screens/a.png": "" });
    expect(existsSync(join(folder, "images/example.yaml"))).toBe(true);
  });
});
