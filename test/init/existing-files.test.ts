import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { dhiGuides } from "../support/command-line.ts";
import { makeProject, minimal, read, tree, write } from "../support/project.ts";
import { setUp, FILES, filesIn } from "./set-up.ts";

describe("what is there", () => {
  const OTHERS = {
    ".gitattributes": "*.png binary\n",
    ".gitignore": "node_modules/\r\n*.log\r\n",
    ".pre-commit-config.yaml": "repos:\n  - repo: local\n    hooks: [{ id: lint }]\n",
    ".vscode/settings.json": '{\n  // ours\n  "editor.tabSize": 2,\n}\n',
    ".github/workflows/docs.yml": "name: Other\n",
    "AGENTS.md": "# Ours\n",
    "package.json": '{ "name": "ours" }\n',
    "dhi-guides.config.yaml": "registry: public\n",
    "images/mine.yaml": minimal("mine"),
  };

  test("stays as it is, byte for byte, and what it lacks is said", async () => {
    const { folder, status, stdout, stderr } = await setUp(OTHERS, "--namespace", "acme");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(tree(folder)).toEqual(OTHERS);
    expect(stderr).toContain("dhi-guides.config.yaml is there, and stays as it is; add to it:\n\n  registry: mirror\n");
    expect(stderr).toContain("  /out/*/guides.md text eol=lf linguist-generated\n");
    expect(stderr).toContain(".gitignore is there, and stays as it is; add to it:\n\n  .dhi-guides/\n  /site/\n\n");
    expect(stderr).toContain("      - id: dhi-guides-check\n");
    expect(stderr).toContain('"./node_modules/dhi-guides/schema/chart.json"');
    expect(stderr).toContain(`uses: docker-hardened-images/dhi-guides@v${packageJson.version}\n`);
    expect(stderr).toContain("`npx dhi-guides init --print AGENTS.md`");
    expect(stderr).toContain("nothing to write: all files are there\n");
  });

  test("lacks nothing once the lines are added, in whatever order and line ends", async () => {
    const { folder } = await setUp();
    for (const file of [".gitignore", ".gitattributes"])
      write(folder, { [file]: `*.log\r\n${read(folder, file).split("\n").reverse().join("\r\n")}` });
    write(folder, { ".pre-commit-config.yaml": "repos:\n  - repo: x\n    hooks: [{ id: dhi-guides-build }]\n" });
    expect((await dhiGuides(folder, "init", "--yes")).stderr).toContain("all is there");
  });

  test("is completed by what is missing alone", async () => {
    const { folder, stdout } = await setUp({
      "AGENTS.md": "dhi-guides\n",
      ".gitignore": "node_modules/\n.dhi-guides/\n/site/\n",
    });
    expect(stdout.trimEnd().split("\n").sort()).toEqual(
      FILES.filter((file) => !["AGENTS.md", ".gitignore"].includes(file)),
    );
    expect(read(folder, "AGENTS.md")).toBe("dhi-guides\n");
  });

  test("that cannot be read as what it is lacks all", async () => {
    const { status, stderr } = await setUp({ ".pre-commit-config.yaml": "repos: [\n" });
    expect(status).toBe(0);
    expect(stderr).toContain("- id: dhi-guides-check");
  });

  test("settings with errors are told, and nothing is written", async () => {
    const { folder, status, stderr } = await setUp({ "dhi-guides.config.yaml": "regstry: public\n" });
    expect(status).toBe(1);
    expect(stderr).toContain("config-unknown-key");
    expect(filesIn(folder)).toEqual(["dhi-guides.config.yaml"]);
  });

  test("AGENTS.md may be a link to a file, which is left alone", async () => {
    const folder = makeProject({ "CLAUDE.md": "ours\n" });
    symlinkSync("CLAUDE.md", join(folder, "AGENTS.md"));
    expect((await dhiGuides(folder, "init", "--yes")).status).toBe(0);
    expect(read(folder, "CLAUDE.md")).toBe("ours\n");
  });
});
