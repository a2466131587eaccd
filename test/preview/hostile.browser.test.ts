import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isWithoutBrowser, launch } from "./browser.ts";
import { createProject, startPreview, type RunningPreview, type TestProject } from "./project.ts";

const HOSTILE = `name: hostile
title: Hostile <img src=x onerror="globalThis.ran='title'"> {{ title }}
start:
  text: |
    Replace <your-namespace> and <tag> with your own. <img src="x" onerror="globalThis.ran='img'">

    <script>globalThis.ran = 'script'</script>

    <style>body { display: none }</style>

    <div onclick="globalThis.ran='handler'" onmouseover="globalThis.ran='handler'">Click me</div>

    <!-- a comment -->

    [run it](javascript:globalThis.ran='link') and [data](data:text/html,<script>globalThis.ran='data'</script>)

    [<b>encoded</b>](&#106;avascript:globalThis.ran='encoded') and <a href="javascript:globalThis.ran='raw'">raw</a>

    ![alt text](https://example.com/picture.png) and ![](javascript:globalThis.ran='image')

    Helm: {{ .Values.image }} and \${process.env.HOME} and {{constructor.constructor('globalThis.ran=1')()}}

    <iframe src="https://example.com/"></iframe>

    | Cell | Other |
    | --- | --- |
    | one<br>two | <svg onload="globalThis.ran='svg'"> |

    \`\`\`html
    </code></pre><script>globalThis.ran = 'fence'</script>
    \`\`\`
  notes:
    - <noscript><p title="</noscript><img src=x onerror=globalThis.ran='mutation'>">
`;

describe.skipIf(isWithoutBrowser)("a descriptor with hostile text", () => {
  let browser: Browser;
  let project: TestProject;
  let preview: RunningPreview;
  let page: Page;
  let foreign: string[];

  beforeAll(async () => {
    browser = await launch();
    project = createProject({ "images/hostile.yaml": HOSTILE });
    preview = await startPreview(project.root, { port: 4930 });
  });

  beforeEach(async () => {
    // Without the content security policy: the HTML itself must be inert.
    page = await browser.newPage({ bypassCSP: true });
    page.setDefaultTimeout(8000);
    foreign = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(preview.url) && !request.url().startsWith("data:image/svg"))
        foreign.push(request.url());
    });
    await page.goto(`${preview.url}guides/hostile.html`);
    await page.locator("#UI-live[data-state=on]").waitFor();
  });

  afterEach(async () => {
    expect(await page.evaluate("globalThis.ran")).toBeUndefined();
    expect(foreign).toEqual([]);
    await page.close();
  });

  afterAll(async () => {
    await preview.interrupt();
    await browser.close();
    project.remove();
  });

  it("runs no script", async () => {
    expect(await page.locator("#UI-article script").count()).toBe(0);
    expect(await page.locator("#UI-article").textContent()).toContain("<script>globalThis.ran = 'script'</script>");
  });

  it("applies no style", async () => {
    expect(await page.locator("#UI-article style").count()).toBe(0);
    expect(await page.locator("body").isVisible()).toBe(true);
  });

  it("has no event handlers", async () => {
    await page.getByText("Click me").first().click();
    const handlers = `[...document.querySelectorAll("*")].flatMap((element) =>
      [...element.attributes].filter(({ name }) => name.startsWith("on"))).length`;
    expect(await page.evaluate(handlers)).toBe(0);
  });

  it("follows no link that runs something", async () => {
    for (const text of ["run it", "data", "encoded", "raw"]) {
      const place = page.locator("#UI-article").getByText(text, { exact: true }).first();
      if ((await place.count()) > 0) await place.click();
    }
    const addresses = `[...document.querySelectorAll("#UI-article a")].map(({ href }) => href).filter((href) => !/^https?:/.test(href))`;
    expect(await page.evaluate(addresses)).toEqual([]);
    expect(page.url()).toBe(`${preview.url}guides/hostile.html`);
  });

  it("shows raw tags, and says that readers elsewhere do not see them", async () => {
    const tag = page.locator("#UI-article .raw", { hasText: "<your-namespace>" }).first();
    expect(await tag.isVisible()).toBe(true);
    expect(await tag.getAttribute("title")).toContain("Invisible on Docker Hub and GitHub");
    expect(await page.locator("#UI-article").getByText("<!-- a comment -->").isVisible()).toBe(true);
    expect(await page.locator("#UI-about").textContent()).toMatch(/\d+ pieces of raw HTML/);
  });

  it("keeps what looks like a template as it is", async () => {
    expect(await page.locator("#UI-article").textContent()).toContain("{{ .Values.image }} and ${process.env.HOME}");
  });

  it("breaks lines in table cells, which readers elsewhere see", async () => {
    expect(await page.locator("#UI-article td br").count()).toBe(1);
  });

  it("stays inert on the landing page, in the search and in the comparison", async () => {
    await page.goto(preview.url);
    await page.locator(".card", { hasText: "Hostile <img" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("Helm");
    await page.locator("#UI-search-results a").first().waitFor();
    project.write("out/hostile/guides.md", "<script>globalThis.ran = 'old'</script>\n");
    await page.goto(`${preview.url}guides/hostile.html`);
    await page.getByRole("button", { name: "Compare" }).click();
    await page.locator("#UI-compare p").first().waitFor();
  });
});
