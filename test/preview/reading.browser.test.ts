import { describe, expect, it } from "vitest";
import { isWithoutBrowser } from "./browser.ts";
import { KSERVE, KUBEFLOW } from "./project.ts";
import { useLivePreview } from "./live-preview.ts";

const KSERVE_FILE = `images/${KSERVE}.yaml`;

describe.skipIf(isWithoutBrowser)("what a reader does with the live preview", () => {
  const session = useLivePreview(4990);

  it("shows all guides on the landing page, and filters them as one types", async () => {
    const { page, preview } = session();
    await page.goto(preview.url);
    // A card that is not made yet has a name for its title, and no registry.
    await expect.poll(() => page.locator(".card:has(.tag[data-tag])").count()).toBe(2);
    expect(await page.locator(".card h3").allTextContents()).toEqual([
      "KServe LocalModelNode Agent",
      "Kubeflow Pipelines Metadata Writer",
    ]);
    await page.keyboard.press("/");
    await page.keyboard.type("kubeflow");
    expect(await page.locator("#UI-count").innerText()).toBe("1 of 2 images");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/guides/${KUBEFLOW}.html`);
  });

  it("narrows the landing page down by registry", async () => {
    const { page, preview } = session();
    await page.goto(preview.url);
    await page.locator(".card .tag").nth(1).waitFor();
    await page.getByRole("button", { name: "Mirror" }).click();
    expect(await page.locator(".card:not([hidden]) h3").allTextContents()).toEqual([
      "Kubeflow Pipelines Metadata Writer",
    ]);
  });

  it("finds text of a guide by keyboard", async () => {
    const { page, preview } = session();
    await page.goto(preview.url);
    await page.locator(".card .tag").nth(1).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("imagePullSecrets");
    await page.locator("#UI-search-results a").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/guides/${KUBEFLOW}.html#**`);
  });

  it("switches the registry without a request", async () => {
    const { page, openGuide } = session();
    await openGuide(KSERVE);
    const sample = page.locator(".code:visible", { hasText: "docker run" }).first();
    expect(await sample.textContent()).toContain(`dhi.io/${KSERVE}:<tag>`);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.getByRole("radio", { name: "Mirror" }).check();
    expect(await sample.textContent()).toContain(`<your-namespace>/dhi-${KSERVE}:<tag>`);
    await page.getByRole("radio", { name: "Own namespace" }).check();
    await page.locator("#UI-namespace").fill("acme");
    expect(await sample.textContent()).toContain(`acme/dhi-${KSERVE}:<tag>`);
    await page.reload();
    expect(await sample.textContent()).toContain(`acme/dhi-${KSERVE}:<tag>`);
    expect(requests.filter((url) => url.endsWith(`/guides/${KSERVE}.html`))).toHaveLength(1);
  });

  it("shades text by its origin, and says where a paragraph came from", async () => {
    const { page, project, openGuide } = session();
    await openGuide(KSERVE);
    await page.getByRole("button", { name: "Where from" }).click();
    expect(await page.locator("#UI-legend").isVisible()).toBe(true);
    const own = page.locator("#UI-article p", { hasText: "manages local model operations" });
    const shared = page.locator("#UI-article > p", { hasText: "For example:" }).first();
    const colours = await Promise.all(
      [own, shared].map((paragraph) => paragraph.evaluate((element) => getComputedStyle(element).backgroundColor)),
    );
    expect(colours[0]).not.toBe(colours[1]);
    await own.click();
    const link = page.locator(".origin-card a").first();
    expect(await link.textContent()).toBe(`${KSERVE_FILE}:9`);
    expect(await link.getAttribute("href")).toBe(`vscode://file${project.root}/${KSERVE_FILE}:9`);
    await shared.click();
    expect(await page.locator(".origin-card").textContent()).toMatch(/templates\/partials\/access\.hbs:\d+/);
  });

  it("copies a sample", async () => {
    const { page, openGuide } = session();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await openGuide(KSERVE);
    const sample = page.locator(".code:visible").first();
    await sample.hover();
    await sample.getByRole("button").click();
    expect(await page.evaluate("navigator.clipboard.readText()")).toContain("docker run");
  });
});
