import { describe, expect, it } from "vitest";
import { isWithoutBrowser } from "./browser.ts";
import { useLivePreview } from "./live-preview.ts";

const FILES = {
  "images/long.yaml": `name: long\ntitle: ${"T".repeat(1_000)}\noverview: false\n`,
  "images/next.yaml": [
    "name: next",
    "title: U",
    "start: { text: 'A [wrong address](#100%zz), and a [right one](#image-variants).' }",
    "overview: false\n",
  ].join("\n"),
  "images/next/info.yaml": `metadata:\n  categories: [${Array.from({ length: 1000 }, (_, index) => `c-${index}`).join(", ")}]\n`,
};

describe.skipIf(isWithoutBrowser)("what nobody writes, but somebody may", () => {
  const session = useLivePreview(5290, FILES);

  it.each([1440, 390])(
    "is no wider than the window, %i pixels, whatever a page and those beside it are called",
    async (width) => {
      const { page, openGuide } = session();
      for (const name of ["long", "next"]) {
        await page.setViewportSize({ width: 1440, height: 800 });
        await openGuide(name);
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      }
    },
  );

  it("names no more than ten categories of a thing", async () => {
    const { page, openGuide } = session();
    await openGuide("next");
    expect(await page.locator(".categories li").count()).toBe(10);
  });

  it("follows a link to nowhere nowhere, and others after it", async () => {
    const { page, openGuide } = session();
    await openGuide("next");
    await page.getByRole("link", { name: "wrong address" }).click();
    await page.getByRole("link", { name: "right one" }).click();
    expect(page.url()).toMatch(/#image-variants$/);
  });
});
