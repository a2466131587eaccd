import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import { askInit } from "../../src/commands/ask-init.ts";
import { init, type InitOptions } from "../../src/commands/init.ts";
import { dhiGuides } from "../support/command-line.ts";
import { makeProject, minimal, read, record, tree, write } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";
import { loadLanguageService, validateWorkflow } from "../support/language-service.ts";
import { REPOSITORY_FILES, run, setUp } from "./set-up.ts";

const FILES = [
  ".gitattributes",
  ".github/workflows/docs.yml",
  ".gitignore",
  ".pre-commit-config.yaml",
  ".vscode/settings.json",
  "AGENTS.md",
  "dhi-guides.config.yaml",
  "images/example.yaml",
  "package.json",
];

/** The files of a folder, but for what is remembered of the catalog. */
const filesIn = (folder: string) =>
  Object.keys(tree(folder))
    .filter((file) => !file.startsWith(".dhi-guides/"))
    .sort();
const SERVICE = loadLanguageService();
const mistakesIn = (workflow: string) => validateWorkflow(".github/workflows/docs.yml", workflow, SERVICE);
const lastLine = (text: string) => text.trimEnd().split("\n").at(-1);

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

describe("the package manager that is there", () => {
  test.each([
    ["npm", { "package-lock.json": "{}" }, "npm install --save-dev", ["cache: npm", "run: npm ci"]],
    [
      "pnpm",
      { "pnpm-lock.yaml": "" },
      "pnpm add --save-dev",
      ["run: corepack enable", "cache: pnpm", "run: pnpm install --frozen-lockfile"],
    ],
    [
      "yarn",
      { "yarn.lock": "" },
      "yarn add --dev",
      ["run: corepack enable", "cache: yarn", "run: yarn install --frozen-lockfile"],
    ],
    [
      "the one that package.json names, whatever lies about",
      { "package.json": '{ "packageManager": "pnpm@9.1.0+sha224.0" }', "package-lock.json": "" },
      "pnpm add --save-dev",
      ["cache: pnpm"],
    ],
    ["one that we do not know", { "bun.lock": "" }, "npm install --save-dev", ["cache: npm"]],
  ])("%s adds the package and installs in CI", async (_, files, add, lines) => {
    const { folder, stderr } = await setUp({ ...REPOSITORY_FILES, "package.json": '{ "type": "commonjs" }', ...files });
    expect(lastLine(stderr)).toContain(`next: ${add} dhi-guides@${packageJson.version} && `);
    const text = read(folder, ".github/workflows/docs.yml");
    let at = 0;
    for (const line of lines) {
      expect(text.indexOf(line), line).toBeGreaterThan(at);
      at = text.indexOf(line);
    }
    expect(await mistakesIn(text)).toEqual([]);
  });

  test("a lock file above, of all packages of the repository, is the one that CI installs by", async () => {
    const { folder, stderr } = await setUp(
      { ...REPOSITORY_FILES, "package.json": "{}", "pnpm-lock.yaml": "", "docs/package.json": "{}" },
      "docs",
    );
    expect(lastLine(stderr)).toContain("cd docs && pnpm add --save-dev");
    // It is there, so nothing is said of it.
    expect(stderr).toContain("wrote 8 files, left docs/package.json as it is\n");
    expect(read(folder, ".github/workflows/docs.yml")).not.toContain("working-directory");
  });

  test("a lock file above the repository is somebody else's", async () => {
    const { folder } = await setUp(
      { "pnpm-lock.yaml": "", "inner/.git/HEAD": "", "inner/package.json": "{}" },
      "inner",
    );
    expect(read(folder, "inner/.github/workflows/docs.yml")).toContain("run: npm ci");
  });

  test.each([
    ["a script of its name", '{ "scripts": { "dhi-guides": "x" } }', "npm install --save-dev"],
    ["a dependency", '{ "devDependencies": { "dhi-guides": "0.1.0" } }', "npm install &&"],
  ])("%s", async (_, manifest, command) => {
    expect(lastLine((await setUp({ "package.json": manifest })).stderr)).toContain(`next: ${command}`);
  });
});

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

describe("what is in the way is named, and nothing is written", () => {
  test.each([
    ["a folder in a file's place", (folder: string) => mkdirSync(join(folder, "AGENTS.md")), "AGENTS.md is no file"],
    ["a file in a folder's place", (folder: string) => write(folder, { ".github": "" }), "where a folder is expected"],
    [
      "a link to another folder",
      (folder: string) => symlinkSync(makeProject(), join(folder, ".vscode")),
      ".vscode is a symbolic link",
    ],
    [
      "a link that leads nowhere",
      (folder: string) => symlinkSync("nowhere", join(folder, ".gitignore")),
      ".gitignore is a symbolic link",
    ],
  ])("%s", async (_, prepare, message) => {
    const folder = makeProject();
    prepare(folder);
    const before = tree(folder);
    const { status, stdout, stderr } = await dhiGuides(folder, "init", "--yes");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(tree(folder)).toEqual(before);
  });

  test.skipIf(process.getuid?.() === 0)("a folder that nobody may write to", async () => {
    const folder = makeProject({ ".vscode/x": "" });
    chmodSync(join(folder, ".vscode"), 0o555);
    expect(await dhiGuides(folder, "init", "--yes")).toMatchObject({ status: 2 });
    expect(filesIn(folder)).toEqual([".vscode/x"]);
  });

  test.each([
    ["a file as the folder", ["package.json"], "package.json is no folder"],
    ["a catalog that is none", ["--catalog", "nowhere"], "there is no catalog in nowhere"],
    ["a pattern without the name", ["--output", "out.md"], "{name}"],
    ["an unknown image", ["--catalog", SMALL_CATALOG, "--first", "unheard-of"], "unheard-of"],
    ["a name that is none", ["--first", "No Name"], "No Name"],
    ["a namespace of dhi.io", ["--registry", "public", "--namespace", "acme"], "--registry public has no namespace"],
    ["an unknown file to print", ["--print", "README.md"], "README.md"],
  ])("%s", async (_, args, message) => {
    const { folder, status, stderr } = await setUp({ "package.json": "{}\n" }, ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(filesIn(folder)).toEqual(["package.json"]);
  });

  test("nobody to ask", async () => {
    const folder = makeProject();
    const { status, stderr } = await dhiGuides(folder, "init");
    expect(status).toBe(2);
    expect(stderr).toContain("run `npx dhi-guides init --yes`");
    expect(filesIn(folder)).toEqual([]);
  });
});

describe("questions", () => {
  /** Runs `init` at a terminal where somebody presses keys, one as soon as each question is there. */
  async function answer(root: string, keys: readonly string[], options: Partial<InitOptions> = {}) {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 120 });
    output.resume();
    const context = record();
    const left = [...keys];
    const press = setInterval(() => left.length > 0 && input.write(left.shift()), 30);
    try {
      const ask: InitOptions["ask"] = (...asked) => askInit(...asked, { input, output });
      const status = await init({ root, reporter: "pretty", ask, ...options }, context);
      return { status, context };
    } finally {
      clearInterval(press);
    }
  }

  test("who presses Enter gets what --yes gives", async () => {
    const root = makeProject();
    await answer(root, Array<string>(5).fill("\r"));
    expect(tree(root)).toEqual(tree((await setUp()).folder));
  });

  test("answers are taken", async () => {
    const root = makeProject();
    await answer(root, [
      "\x1B[B",
      "\r",
      "\r",
      "\x1B[B",
      "\r",
      ..."acme",
      "\r",
      ..."\x7F\x7F\x7F\x7F\x7F\x7F\x7Fapp",
      "\r",
      " ",
      "\r",
    ]);
    expect(read(root, "dhi-guides.config.yaml")).toContain("registry: mirror\nnamespace: acme\n");
    expect(read(root, "image/app/guide.yaml")).toContain("name: app\n");
    expect(existsSync(join(root, "package.json"))).toBe(false);
  });

  test("what a flag says is not asked", async () => {
    const root = makeProject();
    await answer(root, ["\r"], { arrangement: "folders", registry: "public", first: "", skip: [] });
    expect(filesIn(root)).toEqual(FILES.filter((file) => !file.startsWith("images/")));
  });

  test.each([0, 2, 4])("Ctrl-C at question %i writes nothing", async (count) => {
    const root = makeProject();
    await expect(answer(root, [...Array<string>(count).fill("\r"), "\x03"])).rejects.toThrow("nothing was written");
    expect(filesIn(root)).toEqual([]);
  });
});
