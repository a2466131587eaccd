import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { isWithoutBrowser } from "./browser.ts";
import { KSERVE } from "./project.ts";
import { useLivePreview } from "./live-preview.ts";

const FILE = "images/example.yaml";
const TEXT = `name: example
title: Example
start:
  text: |
    The first paragraph.

    The second paragraph.

    The third paragraph.

    \`\`\`bash
    echo sample
    \`\`\`
`;

describe.skipIf(isWithoutBrowser)("a page that is brought up to date", () => {
  const session = useLivePreview(5250, { [FILE]: TEXT });

  /** Puts a paragraph before all others of its section, and waits for it. */
  async function addAbove(words: string): Promise<void> {
    const { page, project } = session();
    project.write(FILE, TEXT.replace("    The first", `    ${words}\n\n    The first`));
    await page.locator("#UI-article", { hasText: words }).waitFor();
  }

  const evaluate = (page: Page, script: string) => page.evaluate(script);

  it("keeps what the reader has selected, though a paragraph comes before it", async () => {
    const { page, openGuide } = session();
    await openGuide("example");
    await evaluate(
      page,
      `getSelection().selectAllChildren([...document.querySelectorAll("#UI-article p")]
        .find(({ textContent }) => textContent.includes("second")))`,
    );
    await addAbove("One more for the selection.");
    expect(await evaluate(page, "String(getSelection()).trim()")).toBe("The second paragraph.");
    expect(await page.locator("#UI-article p", { hasText: "paragraph." }).allTextContents()).toEqual([
      "The first paragraph.",
      "The second paragraph.",
      "The third paragraph.",
    ]);
  });

  it("keeps a paragraph where it is on the screen, though one comes before it", async () => {
    const { page, openGuide } = session();
    await page.setViewportSize({ width: 1366, height: 300 });
    await openGuide("example");
    const third = page.locator("#UI-article p", { hasText: "The third" });
    await evaluate(
      page,
      `[...document.querySelectorAll("#UI-article p")].find(({ textContent }) => textContent.includes("third"))
        .scrollIntoView({ block: "center", behavior: "instant" })`,
    );
    const before = await third.boundingBox();
    await addAbove("One more for the place.");
    const after = await third.boundingBox();
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(3);
  });

  it("keeps the button that copies a sample, and the focus on it", async () => {
    const { page, openGuide } = session();
    await openGuide("example");
    const sample = page.locator(".code", { hasText: "echo sample" });
    await sample.locator(".copy").focus();
    await addAbove("One more for the button.");
    expect(await sample.locator(".copy").count()).toBe(1);
    expect(await evaluate(page, "document.activeElement.className")).toBe("copy");
  });

  it("keeps a box of findings as the reader has left it", async () => {
    const { page, project, openGuide } = session();
    await openGuide("example");
    const broken = (title: string) => TEXT.replace("title: Example", `title: ${title}\nnonsense: 1`);
    project.write(FILE, broken("Example"));
    const box = page.locator("#UI-findings details");
    await box.getByText("nonsense").first().waitFor();
    await box.locator("summary").click();
    expect(await evaluate(page, 'document.querySelector("#UI-findings details").open')).toBe(false);
    project.write(FILE, `${broken("Example")}folly: 2\n`);
    await box.locator("summary", { hasText: "2 errors" }).waitFor();
    expect(await evaluate(page, 'document.querySelector("#UI-findings details").open')).toBe(false);
    project.write(FILE, TEXT);
    await box.waitFor({ state: "detached" });
  });

  it("keeps cards that are filtered away out of sight, and the focus on the one that changes", async () => {
    const { page, preview, project } = session();
    await page.goto(preview.url);
    await page.locator("#UI-live[data-state=on]").waitFor();
    await page.locator("#UI-filter").fill("example");
    const other = page.locator(`.card[data-name="${KSERVE}"]`);
    await other.waitFor({ state: "hidden" });
    await page.locator('.card[data-name="example"] a').first().focus();
    project.write(FILE, TEXT.replace("title: Example", "title: Example Two"));
    await page.locator(".card", { hasText: "Example Two" }).waitFor();
    expect(await evaluate(page, "document.activeElement.textContent")).toContain("Example Two");
    expect(await other.isHidden()).toBe(true);
    project.write(FILE, TEXT);
    await page.locator('.card[data-name="example"] h3', { hasText: /^Example$/ }).waitFor();
  });

  it("has the card of a new page also where somebody has asked for that page before", async () => {
    const { page, preview, project } = session();
    await page.goto(preview.url);
    await page.locator("#UI-live[data-state=on]").waitFor();
    project.write("images/asked.yaml", "name: asked\ntitle: Asked for\noverview: false\n");
    await expect.poll(async () => (await fetch(`${preview.url}guides/asked.html`)).status).toBe(200);
    await page.locator(".card", { hasText: "Asked for" }).waitFor();
  });

  it("shows a page in place of the one that was not there, once somebody writes it", async () => {
    const { page, preview, project } = session();
    page.removeAllListeners("console");
    await page.goto(`${preview.url}guides/late.html`);
    await page.getByRole("heading", { name: "There is no page here" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.locator("dialog.search input").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("#UI-live[data-state=on]").waitFor();
    project.write("images/late.yaml", "name: late\ntitle: Late\n");
    await page.getByRole("heading", { name: "Late", exact: true }).waitFor();
  });
});
