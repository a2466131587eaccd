import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { seriousProblems } from "./accessibility.ts";
import { isWithoutBrowser, launch } from "./browser.ts";
import { context, createProject, KSERVE, KUBEFLOW, options, type TestProject } from "./project.ts";

const TYPES: Readonly<Record<string, string>> = { html: "text/html", css: "text/css", js: "text/javascript" };
const HOSTED = "a/path/below";

const EXAMPLE = `name: example
title: Example
start:
  text: |
    Replace <your-namespace> by your own.

    > [!NOTE]
    >
    > Mind the gap.
useCases:
  - title: Look at it
    text: |
      \`\`\`yaml
      image: dhi.io/example:<tag> # a comment
      replicas: 3
      \`\`\`
`;

const FINDINGS = [
  { code: "claim", severity: "warning", file: "images/example.yaml", line: 5, column: 1, message: "is it so?" },
  { code: "sample", severity: "error", file: "images/example.yaml", line: 14, column: 1, message: "no such tag" },
];

/** The plainest static server there is, which has the site at a path below its root. */
function serve(folder: string): Server {
  return createServer((request, response) => {
    const file = join(folder, (request.url ?? "").replace(`/${HOSTED}/`, "").replace(/[?#].*/, "") || "index.html");
    if (!existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[file.split(".").at(-1) ?? ""] ?? "text/plain" });
    response.end(readFileSync(file));
  }).listen(0, "127.0.0.1");
}

describe.skipIf(isWithoutBrowser)("the built site", () => {
  let browser: Browser;
  let project: TestProject;
  let server: Server;
  let bases: readonly string[];

  beforeAll(async () => {
    browser = await launch();
    project = createProject();
    const text = project.read(`images/${KSERVE}.yaml`);
    project.write(`images/${KSERVE}.yaml`, text.replace("It works in", "It toils in"));
    project.write("images/example.yaml", EXAMPLE);
    project.write("findings.json", JSON.stringify(FINDINGS));
    const findings = join(project.root, "findings.json");
    expect(await preview(options(project.root, { build: true, quiet: true, author: true, findings }), context())).toBe(
      1,
    );
    server = serve(join(project.root, "site"));
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    bases = [`${pathToFileURL(join(project.root, "site")).href}/`, `http://127.0.0.1:${port}/${HOSTED}/`];
  });

  afterAll(async () => {
    server.close();
    await browser.close();
    project.remove();
  });

  it.each([0, 1])("works from a file and from a sub-path, and asks no other host (%i)", async (index) => {
    const base = bases[index] ?? "";
    const page = await browser.newPage({ viewport: { width: 1366, height: 800 } });
    page.setDefaultTimeout(8000);
    const foreign: string[] = [];
    const problems: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith("data:")) foreign.push(request.url());
    });
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await page.goto(`${base}index.html`);
    await page.locator("#UI-filter").fill("kserve");
    expect(await page.locator("#UI-count").innerText()).toBe("1 of 3 images");
    await page.getByRole("link", { name: "KServe LocalModelNode Agent" }).click();
    await page.getByRole("radio", { name: "Mirror" }).check();
    expect(await page.locator(".code:visible").first().textContent()).toContain(`<your-namespace>/dhi-${KSERVE}`);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("metadata writer");
    await page.locator("#UI-search-results a").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${base}guides/${KUBEFLOW}.html*`);
    await page.locator(".pager-prev").click();
    await page.waitForURL(`${base}guides/${KSERVE}.html`);
    await page.getByRole("button", { name: "Compare" }).click();
    expect(await page.locator(".compare-after").first().textContent()).toContain("It toils in");
    await page.getByRole("radio", { name: "Text" }).check();
    expect(await page.locator(".diff").first().isVisible()).toBe(true);
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
    await page.close();
  });

  it("names no path of this machine, and looks for no changes", () => {
    const folder = join(project.root, "site");
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".html")) continue;
      const html = readFileSync(join(folder, file), "utf8");
      expect(html).not.toContain(project.root);
      expect(html).not.toContain("data-live");
    }
  });

  it("shows findings of another run at their paragraphs", async () => {
    const page = await browser.newPage();
    await page.goto(`${bases[1]}guides/example.html`);
    const before = (index: number) =>
      page
        .locator(".finding-note")
        .nth(index)
        .evaluate((note) => note.previousElementSibling?.textContent ?? "");
    expect(await before(0)).toContain("Replace <your-namespace> by your own.");
    expect(await before(1)).toContain("image: dhi.io/example:<tag>");
    expect(await page.locator("#UI-findings").textContent()).toContain("2 findings in this guide");
    await page.close();
  });

  const shades: readonly (readonly ["light" | "dark", boolean])[] = [
    ["light", false],
    ["dark", false],
    ["light", true],
    ["dark", true],
  ];
  it.each(shades)("has no serious problem of accessibility: %s, shaded %s", async (colorScheme, isShaded) => {
    const browsing = await browser.newContext({ colorScheme, reducedMotion: "reduce", bypassCSP: true });
    for (const address of ["index.html", `guides/${KSERVE}.html`, `guides/${KUBEFLOW}.html`, "guides/example.html"]) {
      if (isShaded && address === "index.html") continue;
      const page = await browsing.newPage();
      await page.goto(`${bases[1]}${address}`);
      if (isShaded) await page.getByRole("button", { name: "Where from" }).click();
      expect(await seriousProblems(page)).toEqual([]);
      await page.close();
    }
    await browsing.close();
  });

  it.each(["light", "dark"] as const)("has none in the search and the comparison either: %s", async (colorScheme) => {
    const browsing = await browser.newContext({ colorScheme, reducedMotion: "reduce", bypassCSP: true });
    const page = await browsing.newPage();
    await page.goto(`${bases[1]}guides/${KSERVE}.html`);
    await page.getByRole("button", { name: "Compare" }).click();
    expect(await seriousProblems(page)).toEqual([]);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("cluster");
    await page.locator("#UI-search-results a").first().waitFor();
    expect(await seriousProblems(page)).toEqual([]);
    await browsing.close();
  });

  it.each([390, 1366])("is not wider than a screen of %i", async (width) => {
    const browsing: BrowserContext = await browser.newContext({ viewport: { width, height: 800 } });
    const page = await browsing.newPage();
    for (const address of ["index.html", `guides/${KSERVE}.html`]) {
      await page.goto(`${bases[1]}${address}`);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
    }
    await browsing.close();
  });

  it.each([390, 1366])(
    "shows three lines of a long description and no piece of a fourth, on a screen of %i",
    async (width) => {
      const page = await browser.newPage({ viewport: { width, height: 800 } });
      await page.goto(`${bases[1]}index.html`);
      const descriptions = page.locator(".card .description");
      // However tall the card, and whatever stands on it.
      await descriptions.evaluateAll((all) => {
        for (const [index, one] of all.entries()) {
          one.textContent = "What this image is for, in many words. ".repeat(index === 0 ? 1 : 20);
          (one.parentElement as HTMLElement).style.minHeight = "24rem";
        }
      });
      const lines = await descriptions.evaluateAll((all) =>
        all.map((one) => one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)),
      );
      expect(lines.slice(1).map((count) => count.toFixed(1))).toEqual(["3.0", "3.0"]);
      expect(lines[0]).toBeLessThan(3.05);
      await page.close();
    },
  );

  it("names the button of the search on a telephone", async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    for (const address of ["index.html", `guides/${KSERVE}.html`]) {
      await page.goto(`${bases[1]}${address}`);
      await page.getByRole("button", { name: "Search", exact: true }).click();
      await page.getByRole("combobox").waitFor();
    }
    await page.close();
  });

  it.each([1366, 1600])("has room for 120 columns of code on a laptop, %i wide", async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.goto(`${bases[1]}guides/${KSERVE}.html`);
    const pre = page.locator(".code:visible pre").first();
    await pre.evaluate((element) => (element.querySelector("code")!.textContent = "x".repeat(120)));
    expect(await pre.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    await page.close();
  });
});
