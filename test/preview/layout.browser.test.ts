import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { isWithoutBrowser, launch } from "./browser.ts";
import { CATEGORIES } from "./categories-project.ts";
import { context, createProject, options, type TestProject } from "./project.ts";

const LONG = "It keeps what is asked for often. ".repeat(12);

const FILES = {
  ...CATEGORIES,
  "images/cache/info.yaml": `metadata:\n  short-description: ${LONG}\n  categories: [databases-and-storage]\n`,
  "dhi-guides.config.yaml": `preview:
  title: "Docker Hardened Images: guides"
  edit: "https://acme.example/edit/{file}"
  issues: "https://acme.example/new?title={title}"
`,
};

describe.skipIf(isWithoutBrowser)("where things stand on a page", () => {
  let browser: Browser;
  let project: TestProject;
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    project = createProject(FILES);
    expect(await preview(options(project.root, { build: true, quiet: true }), context())).toBe(0);
  });

  afterEach(async () => {
    await page.context().close();
  });

  afterAll(async () => {
    await browser.close();
    project.remove();
  });

  async function open(width: number, path = "guides/cache.html"): Promise<void> {
    const browsing = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
    page = await browsing.newPage();
    page.setDefaultTimeout(8000);
    await page.goto(`${pathToFileURL(join(project.root, "site")).href}/${path}`);
  }

  async function box(selector: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const found = await page.locator(selector).first().boundingBox();
    if (!found) throw new Error(`${selector} cannot be seen`);
    return found;
  }

  it.each([390, 820, 1110, 1366])("says what a page is before what is on it, on a screen of %i", async (width) => {
    await open(width);
    const order = ["h1", ".guide-head .description", ".page-links", ".tabs", ".outline-fold", "article h2"];
    const tops = [];
    for (const selector of order) tops.push((await box(selector)).y);
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
    expect((await box(".outline-fold")).height).toBeLessThan(60);
  });

  it.each([1440, 1920])("has the outline beside all of the page, on a screen of %i", async (width) => {
    await open(width);
    const [outline, title, text] = [await box(".outline"), await box("h1"), await box("article")];
    expect(outline.x).toBeGreaterThan(text.x + text.width);
    expect(outline.y).toBeLessThan(title.y + title.height);
    await page.evaluate("scrollTo(0, 2000)");
    await expect.poll(async () => (await box(".outline")).y).toBeGreaterThan(50);
  });

  it("has the outline always within reach, where it is above the text", async () => {
    await open(390);
    await page.evaluate("scrollTo(0, 2000)");
    await page.locator(".top").getByRole("link", { name: "On this page" }).click();
    await expect.poll(() => page.locator(".outline a").first().isVisible()).toBe(true);
    expect((await box(".outline-fold")).y).toBeLessThan(400);
  });

  it("gives samples a hundred columns on a laptop, between the map and the edge", async () => {
    await open(1110);
    expect((await box("article")).width).toBeGreaterThan(800);
  });

  it.each([390, 820, 1440])("has nothing over anything in its head, on a screen of %i", async (width) => {
    await open(width);
    const parts = [".breadcrumbs", ".guide-title", ".guide-head .description", ".categories", ".page-links", ".tabs"];
    for (const [index, selector] of parts.entries()) {
      const next = parts[index + 1];
      if (next === undefined) break;
      const { y, height } = await box(selector);
      expect((await box(next)).y, `${next} below ${selector}`).toBeGreaterThanOrEqual(y + height);
    }
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  });

  it("shows all of a description, however long it is", async () => {
    await open(390);
    const hidden = await page
      .locator(".guide-head .description")
      .evaluate((element) => element.scrollHeight - element.clientHeight);
    expect(hidden).toBeLessThanOrEqual(0);
  });

  it("has the ways to edit, to report and to the Markdown on one line", async () => {
    await open(1440);
    const links = page.locator(".page-links li:visible");
    const words = await links.allTextContents();
    expect(words.slice(-3)).toEqual(["Edit this page", "Report a problem", "View as Markdown"]);
    const tops = await links.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(new Set(tops).size).toBe(1);
  });

  it("fits the bar on a telephone, with the whole title", async () => {
    await open(390);
    for (const name of ["All pages", "Search", "Switch between light and dark"])
      expect(await page.getByRole("button", { name }).isVisible()).toBe(true);
    const cut = await page
      .locator(".brand span")
      .evaluate(({ scrollWidth, clientWidth, scrollHeight, clientHeight }) => [
        scrollWidth - clientWidth,
        scrollHeight - clientHeight,
      ]);
    expect(Math.max(...cut)).toBeLessThanOrEqual(0);
  });

  it("has the switch of registries only where it changes something", async () => {
    await open(1440);
    expect(await page.getByRole("radio", { name: "Mirror" }).count()).toBe(1);
    await page.getByRole("link", { name: "Overview", exact: true }).click();
    await page.waitForURL("**/overview.html");
    const differs = await page.locator("article [data-in]").count();
    expect(await page.getByRole("radio", { name: "Mirror" }).count()).toBe(differs === 0 ? 0 : 1);
  });

  it("fills a telephone with the search, which a button closes", async () => {
    await open(390);
    await page.getByRole("button", { name: "Search" }).click();
    expect((await box("dialog.search")).width).toBe(390);
    await page.getByRole("dialog", { name: "Search" }).getByRole("button", { name: "Close" }).click();
    await expect.poll(() => page.locator("dialog.search").isVisible()).toBe(false);
  });

  it("has nothing over the filter of the map in the drawer", async () => {
    await open(390);
    await page.getByRole("button", { name: "All pages" }).click();
    await page.locator(".map-list").waitFor();
    const close = await box(".map-close");
    const all = await box(".map-all");
    expect((await box(".map-head input")).y).toBeGreaterThan(close.y + close.height);
    expect(all.x + all.width).toBeLessThanOrEqual(close.x);
  });
});
