import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import type { CommonOptions } from "../../src/commands/context.ts";
import { makeProject, minimal, record, write, type Files } from "../support/project.ts";

/** Three guides, one of which has a descriptor. */
const FILES: Files = {
  "dhi-guides.config.yaml": 'published: "image/{name}/guides.md"\n',
  "images/alma.yaml": minimal("alma"),
  "image/alma/guides.md": "## Alma\n",
  "image/berta/guides.md": "## Berta\n",
  "image/cilla/guides.md": "## Cilla\n",
  "image/dora/readme.md": "Not a guide.\n",
};

const lineOf = (text: string) => text.split("\n").find((line) => line.includes("unmanaged"));

async function run(root: string, reporter: CommonOptions["reporter"] = "pretty", more: Partial<CommonOptions> = {}) {
  const context = record();
  const status = await build([], { root, reporter, ...more }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

describe("guides that nobody has adopted", () => {
  test("are listed in one line before the summary, and are no error", async () => {
    const { status, stderr } = await run(makeProject(FILES), "pretty", { maxWarnings: 0 });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^2 guides are unmanaged: berta, cilla\n1 page: 1 new, 0 errors in .* s\n$/);
  });

  test("many of them are still one line", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `image-${String(index + 10)}`);
    const { stderr } = await run(
      makeProject({ ...FILES, ...Object.fromEntries(names.map((name) => [`image/${name}/guides.md`, "x\n"])) }),
    );
    expect(lineOf(stderr)).toBe(
      "32 guides are unmanaged: berta, cilla, image-10, image-11, image-12, image-13, image-14, image-15, … (all of them: --reporter json)",
    );
  });

  test("each is a note in JSON", async () => {
    const { status, stdout } = await run(makeProject(FILES), "json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { code: "guide-unmanaged", severity: "note", file: "image/berta/guides.md", line: 1, column: 1 },
      { code: "guide-unmanaged", severity: "note", file: "image/cilla/guides.md" },
    ]);
  });

  test("all are one notice on GitHub", async () => {
    const { stdout } = await run(makeProject(FILES), "github");
    expect(stdout).toMatch(
      /^::notice file=dhi-guides.config.yaml,.*::2 guides are unmanaged: berta, cilla%0A[^\n]*\n$/,
    );
  });

  test("each is a note in SARIF", async () => {
    const { stdout } = await run(makeProject(FILES), "sarif");
    const levels = JSON.parse(stdout).runs[0].results.map(({ level }: { level: string }) => level);
    expect(levels).toEqual(["note", "note"]);
  });

  test("are listed by check, too", async () => {
    const root = makeProject(FILES);
    await run(root);
    const context = record();
    expect(check([], { root, reporter: "pretty" }, context)).toBe(0);
    expect(lineOf(context.stderr())).toBe("2 guides are unmanaged: berta, cilla");
  });

  test.each(["pretty", "json", "github", "sarif", "markdown", "junit"] as const)(
    "are listed the same where nothing changed: %s",
    async (reporter) => {
      const root = makeProject(FILES);
      const first = await run(root, reporter);
      const second = await run(root, reporter);
      expect(second.stderr).toMatch(/^1 page: 1 same, 0 errors in /m);
      expect(second.stdout).toBe(first.stdout);
      expect(lineOf(second.stderr)).toBe(lineOf(first.stderr));
    },
  );

  test("one that comes is listed although nothing else changed", async () => {
    const root = makeProject(FILES);
    await run(root);
    write(root, { "image/dora/guides.md": "## Dora\n" });
    const { stderr } = await run(root);
    expect(stderr).toMatch(/^1 page: 1 same, 0 errors in /m);
    expect(lineOf(stderr)).toBe("3 guides are unmanaged: berta, cilla, dora");
  });

  test("are not listed for a build of some guides, nor with --quiet", async () => {
    const root = makeProject(FILES);
    const context = record();
    await build(["alma"], { root, reporter: "json" }, context);
    expect(context.stdout()).toBe("[]\n");
    expect((await run(root, "pretty", { quiet: true })).stderr).toBe("");
  });

  test("may stand outside the root, and under a name that was written otherwise", async () => {
    const root = makeProject(FILES);
    const inner = join(root, "docs");
    mkdirSync(inner);
    write(inner, {
      "dhi-guides.config.yaml": 'published: "../image/{name}/guides.md"\n',
      "images/alma.yaml": minimal("alma"),
    });
    write(root, { "image/Dora Lamp/guides.md": "x\n" });
    write(inner, { "images/dora-lamp.yaml": minimal("dora-lamp") });
    expect(lineOf((await run(inner)).stderr)).toBe("2 guides are unmanaged: berta, cilla");
  });

  test("a place that does not exist lists nothing", async () => {
    const root = makeProject({
      "dhi-guides.config.yaml": 'published: "gone/{name}.md"\n',
      "images/alma.yaml": minimal("alma"),
    });
    expect(lineOf((await run(root)).stderr)).toBeUndefined();
  });

  test("a link to a folder is passed over", async () => {
    const root = makeProject(FILES);
    symlinkSync(join(root, "image/berta"), join(root, "image/elsa"));
    expect(lineOf((await run(root)).stderr)).toBe("2 guides are unmanaged: berta, cilla");
  });

  test.each(["guides.md", "/image/{name}/guides.md", "a/../{name}.md", "image/{name}/{name}.md"])(
    "%s is no place of guides",
    async (pattern) => {
      const { status, stderr } = await run(makeProject({ "dhi-guides.config.yaml": `published: "${pattern}"\n` }));
      expect(status).toBe(1);
      expect(stderr).toContain("config-value");
    },
  );
});
