import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { seriousProblems } from "./accessibility.ts";
import { isWithoutBrowser } from "./browser.ts";
import { useLivePreview } from "./live-preview.ts";
import { TWO_KINDS } from "./two-kinds.ts";

const CHART = "charts/twin.yaml";

describe.skipIf(isWithoutBrowser)("the live preview of several kinds and pages", () => {
  const session = useLivePreview(5110, TWO_KINDS);

  async function open(key: string) {
    const { page, preview } = session();
    await page.goto(`${preview.url}${key}.html`);
    await page.locator("#UI-live[data-state=on]").waitFor();
    return page;
  }

  const article = "#UI-article";

  it.each([
    [CHART, "It rolls", "It spins", "charts/twin/overview"],
    ["charts/twin/install.md", "says hello", "says good morning", "charts/twin"],
    ["charts/twin/facts.yaml", "first-part", "second-part", "charts/twin/overview"],
    ["charts/twin/info.yaml", "example.org/chart", "example.org/other", "charts/twin/overview"],
    ["images/twin.yaml", "is small", "is tiny", "guides/twin/overview"],
    ["images/twin/info.yaml", "example.org/image", "example.org/other", "guides/twin/overview"],
  ])("follows %s on the page that says it", async (file, before, after, key) => {
    const { project } = session();
    const page = await open(key);
    const text = project.read(file);
    project.write(file, text.replace(before, after));
    await page.locator(article, { hasText: after }).waitFor();
    project.write(file, text);
    await page.locator(article, { hasText: before }).waitFor();
  });

  it("follows a title on all pages of its thing, and asks for no other's", async () => {
    const { browser, preview, project } = session();
    const keys = ["charts/twin", "charts/twin/overview", "guides/twin", "guides/twin/overview"];
    const context = await browser.newContext();
    const pages = await Promise.all(keys.map(() => context.newPage()));
    const asked: string[] = [];
    for (const [index, key] of keys.entries()) {
      // A page asks once for what changed before it listened.
      const first = pages[index]?.waitForResponse((response) => response.url().includes("/state/"));
      await pages[index]?.goto(`${preview.url}${key}.html`);
      await first;
      pages[index]?.on("request", (request) => asked.push(new URL(request.url()).pathname));
    }
    const text = project.read(CHART);
    project.write(CHART, text.replace("title: Twin", "title: Brother"));
    for (const page of pages.slice(0, 2)) await page.locator("h1", { hasText: "Brother" }).waitFor();
    project.write(CHART, text);
    for (const page of pages.slice(0, 2)) await page.locator("h1", { hasText: "Twin" }).waitFor();
    expect([...new Set(asked)].toSorted()).toEqual(["/state/charts/twin.json", "/state/charts/twin/overview.json"]);
    await context.close();
  });

  it("takes a tab away when the descriptor says that there is no such page, and brings it back", async () => {
    const { project } = session();
    const page = await open("charts/twin");
    const tabs = page.getByRole("navigation", { name: "Pages of this Helm chart" });
    await tabs.waitFor();
    const text = project.read(CHART);
    project.write(CHART, text.replace(/overview:\n.*\n/, "overview: false\n"));
    await tabs.waitFor({ state: "detached" });
    expect((await page.request.get(page.url().replace(".html", "/overview.html"))).status()).toBe(404);
    project.write(CHART, text);
    await tabs.waitFor();
  });

  it("keeps the last good version of every page while the descriptor is broken, with the errors on their tabs", async () => {
    const { project } = session();
    const page = await open("charts/twin/overview");
    const text = project.read(CHART);
    project.write(CHART, text.replace("title:", "titel:"));
    await page.locator("#UI-findings", { hasText: "This overview cannot be built" }).waitFor();
    expect(await page.locator(article).textContent()).toContain("The chart is round");
    const links = page.locator(".tabs a");
    expect(await links.allTextContents()).toEqual([
      expect.stringMatching(/^Guide \d findings?$/),
      expect.stringMatching(/^Overview \d findings?$/),
    ]);
    await links.first().click();
    await page.locator("#UI-findings", { hasText: "This guide cannot be built" }).waitFor();
    project.write(CHART, text);
    await page.locator("#UI-findings .findings").waitFor({ state: "detached" });
    expect(await links.allTextContents()).toEqual(["Guide", "Overview"]);
  });

  it("keeps a page away that a descriptor with errors did not have before", async () => {
    const { project } = session();
    const page = await open("charts/single");
    const text = project.read("charts/single.yaml");
    project.write("charts/single.yaml", text.replace("title:", "titel:"));
    await page.locator("#UI-findings", { hasText: "cannot be built" }).waitFor();
    expect(await page.locator(".tabs").count()).toBe(0);
    project.write("charts/single.yaml", text);
    await page.locator("#UI-findings .findings").waitFor({ state: "detached" });
  });

  it("goes by keyboard from tab to tab", async () => {
    const page = await open("guides/twin");
    const tabs = page.getByRole("navigation", { name: "Pages of this image" });
    expect(await tabs.getByRole("link", { name: "Guide" }).getAttribute("aria-current")).toBe("page");
    await tabs.getByRole("link", { name: "Overview" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/guides/twin/overview.html");
    expect(await tabs.getByRole("link", { name: "Overview" }).getAttribute("aria-current")).toBe("page");
  });

  it("counts by kind what a filter leaves, and hides a kind that has nothing left", async () => {
    const { page, preview } = session();
    await page.goto(preview.url);
    await page.locator('.card[data-name="chart/twin"] .tag').first().waitFor();
    const counts = () => page.locator("#UI-count a:visible").allTextContents();
    const headings = () => page.locator(".group h2:visible").allTextContents();
    expect([await counts(), await headings()]).toEqual([
      ["3 images", "2 Helm charts"],
      ["Images", "Helm charts"],
    ]);
    await page.locator("#UI-filter").fill("twin");
    expect(await counts()).toEqual(["1 of 3 images", "1 of 2 Helm charts"]);
    await page.locator("#UI-filter").fill("single");
    expect([await counts(), await headings()]).toEqual([["0 of 3 images", "1 of 2 Helm charts"], ["Helm charts"]]);
    await page.locator("#UI-filter").fill("");
    await page.getByRole("link", { name: "2 Helm charts" }).click();
    expect(await page.getByRole("heading", { name: "Helm charts" }).isVisible()).toBe(true);
  });

  it("puts new cards into the group of their kind, in their place", async () => {
    const { page, preview, project } = session();
    await page.goto(preview.url);
    await page.locator("#UI-live[data-state=on]").waitFor();
    project.write("charts/tree.yaml", "name: tree\ntitle: Tree\n");
    const group = page.getByRole("region", { name: "Helm charts" });
    await group.locator(".card", { hasText: "Tree" }).waitFor();
    expect(await group.locator("h3").allTextContents()).toEqual(["Single", "Tree", "Twin"]);
    expect(await page.locator("#UI-count a:visible").allTextContents()).toEqual(["3 images", "3 Helm charts"]);
    rmSync(join(project.root, "charts/tree.yaml"));
    await group.locator(".card", { hasText: "Tree" }).waitFor({ state: "detached" });
  });

  it("finds things of both kinds, and says which each is", async () => {
    const page = await open("charts/twin");
    await page.request.get(new URL("/guides/twin/overview.html", page.url()).href);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("twin");
    const kinds = page.locator("#UI-search-results .search-kind");
    await kinds.first().waitFor();
    const shown = new Set(await kinds.allTextContents());
    expect([...shown]).toEqual(expect.arrayContaining(["image guide", "image overview", "Helm chart guide"]));
    await page.locator("#UI-search-results a", { hasText: "Helm chart overview" }).first().click();
    await page.waitForURL("**/charts/twin/overview.html*");
  });

  it("names sources and compares on a page that is not the guide", async () => {
    const { project } = session();
    const page = await open("charts/twin/overview");
    await page.getByRole("button", { name: "Where from" }).click();
    await page.locator(`${article} p`, { hasText: "It rolls" }).click();
    const link = page.locator(".origin-card a").first();
    expect(await link.getAttribute("href")).toBe(`vscode://file${project.root}/${CHART}:5`);
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByText("this page has no committed version").waitFor();
  });

  it.each(["light", "dark"] as const)("has no serious problem of accessibility: %s", async (colorScheme) => {
    const { browser, preview, project } = session();
    const text = project.read(CHART);
    project.write(CHART, text.replace("title:", "titel:"));
    const context = await browser.newContext({ colorScheme, reducedMotion: "reduce", bypassCSP: true });
    const page = await context.newPage();
    for (const key of ["index", "charts/twin", "guides/twin/overview"]) {
      await page.goto(`${preview.url}${key}.html`);
      await page
        .locator(key === "index" ? ".card .tag" : ".tabs")
        .first()
        .waitFor();
      expect(await seriousProblems(page)).toEqual([]);
    }
    await context.close();
    project.write(CHART, text);
  });

  it.each([390, 1366])("is not wider than a screen of %i", async (width) => {
    const page = await open("charts/twin/overview");
    await page.setViewportSize({ width, height: 800 });
    for (const link of await page.locator(".tabs a").all()) expect(await link.isVisible()).toBe(true);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  });
});
