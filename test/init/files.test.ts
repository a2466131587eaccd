import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import { openEditor } from "../support/editor.ts";
import { loadLanguageService, validateWorkflow } from "../support/language-service.ts";
import { dhiGuides } from "../support/command-line.ts";
import { read, write } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";
import { commit, install, REPOSITORY_FILES, run, setUp } from "./set-up.ts";

/* Each file that `init` writes, as it is used. */

const SERVICE = loadLanguageService();

/** Where a project may stand in its repository. */
const PLACES = [
  ["at the top of a repository", "", "."],
  ["in a folder of one", "docs/", "docs"],
] as const;

describe.each(PLACES)("%s", (_, prefix, root) => {
  test("git takes outputs for generated, and gives them LF", async () => {
    const { folder } = await setUp({}, root);
    const generated = [
      "out/example/guides.md",
      "out/example/overview.md",
      "out/charts/example/guides.md",
      "out/SHA256SUMS",
      "images/example/facts.yaml",
      "charts/example/drift.yaml",
    ];
    run(folder, "git", "init", "--quiet");
    const attributes = (file: string) =>
      run(folder, "git", "check-attr", "text", "eol", "linguist-generated", "--", prefix + file)
        .stdout.trimEnd()
        .split("\n")
        .map((line) => line.split(": ").at(-1));
    for (const file of generated) expect(attributes(file), file).toEqual(["set", "lf", "set"]);
    for (const file of ["images/example.yaml", "images/example/deploy.md", "AGENTS.md", "out/example/other.txt"])
      expect(attributes(file), file).toEqual(Array(3).fill("unspecified"));
  });

  test("a clone with core.autocrlf has pages with LF", async () => {
    const { folder } = await setUp({}, root);
    await dhiGuides(folder, "build", "--root", root);
    commit(folder);
    run(folder, "git", "clone", "--quiet", "-c", "core.autocrlf=true", folder, "../clone");
    const clone = join(folder, "../clone");
    for (const file of ["out/example/guides.md", "out/SHA256SUMS"])
      expect(read(clone, prefix + file)).toBe(read(folder, prefix + file));
    expect(read(clone, `${prefix}images/example.yaml`)).toContain("\r\n");
    expect((await dhiGuides(clone, "check", "--root", root)).status).toBe(0);
  });

  test("git ignores what is installed, remembered and previewed, and nothing else", async () => {
    const { folder } = await setUp({}, root);
    await dhiGuides(folder, "build", "--root", root);
    install(join(folder, root));
    write(folder, { [`${prefix}site/index.html`]: "" });
    commit(folder);
    const tracked = run(folder, "git", "ls-files").stdout.trimEnd().split("\n");
    expect(tracked).toContain(`${prefix}out/example/guides.md`);
    expect(tracked).toContain(`${prefix}images/example.yaml`);
    expect(tracked.filter((file) => /node_modules|\.dhi-guides\/|site\//.test(file))).toEqual([]);
  });

  test("the workflow is one that GitHub reads, and its actions are pinned", async () => {
    const { folder } = await setUp({ ...REPOSITORY_FILES, "image/a/info.yaml": "" }, root);
    const workflow = ".github/workflows/docs.yml";
    const text = read(folder, workflow);
    expect(await validateWorkflow(workflow, text, SERVICE)).toEqual([]);
    expect(await validateWorkflow(workflow, text.replace("runs-on", "run-on"), SERVICE)).not.toEqual([]);
    const { jobs } = parse(text) as { jobs: { guides: { steps: { uses?: string; with?: object }[] } } };
    const uses = jobs.guides.steps.flatMap((step) => step.uses ?? []);
    const ours = `docker-hardened-images/dhi-guides@v${packageJson.version}`;
    expect(uses.at(-1)).toBe(ours);
    for (const each of uses.slice(0, -1)) expect(each).toMatch(/^actions\/[\w-]+@[0-9a-f]{40}$/);
    // The catalog is named from the top of the repository, as the root is.
    expect(jobs.guides.steps.at(-1)?.with).toEqual({ ...(root !== "." && { root }), catalog: "." });
  });

  const hasPreCommit = spawnSync("pre-commit", ["--version"]).status === 0;
  test.skipIf(!hasPreCommit)("pre-commit refuses a commit with an outdated guide, and takes one without", async () => {
    const { folder } = await setUp(REPOSITORY_FILES, root);
    await dhiGuides(folder, "build", "--root", root);
    install(join(folder, root));
    commit(folder);
    run(folder, "pre-commit", "install");
    write(folder, { "other.txt": "" });
    expect(commit(folder)).toMatchObject({ status: 0 });
    const descriptor = `${prefix}images/example.yaml`;
    write(folder, { [descriptor]: read(folder, descriptor).replace("To try the image", "To start it") });
    const refused = commit(folder);
    expect(refused.status).toBe(1);
    expect(refused.output).toContain("output-stale");
    await dhiGuides(folder, "build", "--root", root);
    expect(commit(folder)).toMatchObject({ status: 0 });
  });

  test("VS Code finds the schemas, of files that name none and of those that do", async () => {
    const { folder } = await setUp(REPOSITORY_FILES, root);
    install(join(folder, root));
    const settings = JSON.parse(read(folder, ".vscode/settings.json")) as { "yaml.schemas": object };
    const editor = await openEditor(folder, settings["yaml.schemas"]);
    onTestFinished(editor.close);
    const said = async (file: string, text: string) =>
      (await editor.check(prefix + file, text)).map(({ message }) => message);
    const unknown = expect.stringContaining("prots");
    const example = read(folder, `${prefix}images/example.yaml`);
    expect(await said("images/example.yaml", example)).toEqual([]);
    for (const file of ["images/a.yaml", "images/b.yml", "charts/c.yaml"])
      expect(await said(file, "name: a\ntitle: A\nprots: []\n"), file).toEqual([unknown]);
    expect(await said("images/example.yaml", `${example}prots: []\n`)).toEqual([unknown]);
    expect(await editor.check("other.yaml", "prots: []\n")).toEqual([]);
  });
});

describe("the settings", () => {
  test.each([
    ["", "node_modules/dhi-guides/schema/config.json"],
    ["docs/", "node_modules/dhi-guides/schema/config.json"],
  ])("name their schema, where npm puts it (%s)", async (prefix, schema) => {
    const { folder } = await setUp(REPOSITORY_FILES, prefix || ".");
    const [first] = read(folder, `${prefix}dhi-guides.config.yaml`).split("\n");
    expect(first).toBe(`# yaml-language-server: $schema=${schema}`);
  });

  test("are those that the build goes by", async () => {
    const { folder } = await setUp({}, "--namespace", "acme", "--output", "pages/{name}/guides.md");
    expect((await dhiGuides(folder, "build")).status).toBe(0);
    expect(read(folder, "pages/example/guides.md")).toContain("acme/dhi-example:<tag>");
    expect(read(folder, ".gitattributes")).toContain("/pages/*/guides.md text eol=lf linguist-generated\n");
  });
});

describe("package.json", () => {
  test("has this version, and npm reads it", async () => {
    const { folder } = await setUp();
    const { stdout } = run(folder, "npm", "pkg", "get", "devDependencies.dhi-guides", "private");
    expect(JSON.parse(stdout)).toEqual({ "devDependencies.dhi-guides": packageJson.version, private: true });
  });
});

describe("AGENTS.md", () => {
  /** The commands of its code blocks, with a name for NAME. */
  const commandsOf = (text: string, name: string) =>
    [...text.matchAll(/^```bash\n([^]*?)^```$/gm)].flatMap(([, code = ""]) =>
      code.trimEnd().replaceAll("NAME", name).split("\n"),
    );

  /** What npx does for what is installed, without the second that npm takes to start. */
  const NPX = 'npx() { "node_modules/.bin/$@"; }';

  test.each([
    ["with a catalog", ["--catalog", SMALL_CATALOG], "shelly", ["new", "build", "check", "sync", "verify"]],
    ["without one", [], "app", ["new", "build", "check", "verify"]],
  ])("its commands run, %s", async (_, args, name, commands) => {
    const { folder } = await setUp({}, "--no-first", ...args);
    install(folder);
    const lines = commandsOf(read(folder, "AGENTS.md"), name);
    expect(lines.map((line) => /^npx dhi-guides (\w+)/.exec(line)?.[1])).toEqual(commands);
    for (const line of lines) {
      const { status, output } = run(folder, "sh", "-c", `${NPX}\n${line}`);
      expect({ line, output, status }).toMatchObject({ status: 0 });
    }
    expect((await dhiGuides(folder, "explain", `out/${name}/guides.md:1`)).status).toBe(0);
  });

  test("it names where the project's files stand", async () => {
    const { folder } = await setUp({ "image/a/info.yaml": "" });
    const text = read(folder, "AGENTS.md");
    expect(text).toContain("descriptors in `image/<name>/guide.yaml`, pages in `image/<name>/guides.md`");
    expect(text).toContain("`text: { file: deploy.md }`, in `image/<name>/`");
    expect(text).not.toMatch(/\{\{\w+\}\}/);
  });

  test("the fields that it names are those of a descriptor, and its finding is one", async () => {
    const { folder } = await setUp();
    const text = read(folder, "AGENTS.md");
    const schema = JSON.parse(readFileSync("schema/image.json", "utf8")) as { properties: object };
    const fields = [...text.matchAll(/^\| `(\w+)`/gm)].map(([, field]) => field);
    expect(fields.length).toBeGreaterThan(10);
    for (const field of fields) expect(Object.keys(schema.properties)).toContain(field);
    write(folder, { "images/redis.yaml": "name: redis\ntitle: Redis\n\nport: [6379/tcp]\n" });
    const { stderr } = await dhiGuides(folder, "build", "redis");
    const [, shown = ""] = /^```text\n([^]*?)^```$/m.exec(text) ?? [];
    const [begin = "", end = ""] = (shown.split("\n")[0] ?? "").split("…");
    expect(stderr).toContain(begin.trimEnd());
    expect(stderr).toContain(end.trim());
    expect(stderr).toContain(shown.split("\n")[1]);
  });
});
