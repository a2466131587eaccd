import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { seriousProblems } from "./accessibility.ts";
import { isWithoutBrowser, launch } from "./browser.ts";
import { useLivePreview } from "./live-preview.ts";
import { context, createProject, KSERVE, options, type TestProject } from "./project.ts";
import { TWO_KINDS } from "./two-kinds.ts";

const TYPES: Readonly<Record<string, string>> = { html: "text/html", css: "text/css", js: "text/javascript" };

/** What it would do if it were a page. */
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10" onload="parent.document.title='run'">
<script>parent.document.title = "run"; fetch("https://evil.example/")</script>
<image href="https://evil.example/x.png" width="4" height="4"/><rect width="40" height="10" fill="#a00"/></svg>
`;

const CONFIG = `preview:
  title: Our own images
  logo: brand/logo.svg
  css: brand/site.css
  accent: "#ffdd00"
  footer: "<script>alert(1)</script> & <b>Co</b>"
  navigation:
    - { text: "<i>Support</i>", link: "https://acme.example/support?a=1&b=2" }
    - { text: Status, link: "https://acme.example/status" }
`;

const FILES = {
  "dhi-guides.config.yaml": CONFIG,
  "brand/logo.svg": SVG,
  "brand/site.css": ".guide h2 { letter-spacing: 3px }\nbody { background-image: url(https://evil.example/y.png) }\n",
};

const PHONE = { width: 390, height: 844 };

describe.skipIf(isWithoutBrowser)("the look of a project's own", () => {
  let browser: Browser;
  let project: TestProject;
  let server: Server;
  let base: string;
  let asked: string[];
  let page: Page;

  beforeAll(async () => {
    browser = await launch();
    project = createProject({ ...TWO_KINDS, ...FILES });
    const text = project.read(`images/${KSERVE}.yaml`);
    project.write(`images/${KSERVE}.yaml`, text.replace("It works in", "It toils in"));
    await preview(options(project.root, { build: true, quiet: true, author: true }), context());
    server = createServer((request, response) => {
      const file = join(project.root, "site", (request.url ?? "").replace(/[?#].*/, ""));
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.writeHead(200, { "Content-Type": TYPES[file.split(".").at(-1) ?? ""] ?? "text/plain; charset=utf-8" });
      response.end(readFileSync(file));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    base = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
  });

  afterAll(async () => {
    server.close();
    await browser.close();
    project.remove();
  });

  async function open(address: string, more: BrowserContextOptions = {}): Promise<Page> {
    const browsing = await browser.newContext({
      viewport: { width: 1366, height: 800 },
      reducedMotion: "reduce",
      ...more,
    });
    page = await browsing.newPage();
    page.setDefaultTimeout(8000);
    // What the content security policy forbids is never sent.
    page.on("requestfinished", (request) => asked.push(request.url()));
    page.on("requestfailed", (request) => {
      if (request.failure()?.errorText !== "csp") asked.push(request.url());
    });
    await page.goto(base + address);
    return page;
  }

  beforeEach(() => {
    asked = [];
  });
  afterEach(() => page.context().close());

  it("shows the logo, which runs and loads nothing", async () => {
    await open(`guides/${KSERVE}.html`);
    const logo = await page.locator(".brand img").evaluate((image: HTMLImageElement) => ({
      isDrawn: image.complete && image.naturalWidth > 0,
      ratio: Math.round(image.clientWidth / image.clientHeight),
    }));
    expect(logo).toEqual({ isDrawn: true, ratio: 4 });
    expect(await page.title()).not.toBe("run");
    expect(asked.filter((url) => !url.startsWith(base) && !url.startsWith("data:"))).toEqual([]);
  });

  it("has the project's stylesheet after its own, and lets it load nothing either", async () => {
    await open(`guides/${KSERVE}.html`);
    expect(await page.locator(".guide h2").first().evaluate(style, "letterSpacing")).toBe("3px");
    expect(asked.filter((url) => url.includes("evil"))).toEqual([]);
  });

  it.each([
    ["light", /^rgb\((?!255, 221, 0)/],
    ["dark", /^rgb\(255, 221, 0\)$/],
  ] as const)("has the project's accent, where it can be read: %s", async (colorScheme, expected) => {
    await open("guides/twin.html", { colorScheme });
    expect(await page.locator(".tabs [aria-current]").first().evaluate(style, "color")).toMatch(expected);
  });

  it("has the project's links and footer, whose text stays text", async () => {
    await open(`guides/twin/overview.html`);
    const links = page.getByRole("navigation", { name: "Site" }).getByRole("link");
    expect(await links.allTextContents()).toEqual(["<i>Support</i>", "Status"]);
    expect(await links.first().getAttribute("href")).toBe("https://acme.example/support?a=1&b=2");
    expect(await page.locator("footer p").textContent()).toBe("<script>alert(1)</script> & <b>Co</b>");
  });

  it("has the links once, at the end, on a phone", async () => {
    await open("index.html", { viewport: PHONE });
    const links = page.getByRole("navigation", { name: "Site" });
    expect(await links.count()).toBe(1);
    expect(await page.locator("footer .site-links").isVisible()).toBe(true);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
  });

  const shades = [
    { colorScheme: "light" },
    { colorScheme: "dark" },
    { colorScheme: "light", viewport: PHONE },
    { colorScheme: "dark", viewport: PHONE },
  ] as const;
  it.each(shades)("has no serious problem of accessibility: %j", async (shade) => {
    for (const address of ["index.html", `guides/${KSERVE}.html`]) {
      await open(address, { ...shade, bypassCSP: true });
      if (address !== "index.html") await page.getByRole("button", { name: "Compare" }).click();
      expect(await seriousProblems(page)).toEqual([]);
      await page.context().close();
    }
  });

  it("prints black on white where the reader chose dark", async () => {
    await open(`guides/${KSERVE}.html`, { colorScheme: "light" });
    await page.locator("#UI-theme").click();
    const shown = () =>
      Promise.all([
        page.locator("body").evaluate(style, "backgroundColor"),
        page.locator(".guide p").first().evaluate(style, "color"),
      ]);
    expect(await shown()).toEqual(["rgb(16, 21, 29)", "rgb(227, 232, 240)"]);
    await page.emulateMedia({ media: "print" });
    expect(await shown()).toEqual(["rgb(255, 255, 255)", "rgb(27, 36, 48)"]);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect((await shown())[0]).toBe("rgb(255, 255, 255)");
  });

  it("prints all of a long line, and no buttons", async () => {
    await open(`guides/${KSERVE}.html`);
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 600, height: 800 });
    const cut = await page
      .locator(".code pre:visible")
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(cut).toBe(0);
    expect(await page.locator("button:visible").count()).toBe(0);
  });

  it("shows what is the same once beside a change, on a phone, and says which side is which", async () => {
    await open(`guides/${KSERVE}.html`, { viewport: PHONE });
    await page.getByRole("button", { name: "Compare" }).click();
    const texts = await page.locator(".compare-rendered .compare-side:visible").allTextContents();
    expect(texts.length).toBeGreaterThan(3);
    expect(texts).toEqual([...new Set(texts)]);
    const before = await page.locator(".compare-before:visible").first().boundingBox();
    const after = await page.locator(".compare-after:visible").first().boundingBox();
    expect(after?.y).toBeGreaterThanOrEqual((before?.y ?? 0) + (before?.height ?? 0));
    expect(after?.x).toBe(before?.x);
    const label = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((side) => getComputedStyle(side, "::before").content);
    expect(await label(".compare-before:visible")).toBe('"Before"');
    expect(await label(".compare-after:visible")).toBe('"Now"');
  });

  it("shows both sides of what is the same where there is room", async () => {
    await open(`guides/${KSERVE}.html`);
    await page.getByRole("button", { name: "Compare" }).click();
    expect(await page.locator(".compare-same-row:visible .compare-side:visible").count()).toBeGreaterThan(1);
    expect(await page.locator(".compare-head").isVisible()).toBe(true);
  });

  it.each([
    [390, "own"],
    [390, undefined],
    [1440, "own"],
    [1440, undefined],
  ] as const)("moves nothing while it is read, %i wide, registry %s", async (width, registry) => {
    for (const address of ["index.html", `guides/${KSERVE}.html`, "guides/twin/overview.html", "charts/twin.html"]) {
      await open("llms.txt", { viewport: { width, height: 844 } });
      await page.addInitScript(`
        if (${JSON.stringify(registry ?? "")}) localStorage.setItem("dhi-guides:registry", "own");
        globalThis.shift = 0;
        new PerformanceObserver((list) => {
          for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shift += value;
        }).observe({ type: "layout-shift", buffered: true });
      `);
      await page.goto(base + address);
      await page.mouse.wheel(0, 2000);
      await page.waitForTimeout(300);
      expect(await page.evaluate("globalThis.shift")).toBeLessThan(0.02);
      await page.context().close();
    }
  });

  it("copies a page as Markdown, and leads to it", async () => {
    await open(`guides/${KSERVE}.html`, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("button", { name: "Copy as Markdown" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const markdown = readFileSync(join(project.root, `site/guides/${KSERVE}.md`), "utf8");
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(markdown);
    await page.getByRole("link", { name: "View as Markdown" }).click();
    await page.waitForURL(`${base}guides/${KSERVE}.md`);
    expect((await page.locator("body").textContent())?.trim()).toBe(markdown.trim());
  });

  it("says where a page cannot be copied", async () => {
    await open(`guides/${KSERVE}.html`);
    await page.route("**/*.md", (route) => route.abort());
    await page.getByRole("button", { name: "Copy as Markdown" }).click();
    await page.getByRole("button", { name: "Cannot be copied here" }).waitFor();
  });

  it("leads to the Markdown from a file, where it cannot be copied", async () => {
    await open("index.html");
    await page.goto(`${pathToFileURL(join(project.root, "site")).href}/guides/${KSERVE}.html`);
    expect(await page.getByRole("button", { name: "Copy as Markdown" }).count()).toBe(0);
    const href = await page
      .getByRole("link", { name: "View as Markdown" })
      .evaluate((link: HTMLAnchorElement) => link.href);
    expect(existsSync(new URL(href))).toBe(true);
  });
});

describe.skipIf(isWithoutBrowser)("the look of a live preview", () => {
  const session = useLivePreview(4760, { ...FILES, "brand/site.css": "body { --mark: one }\n" });

  const mark = (page: Page) => page.evaluate("getComputedStyle(document.body).getPropertyValue('--mark').trim()");

  it("follows the stylesheet, the logo and the settings", async () => {
    const { page, project, openGuide, preview: running } = session();
    await openGuide(KSERVE);
    expect(await mark(page)).toBe("one");
    project.write("brand/site.css", "body { --mark: two }\n");
    await expect.poll(() => mark(page).catch(() => "reloading"), { timeout: 8000 }).toBe("two");
    const logo = () => page.locator(".brand img").getAttribute("src");
    const before = await logo();
    project.write("brand/logo.svg", SVG.replace("#a00", "#0a0"));
    await expect.poll(logo, { timeout: 8000 }).not.toBe(before);
    project.write("dhi-guides.config.yaml", CONFIG.replace(/footer: .*/, "footer: Another end"));
    await expect.poll(() => page.locator("footer p").textContent(), { timeout: 8000 }).toBe("Another end");
    await page.goto(running.url);
    project.write("dhi-guides.config.yaml", CONFIG);
    await expect.poll(() => page.locator("footer p").textContent(), { timeout: 8000 }).toContain("Co");
  });

  it("serves what machines read", async () => {
    const { page, project, preview: running } = session();
    const get = async (path: string) => {
      const response = await page.request.get(running.url + path);
      return { status: response.status(), type: response.headers()["content-type"], text: await response.text() };
    };
    expect(await get(`guides/${KSERVE}.md`)).toEqual({
      status: 200,
      type: "text/markdown; charset=utf-8",
      text: project.read(`out/${KSERVE}/guides.md`),
    });
    expect((await get("llms.txt")).text).toContain("# Our own images");
    expect((await get("sitemap.xml")).status).toBe(404);
    expect((await get("guides/none.md")).status).toBe(404);
  });
});

const style = (element: Element, name: string) =>
  String((getComputedStyle(element) as unknown as Record<string, unknown>)[name]);
