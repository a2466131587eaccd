import { renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { makeProject, read, record, write, type Files } from "../support/project.ts";

/* What stands beside a descriptor is what its pages are made from. */

const info = (title: string, more = "") => `metadata:\n  display-name: ${title}\n${more}`;
const facts = (...images: string[]) => `images:\n${images.map((name) => `  - { name: ${name} }\n`).join("")}`;

async function run(root: string) {
  const context = record();
  const status = await build([], { root, reporter: "pretty" }, context);
  const stderr = context.stderr();
  return {
    status,
    stderr,
    summary: stderr
      .trim()
      .split("\n")
      .at(-1)
      ?.replace(/, 0 errors.*/, ""),
  };
}

/** Builds until nothing is left to do. */
async function begin(files: Files): Promise<string> {
  const root = makeProject(files);
  expect(await run(root)).toMatchObject({ status: 0 });
  expect((await run(root)).summary).toMatch(/^\d pages: \d same$/);
  return root;
}

const LAYOUTS = [
  ["an image", {}, "images/app.yaml", "images/app/info.yaml", "out/app/guides.md"],
  ["a chart", {}, "charts/app.yaml", "charts/app/info.yaml", "out/charts/app/guides.md"],
  [
    "the catalog's own layout",
    { "dhi-guides.config.yaml": 'charts: { descriptors: ["chart/{name}/guide.yaml"] }\n' },
    "chart/app/guide.yaml",
    "chart/app/info.yaml",
    "out/charts/app/guides.md",
  ],
  [
    "the settings' pattern",
    { "dhi-guides.config.yaml": "info: told/{name}.yaml\n" },
    "images/app.yaml",
    "told/app.yaml",
    "out/app/guides.md",
  ],
] as const;

describe.each(LAYOUTS)("info.yaml of %s", (_, files, descriptor, file, guide) => {
  const page = (root: string) => read(root, guide) + read(root, guide.replace("guides", "overview"));

  test("gives the title, and makes the pages anew when it changes", async () => {
    const root = await begin({ ...files, [descriptor]: "name: app\n", [file]: info("First") });
    write(root, { [file]: info("Second") });
    expect(check([], { root, reporter: "pretty", quiet: true }, record())).toBe(1);
    expect((await run(root)).summary).toMatch("changed");
    expect(page(root)).toContain("Second");
    expect(page(root)).not.toContain("First");
    expect((await run(root)).summary).toBe("2 pages: 2 same");
    expect(check([], { root, reporter: "pretty", quiet: true }, record())).toBe(0);
  });

  test("makes them anew when it comes and goes", async () => {
    const root = await begin({ ...files, [descriptor]: "name: app\ntitle: App\n" });
    const before = read(root, guide.replace("guides", "overview"));
    write(root, { [file]: info("App", "  short-description: Serves apps\n") });
    expect((await run(root)).summary).toBe("2 pages: 1 changed, 1 same");
    expect(read(root, guide.replace("guides", "overview"))).toContain("Serves apps.");
    rmSync(join(root, file));
    expect((await run(root)).summary).toBe("2 pages: 1 changed, 1 same");
    expect(read(root, guide.replace("guides", "overview"))).toBe(before);
  });

  test.each([
    ["a link", (path: string, elsewhere: string) => (rmSync(path), symlinkSync(elsewhere, path)), "symbolic link"],
    ["no YAML", (path: string) => writeFileSync(path, "metadata: [\n"), "info-invalid"],
    ["with an alias", (path: string) => writeFileSync(path, `a: &a x\n${info("*a")}`), "info-invalid"],
    ["empty", (path: string) => writeFileSync(path, ""), "info-invalid"],
    ["huge", (path: string) => writeFileSync(path, `${info("App")}# ${"x".repeat(2 ** 20)}\n`), "file-too-large"],
    ["no UTF-8", (path: string) => writeFileSync(path, Buffer.from([0x6d, 0xff])), "file-encoding"],
    ["a mark that turns text", (path: string) => writeFileSync(path, info('"a\\u202eb"')), "info-invalid"],
  ])("is told where it is %s, and the pages stay", async (_, spoil, told) => {
    const root = await begin({
      ...files,
      [descriptor]: "name: app\n",
      [file]: info("First"),
      elsewhere: info("Secret"),
    });
    const before = page(root);
    spoil(join(root, file), join(root, "elsewhere"));
    const { status, stderr } = await run(root);
    expect(status).toBe(1);
    expect(stderr).toContain(`${file}:`);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain("Secret");
    expect(page(root)).toBe(before);
    rmSync(join(root, file));
    write(root, { [file]: info("Third") });
    await run(root);
    expect(page(root)).toContain("Third");
  });
});

test("a chart is not called a Helm chart twice", async () => {
  for (const title of ["App Helm chart", "App Helm Chart", "App helm  chart "]) {
    const root = await begin({ "charts/app.yaml": "name: app\n", "charts/app/info.yaml": info(`"${title}"`) });
    expect(read(root, "out/charts/app/overview.md")).toContain("the upstream App Helm chart and");
  }
});

test("names of strangers are words, on one line", async () => {
  const root = await begin({
    "images/app.yaml": "name: app\n",
    "images/app/info.yaml": info(
      '"An\\n# App"',
      '  short-description: "Serves\\n\\n## apps"\n  home-url: "javascript:x"\n',
    ),
  });
  const overview = read(root, "out/app/overview.md");
  expect(overview).not.toMatch(/^#+ (?:App|apps)/m);
  expect(overview).not.toContain("javascript");
});

describe("facts.yaml", () => {
  const file = "charts/app/facts.yaml";
  const overview = "out/charts/app/overview.md";
  const chart = { "charts/app.yaml": "name: app\ntitle: App\n" };

  test("makes the pages anew when it comes, changes and goes", async () => {
    const root = await begin(chart);
    const before = read(root, overview);
    write(root, { [file]: facts("one") });
    expect((await run(root)).summary).toBe("2 pages: 2 changed");
    expect(read(root, overview)).toContain("- `dhi/one`\n");
    write(root, { [file]: facts("one", "two") });
    await run(root);
    expect(read(root, overview)).toContain("- `dhi/one`\n- `dhi/two`\n");
    expect((await run(root)).summary).toBe("2 pages: 2 same");
    rmSync(join(root, file));
    await run(root);
    expect(read(root, overview)).toBe(before);
  });

  test.each([
    ["Markdown in a name", facts('"](x)"')],
    ["a name with a blank", facts("a b")],
    ["HTML", facts("<b>")],
    ["a code span's end", facts('"a`b"')],
    ["a line break", facts('"a\\nb"')],
    ["an alias", "images: &a [{ name: x }]\ncharts: *a\n"],
    ["no YAML", "images: ["],
    ["another shape", "images: { name: x }\n"],
    ["a fact that there is not", "image: x\n"],
    ["a link in the tag", 'images: [{ name: x, tag: "[y](z)" }]\n'],
    ["a link in the source", "source: https://example.com/](x)\n"],
    ["no web address", "source: file:///etc/passwd\n"],
  ])("is refused with %s", async (_, text) => {
    const root = makeProject({ ...chart, [file]: text });
    const { status, stderr } = await run(root);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^charts\/app\/facts\.yaml:\d+:\d+ error .* facts-invalid$/m);
    expect(stderr).toContain("dhi-guides sync");
  });

  test("in a folder that is a link is refused, and nothing of it is published", async () => {
    const root = await begin({ ...chart, [file]: facts("one") });
    renameSync(join(root, "charts/app"), join(root, "elsewhere"));
    write(root, { "elsewhere/facts.yaml": facts("secret") });
    symlinkSync(join(root, "elsewhere"), join(root, "charts/app"));
    const { status, stderr } = await run(root);
    expect(status).toBe(1);
    expect(stderr).toContain("unexpected symbolic link charts/app, expected a folder");
    expect(read(root, overview)).toContain("- `dhi/one`\n");
  });

  test("of a descriptor's own folder that is no folder is not missed", async () => {
    const root = await begin({ ...chart, "charts/app": "a file" });
    expect((await run(root)).summary).toBe("2 pages: 2 same");
  });

  test("a folder that becomes a file is a change as any other", async () => {
    const root = await begin({ ...chart, [file]: facts("one") });
    rmSync(join(root, "charts/app"), { recursive: true });
    write(root, { "charts/app": "a file" });
    expect((await run(root)).summary).toBe("2 pages: 2 changed");
  });
});

describe.each(["", "# Nothing yet.\n", "\n\n"])("an empty file (%j)", (empty) => {
  test.each([
    [
      "images/app/info.yaml",
      "expected the catalog's `info.yaml` info-invalid",
      "copy it from the catalog, or remove the file",
    ],
    ["images/app/facts.yaml", "expected facts facts-invalid", "run `npx dhi-guides sync`, which writes the file anew"],
    ["charts/app/facts.yaml", "expected facts facts-invalid", "run `npx dhi-guides sync`, which writes the file anew"],
    ["images/app/drift.yaml", "expected what the published page words otherwise drift-invalid", "remove the file"],
    ["images/app.yaml", "expected a descriptor descriptor-yaml", "start with `npx dhi-guides new NAME`"],
  ])("%s is told for what it is to be", async (file, expected, fix) => {
    const described = { "images/app.yaml": "name: app\ntitle: App\n", "charts/app.yaml": "name: app\ntitle: App\n" };
    const { status, stderr } = await run(makeProject({ ...described, [file]: empty }));
    expect(status).toBe(1);
    expect(stderr).toMatch(`${file}:1:1 error unexpected empty file, ${expected}\n`);
    expect(stderr).toContain(`fix: ${fix}\n`);
  });
});
