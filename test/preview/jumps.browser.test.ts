import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isWithoutBrowser, launch } from "./browser.ts";
import { createProject, KSERVE, startPreview, type RunningPreview, type TestProject } from "./project.ts";

/** Findings all over the guide: a line of its output each. */
const FINDINGS = [5, 12, 20, 31, 44, 60, 78, 90, 104, 118, 130, 140].map((line) => ({
  code: "claim",
  severity: line % 3 === 0 ? "error" : "warning",
  file: `out/${KSERVE}/guides.md`,
  line,
  column: 1,
  message: `Is it so, what line ${line} says of this image and of all others of its kind?`,
}));

/** What of an element a reader sees: nothing over its top, and its end, where it fits on the screen. */
function isSeen(element: Element): boolean {
  const { left, top, bottom } = element.getBoundingClientRect();
  const bars = Array.from(document.querySelectorAll("header, .toolbar, .findings"))
    .filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position))
    .map((one) => one.getBoundingClientRect().bottom);
  const bar = Math.max(0, ...bars);
  const at = document.elementFromPoint(left + 2, top + 2);
  const fits = bottom - top < innerHeight - bar;
  const isFree = at !== null && (element.contains(at) || at.contains(element));
  return top >= bar && top < innerHeight && (!fits || bottom <= innerHeight) && isFree;
}

describe.skipIf(isWithoutBrowser)("jumps on a guide's page with findings", () => {
  let browser: Browser;
  let project: TestProject;
  let preview: RunningPreview;

  beforeAll(async () => {
    browser = await launch();
    project = createProject({ "findings.json": JSON.stringify(FINDINGS) });
    preview = await startPreview(project.root, { port: 5030, findings: join(project.root, "findings.json") });
  });

  afterAll(async () => {
    await preview.interrupt();
    await browser.close();
    project.remove();
  });

  const seen = (target: Locator) => expect.poll(() => target.evaluate(isSeen), { timeout: 8000 });

  async function open(width: number, isUnfolded: boolean): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    await page.goto(`${preview.url}guides/${KSERVE}.html`);
    await page.locator("details.findings").waitFor();
    if (isUnfolded) await page.locator("details.findings summary").click();
    return { context, page };
  }

  const screens = [
    [390, false],
    [390, true],
    [700, true],
    [1366, false],
    [1366, true],
  ] as const;

  it.each(screens)("lead to what can be seen, on a screen of %i, unfolded %s", async (width, isUnfolded) => {
    const { context, page } = await open(width, isUnfolded);
    const outline = page.locator("details.outline-fold");
    if ((await outline.getAttribute("open")) === null) await outline.locator("summary").click();
    const links = page.locator("nav.outline a:visible");
    expect(await links.count()).toBeGreaterThan(5);
    for (const link of await links.all()) {
      await link.click();
      await seen(page.locator(":target")).toBe(true);
    }
    await context.close();
  });

  it.each(screens)(
    "lead from findings to their paragraphs, on a screen of %i, unfolded %s",
    async (width, isUnfolded) => {
      const { context, page } = await open(width, isUnfolded);
      const box = page.locator("details.findings");
      if (!isUnfolded) await box.locator("summary").click();
      const links = page.locator(".finding-list a", { hasText: "show" });
      expect(await links.count()).toBeGreaterThan(5);
      for (const link of await links.all()) {
        await link.click();
        await seen(page.locator(":target")).toBe(true);
        const block = page.locator("*:has(+ :target)");
        if ((await block.boundingBox())?.height ?? Infinity < 300) await seen(block).toBe(true);
      }
      await context.close();
    },
  );

  it.each(screens)("lead to what the search finds, on a screen of %i, unfolded %s", async (width, isUnfolded) => {
    const { context, page } = await open(width, isUnfolded);
    for (const word of ["Permissions", "Entry point", "Privileged ports"]) {
      await page.getByRole("button", { name: "Search" }).click();
      await page.keyboard.type(`${word} kserve`);
      await page.locator(".search-results a", { hasText: "KServe" }).first().waitFor();
      await page.locator(".search-results a", { hasText: "KServe" }).first().click();
      await page.waitForURL(`**/guides/${KSERVE}.html#*`);
      await seen(page.locator(":target")).toBe(true);
    }
    const { hash } = new URL(page.url());
    const other = await context.newPage();
    await other.goto(`${preview.url}guides/${KSERVE}.html${hash}`);
    await seen(other.locator(":target")).toBe(true);
    await context.close();
  });

  it.each(screens)("find no box over the text, on a screen of %i, unfolded %s", async (width, isUnfolded) => {
    const { context, page } = await open(width, isUnfolded);
    const box = page.locator("details.findings");
    if (!isUnfolded) expect((await box.boundingBox())?.height).toBeLessThan(60);
    for (const block of (await page.locator("article > p:visible").all()).slice(0, 12)) {
      await block.evaluate((element) => element.scrollIntoView());
      await seen(block).toBe(true);
    }
    await context.close();
  });

  it("lead back to the findings from the bar, which stays in sight, and out of a comparison", async () => {
    const { context, page } = await open(1366, false);
    await page.evaluate("scrollTo(0, 3000)");
    await page
      .locator(".top")
      .getByRole("link", { name: `${FINDINGS.length} findings` })
      .click();
    await seen(page.locator("details.findings")).toBe(true);
    expect(await page.locator("details.findings").getAttribute("open")).not.toBeNull();
    await page.getByRole("button", { name: "Compare" }).click();
    await page.locator(".compare-same").waitFor();
    await page.locator(".finding-list a", { hasText: "show" }).last().click();
    await seen(page.locator(":target")).toBe(true);
    await context.close();
  });

  it("leave the box as the reader folded it when the guide changes", async () => {
    const { context, page } = await open(1366, true);
    const file = `images/${KSERVE}.yaml`;
    const text = project.read(file);
    project.write(file, text.replace("individual Kubernetes nodes", "each and every node"));
    await page.locator("article", { hasText: "each and every node" }).waitFor();
    expect(await page.locator("details.findings").getAttribute("open")).not.toBeNull();
    project.write(file, text);
    await page.locator("article", { hasText: "individual Kubernetes nodes" }).waitFor();
    await context.close();
  });
});
