import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runLine } from "../support/command-line.ts";
import { makeProject, minimal, read, REPOSITORY, tree } from "../support/project.ts";

describe("exit status", () => {
  test("0 where all is well", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    expect((await runLine(["build", "--root", root])).status).toBe(0);
    expect((await runLine(["check", "--root", root])).status).toBe(0);
  });

  test("1 where there are errors", async () => {
    const root = makeProject({ "images/a.yaml": "name: a\n" });
    expect((await runLine(["build", "--root", root])).status).toBe(1);
  });

  test.each([
    [["build", "--root", "/nowhere"]],
    [["build", "--nonsense"]],
    [["build", "no-such-image"]],
    [["biuld"]],
    [["build", "--registry", "private"]],
    [["build", "--namespace", "A B"]],
    [["build", "--max-warnings", "-1"]],
    [["explain", "out/nothing/guides.md:1"]],
    [["explain", "out/kserve-localmodelnode-agent/guides.md:9999"]],
    [[]],
  ])("2 for %j, and the reason on stderr", async (args) => {
    const { status, stdout, stderr } = await runLine(args);
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).not.toBe("");
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([
    [["verify", "--update-baseline"], "'--update-baseline' needs option '--baseline <file>'"],
    [["preview", "--site", "x"], "'--site <dir>' needs option '--build'"],
    [["preview", "--build", "--port", "1"], "'--port <n>' cannot be used with option '--build'"],
    [["preview", "--build", "--host", "x"], "'--host <host>' cannot be used with option '--build'"],
    [["preview", "--build", "--open"], "'--open' cannot be used with option '--build'"],
    [["preview", "--no-verify", "--catalog", "x"], "'--catalog <dir>' cannot be used with option '--no-verify'"],
  ])("2 for %j, of which one would be ignored", async (args, reason) => {
    const { status, stderr } = await runLine(args);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });

  test("0 for --help and --version", async () => {
    expect((await runLine(["--help"])).status).toBe(0);
    expect((await runLine(["build", "--help"])).stdout).toContain("--registry");
    expect((await runLine(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("names a misspelt command", async () => {
    expect((await runLine(["biuld"])).stderr).toContain("build");
  });
});

describe("explain", () => {
  test("names the file that the facts of a chart stand in", async () => {
    const page = "out/charts/cert-manager/overview.md";
    const { stdout } = await runLine(["explain", page, "--reporter", "json"]);
    const lines = JSON.parse(stdout) as readonly {
      readonly text: string;
      readonly where: string;
      readonly values: unknown;
    }[];
    const used = lines.filter(({ text }) => text.startsWith("- `dhi/"));
    expect(used.length).toBe(5);
    for (const { where, values } of used) {
      expect(where).toMatch(/^templates\/partials\/about-chart\.hbs:/);
      expect(JSON.stringify(values)).toContain("charts/cert-manager/facts.yaml");
    }
  });

  const guide = "out/kserve-localmodelnode-agent/guides.md";

  test("--reporter json says of one line what a program needs", async () => {
    const { stdout } = await runLine(["explain", `${guide}:1`, "--reporter", "json"]);
    expect(JSON.parse(stdout)).toEqual([
      {
        file: guide,
        line: 1,
        text: read(REPOSITORY, guide).split("\n")[0],
        where: expect.stringMatching(/^templates\/partials\/[a-z-]+\.hbs:\d+$/),
        kind: "template",
        values: [],
        section: expect.any(String),
        partial: { name: expect.any(String), parameters: expect.any(Object) },
      },
    ]);
  });

  test("--reporter json without a line says it of all", async () => {
    const { stdout } = await runLine(["explain", guide, "--reporter", "json"]);
    const lines = JSON.parse(stdout) as { readonly text: string }[];
    expect(lines.map(({ text }) => `${text}\n`).join("")).toBe(read(REPOSITORY, guide));
  });
});

describe("output streams", () => {
  test("the summary is one line on stderr, without colour in a pipe", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b") });
    const { stdout, stderr } = await runLine(["build", "--root", root]);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^2 pages: 2 new, 0 errors in \d+\.\d s\n$/);
    expect((await runLine(["build", "--root", root])).stderr).toMatch(/^2 pages: 2 same, 0 errors in \d+\.\d s\n$/);
  });

  test("--quiet says nothing where all is well", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    const { stdout, stderr } = await runLine(["build", "--root", root, "--quiet"]);
    expect(stdout + stderr).toBe("");
  });

  test("json is one array on stdout, with files relative to the root", async () => {
    const root = makeProject({ "images/a.yaml": "name: a\nporst: []\n" });
    const findings = JSON.parse((await runLine(["build", "--root", root, "--reporter", "json"])).stdout) as unknown[];
    expect(findings).toMatchObject([
      { code: "descriptor-missing-key", severity: "error", file: "images/a.yaml", line: 1, column: 1 },
      {
        code: "descriptor-unknown-key",
        severity: "error",
        file: "images/a.yaml",
        line: 2,
        column: 1,
        fix: 'did you mean "ports"?',
      },
    ]);
    const clean = makeProject({ "images/a.yaml": minimal("a") });
    expect((await runLine(["build", "--root", clean, "--reporter", "json"])).stdout).toBe("[]\n");
  });

  test("github gives workflow commands, escaped", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a", 'registry: "50%,:"\n') });
    const { stdout } = await runLine(["build", "--root", root, "--reporter", "github"]);
    expect(stdout).toMatch(
      /^::error file=images\/a\.yaml,line=3,col=11,endLine=3,endColumn=18,title=descriptor-value::unexpected "50%25,:", /,
    );
    expect(stdout.trim().split("\n")).toHaveLength(1);
  });

  test("colour is for terminals, and never with NO_COLOR", async () => {
    const root = makeProject({ "images/a.yaml": "name: a\n" });
    expect((await runLine(["build", "--root", root])).stderr).not.toContain("\u001b");
    expect(
      (await runLine(["build", "--root", root], { env: { NO_COLOR: "1", FORCE_COLOR: "" } })).stderr,
    ).not.toContain("\u001b");
  });
});

describe("new", () => {
  test("scaffolds a descriptor that builds at once", async () => {
    const root = makeProject();
    const { status, stdout } = await runLine([
      "new",
      "example-exporter",
      "--root",
      root,
      "--title",
      "Example: Exporter",
    ]);
    expect(status).toBe(0);
    expect(stdout).toBe("images/example-exporter.yaml\n");
    expect(read(root, "images/example-exporter.yaml")).toMatch(/^# yaml-language-server: \$schema=/);
    expect((await runLine(["build", "--root", root])).status).toBe(0);
    expect(read(root, "out/example-exporter/guides.md")).toContain("## How to use this image");
    expect(read(root, "out/example-exporter/guides.md")).toContain("Start an Example: Exporter instance");
  });

  test.each([
    ["the installed package", { "node_modules/dhi-guides/schema/image.json": "{}", "schema/image.json": "{}" }],
    ["a package that is yet to be installed", {}],
  ])("names the schema of %s", async (_, files) => {
    const root = makeProject(files);
    await runLine(["new", "app", "--root", root]);
    expect(read(root, "images/app.yaml")).toContain("$schema=../node_modules/dhi-guides/schema/image.json\n");
  });

  test("names the repository's own schema where the package is not installed", async () => {
    const root = makeProject({ "schema/image.json": "{}" });
    await runLine(["new", "app", "--root", root]);
    expect(read(root, "images/app.yaml")).toContain("$schema=../schema/image.json\n");
  });

  test("takes a layout, and makes a title of the name in a pipe", async () => {
    const root = makeProject();
    await runLine(["new", "kube-proxy", "--root", root, "--layout", "flat"]);
    expect(read(root, "images/kube-proxy.yaml")).toContain("title: Kube Proxy\nlayout: flat\n");
    expect((await runLine(["build", "--root", root])).status).toBe(0);
  });

  test("what it comments out builds as well, once the marks are removed", async () => {
    const root = makeProject();
    await runLine(["new", "example", "--root", root]);
    const [head = "", ...lines] = read(root, "images/example.yaml").split("\n");
    const uncommented = lines
      .filter((line) => !/^# (?:What only|https:)/.test(line))
      .map((line) => line.replace(/^# ?/, ""));
    const other = makeProject({ "images/example.yaml": [head, ...uncommented].join("\n") });
    const { status, stderr } = await runLine(["build", "--root", other]);
    expect(stderr).toContain("0 errors");
    expect(status).toBe(0);
  });

  test.each([
    ["a name that exists", ["new", "a"]],
    ["a name that is none", ["new", "../a"]],
    ["a layout that does not exist", ["new", "b", "--layout", "nope"]],
    ["an empty title", ["new", "b", "--title", " "]],
  ])("refuses %s", async (_, args) => {
    const root = makeProject({ "images/a.yaml": minimal("a") });
    const before = tree(root);
    expect((await runLine([...args, "--root", root])).status).toBe(2);
    expect(tree(root)).toEqual(before);
  });
});

describe("a catalog that keeps descriptors beside its guides", () => {
  const config =
    'descriptors: ["image/{name}/guide.yaml"]\noutput: image/{name}/guides.md\nregistry: mirror\nnamespace: acme\n';
  const files = {
    "dhi-guides.config.yaml": config,
    "image/a/guide.yaml": minimal("a", "included: { file: about.md }\n"),
    "image/a/about.md": "It is.\n",
  };

  test("builds and checks there", async () => {
    const root = makeProject(files);
    expect((await runLine(["build", "--root", root])).status).toBe(0);
    expect(read(root, "image/a/guides.md")).toContain("acme/dhi-a:<tag>");
    expect(read(root, "image/a/guides.md")).toContain("It is.");
    expect((await runLine(["check", "--root", root])).status).toBe(0);
    expect(Object.keys(tree(join(root, "image")))).toEqual(["SHA256SUMS", "a/about.md", "a/guide.yaml", "a/guides.md"]);
  });

  test("removes the guide of a descriptor that is gone, not its folder", async () => {
    const root = makeProject({ ...files, "image/b/guide.yaml": minimal("b"), "image/b/info.yaml": "x: 1\n" });
    await runLine(["build", "--root", root]);
    const other = makeProject({ ...tree(root) });
    rmSync(join(other, "image/b/guide.yaml"));
    expect((await runLine(["build", "--root", other])).status).toBe(0);
    expect(Object.keys(tree(join(other, "image/b")))).toEqual(["info.yaml"]);
  });
});
