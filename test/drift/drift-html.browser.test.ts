import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../../src/commands/program.ts";
import { driftText, type DriftEntry } from "../../src/drift/drift-file.ts";
import { isWithoutBrowser, launch } from "../preview/browser.ts";
import { makeProject, read, record, write, type Files } from "../support/project.ts";
import { entry } from "./drift-project.ts";

const USING = `## Using it

Runtime variants run as the nonroot user.

- Build-time variants have a shell:
  - Run as root

Keep it.
`;
const RUNS = "Runtime variants run as the nonroot user.";
const NESTED = "- Build-time variants have a shell:\n\n  - Run as root";
const HOSTILE = `Keep <script>document.title = "stolen"</script> <img src=x onerror="document.title='stolen'"> & it.`;
const reworded = entry(RUNS, "Runtime variants run as a nonroot user.", { block: 2 });

const file = (...entries: DriftEntry[]) => driftText({ registry: "public", facts: {}, entries });

const GUIDES: Files = {
  "templates/nested.hbs": "{{> using}}\n",
  "templates/partials/using.hbs": USING,
  "images/app.yaml": "name: app\ntitle: App\n",
  "images/app/drift.yaml": file(reworded, entry("Keep it.", HOSTILE, { kind: "meaning", block: 5 })),
  "images/other.yaml": "name: other\ntitle: Other\n",
  "images/other/drift.yaml": file(
    reworded,
    entry(NESTED, "Build-time variants have a shell:\n\n- Run as root", { kind: "shape", block: 3 }),
  ),
};

async function page(root: string, ...args: string[]): Promise<string> {
  const context = record();
  const status = await runProgram(
    ["node", "dhi-guides", "drift", "--root", root, "--html", join(root, "site/drift.html"), ...args],
    context,
  );
  expect(status).toBe(0);
  expect(context.stderr()).toContain("drift.html shows them\n");
  return read(root, "site/drift.html");
}

describe("drift --html", () => {
  test("has each text once, with its guides, links and words that differ", async () => {
    const html = await page(makeProject(GUIDES));
    expect(html).toContain("<p>4 entries in 2 guides: 3 wordings of 3 blocks of shared text.</p>");
    expect(html.match(/<pre>Runtime variants run as the nonroot user\.<\/pre>/g)).toHaveLength(1);
    expect(html).toContain("<pre>Runtime variants run as <del>the</del><ins>a</ins> nonroot user.</pre>");
    expect(html).toContain('<details data-guides="0 1"><summary>2 guides</summary></details>');
    expect(html).toContain('<a href="../templates/partials/using.hbs#L3">templates/partials/using.hbs:3</a>');
    expect(html).toContain('["app","../images/app.yaml","../images/app/drift.yaml"]');
    expect(html).toContain("<pre>- Build-time variants have a shell:\n\n  - Run as root</pre>");
  });

  test("says what each step would change", async () => {
    const rows = (await page(makeProject(GUIDES))).match(/<tr data-.*/g) ?? [];
    const cells = rows.map((row) =>
      row
        .replace(/<\/?[^>]*>/g, " ")
        .trim()
        .split(/\s+/)
        .slice(0, 5)
        .join(" "),
    );
    expect(cells).toEqual([
      "all shape 1 1 4",
      "all wording 2 2 4",
      "all meaning 1 1 2",
      "using shape 1 1 4",
      "using wording 2 2 4",
      "using meaning 1 1 2",
    ]);
    expect(rows.at(-1)).toContain("<code>npx dhi-guides drift drop --kind meaning --section using</code>");
  });

  test("asks no network, and runs no script but its own", async () => {
    const html = await page(makeProject(GUIDES));
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\/|@import|url\(/);
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain("<img");
  });

  test("shows the guides that are asked for, and without any says so", async () => {
    expect(await page(makeProject(GUIDES), "other")).toContain("<p>2 entries in 1 guide: ");
    const { "images/app/drift.yaml": _, "images/other/drift.yaml": __, ...none } = GUIDES;
    expect(await page(makeProject(none))).toContain("<p>0 entries in 0 guides: ");
  });

  test("shows how the debt went where there is a repository, also above the project", async () => {
    const files = Object.entries(GUIDES).map(([path, text]) => [`docs/${path}`, text] as const);
    const top = makeProject(Object.fromEntries(files));
    const root = join(top, "docs");
    expect(await page(root)).not.toContain("<svg");
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
        cwd: top,
        env: { ...process.env, GIT_COMMITTER_DATE: "2026-01-02T03:04:05Z" },
      });
    git("init", "--quiet");
    for (let commit = 0; commit < 40; commit += 1) {
      write(root, { "images/other/drift.yaml": `${file(reworded)}# ${commit}\n` });
      git("add", "docs/images");
      git("commit", "--quiet", "-m", "drift");
    }
    write(root, { "images/other.yaml": "name: other\ntitle: Another\n" });
    git("commit", "--quiet", "-am", "no drift");
    write(root, { "images/app/drift.yaml": file(reworded) });
    const html = await page(root);
    expect(html).toContain("2026-01-02: 3 entries, now: 2 entries.");
    const points = html.match(/<circle/g)?.length ?? 0;
    expect(points).toBeGreaterThan(20);
    expect(points).toBeLessThanOrEqual(30);
  });

  test("an output that cannot be written is told", async () => {
    const root = makeProject(GUIDES);
    const context = record();
    const args = ["node", "dhi-guides", "drift", "--root", root, "--html", join(root, "images")];
    expect(await runProgram(args, context)).toBe(2);
    expect(context.stderr()).toContain("a folder stands where a file is expected");
  });
});

describe.skipIf(isWithoutBrowser)("the page of drift", () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launch()));
  afterAll(() => browser.close());

  async function open(options: { readonly colorScheme?: "light" | "dark"; readonly bypassCSP?: boolean } = {}) {
    const root = makeProject(GUIDES);
    await page(root);
    const tab = await browser.newPage(options);
    const errors: string[] = [];
    tab.on("pageerror", ({ message }) => errors.push(message));
    tab.on("console", (message) => errors.push(message.text()));
    await tab.goto(pathToFileURL(join(root, "site/drift.html")).href);
    return { tab, errors };
  }

  const blocks = (tab: Page) => tab.locator(".block:visible > pre").allTextContents();

  test("searches, filters, sorts and lists guides; a wording is inert", async () => {
    const { tab, errors } = await open();
    expect(await blocks(tab)).toEqual([RUNS, "Keep it.", NESTED]);
    await tab.getByLabel("Search").fill("NONROOT");
    expect(await blocks(tab)).toEqual([RUNS]);
    await tab.getByLabel("Search").fill("other");
    expect(await tab.locator("#count").textContent()).toBe("2 wordings");
    await tab.getByLabel("Search").fill("");
    await tab.getByLabel("Kind").selectOption("meaning");
    expect(await blocks(tab)).toEqual(["Keep it."]);
    await tab.getByLabel("Kind").selectOption("all");
    await tab.getByLabel("Sort by").selectOption("kind");
    expect(await blocks(tab)).toEqual([NESTED, RUNS, "Keep it."]);
    await tab.getByLabel("Sort by").selectOption("guides");
    expect((await blocks(tab))[0]).toBe(RUNS);
    await tab.getByText("2 guides", { exact: true }).click();
    expect(await tab.getByRole("link", { name: "other", exact: true }).getAttribute("href")).toBe(
      "../images/other.yaml",
    );
    expect(await tab.title()).toBe("Drift");
    expect(errors).toEqual([]);
    await tab.close();
  });

  test.each(["light", "dark"] as const)("is accessible: %s", async (colorScheme) => {
    const { tab } = await open({ colorScheme, bypassCSP: true });
    await tab.locator("summary").first().click();
    await tab.addScriptTag({ path: createRequire(import.meta.url).resolve("axe-core/axe.min.js") });
    const { violations } = (await tab.evaluate("axe.run()")) as {
      violations: { id: string; nodes: { html: string }[] }[];
    };
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await tab.close();
  });
});
