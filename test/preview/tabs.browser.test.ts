import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isWithoutBrowser, launch } from "./browser.ts";
import { createProject, KSERVE, KUBEFLOW, startPreview, type RunningPreview, type TestProject } from "./project.ts";

const FILE = `images/${KSERVE}.yaml`;
const PORT = 5050;

describe.skipIf(isWithoutBrowser)("eight tabs of a browser", () => {
  let browser: Browser;
  let context: BrowserContext;
  let project: TestProject;
  let preview: RunningPreview;
  let tabs: Page[];

  beforeEach(async () => {
    browser = await launch();
    context = await browser.newContext();
    project = createProject();
    preview = await startPreview(project.root, { port: PORT });
    tabs = [];
  });

  afterEach(async () => {
    await preview.interrupt();
    await browser.close();
    project.remove();
  });

  async function open(address: string): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${preview.url}${address}`);
    await page.locator("#UI-live[data-state=on]").waitFor();
    tabs.push(page);
    return page;
  }

  function say(words: string): void {
    const text = project.read(FILE);
    project.write(FILE, text.replace(/It \w+ in/, `It ${words} in`));
  }

  const hear = (pages: readonly Page[], words: string) =>
    Promise.all(pages.map((page) => page.locator("article", { hasText: `It ${words} in` }).waitFor()));

  it("all load, and all follow a save, also when the first one is closed, frozen or gone", async () => {
    for (let count = 0; count < 8; count += 1) await open(`guides/${KSERVE}.html`);
    say("toils");
    await hear(tabs, "toils");
    await tabs.shift()?.close();
    say("labours");
    await hear(tabs, "labours");
    const [first, ...others] = tabs as [Page, ...Page[]];
    const devtools = await context.newCDPSession(first);
    await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
    say("plods");
    await hear(others, "plods");
    await devtools.send("Page.setWebLifecycleState", { state: "active" });
    await hear([first], "plods");
    const crashing = await context.newCDPSession(first);
    void crashing.send("Page.crash").catch(() => {});
    await first.waitForEvent("crash");
    say("sweats");
    await hear(others, "sweats");
    tabs = [...others];
    await open(`guides/${KSERVE}.html`);
    await hear(tabs, "sweats");
  });

  it("follow what each of them shows: guides, and the landing page", async () => {
    for (const name of [KSERVE, KUBEFLOW, KSERVE, KUBEFLOW]) await open(`guides/${name}.html`);
    for (let count = 0; count < 4; count += 1) await open("");
    say("toils");
    await hear([tabs[0]!, tabs[2]!], "toils");
    project.write("images/new.yaml", "name: new\ntitle: Brand New\n");
    for (const page of tabs.slice(4)) await page.locator(".card", { hasText: "Brand New" }).waitFor();
    const partial = "templates/partials/permissions.hbs";
    project.write(partial, project.read(partial).replace("Permissions", "Rights of files"));
    for (const page of tabs.slice(0, 4)) await page.getByRole("heading", { name: "Rights of files" }).waitFor();
  });

  it("get the state anew when the preview is started again", async () => {
    await open(`guides/${KSERVE}.html`);
    await open("");
    await preview.interrupt();
    for (const page of tabs) await page.locator("#UI-live[data-state=off]").waitFor();
    say("toils");
    project.write("images/new.yaml", "name: new\ntitle: Brand New\n");
    preview = await startPreview(project.root, { port: PORT });
    await hear(tabs.slice(0, 1), "toils");
    await tabs[1]?.locator(".card", { hasText: "Brand New" }).waitFor();
  });

  it("follow a save one by one where browsers share no worker", async () => {
    await context.addInitScript("delete globalThis.SharedWorker");
    await open(`guides/${KSERVE}.html`);
    await open(`guides/${KSERVE}.html`);
    say("toils");
    await hear(tabs, "toils");
  });

  it("are called as the settings say now, and open sources as they say", async () => {
    await open(`guides/${KSERVE}.html`);
    await open("");
    project.write(
      "dhi-guides.config.yaml",
      'preview: { title: "Our <b>images</b>", editor: "idea://open?file={path}&line={line}" }\n',
    );
    for (const page of tabs) await page.locator(".brand", { hasText: "Our <b>images</b>" }).waitFor();
    expect(await tabs[0]?.title()).toBe("KServe LocalModelNode Agent · Our <b>images</b>");
    expect(await tabs[1]?.title()).toBe("Our <b>images</b>");
    expect(await tabs[1]?.locator("h1").textContent()).toBe("Our <b>images</b>");
    const link = tabs[0]!.locator("aside a", { hasText: FILE });
    expect(await link.getAttribute("href")).toBe(`idea://open?file=${project.root}/${FILE}&line=1`);
    const fresh = await open(`guides/${KUBEFLOW}.html`);
    expect(await fresh.title()).toContain("Our <b>images</b>");
  });
});
