import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { launch } from "./browser.ts";
import { createProject, startPreview, type RunningPreview, type TestProject } from "./project.ts";

/** A live preview of a project, and a page of a browser. */
export interface LivePreview {
  readonly browser: Browser;
  readonly project: TestProject;
  readonly preview: RunningPreview;
  readonly page: Page;
  /** Opens a guide, and waits until its page follows the sources. */
  readonly openGuide: (name: string) => Promise<void>;
}

/**
 * Starts a live preview for the tests of a block, with a new page for each. No page may have an error, or ask another host
 * for anything.
 *
 * @param port where it listens: files of tests run beside each other
 * @param files what the project has, besides the two references
 * @returns what there is during a test
 */
export function useLivePreview(port = 4910, files: Readonly<Record<string, string>> = {}): () => LivePreview {
  let browser: Browser;
  let project: TestProject;
  let preview: RunningPreview;
  let page: Page;
  let problems: string[];
  let foreign: string[];

  beforeAll(async () => {
    browser = await launch();
    project = createProject(files);
    preview = await startPreview(project.root, { port });
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
    await page.locator("#UI-live[data-state=on]").waitFor();
  }

  return () => ({ browser, project, preview, page, openGuide });
}
