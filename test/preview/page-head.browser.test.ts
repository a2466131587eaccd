import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { seriousProblems } from "./accessibility.ts";
import { isWithoutBrowser, launch } from "./browser.ts";
import { context, createProject, options, startPreview, type TestProject } from "./project.ts";
import { TWO_KINDS } from "./two-kinds.ts";

/** Everything in it would be run, or asked for, where it is a document or a part of one. */
const HOSTILE_LOGO = `<?xml version="1.0"?>
<?xml-stylesheet href="http://foreign.example/style.css"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://foreign.example/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"
  onload="parent.ran = 'onload'; alert(1)">
  <script>parent.ran = globalThis.ran = "script"; alert(2)</script>
  <script href="http://foreign.example/script.js"/>
  <style>@import "http://foreign.example/import.css"; rect { fill: url(http://foreign.example/fill.svg#a) }</style>
  <image href="http://foreign.example/picture.png" width="9" height="9" onerror="parent.ran = 'onerror'"/>
  <use xlink:href="http://foreign.example/use.svg#a"/>
  <foreignObject width="9" height="9">
    <body xmlns="http://www.w3.org/1999/xhtml"><img src="http://foreign.example/html.png" onerror="parent.ran = 'html'"/>
    <iframe src="http://foreign.example/"></iframe></body>
  </foreignObject>
  <animate attributeName="href" values="javascript:parent.ran='animate'" begin="0s"/>
  <a href="javascript:parent.ran='link'"><rect width="9" height="9"/></a>
  <!-- "'><img src=x onerror="globalThis.ran='quote'"> -->
</svg>
`;

const WIDE = `| ${"Column | ".repeat(9)}\n| ${"--- | ".repeat(9)}\n| ${"some_long_word_of_a_setting | ".repeat(9)}\n`;

const FILES: Readonly<Record<string, string>> = {
  ...TWO_KINDS,
  "dhi-guides.config.yaml": [
    "preview:",
    "  title: Our images",
    "  url: https://guides.example.com/hub",
    '  edit: "https://example.com/edit/{file}"',
    '  issues: "https://example.com/new?title={title}&body={page}"',
    "",
  ].join("\n"),
  "images/twin/info.yaml": [
    "metadata:",
    "  display-name: Twin",
    '  short-description: Small "and" <b>quick</b>.',
    "  categories: [monitoring-and-observability, databases]",
    "",
  ].join("\n"),
  "images/twin/logo.svg": HOSTILE_LOGO,
  "images/first-part.yaml": "name: first-part\ntitle: First part\n",
  "images/bomb.yaml": "name: bomb\ntitle: Bomb\n",
  "images/bomb/logo.svg": `<svg xmlns="http://www.w3.org/2000/svg">${" ".repeat(5_000_000)}</svg>`,
  "images/reader.yaml": `name: reader
title: Reader
start:
  text: |
    ${"Words of a paragraph that goes on and on, so that it has many lines to be counted. ".repeat(8)}

    Replace <your-namespace> here<!-- a comment -->, and type \` data-kind="x" data-origin="y"\`.

    \`\`\`console
    $ docker run \\
    >   redis
    ready
    $ docker ps
    \`\`\`

    \`\`\`dockerfile
    FROM dhi.io/redis:8 AS a-stage-with-a-very-long-name-of-a-hundred-columns-so-that-the-sample-is-wider-than-the-text
    \`\`\`

${WIDE.replace(/^/gm, "    ")}
    | a | b |
    | --- | --- |
    | 1 | 2 |
`,
};

describe.skipIf(isWithoutBrowser)("a page of a built site", () => {
  let browser: Browser;
  let project: TestProject;
  let base: string;

  beforeAll(async () => {
    browser = await launch();
    project = createProject(FILES);
    const git = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    const env = { ...process.env, GIT_COMMITTER_DATE: "2021-02-03T23:30:00-05:00" };
    project.write("images/twin/note.md", "A note.\n");
    spawnSync("git", ["add", "-A"], { cwd: project.root });
    spawnSync("git", [...git, "commit", "--amend", "-qm", "Begin"], { cwd: project.root, env });
    await preview(options(project.root, { build: true, quiet: true }), context());
    base = `${pathToFileURL(join(project.root, "site")).href}/`;
  });

  afterAll(async () => {
    await browser.close();
    project.remove();
  });

  /** Opens a page, and sees to it that nothing runs that is not ours, and nothing is asked for. */
  async function visit(
    address: string,
    look: (page: Page) => Promise<void>,
    device: BrowserContextOptions = { viewport: { width: 1440, height: 900 } },
  ): Promise<void> {
    const browsing = await browser.newContext({ ...device, bypassCSP: true });
    const page = await browsing.newPage();
    page.setDefaultTimeout(8000);
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(base) && !request.url().startsWith("data:")) foreign.push(request.url());
    });
    page.on("dialog", () => foreign.push("a dialog"));
    await page.goto(`${base}${address}.html`);
    await look(page);
    expect(await page.evaluate("globalThis.ran")).toBeUndefined();
    expect(foreign).toEqual([]);
    await browsing.close();
  }

  const built = (address: string) => readFileSync(join(project.root, "site", `${address}.html`), "utf8");
  const phone = { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true };

  it("has its title, description, and categories that lead to the landing page", () =>
    visit("guides/twin/overview", async (page) => {
      expect(await page.locator("h1").first().textContent()).toBe("Twin");
      expect(await page.locator(".guide-head .description").textContent()).toBe('Small "and" <b>quick</b>.');
      const categories = page.locator(".categories a");
      expect(await categories.allTextContents()).toEqual(["Monitoring and observability", "Databases"]);
      expect(await categories.first().evaluate((link: HTMLAnchorElement) => link.href)).toBe(
        `${base}index.html?category=monitoring-and-observability`,
      );
    }));

  it("has a logo that runs nothing, asks for nothing, and has its place before it is there", () =>
    visit("guides/twin", async (page) => {
      const logo = page.locator("img.logo");
      // It is drawn: what it has in it is not only not read.
      await expect.poll(() => logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
      await page.waitForTimeout(300);
      expect([await logo.getAttribute("alt"), await logo.getAttribute("width"), await logo.getAttribute("height")]) //
        .toEqual(["", "48", "48"]);
      expect(await page.locator("img").count()).toBe(1);
    }));

  it("has none where it is too large, and says so", async () => {
    const said: string[] = [];
    const more = {
      ...context(),
      err: (text: string) => void said.push(text),
      out: (text: string) => void said.push(text),
    };
    await preview(options(project.root, { build: true, site: join(project.root, "other") }), more);
    expect(said.join("")).toContain("images/bomb/logo.svg");
    await visit("guides/bomb", async (page) => {
      expect(await page.locator("img.logo").count()).toBe(0);
      expect(await page.locator("h1").first().textContent()).toBe("Bomb");
    });
  });

  it("leads from an image to its chart, and from a chart to its images", async () => {
    await visit("guides/first-part", async (page) => {
      await page.locator(".page-links").getByRole("link", { name: "Twin" }).click();
      await page.waitForURL(`${base}charts/twin.html`);
    });
    await visit("charts/twin/overview", async (page) => {
      const [images] = await page.locator(".page-links li").allTextContents();
      expect(images).toBe("Images: First part, Twin");
    });
    await visit("charts/single", async (page) =>
      expect(await page.locator(".page-links").textContent()).not.toContain("Image"),
    );
  });

  it("leads to its source, and to where one reports a problem", () =>
    visit("charts/twin/overview", async (page) => {
      const href = (name: string) => page.getByRole("link", { name }).getAttribute("href");
      expect(await href("Edit this page")).toBe("https://example.com/edit/charts/twin.yaml");
      expect(await href("Report a problem")).toBe(
        "https://example.com/new?title=Twin%3A%20overview&body=https%3A%2F%2Fguides.example.com%2Fhub%2Fcharts%2Ftwin%2Foverview.html",
      );
    }));

  it("says when it was changed last, by the clock of no place", () =>
    visit("guides/twin", async (page) =>
      expect(await page.locator(".page-links time").getAttribute("datetime")).toBe("2021-02-04"),
    ));

  it("tells others what it is", () =>
    visit("guides/twin", async (page) => {
      const content = (selector: string) => page.locator(selector).getAttribute("content");
      expect(await content("meta[name=description]")).toBe('Small "and" <b>quick</b>.');
      expect(await content('meta[property="og:title"]')).toBe("Twin");
      expect(await content('meta[property="og:description"]')).toBe('Small "and" <b>quick</b>.');
      expect(await content('meta[property="og:type"]')).toBe("article");
      expect(await content('meta[property="og:site_name"]')).toBe("Our images");
      expect(await content('meta[property="og:url"]')).toBe("https://guides.example.com/hub/guides/twin.html");
      expect(await page.locator("link[rel=canonical]").getAttribute("href")).toBe(
        "https://guides.example.com/hub/guides/twin.html",
      );
    }));

  it("has no tools of authors, and none of their bytes", () =>
    visit("guides/reader", async (page) => {
      expect(await page.getByRole("button", { name: /Where from|Compare|readers/ }).count()).toBe(0);
      const html = built("guides/reader");
      expect(html).not.toMatch(/<[^>]* data-(?:origin|via|values|source|invisible)=/);
      expect(html).not.toContain(">images/reader.yaml<");
      expect(html).not.toMatch(/This guide|% shared|Invisible on/);
      // What looks like one of theirs in the text stays.
      expect(await page.locator("#UI-article").textContent()).toContain('data-kind="x" data-origin="y"');
      const tag = page.locator("#UI-article .raw").first();
      expect(await tag.textContent()).toBe("<your-namespace>");
      expect(await tag.evaluate((element) => getComputedStyle(element, "::after").content)).toBe("none");
      expect(await page.getByText("<!-- a comment -->").isVisible()).toBe(false);
      for (const name of ["Public", "Mirror"]) expect(await page.getByRole("radio", { name }).count()).toBe(1);
    }));

  it("has 65 to 75 characters in a line of prose, and more room for samples and tables", () =>
    visit("guides/reader", async (page) => {
      const paragraph = page.locator("#UI-article > p", { hasText: "goes on and on" });
      const length = await paragraph.evaluate((element) => {
        const lines = new Map<number, number>();
        const text = element.firstChild as Text;
        const range = document.createRange();
        for (let index = 0; index < text.length; index += 1) {
          range.setStart(text, index);
          range.setEnd(text, index + 1);
          const { top } = range.getBoundingClientRect();
          lines.set(top, (lines.get(top) ?? 0) + 1);
        }
        const counts = [...lines.values()].slice(0, -1);
        return counts.reduce((sum, count) => sum + count, 0) / counts.length;
      });
      expect(length).toBeGreaterThan(64);
      expect(length).toBeLessThan(76);
      const box = async (selector: string, index: number) => {
        const { x = 0, width = 0 } = (await page.locator(selector).nth(index).boundingBox()) ?? {};
        return { x, width };
      };
      const prose = (await paragraph.boundingBox()) ?? { x: 0, width: 0 };
      const short = await box('.code[data-language="Console"]', 0);
      const long = await box('.code[data-language="Dockerfile"]', 0);
      const table = await box("#UI-article > .table", 0);
      for (const { x } of [short, long, table]) expect(x).toBeCloseTo(prose.x, 0);
      expect(short.width).toBeGreaterThan(prose.width - 1);
      expect(long.width).toBeGreaterThan(short.width + 50);
      expect(table.width).toBeGreaterThan(prose.width + 50);
    }));

  it.each([390, 820, 1440])("has one bar that stays, on a screen of %i", (width) =>
    visit(
      "guides/reader",
      async (page) => {
        await page.evaluate("scrollTo(0, 900)");
        const bars = await page.locator("body *").evaluateAll((all) =>
          all
            .filter((one) => ["sticky", "fixed"].includes(getComputedStyle(one).position))
            .map((one) => one.getBoundingClientRect())
            .filter(({ width: wide, top, height }) => wide > innerWidth / 2 && top < 10 && height > 0)
            .map(({ height }) => height),
        );
        expect(bars).toHaveLength(1);
        expect(bars[0]).toBeLessThan(60);
      },
      { viewport: { width, height: 800 } },
    ),
  );

  it("has anchors that can be seen, and lead to a heading's address and copy it", () =>
    visit("guides/reader", async (page) => {
      await page.evaluate("navigator.clipboard.writeText = async (text) => void (globalThis.copied = text)");
      const heading = page.locator("#UI-article h2:visible").last();
      const anchor = heading.locator(".anchor");
      const opacity = () => anchor.evaluate((element) => Number(getComputedStyle(element).opacity));
      expect(await opacity()).toBe(0);
      await heading.hover();
      expect(await opacity()).toBe(1);
      await page.mouse.move(0, 0);
      await anchor.focus();
      expect(await opacity()).toBe(1);
      await anchor.click();
      const address = `${base}guides/reader.html#${await heading.getAttribute("id")}`;
      expect(page.url()).toBe(address);
      expect(await page.evaluate("globalThis.copied")).toBe(address);
      expect(await heading.textContent()).not.toContain("#");
    }));

  it("shows anchors where nothing hovers", () =>
    visit(
      "guides/reader",
      async (page) =>
        expect(
          await page
            .locator(".anchor")
            .first()
            .evaluate((element) => Number(getComputedStyle(element).opacity)),
        ).toBe(1),
      phone,
    ));

  it("names the language of each sample, and copies commands without prompts", () =>
    visit("guides/reader", async (page) => {
      await page.evaluate("navigator.clipboard.writeText = async (text) => void (globalThis.copied = text)");
      const sample = page.locator("#UI-article .code", { hasText: "docker ps" }).first();
      const label = await sample.evaluate((element) => getComputedStyle(element, "::before").content);
      expect(label).toBe('"Console"');
      expect(await sample.getAttribute("data-language")).toBe("Console");
      await sample.hover();
      await sample.getByRole("button").click();
      await expect.poll(() => page.evaluate("globalThis.copied")).toBe("docker run \\\n  redis\ndocker ps");
    }));

  it("has a shadow at the side at which a table goes on", () =>
    visit(
      "guides/reader",
      async (page) => {
        const table = page.locator("#UI-article > .table").first();
        await table.scrollIntoViewIfNeeded();
        const sides = async () => ({ left: await darkness(page, "left"), right: await darkness(page, "right") });
        expect(await table.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
        const before = await sides();
        expect(before.right).toBeGreaterThan(before.left + 20);
        await table.evaluate((element) => void (element.scrollLeft = 1e6));
        const after = await sides();
        expect(after.left).toBeGreaterThan(after.right + 20);
        const small = page.locator("#UI-article > .table").last();
        expect(await small.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
      },
      phone,
    ));

  /** How dark a pixel at a side of the first table's last row is, apart from its lines and letters. */
  async function darkness(page: Page, side: "left" | "right"): Promise<number> {
    const box = (await page.locator("#UI-article > .table").first().boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    const x = side === "left" ? box.x + 2 : box.x + box.width - 3;
    const png = await page.screenshot({ clip: { x, y: box.y + box.height - 6, width: 1, height: 2 } });
    const other = await browser.newPage();
    const dark = await other.evaluate(
      async (address) => {
        const image = Object.assign(new Image(), { src: address });
        await image.decode();
        const canvas = document.createElement("canvas").getContext("2d")!;
        canvas.drawImage(image, 0, 0);
        return 255 - (canvas.getImageData(0, 0, 1, 1).data[0] ?? 0);
      },
      `data:image/png;base64,${png.toString("base64")}`,
    );
    await other.close();
    return dark;
  }

  it.each(["light", "dark"] as const)("has no serious problem of accessibility: %s", async (colorScheme) => {
    for (const address of ["guides/twin", "guides/reader", "charts/twin/overview"])
      await visit(
        address,
        async (page) => {
          expect(await seriousProblems(page)).toEqual([]);
        },
        { colorScheme, viewport: { width: 1440, height: 900 } },
      );
  });
});

describe.skipIf(isWithoutBrowser)("a page of the live preview", () => {
  it("can be seen as readers see it, follows its logo, and says what is wrong with it", async () => {
    const browser = await launch();
    const project = createProject(TWO_KINDS);
    const running = await startPreview(project.root, { port: 5270 });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(8000);
    await page.goto(`${running.url}guides/twin.html`);
    await page.locator("#UI-live[data-state=on]").waitFor();
    await page.getByRole("button", { name: "Where from" }).click();
    await page.getByRole("button", { name: "As readers see it" }).click();
    for (const name of ["Where from", "Compare"]) expect(await page.getByRole("button", { name }).count()).toBe(0);
    expect(await page.locator("#UI-about").isVisible()).toBe(false);
    expect(await page.locator("html").getAttribute("data-origins")).toBeNull();
    await page.getByRole("button", { name: "As readers see it" }).click();
    expect(await page.getByRole("button", { name: "Where from" }).isVisible()).toBe(true);
    project.write("images/twin/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9"/></svg>\n');
    await page.locator("img.logo").waitFor();
    project.write("images/twin/logo.svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>\n");
    await page.locator("img.logo").waitFor({ state: "detached" });
    expect(await page.locator("#UI-findings").textContent()).toContain("the logo is not shown");
    await page.close();
    expect(await running.interrupt()).toBe(0);
    await browser.close();
    project.remove();
  });
});
