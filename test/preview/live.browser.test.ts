import { describe, expect, it } from "vitest";
import { isWithoutBrowser } from "./browser.ts";
import { KSERVE, KUBEFLOW, startPreview } from "./project.ts";
import { useLivePreview } from "./live-preview.ts";

const KSERVE_FILE = `images/${KSERVE}.yaml`;

describe.skipIf(isWithoutBrowser)("the live preview", () => {
  const session = useLivePreview();

  it("follows a descriptor, and keeps the reader's place", async () => {
    const { page, project, openGuide } = session();
    await openGuide(KSERVE);
    await page.locator("#troubleshooting-migration").scrollIntoViewIfNeeded();
    await page.evaluate("scrollTo({ top: 1500, behavior: 'instant' })");
    const text = project.read(KSERVE_FILE);
    project.write(KSERVE_FILE, text.replace("individual Kubernetes nodes", "each and every node"));
    await page.locator("#UI-article", { hasText: "each and every node" }).waitFor();
    expect(await page.locator("#UI-article p", { hasText: "each and every node" }).count()).toBe(1);
    expect(await page.evaluate("Math.abs(scrollY - 1500) < 60")).toBe(true);
    project.write(KSERVE_FILE, text);
    await page.locator("#UI-article", { hasText: "individual Kubernetes nodes" }).waitFor();
  });

  it("follows a descriptor while the card of a paragraph stands between the blocks", async () => {
    const { page, project, openGuide } = session();
    await openGuide(KSERVE);
    const blocks = page.locator("#UI-article > *");
    const before = await blocks.allTextContents();
    await page.getByRole("button", { name: "Where from" }).click();
    await page.locator("#UI-article > p").nth(1).click();
    await page.locator(".origin-card").waitFor();
    const text = project.read(KSERVE_FILE);
    project.write(KSERVE_FILE, text.replace("individual Kubernetes nodes", "each and every node"));
    await page.locator("#UI-article", { hasText: "each and every node" }).waitFor();
    project.write(KSERVE_FILE, text);
    await page.locator("#UI-article", { hasText: "individual Kubernetes nodes" }).waitFor();
    expect(await blocks.allTextContents()).toEqual(before);
  });

  it("follows a partial, on all pages that are open", async () => {
    const { browser, page, preview, project, openGuide } = session();
    const other = await browser.newPage();
    await openGuide(KSERVE);
    await other.goto(`${preview.url}guides/${KUBEFLOW}.html`);
    await other.locator("#UI-live[data-state=on]").waitFor();
    const partial = "templates/partials/permissions.hbs";
    const text = project.read(partial);
    project.write(partial, text.replace("Permissions", "Rights of files"));
    await Promise.all([page, other].map((one) => one.getByRole("heading", { name: "Rights of files" }).waitFor()));
    project.write(partial, text);
    await page.getByRole("heading", { name: "Permissions" }).waitFor();
    await other.close();
  });

  it("keeps the last good page while a descriptor is broken, with the error on top and in its place", async () => {
    const { page, project, openGuide } = session();
    await openGuide(KSERVE);
    const text = project.read(KSERVE_FILE);
    project.write(KSERVE_FILE, text.replace("migration: { kind: drop-in", "migration: { kind: magic"));
    const findings = page.locator("#UI-findings");
    await findings.getByText("cannot be built: 1 error").waitFor();
    expect(await findings.textContent()).toContain(`${KSERVE_FILE}:`);
    expect(await page.locator("#UI-article").textContent()).toContain("LocalModelNode Agent manages");
    expect(await page.locator(".finding-note").count()).toBe(1);
    project.write(KSERVE_FILE, text);
    await findings.locator(".findings").waitFor({ state: "detached" });
    expect(await page.locator(".finding-note").count()).toBe(0);
  });

  it("shows a broken template on the page, and mends it", async () => {
    const { page, project, openGuide } = session();
    await openGuide(KUBEFLOW);
    const partial = "templates/partials/permissions.hbs";
    const text = project.read(partial);
    project.write(partial, `${text}\n{{nonsense}}\n`);
    await page.locator("#UI-findings", { hasText: "permissions.hbs" }).waitFor();
    expect(await page.locator("#UI-article").textContent()).toContain("Permissions");
    project.write(partial, text);
    await page.locator("#UI-findings .findings").waitFor({ state: "detached" });
  });

  it("adds and removes the cards of new and removed descriptors", async () => {
    const { page, preview, project } = session();
    await page.goto(preview.url);
    await page.locator("#UI-live[data-state=on]").waitFor();
    const file = "images/example-exporter.yaml";
    project.write(file, "name: example-exporter\ntitle: Example Exporter\n");
    await page.locator(".card", { hasText: "Example Exporter" }).waitFor();
    const { rmSync } = await import("node:fs");
    rmSync(`${project.root}/${file}`);
    await page.locator(".card", { hasText: "Example Exporter" }).waitFor({ state: "detached" });
  });

  it("compares a guide with its committed version, as rendered and as text", async () => {
    const { page, project, openGuide } = session();
    await openGuide(KSERVE);
    const text = project.read(KSERVE_FILE);
    project.write(KSERVE_FILE, text.replace("It works in", "It toils in"));
    await page.locator("#UI-article", { hasText: "It toils in" }).waitFor();
    await page.getByRole("button", { name: "Compare" }).click();
    expect(await page.locator(".compare-before").first().textContent()).toContain("It works in");
    expect(await page.locator(".compare-after").first().textContent()).toContain("It toils in");
    await page.getByRole("radio", { name: "Text" }).check();
    expect(await page.locator(".diff ins mark").allTextContents()).toContain("toils");
    project.write(KSERVE_FILE, text);
    await page.getByText("No difference from the committed version.").waitFor();
  });

  it("follows the settings to other folders", async () => {
    const { page, preview, project } = session();
    await page.goto(preview.url);
    await page.locator("#UI-live[data-state=on]").waitFor();
    const config = "dhi-guides.config.yaml";
    project.write("other/moved.yaml", "name: moved\ntitle: Moved\n");
    project.write(config, 'descriptors: ["images/{name}.yaml", "other/{name}.yaml"]\n');
    await page.locator(".card", { hasText: "Moved" }).waitFor();
    await page.waitForTimeout(300);
    project.write("other/moved.yaml", "name: moved\ntitle: Moved Again\n");
    await page.locator(".card", { hasText: "Moved Again" }).waitFor();
    project.write(config, "registry: nowhere\n");
    await page.locator("#UI-project-findings", { hasText: "nowhere" }).waitFor();
    project.write(config, "registry: public\n");
    await page.locator("#UI-project-findings .findings").waitFor({ state: "detached" });
    await page.locator(".card", { hasText: "Moved" }).waitFor({ state: "detached" });
  });

  it("says that a taken port is taken, and takes the next one", async () => {
    const { project } = session();
    const second = await startPreview(project.root);
    expect(second.url).toBe("http://127.0.0.1:4911/");
    expect(second.messages()).toContain("port 4910 is taken, trying 4911");
    expect(await second.interrupt()).toBe(0);
  });
});
