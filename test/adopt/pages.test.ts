import { describe, expect, test } from "vitest";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { put, read } from "./small-catalog.ts";
import {
  adoptedPages,
  adoptInto,
  chartGuide,
  chartOverview,
  each,
  expectPages,
  filesBelow,
  guide,
  made,
  overview,
  pages,
  yaml,
} from "./small-pages.ts";

/* A catalog's folder whole: guides and overviews, of images and charts. */

const images = { ...each("image", "guides.md", guide), ...each("image", "overview.md", (name) => overview(name)) };
const charts = {
  ...each("chart", "guides.md", (name) => chartGuide(name)),
  ...each("chart", "overview.md", chartOverview),
};

describe("images and charts of one name", () => {
  test("all pages of both come back, and a second run changes nothing", () => {
    const root = adoptedPages({ ...images, ...charts });
    expect(filesBelow(root, "charts").filter((file) => !file.includes("/"))).toEqual(
      filesBelow(root, "images").filter((file) => !file.includes("/")),
    );
    const again = adoptInto(root);
    expect(again.known).toHaveLength(Object.keys({ ...images, ...charts }).length);
    expect(again.write()).toEqual([]);
  }, 120_000);

  test("below `charts`, and called after themselves", () => {
    const root = pages({ "images/alma.md": guide("alma"), "charts/alma.md": chartGuide("alma") });
    expect(adoptInto(root).findings).toEqual([]);
    expectPages(root, { "image/alma/guides.md": guide("alma"), "chart/alma/guides.md": chartGuide("alma") });
  });

  test("what a chart is called does not make it another kind's: an image called chart", () => {
    adoptedPages({ "image/chart/guides.md": guide("chart"), "image/chart/overview.md": overview("chart") });
  });
});

describe("an overview", () => {
  test("has the promise of most of all overviews, those of charts as well, as shared text", () => {
    const promise = (name: string) => (name === "dora" ? "near-zero known" : "zero-known");
    const root = adoptedPages({
      ...each("image", "overview.md", (name) => overview(name, promise(name))),
      ...each("image", "guides.md", guide),
      ...each("chart", "overview.md", chartOverview),
      ...each("chart", "guides.md", (name) => chartGuide(name)),
    });
    expect(read(root, "templates/partials/why-dhi.hbs")).toContain("with zero-known CVEs");
    const { entries } = yaml(root, "images/dora/overview.drift.yaml") as { entries: object[] };
    expect(entries).toMatchObject([{ section: "why-dhi" }]);
    expect(filesBelow(root, "images").filter((file) => file.endsWith("overview.drift.yaml"))).toHaveLength(1);
  }, 120_000);

  test("is described by its own text, website and owner, and nothing is raw", () => {
    const root = adoptedPages(images);
    expect(yaml(root, "images/alma.yaml")["overview"]).toEqual({
      about: "Alma is a lamp that amla invented.\n",
      website: "https://example.org/alma",
      owner: "Lamps AG",
    });
  });

  test("of which nobody has a guide", () => {
    const root = pages(each("image", "overview.md", (name) => overview(name)));
    expect(adoptInto(root).findings).toEqual([]);
    expect(made(root)).toMatchObject(
      Object.fromEntries(
        Object.entries(each("image", "overview.md", (name) => overview(name))).map(([file, text]) => [
          file,
          formatMarkdown(text),
        ]),
      ),
    );
  });

  test.each([
    ["without any heading", "Nothing but a lamp.\n"],
    ["with an empty “Trademarks”", overview("emma").replace(/(?<=## Trademarks\n)[\s\S]*/, "")],
    ["without “Trademarks”", overview("emma").replace(/## Trademarks\n[\s\S]*/, "")],
    ["with more headings below “About”", overview("emma").replace("\n\nFor more", "\n\n### Oil\n\nWhale.\n\nFor more")],
    ["with the package's heading below “About”", overview("emma").replace(/^## (?=About Docker)/m, "### ")],
    ["with a mark of another sign", overview("emma").replace("Emma® is", "Emma™ is")],
    ["with a mark that no sign has", overview("emma").replace("Emma® is", "Emma is")],
    ["with marks of several", overview("emma").replace(/Emma® is a trademark of/, "Emma® and Oil® are trademarks of")],
    ["of the usual trademarks", overview("emma").replace(/Emma® is[\s\S]*/, "All marks are their owners'.\n")],
    ["of another title than its guide's", overview("emma").replace("About Emma", "About the Emma Lamp")],
    [
      "with a registered mark, and words before",
      `Lamp.\n\n${overview("emma").replace("a trade", "a registered trade")}`,
    ],
    ["with line ends of Windows", overview("emma").replaceAll("\n", "\r\n")],
    ["with a text that is a file", overview("emma").replace("is a lamp", `is a ${"long ".repeat(200)}lamp`)],
  ])("%s", (_, text) => {
    const files = { ...images, "image/emma/guides.md": guide("emma"), "image/emma/overview.md": text };
    adoptedPages(files);
  });

  test("whose mark has words of its own changes the sentence that begins with it, and nothing is raw", () => {
    const text = overview("emma")
      .replace("All rights in the mark", "Any rights therein")
      .replace("sponsorship, endorsement, or affiliation.", "affiliation of `emma` and Lamps AG since 1999.");
    const root = adoptedPages({
      ...images,
      "image/emma/guides.md": guide("emma").replace("Where emma", "Where Emma"),
      "image/emma/overview.md": text,
    });
    const { sections } = yaml(root, "images/emma.yaml")["overview"] as { sections: object };
    expect(Object.keys(sections)).toEqual(["changes"]);
    expect(sections).toMatchObject({ changes: { trademarks: [{ replace: expect.stringContaining("®") as string }] } });
  });

  test("and its guide do not share a file of prose", () => {
    const long = "long ".repeat(200);
    const root = adoptedPages({
      ...images,
      "image/emma/guides.md": `## About\n\nThe ${long}guide.\n`,
      "image/emma/overview.md": overview("emma").replace("is a lamp", `is a ${long}lamp`),
    });
    expect(filesBelow(root, "images/emma").filter((file) => file.endsWith(".md"))).toEqual(["about-2.md", "about.md"]);
  });
});

describe("where nobody adopts an overview, none is made", () => {
  test("of guides alone: the settings say so, for each kind", () => {
    const files = { ...each("image", "guides.md", guide), ...each("chart", "guides.md", (name) => chartGuide(name)) };
    const root = adoptedPages(files);
    expect(yaml(root, "dhi-guides.config.yaml")).toMatchObject({
      pages: { overview: false },
      charts: { pages: { overview: false } },
    });
    expect(read(root, "images/alma.yaml")).not.toContain("overview");
  });

  test("of one guide beside others: its descriptor says so", () => {
    const root = adoptedPages({ ...images, "image/emma/guides.md": guide("emma") });
    expect(yaml(root, "images/emma.yaml")["overview"]).toBe(false);
    expect(yaml(root, "dhi-guides.config.yaml")).not.toHaveProperty("pages");
  });

  test("of one that cannot be read: it is a finding, and the guide is adopted", () => {
    const root = pages({
      ...images,
      "image/emma/guides.md": guide("emma"),
      "image/emma/overview.md": Buffer.from([255]),
    });
    expect(adoptInto(root).findings.map(({ file }) => file)).toEqual(["../catalog/image/emma/overview.md"]);
    expectPages(root, { ...images, "image/emma/guides.md": guide("emma") });
  });
});

describe("an overview that comes later", () => {
  const guides = each("image", "guides.md", guide);

  test("is added to the descriptor, whose lines stay, and no other is made", () => {
    const root = adoptedPages(guides);
    put(root, "project/images/alma.yaml", `${read(root, "images/alma.yaml")}# By hand.\n`);
    put(root, "catalog/image/alma/overview.md", overview("alma"));
    expect(adoptInto(root, ["image/alma/overview.md"]).findings).toEqual([]);
    expect(read(root, "images/alma.yaml")).toMatch(/# By hand\.\noverview:\n {2}about: /);
    expectPages(root, { ...guides, "image/alma/overview.md": overview("alma") });
    expect(adoptInto(root).write()).toEqual([]);
  });

  test("takes the place of `overview: false`", () => {
    const root = adoptedPages({ ...images, "image/emma/guides.md": guide("emma") });
    put(root, "catalog/image/emma/overview.md", overview("emma"));
    adoptInto(root);
    expectPages(root, { ...images, "image/emma/guides.md": guide("emma"), "image/emma/overview.md": overview("emma") });
  });

  test("is described beside what `info.yaml` says", () => {
    const root = adoptedPages(guides);
    const info = "metadata:\n  display-name: Alma\n  short-description: A lamp\n  home-url: https://example.org/\n";
    put(root, "project/images/alma/info.yaml", info);
    const text = overview("alma").replace(/For more.*\n\n/, "");
    put(root, "catalog/image/alma/overview.md", text);
    expect(adoptInto(root).findings).toEqual([]);
    expectPages(root, { ...guides, "image/alma/overview.md": text });
  });

  test("is adopted again with force, and the guide keeps its files", () => {
    const root = adoptedPages(images);
    const changed = overview("alma").replace("is a lamp", "is a bright lamp");
    put(root, "catalog/image/alma/overview.md", changed);
    expect(adoptInto(root).write()).toEqual([]);
    adoptInto(root, [""], true);
    expectPages(root, { ...images, "image/alma/overview.md": changed });
  });
});

describe("a guide that comes later", () => {
  const long = "long ".repeat(200);
  const overviews = each("image", "overview.md", (name) => overview(name).replace("is a lamp", `is a ${long}lamp`));
  const chartOverviews = each("chart", "overview.md", chartOverview);

  test.each([
    ["guide of own text", { "image/alma/guides.md": guide("alma") }],
    [
      "guide with a long text called as the overview's file",
      { "image/alma/guides.md": `## About\n\nA ${long}text.\n` },
    ],
    ["guide of a chart", { "chart/alma/guides.md": chartGuide("alma") }],
    ["guide that calls it otherwise", { "image/alma/guides.md": "## About the Almah Lamp\n\nAlmah Lamp glows.\n" }],
  ])("is adopted beside an overview that nobody wrote one for, whose lines stay: %s", (_, late) => {
    const early = { ...overviews, ...chartOverviews };
    const root = pages(early);
    adoptInto(root);
    const [path = ""] = Object.keys(late);
    const descriptor = path.startsWith("chart") ? "charts/alma.yaml" : "images/alma.yaml";
    put(root, `project/${descriptor}`, `${read(root, descriptor)}# By hand.\n`);
    const before = read(root, descriptor);
    put(root, `catalog/${path}`, Object.values(late)[0] ?? "");
    const adoption = adoptInto(root);
    expect(adoption.findings).toEqual([]);
    expect(adoption.pages).toHaveLength(1);
    expect(read(root, descriptor).startsWith(before)).toBe(true);
    const expected = Object.entries({ ...early, ...late }).map(([file, text]) => [file, formatMarkdown(text)]);
    expect(made(root)).toMatchObject(Object.fromEntries(expected) as object);
    expect(adoptInto(root).write()).toEqual([]);
  });

  test.each([
    ["facts", (text: string) => text.replace("overview:", "ports: [80/tcp]\noverview:")],
    ["nothing but a name", () => "name: alma\ntitle: Alma\noverview: false\n"],
  ])("is named where the descriptor may be meant for it, and taken with force: %s", (_, change) => {
    const root = pages(overviews);
    adoptInto(root);
    put(root, "project/images/alma.yaml", change(read(root, "images/alma.yaml")));
    put(root, "catalog/image/alma/guides.md", guide("alma"));
    const only = ["image/alma/guides.md"];
    const { findings, known } = adoptInto(root, only);
    expect(known).toEqual(["alma"]);
    expect(findings).toMatchObject([
      { code: "adopt-not-taken", severity: "note", file: "../catalog/image/alma/guides.md" },
    ]);
    expect(findings[0]?.fix).toContain("adopt --force");
    expect(adoptInto(root, only, true).findings).toEqual([]);
    expect(made(root)["image/alma/guides.md"]).toBe(formatMarkdown(guide("alma")));
  });

  test("is nobody's to take where somebody wrote one", () => {
    const root = pages(overviews);
    adoptInto(root);
    const text = `${read(root, "images/alma.yaml")}start:\n  text: Light it.\n`;
    put(root, "project/images/alma.yaml", text);
    put(root, "catalog/image/alma/guides.md", guide("alma"));
    expect(adoptInto(root).findings).toEqual([]);
    expect(read(root, "images/alma.yaml")).toBe(text);
  });
});

describe("an overview that the settings leave out and a descriptor says", () => {
  test.each([
    ["image", "", guide],
    ["chart", "charts.", chartGuide],
  ])("is named, and adopted with force: %s", (kind, above, text) => {
    const root = adoptedPages(each(kind, "guides.md", (name) => text(name)));
    const file = `${kind}s/alma.yaml`;
    put(root, `project/${file}`, `${read(root, file)}overview:\n  about: A lamp of mine.\n`);
    const published = kind === "chart" ? chartOverview("alma") : overview("alma");
    put(root, `catalog/${kind}/alma/overview.md`, published);
    const { findings } = adoptInto(root);
    expect(findings).toMatchObject([{ code: "adopt-not-taken", file: `../catalog/${kind}/alma/overview.md` }]);
    expect(findings[0]?.message).toContain(`\`${above}pages.overview: false\``);
    expect(adoptInto(root, [""], true).findings).toEqual([]);
    expectPages(root, {
      ...each(kind, "guides.md", (name) => text(name)),
      [`${kind}/alma/overview.md`]: published,
    });
  });

  test("is adopted with force even where it is what the descriptor would give", () => {
    const root = adoptedPages(each("image", "guides.md", guide));
    put(root, "catalog/image/alma/overview.md", overview("alma"));
    adoptInto(root);
    put(root, "project/dhi-guides.config.yaml", `${read(root, "dhi-guides.config.yaml")}pages:\n  overview: false\n`);
    expect(adoptInto(root).findings).toMatchObject([{ code: "adopt-not-taken" }]);
    expect(adoptInto(root, [""], true).findings).toEqual([]);
    expect(made(root)["image/alma/overview.md"]).toBe(formatMarkdown(overview("alma")));
  });
});

describe("a page that is adopted again with force", () => {
  const long = "long ".repeat(200);
  const verified = (name: string, words: string) => chartGuide(name).replace("is there:", `is ${words}there:`);

  test.each([
    ["longer", `very ${long}`, ["verify.md"]],
    ["short", "", []],
  ])("has its files under their names, and leaves none: a text that is now %s", (_, words, expected) => {
    const root = adoptedPages(each("chart", "guides.md", (name) => verified(name, long)));
    expect(filesBelow(root, "charts/alma").filter((file) => file.endsWith(".md"))).toEqual(["verify.md"]);
    const changed = verified("alma", words);
    put(root, "catalog/chart/alma/guides.md", changed);
    put(root, "project/charts/alma/notes.md", "Mine.\n");
    adoptInto(root, [""], true);
    expect(filesBelow(root, "charts/alma").filter((file) => file.endsWith(".md"))).toEqual(["notes.md", ...expected]);
    expectPages(root, {
      ...each("chart", "guides.md", (name) => verified(name, long)),
      "chart/alma/guides.md": changed,
    });
  });

  test("an overview's long text in the place of `overview: false` is the name of a file", () => {
    const root = adoptedPages({ ...images, "image/emma/guides.md": guide("emma") });
    const text = overview("emma").replace("is a lamp", `is a ${long}lamp`);
    put(root, "catalog/image/emma/overview.md", text);
    adoptInto(root);
    expect(yaml(root, "images/emma.yaml")["overview"]).toMatchObject({ about: { file: "about.md" } });
    expectPages(root, { ...images, "image/emma/guides.md": guide("emma"), "image/emma/overview.md": text });
  });
});

describe("a catalog's folder with other Markdown in it", () => {
  const pair = { "image/alma/guides.md": guide("alma"), "chart/alma/overview.md": chartOverview("alma") };
  // What stands beside image/ and chart/ is the repository's own, and not spoken of.
  const own = ["README.md", "AGENTS.md", "docs/how.md"];
  const others = ["chart/README.md", "image/alma/docs/guide.md", "image/alma/hub.md", "image/berta/readme.md"];

  test("has its pages adopted, and the rest is listed in one note", () => {
    const root = pages({
      ...pair,
      ...Object.fromEntries([...own, ...others].map((file) => [file, "# Read me\n\nOr not.\n"])),
    });
    const { pages: adopted, findings } = adoptInto(root);
    expect(adopted.map(({ source: { kind, page, name } }) => `${kind.folder}/${name}/${page.file}`).sort()).toEqual(
      Object.keys(pair).sort(),
    );
    expect(findings).toMatchObject([{ code: "adopt-skipped", severity: "note", file: "../catalog" }]);
    expect(findings[0]?.message).toBe(`4 Markdown files are not taken for pages: ${others.join(", ")}`);
  });

  test("given the folder of one kind, or of one image", () => {
    for (const folder of ["image", "image/alma"]) {
      const root = pages({ ...pair, "image/README.md": "Read.\n", "image/alma/README.md": "Read.\n" });
      const { pages: adopted, findings } = adoptInto(root, [folder]);
      expect(adopted.map(({ source }) => source.name)).toEqual(["alma"]);
      expect(findings).toMatchObject([{ code: "adopt-skipped" }]);
    }
  });

  test("a file that is named is taken whatever stands beside", () => {
    const root = pages({ ...pair, "image/berta/README.md": guide("berta") });
    expect(adoptInto(root, ["image/berta/README.md"]).pages.map(({ source }) => source.name)).toEqual(["berta"]);
  });
});
