import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isWithoutBrowser, launch } from "./browser.ts";
import { createProject, KSERVE, KUBEFLOW, startPreview, type RunningPreview, type TestProject } from "./project.ts";

const KSERVE_FILE = `images/${KSERVE}.yaml`;

describe.skipIf(isWithoutBrowser)("the live preview", () => {
  let browser: Browser;
  let project: TestProject;
  let preview: RunningPreview;
  let page: Page;
  let problems: string[];
  let foreign: string[];

  beforeAll(async () => {
    browser = await launch();
    project = createProject();
    preview = await startPreview(project.root);
  });

  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1366, height: 800 } });
    page.setDefaultTimeout(8000);
    problems = [];
    foreign = [];
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(preview.url) && !request.url().startsWith("data:")) foreign.push(request.url());
    });
  });

  afterEach(async () => {
    await page.close();
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
  });

  afterAll(async () => {
    expect(await preview.interrupt()).toBe(0);
    await browser.close();
    project.remove();
  });

  async function openGuide(name: string): Promise<void> {
    await page.goto(`${preview.url}guides/${name}.html`);
    await page.locator("#live[data-state=on]").waitFor();
  }

  it("shows all guides on the landing page, and filters them as one types", async () => {
    await page.goto(preview.url);
    await page.locator(".card .tag").first().waitFor();
    expect(await page.locator(".card h2").allTextContents()).toEqual([
      "KServe LocalModelNode Agent",
      "Kubeflow Pipelines Metadata Writer",
    ]);
    await page.keyboard.press("/");
    await page.keyboard.type("kubeflow");
    expect(await page.locator("#count").textContent()).toBe("1 of 2 guides");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/guides/${KUBEFLOW}.html`);
  });

  it("narrows the landing page down by registry", async () => {
    await page.goto(preview.url);
    await page.locator(".card .tag").nth(1).waitFor();
    await page.getByRole("button", { name: "Mirror" }).click();
    expect(await page.locator(".card:not([hidden]) h2").allTextContents()).toEqual([
      "Kubeflow Pipelines Metadata Writer",
    ]);
  });

  it("finds text of a guide by keyboard", async () => {
    await page.goto(preview.url);
    await page.locator(".card .tag").nth(1).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("imagePullSecrets");
    await page.locator("#search-results a").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/guides/${KUBEFLOW}.html#**`);
  });

  it("switches the registry without a request", async () => {
    await openGuide(KSERVE);
    const sample = page.locator(".code:visible", { hasText: "docker run" }).first();
    expect(await sample.textContent()).toContain(`dhi.io/${KSERVE}:<tag>`);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.getByRole("radio", { name: "Mirror" }).check();
    expect(await sample.textContent()).toContain(`<your-namespace>/dhi-${KSERVE}:<tag>`);
    await page.getByRole("radio", { name: "Own namespace" }).check();
    await page.locator("#namespace").fill("acme");
    expect(await sample.textContent()).toContain(`acme/dhi-${KSERVE}:<tag>`);
    await page.reload();
    expect(await sample.textContent()).toContain(`acme/dhi-${KSERVE}:<tag>`);
    expect(requests.filter((url) => url.includes("guides/"))).toHaveLength(1);
  });

  it("shades text by its origin, and says where a paragraph came from", async () => {
    await openGuide(KSERVE);
    await page.getByRole("button", { name: "Where from" }).click();
    expect(await page.locator("#legend").isVisible()).toBe(true);
    const own = page.locator("#article p", { hasText: "manages local model operations" });
    const shared = page.locator("#article > p", { hasText: "For example:" }).first();
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

  it("follows a descriptor, and keeps the reader's place", async () => {
    await openGuide(KSERVE);
    await page.locator("#troubleshooting-migration").scrollIntoViewIfNeeded();
    await page.evaluate("scrollTo({ top: 1500, behavior: 'instant' })");
    const text = project.read(KSERVE_FILE);
    project.write(KSERVE_FILE, text.replace("individual Kubernetes nodes", "each and every node"));
    await page.locator("#article", { hasText: "each and every node" }).waitFor();
    expect(await page.locator("#article p", { hasText: "each and every node" }).count()).toBe(1);
    expect(await page.evaluate("Math.abs(scrollY - 1500) < 60")).toBe(true);
    project.write(KSERVE_FILE, text);
    await page.locator("#article", { hasText: "individual Kubernetes nodes" }).waitFor();
  });

  it("follows a descriptor while the card of a paragraph stands between the blocks", async () => {
    await openGuide(KSERVE);
    const blocks = page.locator("#article > *");
    const before = await blocks.allTextContents();
    await page.getByRole("button", { name: "Where from" }).click();
    await page.locator("#article > p").nth(1).click();
    await page.locator(".origin-card").waitFor();
    const text = project.read(KSERVE_FILE);
    project.write(KSERVE_FILE, text.replace("individual Kubernetes nodes", "each and every node"));
    await page.locator("#article", { hasText: "each and every node" }).waitFor();
    project.write(KSERVE_FILE, text);
    await page.locator("#article", { hasText: "individual Kubernetes nodes" }).waitFor();
    expect(await blocks.allTextContents()).toEqual(before);
  });

  it("follows a partial, on all pages that are open", async () => {
    const other = await browser.newPage();
    await openGuide(KSERVE);
    await other.goto(`${preview.url}guides/${KUBEFLOW}.html`);
    await other.locator("#live[data-state=on]").waitFor();
    const partial = "templates/partials/permissions.hbs";
    const text = project.read(partial);
    project.write(partial, text.replace("Permissions", "Rights of files"));
    await Promise.all([page, other].map((one) => one.getByRole("heading", { name: "Rights of files" }).waitFor()));
    project.write(partial, text);
    await page.getByRole("heading", { name: "Permissions" }).waitFor();
    await other.close();
  });

  it("keeps the last good page while a descriptor is broken, with the error on top and in its place", async () => {
    await openGuide(KSERVE);
    const text = project.read(KSERVE_FILE);
    project.write(KSERVE_FILE, text.replace("migration: { kind: drop-in", "migration: { kind: magic"));
    const findings = page.locator("#findings");
    await findings.getByText("cannot be built: 1 error").waitFor();
    expect(await findings.textContent()).toContain(`${KSERVE_FILE}:`);
    expect(await page.locator("#article").textContent()).toContain("LocalModelNode Agent manages");
    expect(await page.locator(".finding-note").count()).toBe(1);
    project.write(KSERVE_FILE, text);
    await findings.locator(".findings").waitFor({ state: "detached" });
    expect(await page.locator(".finding-note").count()).toBe(0);
  });

  it("shows a broken template on the page, and mends it", async () => {
    await openGuide(KUBEFLOW);
    const partial = "templates/partials/permissions.hbs";
    const text = project.read(partial);
    project.write(partial, `${text}\n{{nonsense}}\n`);
    await page.locator("#findings", { hasText: "permissions.hbs" }).waitFor();
    expect(await page.locator("#article").textContent()).toContain("Permissions");
    project.write(partial, text);
    await page.locator("#findings .findings").waitFor({ state: "detached" });
  });

  it("adds and removes the cards of new and removed descriptors", async () => {
    await page.goto(preview.url);
    await page.locator("#live[data-state=on]").waitFor();
    const file = "images/example-exporter.yaml";
    project.write(file, "name: example-exporter\ntitle: Example Exporter\n");
    await page.locator(".card", { hasText: "Example Exporter" }).waitFor();
    const { rmSync } = await import("node:fs");
    rmSync(`${project.root}/${file}`);
    await page.locator(".card", { hasText: "Example Exporter" }).waitFor({ state: "detached" });
  });

  it("compares a guide with its committed version, as rendered and as text", async () => {
    await openGuide(KSERVE);
    const text = project.read(KSERVE_FILE);
    project.write(KSERVE_FILE, text.replace("It works in", "It toils in"));
    await page.locator("#article", { hasText: "It toils in" }).waitFor();
    await page.getByRole("button", { name: "Compare" }).click();
    expect(await page.locator(".compare-before").first().textContent()).toContain("It works in");
    expect(await page.locator(".compare-after").first().textContent()).toContain("It toils in");
    await page.getByRole("radio", { name: "Text" }).check();
    expect(await page.locator(".diff ins mark").allTextContents()).toContain("toils");
    project.write(KSERVE_FILE, text);
    await page.getByText("No difference from the committed version.").waitFor();
  });

  it("copies a sample", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await openGuide(KSERVE);
    const sample = page.locator(".code:visible").first();
    await sample.hover();
    await sample.getByRole("button").click();
    expect(await page.evaluate("navigator.clipboard.readText()")).toContain("docker run");
  });

  it("follows the settings to other folders", async () => {
    await page.goto(preview.url);
    await page.locator("#live[data-state=on]").waitFor();
    const config = "dhi-guides.config.yaml";
    project.write("other/moved.yaml", "name: moved\ntitle: Moved\n");
    project.write(config, 'descriptors: ["images/{name}.yaml", "other/{name}.yaml"]\n');
    await page.locator(".card", { hasText: "Moved" }).waitFor();
    await page.waitForTimeout(300);
    project.write("other/moved.yaml", "name: moved\ntitle: Moved Again\n");
    await page.locator(".card", { hasText: "Moved Again" }).waitFor();
    project.write(config, "registry: nowhere\n");
    await page.locator("#project-findings", { hasText: "nowhere" }).waitFor();
    project.write(config, "registry: public\n");
    await page.locator("#project-findings .findings").waitFor({ state: "detached" });
    await page.locator(".card", { hasText: "Moved" }).waitFor({ state: "detached" });
  });

  it("says that a taken port is taken, and takes the next one", async () => {
    const second = await startPreview(project.root);
    expect(second.url).toBe("http://127.0.0.1:4911/");
    expect(second.messages()).toContain("port 4910 is taken, trying 4911");
    expect(await second.interrupt()).toBe(0);
  });
});
