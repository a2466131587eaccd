import { join } from "node:path";
import { pathToFileURL } from "node:url";
import GithubSlugger from "github-slugger";
import { describe, expect, it } from "vitest";
import { preview as runPreview } from "../../src/commands/preview.ts";
import { isWithoutBrowser } from "./browser.ts";
import { useLivePreview } from "./live-preview.ts";
import { context, options } from "./project.ts";

const FILE = "images/anchors.yaml";

/** What a page's own elements are or were called, what objects have anyway, and what the script sets. */
const HEADINGS = [
  ...["Outline", "About", "Legend", "Compare", "Article", "Findings", "Head", "Main", "Live", "Theme", "Registry"],
  ...["Namespace", "Origins", "Search open", "Compare toggle", "Search results", "Search result 0", "Finding 0"],
  ...["Filter", "Catalog", "Count", "Nothing", "Project findings", "Finding count", "Top", "Body", "dhiData"],
  ...["Footnote label", "User content fn 1", "fn-1", "UI-about", "UI-article", "UI-fn-1", "UI-footnote-label"],
  ...[
    "constructor",
    "\\_\\_proto\\_\\_",
    "toString",
    "hasOwnProperty",
    "About",
    "About",
    "About 1",
    "Über uns",
    "`name=about`",
  ],
];

const TEXT = `name: anchors
title: Anchors
sections:
  add:
    - text: |
        ## First

        Words that change. <a id="UI-article" name="UI-article"></a> <form id="head" name="UI-outline"></form>

        <img name="getElementById"> <input id="UI-findings" name="registry">

        A note[^1] and another[^label].

        [^1]: The first.
        [^label]: The second.

${HEADINGS.map((heading) => `        ## ${heading}\n\n        Below ${heading}.\n`).join("\n")}
`;

const DUPLICATES = `(() => {
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
})()`;

describe.skipIf(isWithoutBrowser)("a guide whose headings are called like parts of the page", () => {
  const session = useLivePreview(5010, { [FILE]: TEXT });

  it("keeps its text and the page's parts after each save, and every id is one element's", async () => {
    const { page, project, openGuide } = session();
    await openGuide("anchors");
    for (const words of ["Other words.", "Yet other words.", "Words that change."]) {
      project.write(FILE, TEXT.replace("Words that change.", words));
      await page.locator("article", { hasText: words }).waitFor();
    }
    const texts = await page.locator("article > :is(h2, h3)").allTextContents();
    expect(texts.slice(-HEADINGS.length)).toEqual(HEADINGS.map((heading) => heading.replace(/[`\\]/g, "")));
    expect(await page.locator("aside nav a").count()).toBe(texts.length);
    expect(await page.evaluate(DUPLICATES)).toEqual([]);
  });

  it("has the anchors that GitHub gives its headings, and jumps to them", async () => {
    const { page, preview, openGuide } = session();
    await openGuide("anchors");
    const headings = page.locator("article > :is(h2, h3)");
    const slugger = new GithubSlugger();
    const expected = (await headings.allTextContents()).map((text) => slugger.slug(text));
    expect(await headings.evaluateAll((found) => found.map(({ id }) => id))).toEqual(expected);
    for (const [anchor, heading] of [
      ["about", "About"],
      ["outline", "Outline"],
      ["ui-article", "UI-article"],
      ["constructor", "constructor"],
      ["__proto__", "__proto__"],
    ] as const) {
      await page.goto(`${preview.url}guides/anchors.html#${anchor}`);
      expect(await page.locator(":target").textContent()).toBe(heading);
    }
  });

  it("jumps to its footnotes and back", async () => {
    const { page, openGuide } = session();
    await openGuide("anchors");
    await page.locator("article sup a").first().click();
    expect(await page.locator(":target").textContent()).toContain("The first.");
    await page.locator("[data-footnote-backref]").first().click();
    expect(await page.locator(":target").textContent()).toBe("1");
  });

  it("is found by words that objects have as names", async () => {
    const { page, openGuide } = session();
    await openGuide("anchors");
    for (const word of ["constructor", "toString", "__proto__"]) {
      await page.keyboard.press("Control+k");
      await page.keyboard.type(word);
      await page.locator(".search-results a", { hasText: word }).first().waitFor();
      await page.keyboard.press("Escape");
    }
  });

  it("has each id once in a built site as well, beside a comparison with the same footnotes", async () => {
    const { browser, project } = session();
    const page = await browser.newPage();
    const originals = TEXT.split("text: |\n")[1]?.replace(/^ {8}/gm, "") ?? "";
    project.write("originals/anchors.md", originals.replace("Words that change.", "Words of old."));
    const site = join(project.root, "site");
    const against = [join(project.root, "originals")];
    expect(await runPreview(options(project.root, { build: true, quiet: true, site, against }), context())).toBe(0);
    await page.goto(`${pathToFileURL(site).href}/guides/anchors.html`);
    expect(await page.locator(".compare-side").count()).toBeGreaterThan(0);
    expect(await page.evaluate(DUPLICATES)).toEqual([]);
    await page.close();
  });
});
