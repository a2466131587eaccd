import fc from "fast-check";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pageOf } from "../../src/verify/page.ts";
import { verifyGuides, verifyText } from "../../src/verify/verify.ts";
import { makeProject, tree } from "../support/project.ts";
import { smallCatalog, verifyAs } from "./small-catalog.ts";

describe("verifyGuides", () => {
  test("reports all findings of all files, sorted by file and position", async () => {
    const root = makeProject({
      "out/shelly/guides.md": "compat <b-c>\n\nSee [x](y.md), <tag>.\n",
      "out/example/guides.md": "dev 8080 9090 <tag>\n",
    });
    const files = ["out/shelly/guides.md", "out/example/guides.md"];
    const findings = await verifyGuides({ root, files, catalog: await smallCatalog });
    expect(findings.map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`)).toEqual([
      "out/example/guides.md:1:15 visible-placeholder",
      "out/shelly/guides.md:1:8 visible-placeholder",
      "out/shelly/guides.md:3:5 relative-link",
      "out/shelly/guides.md:3:16 visible-placeholder",
    ]);
  });

  test("says nothing that needs definitions where there are none", async () => {
    const findings = await verifyText("nothing.md", "The image has no shell: `dhi.io/nothing:9`.\n");
    expect(findings).toEqual([]);
  });

  test("finds a file that cannot be read, or that is more than a parser can take, and goes on", async () => {
    const root = makeProject({
      "app/guides.md": "<tag>\n",
      "deep/guides.md": `# Deep\n\n${"> ".repeat(3000)}a\n`,
      "notes/guides.md": `${"[^a]: ".repeat(3000)}a\n`,
      "folder/guides.md/a.txt": "",
    });
    const files = ["app", "deep", "folder", "none", "notes"].map((name) => `${name}/guides.md`);
    const findings = await verifyGuides({ root, files });
    expect(findings.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
      "app/guides.md:1 visible-placeholder",
      "deep/guides.md:3 text-too-deep",
      "folder/guides.md:1 file-unreadable",
      "none/guides.md:1 file-missing",
      "notes/guides.md:1 text-too-deep",
    ]);
  });
});

describe("the cache", () => {
  const options = async (root: string) => ({ root, files: ["example.md"], catalog: await smallCatalog, cache: true });
  const CACHE = ".dhi-guides/verify.json";

  test("gives the same findings, and ignores itself in Git", async () => {
    const root = makeProject({ "example.md": "dev 8080 9090 <tag>\n" });
    const first = await verifyGuides(await options(root));
    expect(first).toHaveLength(1);
    expect(tree(root)).toMatchObject({ ".dhi-guides/.gitignore": "*\n" });
    expect(await verifyGuides(await options(root))).toEqual(first);
  });

  test("is not used for a guide that changed", async () => {
    const root = makeProject({ "example.md": "dev 8080 9090 <tag>\n" });
    await verifyGuides(await options(root));
    writeFileSync(join(root, "example.md"), "dev 8080 9090 `<tag>`\n");
    expect(await verifyGuides(await options(root))).toEqual([]);
  });

  test("is not used for another config, catalog or build", async () => {
    const root = makeProject({ "example.md": "dev 8080 9090 <tag>\n" });
    const base = await options(root);
    await verifyGuides(base);
    expect(await verifyGuides({ ...base, config: { severity: { "visible-placeholder": "off" } } })).toEqual([]);
    const catalog = { ...(await smallCatalog), images: new Map(), imageNames: new Set<string>(), digest: "other" };
    expect(await verifyGuides({ ...base, catalog })).toHaveLength(1);
    expect(await verifyGuides({ ...base, version: "2" })).toHaveLength(1);
  });

  test.each([
    ["cut short", (text: string) => text.slice(0, -20)],
    ["edited", (text: string) => text.replace("visible-placeholder", "something-else")],
    ["emptied", () => ""],
    ["no text at all", () => "\u0000\u0001"],
  ])("survives being %s", async (_how, damage) => {
    const root = makeProject({ "example.md": "dev 8080 9090 <tag>\n" });
    const first = await verifyGuides(await options(root));
    writeFileSync(join(root, CACHE), damage(readFileSync(join(root, CACHE), "utf8")));
    expect(await verifyGuides(await options(root))).toEqual(first);
  });

  test("is no reason to fail where it cannot be written", async () => {
    const root = makeProject({ "example.md": "dev 8080 9090 <tag>\n", ".dhi-guides": "a file, not a folder" });
    chmodSync(join(root, ".dhi-guides"), 0o444);
    expect(await verifyGuides(await options(root))).toHaveLength(1);
  });
});

describe("which page a file is", () => {
  test.each([
    ["image/example/guides.md", "image guide of example"],
    ["../catalog/image/new/overview.md", "image overview of new"],
    ["out/example/guides.md", "image guide of example"],
    ["out/example/overview.md", "image overview of example"],
    ["references/example.md", "image guide of example"],
    ["docs/intro.md", "image guide of docs"],
    ["chart/example/guides.md", "chart guide of example"],
    ["/a/chart/other/overview.md", "chart overview of other"],
    ["out/charts/example/overview.md", "chart overview of example"],
    ["charts/example/hub.md", "chart guide of example"],
  ])("%s is %s", async (file, what) => {
    const { kind, page, name } = pageOf(file, await smallCatalog);
    expect(`${kind.name} ${page.name} of ${name}`).toBe(what);
  });
});

describe("any text", () => {
  const markdown = fc
    .array(
      fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom(
          "```bash\n",
          "```yaml\n",
          "```dockerfile\n",
          "```json\n",
          "```\n",
          "\n\n",
          "| a | b |\n| - | - |\n",
        ),
        fc.constantFrom(
          "docker run --mount=type=image,dst=/d dhi.io/example:<tag> /d/sh \\",
          "FROM dhi.io/example",
          "<!--",
        ),
        fc.constantFrom(
          "services:\n  a:\n    image: dhi.io/example:1\n",
          "# ",
          "- ",
          "> ",
          "<tag>",
          "`",
          "\\",
          "don't include a shell",
        ),
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join(""));

  test("gives findings at places that the text has", async () => {
    await fc.assert(
      fc.asyncProperty(markdown, async (text) => {
        const lines = text.split("\n");
        for (const { line, column, message } of await verifyAs("example", text)) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
          expect(message).not.toBe("");
        }
      }),
      { numRuns: 150 },
    );
  });
});
