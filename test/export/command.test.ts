import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { exportPages } from "../../src/commands/export.ts";
import { SITE_NAMES } from "../../src/export/site-names.ts";
import { makeProject, minimal, read, record, tree, write } from "../support/project.ts";

const CONFIG = "export:\n  vitepress: website/guides\n";
const options = (root: string) => ({ root, reporter: "pretty" }) as const;

function project(config = CONFIG): string {
  return makeProject({
    "dhi-guides.config.yaml": config,
    "images/app.yaml": minimal("app", "formerly: [old-app]\n"),
    "images/other.yaml": minimal("other"),
  });
}

test.each(SITE_NAMES)("an export for %s is the same each time, and the second writes nothing", (site) => {
  const root = project();
  const context = record();
  const to = join(root, "elsewhere");
  expect(exportPages({ ...options(root), for: site, to }, context)).toBe(0);
  const first = tree(to);
  expect(Object.keys(first)).toContain("image/app/guide.md");
  expect(exportPages({ ...options(root), for: site, to }, context)).toBe(0);
  expect(tree(to)).toEqual(first);
  expect(context.stderr()).toContain(": 0 files written in ");
});

test("build writes the exports of the settings, and check finds nothing", async () => {
  const root = project();
  const context = record();
  expect(await build([], options(root), context)).toBe(0);
  expect(read(root, "website/guides/image/app/guide.md")).toContain('title: "Example"');
  expect(check([], options(root), context)).toBe(0);
});

test("check tells a file that differs, is missing or is left over; export mends it, and leaves the files of others", async () => {
  const root = project();
  await build([], options(root), record());
  write(root, {
    "images/app.yaml": minimal("app").replace("Example", "Another"),
    "website/guides/index.md": "by hand\n",
    "website/guides/own.md": "own\n",
  });
  const edited = record();
  expect(check([], options(root), edited)).toBe(1);
  const said = edited.stdout() + edited.stderr();
  expect(said).toContain("website/guides/image/app/guide.md");
  expect(said).toContain("output-stale");
  expect(said).toContain("output-edited");
  expect(said).not.toContain("own.md");
  // Nothing is written beside what somebody edited.
  expect(exportPages(options(root), record())).toBe(1);
  expect(read(root, "website/guides/image/app/guide.md")).toContain('title: "Example"');
  expect(exportPages({ ...options(root), force: true }, record())).toBe(0);
  expect(read(root, "website/guides/image/app/guide.md")).toContain('title: "Another"');
  expect(read(root, "website/guides/own.md")).toBe("own\n");
});

test("what nothing makes any more goes, and only what the export wrote", async () => {
  const root = project();
  await build([], options(root), record());
  write(root, { "website/guides/image/other/own.md": "" });
  rmSync(join(root, "images/other.yaml"));
  const context = record();
  expect(check([], options(root), context)).toBe(1);
  expect(context.stdout() + context.stderr()).toContain("output-leftover");
  expect(exportPages(options(root), record())).toBe(0);
  expect(existsSync(join(root, "website/guides/image/other/guide.md"))).toBe(false);
  expect(existsSync(join(root, "website/guides/image/other/own.md"))).toBe(true);
});

test("no file is written through a link, or where a page has errors", () => {
  const root = project();
  const outside = makeProject();
  symlinkSync(outside, join(root, "website"));
  expect(exportPages(options(root), record())).toBe(1);
  expect(tree(outside)).toEqual({});
  const broken = project();
  writeFileSync(join(broken, "images/other.yaml"), "name: other\n");
  expect(exportPages(options(broken), record())).toBe(1);
  expect(existsSync(join(broken, "website"))).toBe(false);
});

test("an export needs a folder of its own", () => {
  expect(() => exportPages(options(project("registry: public\n")), record())).toThrow(/name no folder to export to/);
  expect(() => exportPages({ ...options(project()), for: "hugo" }, record())).toThrow(
    /name no folder to export to: .* export --for hugo --to /,
  );
  expect(() => exportPages(options(project("export: { hugo: out }\n")), record())).toThrow(/other pages are written/);
  const twice = "export: { hugo: site, docusaurus: site }\n";
  expect(() => exportPages(options(project(twice)), record())).toThrow(/other pages are written/);
});

test("titles of strangers stay text where a sidebar takes HTML", () => {
  const root = project();
  write(root, { "images/app.yaml": minimal("app").replace("Example", "A & B's") });
  expect(exportPages(options(root), record())).toBe(0);
  expect(readFileSync(join(root, "website/guides/sidebar.json"), "utf8")).toContain("A &amp; B&#39;s");
});

test("pages are listed by what the catalog says of a thing that has no info.yaml", async () => {
  const folder = makeProject({
    "guides/dhi-guides.config.yaml": `${CONFIG}catalog: ../catalog\n`,
    "guides/images/app.yaml": minimal("app"),
    "catalog/image/app/info.yaml": "metadata: { short-description: Serves apps., categories: [security] }\n",
  });
  const root = join(folder, "guides");
  expect(await build([], options(root), record())).toBe(0);
  const page = read(root, "website/guides/image/app/guide.md");
  expect(page).toContain('description: "Serves apps."');
  expect(page).toContain("security");
  expect(check([], options(root), record())).toBe(0);
});
