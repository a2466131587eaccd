import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findingsOf } from "../../src/catalog/catalog.ts";
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

  test("has charts by their folders, and by their own names", async () => {
    const chart = (image: string, tags: string, vars = "") =>
      `image: dhi.io/${image}\nname: A\nvariant: helm\ntags: ${tags}\nvars: { ${vars} }\n`;
    const directory = makeProject({
      "image/app/debian-13/1.yaml": definition("app", "1"),
      "chart/vendor-app/helm/1.yaml": chart("app-chart", "[1.10.0]", "A_REFERENCE: 'dhi/app:2'"),
      "chart/vendor-app/helm/0.yaml": chart("app-chart", "[1.9.0, 1.9.1-rc1, 1.9.1]", "A_REFERENCE: 'dhi/app:1'"),
      "chart/vendor-app/info.yaml": "metadata: { display-name: App chart }\n",
      "chart/vendor-app/guide.yaml": "name: vendor-app\n",
      "chart/empty/guides.md": "text\n",
      "chart/described/guide.yaml": "name: described\n",
      "published-charts.txt": "vendor-app\nunread\n",
    });
    const { charts, chartNames, images } = await loadCatalog({ directory });
    expect([...images.keys()]).toEqual(["app"]);
    expect([...charts.keys()]).toEqual(["vendor-app"]);
    expect(charts.get("vendor-app")).toMatchObject({
      folder: "vendor-app",
      name: "app-chart",
      title: "App chart",
      versions: ["1.10.0", "1.9.1", "1.9.1-rc1", "1.9.0"],
      releases: [{ images: [{ name: "app", tag: "2" }] }, { images: [{ name: "app", tag: "1" }] }],
    });
    expect([...(chartNames ?? [])].sort()).toEqual(["app", "described", "empty", "unread"]);
  });

  test("reports a broken definition of a chart", async () => {
    const directory = makeProject({
      "image/a/debian-13/1.yaml": definition("a", "1"),
      "chart/c/helm/1.yaml": definition("c-chart", "1"),
      "chart/c/helm/2.yaml": "a: [\n",
      "chart/d/helm/2.yaml": "a: [\n",
    });
    const catalog = await loadCatalog({ directory });
    expect(catalog.findings.map(({ file }) => file)).toEqual(["chart/c/helm/2.yaml", "chart/d/helm/2.yaml"]);
    const chart = catalog.charts.get("c");
    expect(chart && findingsOf(catalog, chart).map(({ file }) => file)).toEqual(["chart/c/helm/2.yaml"]);
  });

  test("takes no descriptor for a definition, and a definition wherever it stands", async () => {
    const directory = makeProject({
      "image/a/guide.yaml": "name: a\ntags: [x]\n",
      "image/b/1.yaml": definition("b", "1"),
      "image/c/debian-13/values.yaml": "key: value\n",
    });
    const { images, findings } = await loadCatalog({ directory });
    expect([[...images.keys()], findings]).toEqual([["b"], []]);
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
