import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { preview, type PreviewCommandOptions } from "../../src/commands/preview.ts";
import type { SearchBase, SectionText } from "../../src/preview/search/index-data.ts";
import { readSearchScript } from "./search-script.ts";
import { context, createProject, KSERVE, options, type TestProject } from "./project.ts";
import { TWO_KINDS } from "./two-kinds.ts";

describe("a site of several kinds and pages", () => {
  let project: TestProject;
  let said: string;
  afterEach(() => project.remove());

  async function build(files: Readonly<Record<string, string>> = {}, more: Partial<PreviewCommandOptions> = {}) {
    project = createProject({ ...TWO_KINDS, ...files });
    said = "";
    const err = (text: string) => void (said += text);
    return preview(options(project.root, { build: true, ...more }), { ...context(), err });
  }

  const searchFile = () =>
    join("assets", readdirSync(join(project.root, "site/assets")).find((file) => file.startsWith("search-")) ?? "");
  const has = (file: string) => existsSync(join(project.root, "site", file));
  const html = (file: string) => readFileSync(join(project.root, "site", file), "utf8");
  const tabsOf = (file: string) => /<nav class="tabs".*?<\/nav>/s.exec(html(file))?.[0] ?? "";
  const linksOf = (text: string) => [...text.matchAll(/<a href="([^"]*)"/g)].map(([, href = ""]) => href);

  it("has a page for each, the guide of an image where it always was", async () => {
    await build();
    for (const page of ["guides/twin", "guides/twin/overview", "charts/twin", "charts/twin/overview", "charts/single"])
      expect(has(`${page}.html`)).toBe(true);
    expect(html("guides/twin.html")).toContain("The image says hello.");
    expect(html("guides/twin/overview.html")).toContain("The image is small.");
    expect(html("charts/twin.html")).toContain("The chart says hello.");
    expect(html("charts/twin/overview.html")).toContain("first-part");
    expect(html("charts/twin/overview.html")).toContain("https://example.org/chart");
    expect(said).toContain("9 pages: the site is in");
  });

  it("has links that lead somewhere, on every page", async () => {
    await build();
    for (const page of ["index", "guides/twin", "guides/twin/overview", "charts/twin/overview", "charts/single"]) {
      const from = dirname(`${page}.html`);
      const addresses = [...html(`${page}.html`).matchAll(/(?:href|src)="((?!https?:|data:|#|vscode:)[^"#]+)/g)];
      expect(addresses.length).toBeGreaterThan(3);
      for (const [, address = ""] of addresses)
        expect([page, address, has(join(from, address))]).toEqual([page, address, true]);
    }
  });

  it("has tabs that lead from page to page, and say which one it is", async () => {
    await build();
    const tabs = tabsOf("charts/twin/overview.html");
    expect(linksOf(tabs)).toEqual(["../../charts/twin.html", "../../charts/twin/overview.html"]);
    expect(tabs).toMatch(/aria-label="Pages of this Helm chart"/);
    expect(tabs).toMatch(/<a href="\.\.\/\.\.\/charts\/twin\/overview\.html" aria-current="page">Overview<\/a>/);
    expect(tabs.match(/aria-current/g)).toHaveLength(1);
    expect(linksOf(tabsOf("guides/twin.html"))).toEqual(["../guides/twin.html", "../guides/twin/overview.html"]);
  });

  it("has no tabs and no page where the descriptor says that there is none", async () => {
    await build();
    expect(has("charts/single/overview.html")).toBe(false);
    expect(tabsOf("charts/single.html")).toBe("");
    expect(html("assets/search/charts/single.js")).not.toContain("charts/single/overview");
    const { things } = readSearchScript<SearchBase>(html(searchFile()));
    const pagesOf = (kind: number, name: string) =>
      things.find((thing) => thing[3] === kind && thing[0] === name)?.[5].length;
    expect([pagesOf(1, "single"), pagesOf(1, "twin")]).toEqual([1, 2]);
  });

  it("has no tabs where the settings leave the other page out, and one more where they add one", async () => {
    await build({
      "dhi-guides.config.yaml":
        "pages: { overview: false }\ncharts: { pages: { hub: { layout: hub, output: 'out/charts/{name}/hub.md' } } }\n",
      "templates/hub.hbs": "{{> about-hub}}\n",
      "templates/partials/about-hub.hbs": "## On the hub\n\nAll about {{title}}.\n",
    });
    expect(tabsOf("guides/twin.html")).toBe("");
    expect(linksOf(tabsOf("charts/twin/hub.html"))).toHaveLength(3);
    expect(html("charts/twin/hub.html")).toContain("All about Twin.");
    expect(linksOf(tabsOf("charts/single.html"))).toEqual(["../charts/single.html", "../charts/single/hub.html"]);
  });

  it("counts the findings of each page on its tab, and those of all on the card, each once", async () => {
    const finding = (file: string, message: string) => ({
      ...{ file, message, code: "claim", severity: "warning", line: 1, column: 1 },
    });
    const findings = [
      finding("out/charts/twin/guides.md", "one"),
      finding("out/charts/twin/guides.md", "two"),
      finding("out/charts/twin/overview.md", "three"),
      finding("charts/twin.yaml", "four"),
      finding("out/twin/guides.md", "five"),
    ];
    const file = "findings.json";
    project = createProject({ ...TWO_KINDS, [file]: JSON.stringify(findings) });
    const more = { build: true, quiet: true, author: true, findings: join(project.root, file) };
    await preview(options(project.root, more), context());
    const counts = (page: string) =>
      [...tabsOf(page).matchAll(/(Guide|Overview)(?: <[^>]*>(\d+)<[^>]*>( findings?)<)?/g)].map(
        ([, ...parts]) => parts,
      );
    const ofChart = [
      ["Guide", "3", " findings"],
      ["Overview", "2", " findings"],
    ];
    expect(counts("charts/twin.html")).toEqual(ofChart);
    expect(counts("charts/twin/overview.html")).toEqual(ofChart);
    expect(counts("guides/twin/overview.html")).toEqual([
      ["Guide", "1", " finding"],
      ["Overview", undefined, undefined],
    ]);
    expect(html("charts/twin/overview.html")).toContain("2 findings in this overview");
    const [card = ""] = /<li class="card" data-name="chart\/twin".*?<\/li>/s.exec(html("index.html")) ?? [];
    expect(card).toContain("4 warnings");
  });

  it("shows a finding about one page on that page alone, where a catalog has pages beside descriptors", async () => {
    const [guide, overview] = ["image/twin/guides.md", "image/twin/overview.md"];
    const finding = { code: "claim", severity: "warning", line: 1, column: 1 };
    project = createProject({
      "dhi-guides.config.yaml": 'descriptors: ["image/{name}/guide.yaml"]\noutput: "image/{name}/guides.md"\n',
      "image/twin/guide.yaml": TWO_KINDS["images/twin.yaml"] ?? "",
      "findings.json": JSON.stringify([
        { ...finding, file: guide, message: "about the guide" },
        { ...finding, file: overview, message: "about the overview" },
      ]),
    });
    const more = { build: true, quiet: true, author: true, findings: join(project.root, "findings.json") };
    await preview(options(project.root, more), context());
    expect(html("guides/twin.html")).toContain("about the guide");
    expect(html("guides/twin.html")).not.toContain("about the overview");
    expect(html("guides/twin/overview.html")).toContain("about the overview");
    expect(html("guides/twin/overview.html")).not.toContain("about the guide");
  });

  it("says what is wrong with a descriptor once, shows it on all its pages, and goes on", async () => {
    const status = await build({ "charts/bad.yaml": "name: bad\ntitel: Bad\n" }, { author: true });
    expect(status).toBe(1);
    expect(said.match(/unexpected key "titel"/g)).toHaveLength(1);
    expect(html("charts/bad.html")).toContain("This guide cannot be built");
    expect(html("charts/bad/overview.html")).toContain("This overview cannot be built");
  });

  it("has images and charts apart on the landing page, counted by kind", async () => {
    await build();
    const page = html("index.html");
    const groups = [...page.matchAll(/<section class="group".*?<\/section>/gs)].map(([text]) => ({
      heading: /<h2[^>]*>(.*?)<\/h2>/.exec(text)?.[1],
      links: linksOf(text),
    }));
    expect(groups).toEqual([
      {
        heading: "Images",
        links: [`guides/${KSERVE}.html`, "guides/kubeflow-pipelines-metadata-writer.html", "guides/twin.html"],
      },
      { heading: "Helm charts", links: ["charts/single.html", "charts/twin.html"] },
    ]);
    expect(page).toMatch(/>3 images<\/a>.*>2 Helm charts<\/a>/s);
    const [card = ""] = /<li class="card" data-name="chart\/twin".*?<\/li>/s.exec(page) ?? [];
    expect(card).toContain('<p class="description">The chart is round.</p>');
    expect(card).not.toMatch(/data-variants="[^"]/);
    // A sample does not say what a thing is.
    expect(page).not.toContain("helm install");
  });

  it("goes from a thing to the next one of its kind, to the same page where it has it", async () => {
    await build({ "charts/more.yaml": "name: more\ntitle: More\n" });
    const next = (page: string) => /rel="(next)" href="([^"]*)"/.exec(html(page))?.[2];
    const previous = (page: string) => /rel="(prev)" href="([^"]*)"/.exec(html(page))?.[2];
    expect(previous("charts/more.html")).toBeUndefined();
    expect(next("charts/more/overview.html")).toBe("../../charts/single.html");
    expect(previous("charts/twin/overview.html")).toBe("../../charts/single.html");
    expect(next("guides/kubeflow-pipelines-metadata-writer/overview.html")).toBe("../../guides/twin/overview.html");
    expect(next("guides/twin.html")).toBeUndefined();
  });

  it("tells pages of one title apart in their titles, and in what the search finds", async () => {
    await build();
    const titles = ["guides/twin", "guides/twin/overview", "charts/twin", "charts/twin/overview"].map(
      (page) => /<title>(.*?) ·/.exec(html(`${page}.html`))?.[1],
    );
    expect(titles).toEqual(["Twin", "Twin, image overview", "Twin, Helm chart guide", "Twin, Helm chart overview"]);
    const sections = readSearchScript<readonly SectionText[]>(html("assets/search/charts/twin.js"));
    const found = sections.find(({ heading, text }) => heading !== "" && text.includes("The chart is round."));
    expect(found?.address).toMatch(/^charts\/twin\/overview\.html#/);
    expect(html("assets/search/guides/twin.js")).not.toContain("The chart is round.");
    expect(new Set(sections.map(({ address }) => address)).size).toBe(sections.length);
  });

  it.each([
    ["as outputs", "before", "twin/guides.md", "twin/overview.md", "charts/twin/guides.md", "charts/twin/overview.md"],
    [
      "as a catalog",
      "before",
      "image/twin/guides.md",
      "image/twin/overview.md",
      "chart/twin/guides.md",
      "chart/twin/overview.md",
    ],
    ["as names", "before", "twin.md", "twin.overview.md", "chart/twin/guides.md", "charts/twin/overview.md"],
  ])("compares each page with its original: %s", async (_, folder, ...files) => {
    const pages = ["guides/twin", "guides/twin/overview", "charts/twin", "charts/twin/overview"];
    const originals = files.map((file, index) => [`${folder}/${file}`, `## How it was\n\nPage ${index} before.\n`]);
    project = createProject({ ...TWO_KINDS, ...(Object.fromEntries(originals) as Record<string, string>) });
    const against = [join(project.root, folder)];
    await preview(options(project.root, { build: true, quiet: true, against }), context());
    for (const [index, page] of pages.entries()) {
      const shown = [...html(`${page}.html`).matchAll(/Page (\d) before\./g)].map(([, number]) => Number(number));
      expect([page, new Set(shown)]).toEqual([page, new Set([index])]);
    }
  });

  it.each([
    ["chart", "charts/twin", "guides/twin"],
    ["image", "guides/twin", "charts/twin"],
  ])("compares with a catalog's folder of one kind: %s", async (kind, its, others) => {
    project = createProject({ ...TWO_KINDS, [`catalog/${kind}/twin/guides.md`]: "How it was.\n" });
    const against = [join(project.root, "catalog", kind)];
    await preview(options(project.root, { build: true, quiet: true, against }), context());
    expect(html(`${its}.html`)).toContain("How it was.");
    expect(html(`${others}.html`)).not.toContain("How it was.");
  });

  it("compares with what was adopted, page by page, where the settings of a kind say where it stands", async () => {
    const files = {
      "dhi-guides.config.yaml":
        'published: "catalog/image/{name}/guides.md"\ncharts: { published: "catalog/chart/{name}/guides.md" }\n',
      "catalog/image/twin/guides.md": "The image's guide.\n",
      "catalog/image/twin/overview.md": "The image's overview.\n",
      "catalog/chart/twin/guides.md": "The chart's guide.\n",
      "catalog/chart/twin/overview.md": "The chart's overview.\n",
    };
    await build(files, { author: true });
    const words = /The (?:image|chart)'s (?:guide|overview)\./g;
    const shown = (page: string) => [...new Set(html(`${page}.html`).match(words))];
    expect(shown("guides/twin")).toEqual(["The image's guide."]);
    expect(shown("guides/twin/overview")).toEqual(["The image's overview."]);
    expect(shown("charts/twin")).toEqual(["The chart's guide."]);
    expect(shown("charts/twin/overview")).toEqual(["The chart's overview."]);
  });

  it("says once where the sources of every page are", async () => {
    const repository = "https://example.com/blob/main/{file}#L{line}";
    await build({ "dhi-guides.config.yaml": `preview: { repository: "${repository}" }\n` }, { author: true });
    const page = html("charts/twin/overview.html");
    expect(page).toContain("This overview");
    expect(page).toContain('href="https://example.com/blob/main/charts/twin.yaml#L1"');
    expect(page).toContain('data-origin="charts/twin.yaml:5"');
    expect(html("charts/twin.html")).toContain('data-origin="charts/twin/install.md:1"');
  });
});
