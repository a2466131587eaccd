import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { makeProject } from "../support/project.ts";

const definition = (image: string, tag: string) => `image: dhi.io/${image}\nvariant: runtime\ntags: ["${tag}"]\n`;

describe("a catalog", () => {
  test("has the images of its folders and the names of its lists", async () => {
    const directory = makeProject({
      "image/a/debian-13/1.yaml": definition("a", "1"),
      "image/a/info.yaml": "metadata: { display-name: Image A }\n",
      "image/a/guides.md": "text\n",
      "published-images.txt": "a\nb\n",
      "chart/c-chart/x.yaml": "",
      "published-charts.txt": "d\n",
    });
    const catalog = await loadCatalog({ directory });
    expect([...catalog.images.keys()]).toEqual(["a"]);
    expect(catalog.images.get("a")?.title).toBe("Image A");
    expect([...catalog.imageNames]).toEqual(["a", "b"]);
    expect([...(catalog.chartNames ?? [])].sort()).toEqual(["c", "d"]);
  });

  test("knows no charts where nobody lists them", async () => {
    const directory = makeProject({ "image/a/debian-13/1.yaml": definition("a", "1") });
    expect((await loadCatalog({ directory })).chartNames).toBeUndefined();
  });

  test("reports a broken definition and reads the others", async () => {
    const directory = makeProject({
      "image/a/debian-13/1.yaml": "a: [\n",
      "image/a/debian-13/2.yaml": definition("a", "2"),
    });
    const { findings, images } = await loadCatalog({ directory });
    expect(findings.map(({ file, code }) => [file, code])).toEqual([
      ["image/a/debian-13/1.yaml", "definition-invalid"],
    ]);
    expect(images.get("a")?.all.tags.map(({ value }) => value)).toEqual(["2"]);
  });

  test("fails where there is no folder image", async () => {
    await expect(loadCatalog({ directory: makeProject() })).rejects.toThrow("ENOENT");
  });
});

describe("the cache of definitions", () => {
  test("is not used for a file that changed, nor for one that went", async () => {
    const directory = makeProject({
      "image/a/debian-13/1.yaml": definition("a", "1"),
      "image/a/debian-13/2.yaml": definition("a", "2"),
    });
    const cacheRoot = makeProject();
    const tags = async () =>
      (await loadCatalog({ directory, cacheRoot })).images.get("a")?.all.tags.map(({ value }) => value);
    expect(await tags()).toEqual(["1", "2"]);
    expect(await tags()).toEqual(["1", "2"]);
    writeFileSync(join(directory, "image/a/debian-13/1.yaml"), definition("a", "9"));
    expect(await tags()).toEqual(["9", "2"]);
  });

  test("survives damage, and its digest does not depend on it", async () => {
    const directory = makeProject({ "image/a/debian-13/1.yaml": definition("a", "1") });
    const cacheRoot = makeProject();
    const { digest } = await loadCatalog({ directory, cacheRoot });
    const file = join(cacheRoot, ".dhi-guides/definitions.json");
    writeFileSync(file, readFileSync(file, "utf8").replace('"1"', '"2"'));
    const again = await loadCatalog({ directory, cacheRoot });
    expect(again.digest).toBe(digest);
    expect(again.images.get("a")?.all.tags[0]?.value).toBe("1");
  });
});
