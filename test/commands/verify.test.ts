import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { createVerifier } from "../../src/commands/page-verifier.ts";
import { verify, type VerifyCommandOptions } from "../../src/commands/verify.ts";
import { openProject } from "../../src/project/project.ts";
import { makeProject, minimal, read, record, REPOSITORY, tree, write } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

const CLEAN = "Use dev variants: 8080, 9090.\n";
const WRONG = `${CLEAN}\nSet <tag>.\n`;

async function run(root: string, options: Partial<VerifyCommandOptions> = {}, paths: readonly string[] = []) {
  const context = record();
  const status = await verify(paths, { root, reporter: "pretty", quiet: true, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

describe("verify", () => {
  test("is clean with warnings alone, and not with too many of them", async () => {
    const root = makeProject({ "out/example/guides.md": "Text.\n" });
    const { status, stderr } = await run(root, { catalog: SMALL_CATALOG });
    expect(status).toBe(0);
    expect(stderr).toContain("port-unmentioned");
    expect(stderr).toContain("dev-variant-claim");
    const strict = await run(root, { catalog: SMALL_CATALOG, maxWarnings: 0, quiet: false });
    expect(strict.status).toBe(1);
    expect(strict.stderr).toMatch(/^1 warning, more than --max-warnings 0$/m);
  });

  test("says what the README shows", async () => {
    const shown = /```text\n(image\/shelly.+?)```/s.exec(read(REPOSITORY, "README.md"))?.[1];
    const text = "## Run it\n\nThe runtime image has no shell, and runs as the nonroot user.\n";
    const root = makeProject({ "image/shelly/guides.md": text });
    const { stdout, stderr } = await run(root, { catalog: SMALL_CATALOG }, [join(root, "image")]);
    expect(shown).toBeDefined();
    expect(stdout + stderr).toContain(shown);
  });

  test("reads the outputs of the project, in their descriptors' profile", async () => {
    const sample = "```bash\ndocker run <your-namespace>/dhi-a:1\n```\n";
    const files = { "images/a.yaml": minimal("a"), "out/a/guides.md": sample };
    expect((await run(makeProject(files))).status).toBe(1);
    expect((await run(makeProject({ ...files, "images/a.yaml": minimal("a", "registry: mirror\n") }))).status).toBe(0);
  });

  test("reads any path: a file, or the guides of a folder", async () => {
    const root = makeProject({ "image/example/guides.md": WRONG, "image/example/notes.md": WRONG, "x.md": WRONG });
    const files = async (...paths: string[]) => {
      const { stdout } = await run(
        root,
        { reporter: "json" },
        paths.map((path) => `${root}/${path}`),
      );
      return (JSON.parse(stdout) as { file: string }[]).map(({ file }) => file);
    };
    expect(await files("x.md")).toEqual(["x.md"]);
    expect(await files("image")).toEqual(["image/example/guides.md"]);
  });

  test("takes the catalog, the severities and the lists of the config", async () => {
    const root = makeProject({
      "out/example/guides.md": `${CLEAN}\nUse foo. Set <tag>: \`dhi.io/nothing:1\`.\n`,
      "catalog/image/example/debian-13/1.yaml": "image: dhi.io/example\ntags: ['1']\n",
      "dhi-guides.config.yaml":
        "catalog: catalog\nverify:\n  rules: { visible-placeholder: off }\n  bannedPhrases: [{ from: foo, to: bar }]\n" +
        "  suppress: [{ file: out/example/guides.md, rule: dev-variant-claim, reason: ours }]\n",
    });
    const { stdout } = await run(root, { reporter: "json" });
    const codes = (JSON.parse(stdout) as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(["banned-phrase", "image-exists"]);
  });

  describe("suppress in a descriptor", () => {
    const guide = { "out/a/guides.md": "Set <tag>.\n" };
    const descriptor = (more: string) => ({ "images/a.yaml": minimal("a", more), ...guide });
    const codes = async (root: string, options: Partial<VerifyCommandOptions> = {}) =>
      (
        JSON.parse((await run(root, { reporter: "json", ...options })).stdout) as {
          code: string;
          file: string;
          line: number;
        }[]
      ).map(({ code, file, line }) => `${file}:${line} ${code}`);

    test("accepts a rule's findings in its guide", async () => {
      const root = makeProject(descriptor("suppress: { visible-placeholder: ours }\n"));
      expect(await codes(root)).toEqual([]);
      expect(await codes(root, { registry: "mirror" })).toEqual([]);
    });

    test("is a finding at its own line where it suppresses nothing", async () => {
      const root = makeProject(descriptor("suppress:\n  visible-placeholder: ours\n  size: old\n"));
      expect(await codes(root)).toEqual(["images/a.yaml:5 unused-suppression"]);
    });

    test("is no finding where the rule could not see what it suppresses", async () => {
      const root = makeProject(descriptor("suppress: { visible-placeholder: ours, shell-claim: upstream is meant }\n"));
      expect(await codes(root)).toEqual([]);
    });

    test("is refused without a reason, and suppresses nothing", async () => {
      const root = makeProject(descriptor('suppress: { visible-placeholder: "" }\n'));
      expect(await codes(root)).toEqual(["out/a/guides.md:1 visible-placeholder"]);
      const context = record();
      await build([], { root, reporter: "json" }, context);
      expect(JSON.parse(context.stdout())).toMatchObject([
        { code: "descriptor-value", line: 3, message: "unexpected empty text, expected some words" },
      ]);
    });

    test("holds in the preview, too", async () => {
      const root = makeProject(descriptor("suppress: { visible-placeholder: ours }\n"));
      const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
      const [paths] = project?.pages ?? [];
      if (!project || !paths) throw new Error("no project");
      expect(await (await createVerifier({}, project))(paths, "Set <tag>.\n")).toEqual([]);
    });
  });

  test("says what is wrong with the config", async () => {
    const root = makeProject({ "dhi-guides.config.yaml": "verify: { rules: { size: loud } }\n" });
    expect((await run(root)).stderr).toContain("config-value");
  });

  test("takes the size that a page may have from the config", async () => {
    const files = { "out/a/guides.md": "Some text, which is long.\n" };
    const settings = (text: string) => ({ "dhi-guides.config.yaml": `verify: { maxBytes: ${text} }\n` });
    expect((await run(makeProject({ ...files, ...settings("10") }))).stderr).toContain("expected at most 10 size");
    expect((await run(makeProject({ ...files, ...settings("100") }))).status).toBe(0);
    expect((await run(makeProject({ ...files, ...settings("much") }))).stderr).toContain("expected a number of bytes");
  });

  test("reports a broken definition", async () => {
    const root = makeProject({ "catalog/image/a/debian-13/1.yaml": "a: [\n", "out/a/guides.md": "Text.\n" });
    const { status, stderr } = await run(root, { catalog: `${root}/catalog` });
    expect(status).toBe(1);
    expect(stderr).toContain("definition-invalid");
  });

  test.each([
    ["a path that is not there", {}, ["/nowhere.md"], "there is no /nowhere.md"],
    ["a catalog that is not there", { catalog: "../nowhere" }, [], "there is no ../nowhere"],
    ["a catalog that is none", { catalog: "/tmp" }, [], "no folder image"],
    ["a baseline that is not there", { baseline: "none.json" }, [], "none.json is no baseline"],
  ])("cannot run with %s", async (_what, options, paths, message) => {
    await expect(run(makeProject({ "images/a.yaml": "" }), options, paths)).rejects.toThrow(message);
  });
});

describe("the findings of verify", () => {
  test("as JSON have the keys of the contract and no others", async () => {
    const root = makeProject({ "out/example/guides.md": WRONG });
    const { stdout } = await run(root, { reporter: "json", catalog: SMALL_CATALOG });
    expect(JSON.parse(stdout)).toEqual([
      {
        code: "visible-placeholder",
        severity: "error",
        file: "out/example/guides.md",
        line: 3,
        column: 5,
        endLine: 3,
        endColumn: 10,
        message: "unexpected <tag> in prose, which a Markdown reader does not show, expected `<tag>`",
        expected: "`<tag>`",
        url: "https://github.com/docker-hardened-images/dhi-guides/blob/main/docs/rules/visible-placeholder.md",
      },
    ]);
  });

  test("as SARIF name the rule, its page and the region", async () => {
    const root = makeProject({ "out/example/guides.md": WRONG });
    const { stdout } = await run(root, { reporter: "sarif" });
    expect(JSON.parse(stdout).runs[0].results).toHaveLength(1);
  });

  test("where there are many, are a line each below their file, with a summary by rule", async () => {
    const many = Array.from({ length: 40 }, (_, index) => `Set <tag${index}>.\n`).join("\n");
    const root = makeProject({ "out/b/guides.md": many, "out/a/guides.md": "[x](y.md)\n" });
    const { stderr } = await run(root);
    const lines = stderr.split("\n");
    expect(lines.slice(lines.indexOf("out/a/guides.md")).slice(0, 5)).toEqual([
      "out/a/guides.md",
      expect.stringMatching(/^ {2}1:1 error {3}unexpected relative link y\.md.* relative-link$/),
      "",
      "out/b/guides.md",
      expect.stringMatching(/^ {3}1:5 error {3}unexpected <tag0> .* visible-placeholder$/),
    ]);
    expect(stderr).toContain(
      "  rule                errors warnings files\n  visible-placeholder     40        0     1\n",
    );
  });
});

describe("--baseline", () => {
  test("starts clean, and fails on what is new", async () => {
    const root = makeProject({ "image/example/guides.md": WRONG });
    const verifyImage = (options: Partial<VerifyCommandOptions> = {}) =>
      run(root, { baseline: "baseline.json", ...options }, [`${root}/image`]);
    expect((await verifyImage({ updateBaseline: true })).status).toBe(0);
    expect((await verifyImage()).status).toBe(0);
    const grown = makeProject({
      "baseline.json": read(root, "baseline.json"),
      "image/example/guides.md": `More.\n\n${WRONG}\nSet <name>.\n`,
    });
    const { stderr, status: failed } = await run(grown, { baseline: "baseline.json" }, [`${grown}/image`]);
    expect(failed).toBe(1);
    expect(stderr).toContain("<name>");
    expect(stderr).not.toContain("unexpected <tag>");
  });
});

describe("an entry of the baseline that nothing matches any more", () => {
  const stale = async (root: string, options: Partial<VerifyCommandOptions> = {}, paths: readonly string[] = []) => {
    const { stdout } = await run(root, { reporter: "json", baseline: "baseline.json", ...options }, paths);
    return (JSON.parse(stdout) as Finding[]).map(({ code, file, line, message }) => ({ code, file, line, message }));
  };
  const GUIDES = { "out/a/guides.md": "Set <tag>.\n\nSet <tag>.\n", "out/b/guides.md": "Set <tag>.\n" };
  const makeHeld = async () => {
    const root = makeProject(GUIDES);
    await run(root, { baseline: "baseline.json", updateBaseline: true });
    expect(await stale(root)).toEqual([]);
    return root;
  };

  test("is a warning at its line, so that the fault is seen when it comes back", async () => {
    const root = await makeHeld();
    write(root, { "out/b/guides.md": "Set it.\n" });
    expect(await stale(root)).toEqual([
      {
        ...{ code: "unused-baseline", file: "baseline.json", line: 6 },
        message: expect.stringMatching(
          /^unexpected entry of out\/b\/guides\.md, .* visible-placeholder: unexpected <tag>/,
        ),
      },
    ]);
    expect((await run(root, { baseline: "baseline.json" })).status).toBe(0);
    await run(root, { baseline: "baseline.json", updateBaseline: true });
    write(root, GUIDES);
    expect((await run(root, { baseline: "baseline.json" })).status).toBe(1);
  });

  test("where there are fewer than it counts", async () => {
    const root = await makeHeld();
    write(root, { "out/a/guides.md": "Set <tag>.\n" });
    expect(await stale(root)).toMatchObject([{ line: 3, message: expect.stringMatching(/^unexpected 2 .*found 1/) }]);
  });

  test("is not judged by a run that was asked for other guides", async () => {
    const root = await makeHeld();
    write(root, { "out/b/guides.md": "Set it.\n" });
    expect(await stale(root, {}, [join(root, "out/a/guides.md")])).toEqual([]);
    expect(await stale(root, {}, [join(root, "out/a")])).toEqual([]);
    expect(await stale(root, {}, [join(root, "out/b")])).toHaveLength(1);
  });

  test("is judged where its guide is gone, by who was asked for all or for the folder", async () => {
    const root = await makeHeld();
    rmSync(join(root, "out/b"), { recursive: true });
    expect(await stale(root)).toHaveLength(1);
    expect(await stale(root, {}, [join(root, "out")])).toHaveLength(1);
    expect(await stale(root, {}, [join(root, "out/a")])).toEqual([]);
  });

  test("is not judged where its rule had no definitions to hold the guide against", async () => {
    const root = makeProject({ "out/example/guides.md": "Text.\n" });
    await run(root, { baseline: "baseline.json", updateBaseline: true, catalog: SMALL_CATALOG });
    expect(read(root, "baseline.json")).toContain("port-unmentioned");
    expect(await stale(root)).toEqual([]);
    expect(await stale(root, { catalog: SMALL_CATALOG })).toEqual([]);
  });

  test("stays when other guides are written to the baseline", async () => {
    const root = await makeHeld();
    const before = read(root, "baseline.json");
    await run(root, { baseline: "baseline.json", updateBaseline: true }, [join(root, "out/a")]);
    expect(read(root, "baseline.json")).toBe(before);
  });

  test("has the severity of the settings", async () => {
    const root = await makeHeld();
    write(root, { "out/b/guides.md": "Set it.\n" });
    write(root, { "dhi-guides.config.yaml": "verify: { rules: { unused-baseline: error } }\n" });
    expect((await run(root, { baseline: "baseline.json" })).status).toBe(1);
    write(root, { "dhi-guides.config.yaml": "verify: { rules: { unused-baseline: off } }\n" });
    expect(await stale(root)).toEqual([]);
  });
});

describe("names", () => {
  const files = { "images/app.yaml": minimal("app"), "images/web.yaml": minimal("web") };
  const guides = { "out/app/guides.md": "Set <tag>.\n", "out/web/guides.md": "Set <tag>.\n" };

  test("are those of the project's guides", async () => {
    const { stdout } = await run(makeProject({ ...files, ...guides }), { reporter: "json" }, ["app"]);
    expect(JSON.parse(stdout)).toMatchObject([{ file: "out/app/guides.md" }]);
  });

  test.each([
    ["a misspelt name", "webb", 'there is no descriptor of "webb": did you mean "web"?'],
    ["a name that nobody knows", "nothing-like-it", 'there is no descriptor of "nothing-like-it"'],
    ["a guide that is not built yet", "web", "npx dhi-guides build web"],
    ["a path that is not there", "out/wbe/guides.md", "there is no out/wbe/guides.md"],
  ])("%s is an error", async (_what, name, message) => {
    const root = makeProject({ ...files, "out/app/guides.md": "Text.\n" });
    await expect(run(root, {}, [name])).rejects.toThrow(message);
  });
});

test("--no-cache writes none", async () => {
  const root = makeProject({ "out/example/guides.md": "Text.\n" });
  await run(root, { catalog: SMALL_CATALOG, cache: false });
  expect(Object.keys(tree(root))).toEqual(["out/example/guides.md"]);
  await run(root, { catalog: SMALL_CATALOG });
  expect(Object.keys(tree(root))).toContain(".dhi-guides/definitions.json");
});

describe("--fix", () => {
  test("says how many findings it mended, and in how many files", async () => {
    const root = makeProject({ "a.md": `${WRONG}\nSet <name>.\n`, "b.md": WRONG, "c.md": CLEAN });
    const paths = ["a.md", "b.md", "c.md"].map((file) => join(root, file));
    const { stderr } = await run(root, { fix: true, quiet: false }, paths);
    expect(stderr).toMatch(/^3 pages: fixed 3 findings in 2 files, 0 errors, 0 warnings in [\d.]+ s$/m);
    expect((await run(root, { fix: true, quiet: false }, paths)).stderr).toMatch(/^3 pages: 0 errors, /m);
  });

  test("mends what a person wrote, and leaves no other file behind", async () => {
    const root = makeProject({ "image/example/guides.md": WRONG });
    const { status } = await run(root, { fix: true, cache: false }, [`${root}/image`]);
    expect(status).toBe(0);
    expect(tree(root)).toEqual({ "image/example/guides.md": `${CLEAN}\nSet \`<tag>\`.\n` });
  });

  test("does not touch what a descriptor makes", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a"), "out/a/guides.md": WRONG });
    expect((await run(root, { fix: true })).status).toBe(1);
    expect(read(root, "out/a/guides.md")).toBe(WRONG);
  });
});
