import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { allProblems } from "./accessibility.ts";
import { isWithoutBrowser, launch } from "./browser.ts";
import { useLivePreview } from "./live-preview.ts";
import { context, createProject, options, type TestProject } from "./project.ts";

const image = (name: string, title: string, about: string) =>
  `name: ${name}\ntitle: ${title}\noverview:\n  about: ${about}\n`;
const category = (name: string) => `metadata:\n  categories:\n    - ${name}\n`;

const FILES: Readonly<Record<string, string>> = {
  "images/harbour-exporter.yaml": image("harbour-exporter", "Harbour Exporter", "Harbour harbour metrics of harbour."),
  "images/harbour.yaml": image("harbour", "Harbour", "It keeps ships."),
  "charts/harbour.yaml": image("harbour", "Harbour", "Ships in a cluster."),
  "images/quayside.yaml": image("quayside", "Quayside", "It stands at the harbour. Set QUAY__API_SECRET first."),
  "images/harbour/info.yaml": category("networking"),
  "images/quayside/info.yaml": category("networking"),
  "images/harbour-exporter/info.yaml": category("monitoring"),
  ...Object.fromEntries(
    Array.from({ length: 45 }, (_, index) => [
      `images/boat-${index}.yaml`,
      image(`boat-${index}`, `Boat ${index}`, `A boat that floats, number ${index}.`),
    ]),
  ),
};

describe.skipIf(isWithoutBrowser)("the search", () => {
  let browser: Browser;
  let project: TestProject;
  let base: string;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    browser = await launch();
    project = createProject(FILES);
    expect(await preview(options(project.root, { build: true, quiet: true }), context())).toBe(0);
    base = `${pathToFileURL(join(project.root, "site")).href}/`;
  });

  afterAll(async () => {
    await browser.close();
    project.remove();
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1366, height: 800 } });
    problems = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await page.goto(`${base}guides/quayside.html`);
  });

  afterEach(async () => {
    await page.close();
    expect(problems).toEqual([]);
  });

  const rows = () => page.locator("#UI-search-results [role=option]");
  const addresses = () =>
    rows().evaluateAll((all) => all.map((row) => (row as HTMLAnchorElement).getAttribute("href")?.replace("../", "")));
  const count = () => page.locator(".search-count");

  /** Types, and waits until what is shown is about that. */
  async function search(words: string): Promise<void> {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search all pages" }).fill(words);
    await count().filter({ hasText: /\d/ }).waitFor();
    await rows().first().waitFor();
  }

  it.each(["harbour", "Harbour", "HARBOUR"])(
    "has the guide first of what is called %s, then its overview",
    async (name) => {
      await search(name);
      expect((await addresses()).slice(0, 6)).toEqual([
        ...["guides/harbour.html", "guides/harbour/overview.html"],
        ...["charts/harbour.html", "charts/harbour/overview.html"],
        ...["guides/harbour-exporter.html", "guides/harbour-exporter/overview.html"],
      ]);
    },
  );

  it.each(["harbuor", "ahrbour", "harbou", "harbor", "harbourr", "hxrbour"])("understands %s", async (typed) => {
    await search(typed);
    expect((await addresses())[0]).toBe("guides/harbour.html");
  });

  it("finds a value as it is written, and marks it", async () => {
    await search("QUAY__API_SECRET");
    expect((await addresses())[0]).toMatch(/^guides\/quayside\/overview\.html#/);
    expect(await rows().first().locator("mark").allTextContents()).toContain("QUAY__API_SECRET");
  });

  it("has a text that all pages share once, and says in how many it stands", async () => {
    await search("privileged ports");
    expect(await count().innerText()).toMatch(/^[12] shared texts?$/);
    expect(await rows().count()).toBeLessThan(5);
    expect(await page.locator(".search-kind").allTextContents()).toContainEqual(
      expect.stringMatching(/^shared, in \d\d pages$/),
    );
  });

  it("finds the place of a shared text in a page that is named", async () => {
    await search("quayside privileged ports");
    expect((await addresses())[0]).toBe("guides/quayside.html#privileged-ports");
  });

  it("says how many it finds, and shows all of them by arrow keys", async () => {
    await search("floats");
    expect(await count().innerText()).toBe("45 images");
    const before = await rows().count();
    for (let press = 0; press < 60; press += 1) await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator(".search-group").count()).toBeGreaterThan(before);
    for (let press = 0; press < 100; press += 1) await page.keyboard.press("ArrowDown");
    await expect.poll(() => page.locator(".search-group").count()).toBe(45);
    expect(await page.locator("[aria-selected=true]").evaluate((row) => row.checkVisibility())).toBe(true);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/guides/boat-**");
  });

  it("shows the next ones as one scrolls", async () => {
    await search("floats");
    for (let turn = 0; turn < 12; turn += 1) {
      await page.locator("#UI-search-results").evaluate((box) => box.scrollTo(0, box.scrollHeight));
      await page.waitForTimeout(50);
    }
    await expect.poll(() => page.locator(".search-group").count()).toBe(45);
  });

  it("is filtered by kind and category, from the keyboard", async () => {
    await search("harbour");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.ariaLabel")).toBe("Kind");
    await page.keyboard.press("h");
    await expect.poll(() => count().innerText()).toBe("1 Helm chart");
    await page.keyboard.press("Home");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.ariaLabel")).toBe("Category");
    await page.keyboard.press("n");
    await expect.poll(() => count().innerText()).toBe("2 images");
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog.search").isVisible()).toBe(false);
  });

  it.each(["QUAY API_SECRET", "quay api secret", "quay-api-secret", "API_SECRET", "api secret", "quay__api"])(
    "finds a value by %s, and marks it where it stands",
    async (typed) => {
      await search(typed);
      expect((await addresses())[0]).toMatch(/^guides\/quayside\/overview\.html#/);
      expect(await rows().first().locator(".search-text mark").first().innerText()).toMatch(/API_SECRET$/);
    },
  );

  it.each([
    ["exporters", "guides/harbour-exporter.html"],
    ["harbour_exporter", "guides/harbour-exporter.html"],
    ["exporter harbour", "guides/harbour-exporter.html"],
    ["what is harbour", "guides/harbour.html"],
    ["monitoring", "guides/harbour-exporter.html"],
    ["networking", "guides/harbour.html"],
    ["harbour privileged ports", "guides/harbour.html#privileged-ports"],
  ])("has for %s first %s", async (typed, address) => {
    await search(typed);
    expect((await addresses())[0]).toBe(address);
  });

  it("loads the index of words, and texts, only when three letters are typed", async () => {
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await search("b");
    await page.keyboard.type("o");
    await page.waitForTimeout(300);
    expect(loaded.filter((address) => /search\/(?!words)/.test(address))).toEqual([]);
    expect(loaded.filter((address) => address.includes("words-")).length).toBeLessThanOrEqual(2);
    expect((await addresses())[0]).toBe("guides/boat-0.html");
  });

  it("opens what is found of all that is typed, however fast Enter comes", async () => {
    await search("boat-7");
    await page.getByRole("combobox", { name: "Search all pages" }).fill("harbour");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/guides/harbour.html");
  });

  it("closes with Escape, and gives the focus back", async () => {
    await page.locator("#UI-search-open").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.type("harbour");
    await rows().first().waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog.search").isVisible()).toBe(false);
    expect(await page.evaluate("document.activeElement.id")).toBe("UI-search-open");
  });

  it("tells a screen reader which result is chosen, and whether there are any", async () => {
    const field = page.getByRole("combobox", { name: "Search all pages" });
    await search("harbour");
    await page.keyboard.press("ArrowDown");
    const chosen = page.locator("[aria-selected=true]");
    expect(await field.getAttribute("aria-activedescendant")).toBe(await chosen.getAttribute("id"));
    expect(await field.getAttribute("aria-expanded")).toBe("true");
    await field.fill("qqqqzzzz");
    await page.locator("[role=status]", { hasText: "Nothing found." }).waitFor();
    expect(await field.getAttribute("aria-activedescendant")).toBeNull();
    expect(await field.getAttribute("aria-expanded")).toBe("false");
  });

  it.each(["<img src=x onerror=alert(1)>", ".*", "---", "\\", "[", "é", "数据库", "x".repeat(500), "a ".repeat(250)])(
    "takes %s for words",
    async (typed) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Search all pages" }).fill(typed);
      await page.waitForTimeout(300);
      expect(await page.locator("dialog.search img").count()).toBe(0);
    },
  );

  it("says so where there is nothing", async () => {
    await page.keyboard.press("Control+k");
    await page.keyboard.type("qqqqzzzz");
    await page.getByText("Nothing found.").waitFor();
    expect(await rows().count()).toBe(0);
  });

  it.each([
    ["light", 1366],
    ["dark", 1366],
    ["light", 390],
    ["dark", 390],
  ] as const)("has no serious problem of accessibility: %s, %i", async (colorScheme, width) => {
    const browsing = await browser.newContext({ colorScheme, bypassCSP: true, viewport: { width, height: 800 } });
    const other = page;
    page = await browsing.newPage();
    await page.goto(`${base}guides/harbour.html`);
    await search("harbour");
    expect(await allProblems(page, "dialog.search")).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    await browsing.close();
    page = other;
  });
});

describe.skipIf(isWithoutBrowser)("the search of the live preview", () => {
  const file = "images/quayside.yaml";
  const text = FILES[file] ?? "";
  const session = useLivePreview(5230, { [file]: text });

  it("finds what was just written", async () => {
    const { page, project, openGuide } = session();
    await openGuide("quayside");
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: "Search all pages" });
    await field.fill("zeppelin");
    await page.getByText("Nothing found.").waitFor();
    project.write(file, text.replace("the harbour", "the zeppelin"));
    await expect
      .poll(
        async () => {
          await field.fill("");
          await field.fill("zeppelin");
          await page.waitForTimeout(300);
          return page
            .locator("#UI-search-results a")
            .first()
            .getAttribute("href", { timeout: 200 })
            .catch(() => "");
        },
        { timeout: 15_000 },
      )
      .toContain("guides/quayside");
  });
});
