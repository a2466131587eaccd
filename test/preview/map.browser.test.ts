import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { seriousProblems } from "./accessibility.ts";
import { isWithoutBrowser, launch } from "./browser.ts";
import { CATEGORIES } from "./categories-project.ts";
import { context, createProject, options, type TestProject } from "./project.ts";

describe.skipIf(isWithoutBrowser)("the map of a built site, from a file", () => {
  let browser: Browser;
  let project: TestProject;
  let page: Page;
  let problems: string[];
  const address = (path: string) => `${pathToFileURL(join(project.root, "site")).href}/${path}`;

  beforeAll(async () => {
    browser = await launch();
    project = createProject(CATEGORIES);
    expect(await preview(options(project.root, { build: true, quiet: true }), context())).toBe(0);
  });

  afterEach(async () => {
    await page.context().close();
    expect(problems).toEqual([]);
  });

  afterAll(async () => {
    await browser.close();
    project.remove();
  });

  async function open(path: string, width = 1366, more: Parameters<Browser["newContext"]>[0] = {}): Promise<void> {
    const browsing = await browser.newContext({ viewport: { width, height: 800 }, ...more });
    page = await browsing.newPage();
    page.setDefaultTimeout(8000);
    problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await page.goto(address(path));
  }

  const map = () => page.getByRole("navigation", { name: "All pages" });
  const groups = () => map().locator("summary").allTextContents();
  const shown = () => map().locator("details[open] a, .map-list > ul a").allTextContents();

  it("has what there is by category, with that of the page open and the page marked", async () => {
    await open("guides/cache.html");
    await map().locator("summary").first().waitFor();
    expect(await groups()).toEqual([
      "Databases and storage\u00a02",
      "Machine learning and AI\u00a01",
      "Security\u00a02",
      "Other\u00a03",
    ]);
    expect(await shown()).toEqual(["Cache", "Cache Helm chart"]);
    expect(await map().locator("[aria-current=page]").allTextContents()).toEqual(["Cache"]);
  });

  it("marks the thing on its other pages, too, and leads there from any folder", async () => {
    await open("guides/cache/overview.html");
    expect(await map().locator("[aria-current=page]").textContent()).toBe("Cache");
    await map().getByRole("link", { name: "Cache Helm chart" }).click();
    await page.waitForURL(address("charts/cache.html"));
  });

  it("has all from A to Z, by titles and not by names", async () => {
    await open("guides/zebra.html");
    await map().getByRole("button", { name: "A to Z" }).click();
    expect(await groups()).toEqual(["A\u00a01", "C\u00a02", "K\u00a02", "P\u00a01"]);
    expect(await shown()).toEqual(["Alpha <b>"]);
  });

  it("keeps what is open, the order and the filter on the next page", async () => {
    await open("guides/zebra.html");
    await map().locator("summary", { hasText: "Security" }).click();
    await map().getByRole("link", { name: "Cache Helm chart" }).click();
    await page.waitForURL(address("charts/cache.html"));
    await map().locator("[aria-current=page]").waitFor();
    // A category of this chart is open already: its first one needs not be.
    expect(await map().locator("details[open] summary").allTextContents()).toEqual([
      "Machine learning and AI\u00a01",
      "Security\u00a02",
    ]);
    await map().getByRole("button", { name: "A to Z" }).click();
    await page.goto(address("guides/plain.html"));
    expect(await map().getByRole("button", { name: "A to Z" }).getAttribute("aria-pressed")).toBe("true");
    await map().getByRole("searchbox").fill("cache");
    await page.goto(address("guides/zebra.html"));
    expect(await map().getByRole("searchbox").inputValue()).toBe("cache");
  });

  it("keeps how far it is scrolled", async () => {
    await open("guides/zebra.html", 1366);
    await page.setViewportSize({ width: 1366, height: 300 });
    await map().locator("summary").first().waitFor();
    await map()
      .locator("details:not([open]) summary")
      .evaluateAll((all) => {
        for (const summary of all) (summary as HTMLElement).click();
      });
    await map().getByRole("link", { name: "Plain" }).waitFor({ state: "attached" });
    await map()
      .locator(".map-list")
      .evaluate((list) => (list.scrollTop = list.scrollHeight));
    const top = () =>
      map()
        .locator(".map-list")
        .evaluate((list) => list.scrollTop);
    // Saved with the page's last event.
    await page.waitForTimeout(100);
    const before = await top();
    expect(before).toBeGreaterThan(0);
    await map().getByRole("link", { name: "Plain" }).click();
    await page.waitForURL(address("guides/plain.html"));
    await map().locator("[aria-current=page]").waitFor();
    expect(await top()).toBe(before);
  });

  it("filters by title, name and kind as one types, and goes to the first by Enter", async () => {
    await open("guides/cache.html");
    const field = map().getByRole("searchbox", { name: "Filter all pages" });
    await field.fill("zebra");
    expect(await shown()).toEqual(["Alpha <b>"]);
    expect(await map().getByRole("status").textContent()).toBe("1 found");
    await field.fill("cache helm");
    expect(await shown()).toEqual(["Cache Helm chart"]);
    await field.fill("nothing of this name");
    expect(await map().getByRole("status").textContent()).toBe("Nothing matches.");
    await field.press("Escape");
    expect(await groups()).toHaveLength(4);
    await field.fill("alpha");
    await field.press("Enter");
    await page.waitForURL(address("guides/zebra.html"));
  });

  it("is unfolded and followed by keyboard alone", async () => {
    await open("guides/cache.html");
    await map().locator("summary", { hasText: "Machine learning" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(address("guides/zebra.html"));
  });

  it("is in a drawer on a telephone, which Escape closes and which gives the focus back", async () => {
    await open("guides/cache.html", 390);
    expect(await map().isVisible()).toBe(false);
    const button = page.getByRole("button", { name: "All pages" });
    await button.focus();
    await page.keyboard.press("Enter");
    const drawer = page.getByRole("dialog", { name: "All pages" });
    await drawer.locator("[aria-current=page]").waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    await page.keyboard.press("Escape");
    expect(await drawer.isVisible()).toBe(false);
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await button.click();
    await drawer.getByRole("link", { name: "Cache Helm chart" }).click();
    await page.waitForURL(address("charts/cache.html"));
  });

  it("goes from the drawer to the side of the page when the window gets wider", async () => {
    await open("guides/cache.html", 390);
    await page.getByRole("button", { name: "All pages" }).click();
    await page.setViewportSize({ width: 1366, height: 800 });
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await map().getByRole("link", { name: "Cache Helm chart" }).isVisible()).toBe(true);
    expect(await page.getByRole("button", { name: "All pages" }).isVisible()).toBe(false);
  });

  it("leads to the first page where no script runs, and is not in the HTML of a page", async () => {
    await open("guides/cache.html", 1366, { javaScriptEnabled: false });
    expect(await page.locator("#UI-map-open").isVisible()).toBe(false);
    await map().getByRole("link", { name: "All images and Helm charts" }).click();
    await page.waitForURL(address("index.html"));
    expect(readFileSync(join(project.root, "site/guides/cache.html"), "utf8")).not.toContain("guides/plain");
  });

  it("says where a page stands, and leads to the first page and its category", async () => {
    await open("guides/cache/overview.html");
    const crumbs = page.getByRole("navigation", { name: "Breadcrumbs" });
    expect(await crumbs.getByRole("listitem").allTextContents()).toEqual([
      "Docker Hardened Images: guides",
      "Databases and storage",
      "Cache",
      "Overview",
    ]);
    expect(await crumbs.locator("[aria-current=page]").textContent()).toBe("Overview");
    await crumbs.getByRole("link", { name: "Cache" }).click();
    await page.waitForURL(address("guides/cache.html"));
    await crumbs.getByRole("link", { name: "Databases and storage" }).click();
    await page.waitForURL(`${address("index.html")}?category=databases-and-storage`);
    expect(await page.locator(".card:visible h3").allTextContents()).toEqual(["Cache", "Cache"]);
  });

  it("moves nothing on a page while it comes", async () => {
    for (const [width, path] of [
      ...[390, 820, 1366].map((each) => [each, "guides/cache.html"] as const),
      ...[390, 1366].flatMap((each) => [
        [each, "index.html"] as const,
        [each, "index.html?q=cache&category=security"] as const,
      ]),
    ] as const) {
      await open("guides/plain.html", width);
      await page.addInitScript(() => {
        const shifts: number[] = ((globalThis as { shifts?: number[] }).shifts = []);
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(address(path));
      await page.waitForTimeout(300);
      const shifts = (await page.evaluate("globalThis.shifts")) as number[];
      expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
      await page.context().close();
    }
  });

  it.each(["light", "dark"] as const)("has no serious problem of accessibility: %s", async (colorScheme) => {
    const more = { colorScheme, reducedMotion: "reduce", bypassCSP: true } as const;
    for (const [path, width] of [
      ["guides/cache.html", 1366],
      ["guides/cache.html", 390],
      ["index.html?category=security", 1366],
    ] as const) {
      await open(path, width, more);
      if (width === 390) {
        await page.getByRole("button", { name: "All pages" }).click();
        await page.getByRole("dialog").locator("[aria-current=page]").waitFor();
      } else if (path.startsWith("guides")) await map().locator("[aria-current=page]").waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      await page.context().close();
    }
  });
});
