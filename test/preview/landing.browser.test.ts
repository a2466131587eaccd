import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { isWithoutBrowser, launch } from "./browser.ts";
import { CATEGORIES } from "./categories-project.ts";
import { useLivePreview } from "./live-preview.ts";
import { context, createProject, options, type TestProject } from "./project.ts";

const SETTINGS = 'preview: { title: "Our <images>", description: "What we run & why." }\n';

describe.skipIf(isWithoutBrowser)("the first page of a built site, from a file", () => {
  let browser: Browser;
  let project: TestProject;
  let page: Page;
  let index: string;

  beforeAll(async () => {
    browser = await launch();
    project = createProject({ ...CATEGORIES, "dhi-guides.config.yaml": SETTINGS });
    expect(await preview(options(project.root, { build: true, quiet: true }), context())).toBe(0);
    index = pathToFileURL(join(project.root, "site/index.html")).href;
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1366, height: 800 } });
    page.setDefaultTimeout(8000);
  });

  afterEach(() => page.close());

  afterAll(async () => {
    await browser.close();
    project.remove();
  });

  const cards = () => page.locator(".card:visible .name").allTextContents();
  const categories = () => page.getByRole("navigation", { name: "Categories" });
  const query = () => new URL(page.url()).search;

  it("says what it is for in the project's words", async () => {
    await page.goto(index);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Our <images>");
    expect(await page.locator(".lead").textContent()).toBe("What we run & why.");
  });

  it("has readers' facets alone", async () => {
    await page.goto(index);
    expect(await page.locator(".chip").allTextContents()).toEqual(["Images", "Helm charts", "FIPS", "Dev", "Compat"]);
    expect(readFileSync(join(project.root, "site/index.html"), "utf8")).not.toMatch(/data-(?:registry|findings)/);
  });

  it("leads in by category, with how many each has; Back leads to the one before", async () => {
    await page.goto(index);
    expect(await categories().getByRole("link").allTextContents()).toEqual([
      "All: 6",
      "Databases and storage: 2",
      "Machine learning and AI: 1",
      "Security: 2",
      "Other: 3",
    ]);
    await categories().getByRole("link", { name: "Security" }).click();
    expect([await cards(), query()]).toEqual([["zebra", "chart/cache"], "?category=security"]);
    expect(await categories().locator("[aria-current]").textContent()).toBe("Security: 2");
    await categories().getByRole("link", { name: "Other" }).click();
    expect([await cards(), query()]).toEqual([
      ["kserve-localmodelnode-agent", "kubeflow-pipelines-metadata-writer", "plain"],
      "?category=other",
    ]);
    await page.goBack();
    expect(await cards()).toEqual(["zebra", "chart/cache"]);
    await page.goBack();
    expect(await cards()).toHaveLength(6);
  });

  it("keeps words and facets in its address, to which Back returns, and which can be linked to", async () => {
    await page.goto(index);
    await page.locator("#UI-filter").fill("cache");
    await page.getByRole("button", { name: "Helm charts" }).click();
    expect([await cards(), query()]).toEqual([["chart/cache"], "?q=cache&kind=chart"]);
    await page.getByRole("link", { name: "Cache" }).click();
    await page.waitForURL("**/charts/cache.html");
    await page.goBack();
    await page.locator("#UI-count", { hasText: "0 of" }).waitFor();
    expect([await cards(), await page.locator("#UI-filter").inputValue()]).toEqual([["chart/cache"], "cache"]);
    await page.goto(`${index}?variants=fips&variants=dev&q=KSERVE`);
    const pressed = page.locator(".chip[aria-pressed=true]");
    expect(await pressed.allTextContents()).toEqual(["FIPS", "Dev"]);
    await page.goto("about:blank");
    await page.goto(`${index}?q=zebra`);
    expect(await cards()).toEqual(["zebra"]);
    await page.locator("#UI-filter").press("Escape");
    expect([await cards(), query()]).toEqual([expect.any(Array), ""]);
    expect(await cards()).toHaveLength(6);
  });

  it.each(["?q=%22%3E%3Cscript%3E", "?category=%3Cb%3E&kind=nothing", "?__proto__=x&q=&category="])(
    "takes what stands in its address for words: %s",
    async (search) => {
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      await page.goto(`${index}${search}`);
      await page.locator("html:not([data-filtering])").waitFor();
      expect(problems).toEqual([]);
      expect(await page.locator("#UI-main script, #UI-main b").count()).toBe(0);
    },
  );

  it("has each thing once, by titles, images and charts apart", async () => {
    await page.goto(index);
    expect(await page.getByRole("region", { name: "Images" }).locator("h3").allTextContents()).toEqual([
      "Alpha <b>",
      "Cache",
      "KServe LocalModelNode Agent",
      "Kubeflow Pipelines Metadata Writer",
      "Plain",
    ]);
    expect(await page.getByRole("region", { name: "Helm charts" }).locator("h3").allTextContents()).toEqual(["Cache"]);
  });
});

describe.skipIf(isWithoutBrowser)("the map of a live preview", () => {
  const session = useLivePreview(5170, CATEGORIES);
  const map = () => session().page.getByRole("navigation", { name: "All pages" });

  it("follows titles and categories, and asks for nothing", async () => {
    const { page, project, openGuide } = session();
    await openGuide("plain");
    await map().locator("summary", { hasText: "Security" }).click();
    await map().locator("details[open] a", { hasText: "Alpha" }).waitFor();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    const text = project.read("images/zebra.yaml");
    project.write("images/zebra.yaml", text.replace("Alpha <b>", "Omega <i>"));
    await map().locator("details[open] a", { hasText: "Omega <i>" }).waitFor();
    project.write("images/zebra/info.yaml", "metadata:\n  categories: [web-servers]\n");
    await map().locator("summary", { hasText: "Web servers" }).waitFor();
    expect(asked).toEqual([]);
    project.write("images/zebra.yaml", text);
    project.write("images/zebra/info.yaml", CATEGORIES["images/zebra/info.yaml"] ?? "");
    await map().locator("details[open] a", { hasText: "Alpha <b>" }).waitFor();
  });

  it("gets what is new, and loses what is gone", async () => {
    const { project, openGuide } = session();
    await openGuide("plain");
    await map().locator("[aria-current=page]").waitFor();
    project.write("images/newcomer.yaml", "name: newcomer\ntitle: Newcomer\noverview: false\n");
    const link = map().getByRole("link", { name: "Newcomer" });
    await link.waitFor();
    rmSync(join(project.root, "images/newcomer.yaml"));
    await link.waitFor({ state: "detached" });
  });

  it("keeps the focus where it is", async () => {
    const { project, openGuide } = session();
    await openGuide("plain");
    const link = map().getByRole("link", { name: "Plain" });
    await link.focus();
    const file = "images/kserve-localmodelnode-agent.yaml";
    const text = project.read(file);
    project.write(file, text.replace("title: KServe LocalModelNode Agent", "title: Agent"));
    await map()
      .locator("details[open] a", { hasText: /^Agent$/ })
      .waitFor();
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    project.write(file, text);
  });

  it("counts categories on the first page again, with cards by their titles", async () => {
    const { page, preview: running, project } = session();
    await page.goto(running.url);
    const categories = page.getByRole("navigation", { name: "Categories" });
    await categories.getByRole("link", { name: /Security\W+2/ }).waitFor();
    await page.locator("#UI-live[data-state=on]").waitFor();
    const [text, info] = [project.read("images/plain.yaml"), "images/plain/info.yaml"];
    project.write("images/plain.yaml", text.replace("Plain", "Aardvark"));
    await expect.poll(() => page.locator(".card h3").first().textContent()).toBe("Aardvark");
    project.write(info, "metadata:\n  categories: [security, web-servers]\n");
    await categories.getByRole("link", { name: /Security\W+3/ }).waitFor();
    await categories.getByRole("link", { name: /Web servers\W+1/ }).click();
    expect(await page.locator(".card:visible h3").allTextContents()).toEqual(["Aardvark"]);
    rmSync(join(project.root, info));
    project.write("images/plain.yaml", text);
    await categories.getByRole("link", { name: /Security\W+2/ }).waitFor();
  });

  it("has authors' facets", async () => {
    const { page, preview: running } = session();
    await page.goto(running.url);
    expect(await page.locator(".chip").allTextContents()).toEqual(
      expect.arrayContaining(["FIPS", "Public", "Mirror", "With findings"]),
    );
  });
});
