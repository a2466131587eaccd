import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { context, createProject, options, type TestProject } from "./project.ts";

describe("what a built site has besides its pages", () => {
  let project: TestProject;
  let said: string;
  afterEach(() => project.remove());

  async function build(files: Readonly<Record<string, string>>): Promise<number> {
    project = createProject(files);
    said = "";
    return run();
  }

  const run = () =>
    preview(options(project.root, { build: true }), { ...context(), err: (text) => void (said += text) });
  const has = (file: string) => existsSync(join(project.root, "site", file));
  const html = (file: string) => readFileSync(join(project.root, "site", file), "utf8");

  it("leads on from each page that a renamed thing had", async () => {
    await build({
      "images/new.yaml": "name: new\ntitle: New & <b>bold\nformerly: [old, older]\noverview: { about: It is small. }\n",
    });
    for (const name of ["old", "older"]) {
      const guide = html(`guides/${name}.html`);
      expect(guide).toContain('<meta http-equiv="refresh" content="0; url=../guides/new.html">');
      expect(guide).toContain('<link rel="canonical" href="../guides/new.html">');
      expect(guide).toContain('<a href="../guides/new.html">New &#x26; &#x3C;b>bold</a>');
      expect(html(`guides/${name}/overview.html`)).toContain('<a href="../../guides/new/overview.html">');
    }
    expect(said).not.toContain("redirect-taken");
  });

  it("does not write over a page by a former name, and says so at its line", async () => {
    const status = await build({
      "images/one.yaml": "name: one\ntitle: One\nformerly:\n  - two\n  - both\n",
      "images/two.yaml": "name: two\ntitle: Two\nformerly: [both]\n",
    });
    expect(status).toBe(0);
    expect(html("guides/two.html")).not.toContain("refresh");
    expect(has("guides/both.html")).toBe(false);
    expect(said).toMatch(/images\/one\.yaml:4:5 warning unexpected former name "two".*redirect-taken/);
    expect(said).toMatch(/images\/one\.yaml:5:5 warning unexpected former name "both".*redirect-taken/);
    expect(said).toMatch(/images\/two\.yaml:3:12 warning unexpected former name "both".*redirect-taken/);
  });

  it("is built whole where a former name is called as the file of a page", async () => {
    const about = "overview: { about: It is small. }\n";
    await build({
      "images/new.yaml": `name: new\ntitle: New\nformerly: [old.html, old, kept.md]\n${about}`,
      "images/kept.yaml": `name: kept\ntitle: Kept\n${about}`,
    });
    for (const file of ["old.html", "old/overview.html", "old.html.html", "kept.md"])
      expect(has(`guides/${file}`)).toBe(true);
    expect(html("guides/kept.md")).toContain("Kept");
  });

  it("says which pages cannot stand beside each other", async () => {
    const about = "overview: { about: It is small. }\n";
    await build({ "images/app.yaml": `name: app\ntitle: App\n${about}` });
    for (const name of ["app.html", "app.md"]) {
      project.write(`images/${name}.yaml`, `name: ${name}\ntitle: App\n${about}`);
      await expect(run()).rejects.toThrow(
        `the site cannot have guides/${name}/overview.html, for guides/${name} is a page`,
      );
      // The site of before is not lost by it.
      expect(html("guides/app.html")).toContain("App");
      // It has a place where it is a guide alone.
      project.write(`images/${name}.yaml`, `name: ${name}\ntitle: App\noverview: false\n`);
    }
  });

  it("calls assets by their content, and leaves none of an earlier build", async () => {
    await build({ "images/one.yaml": "name: one\ntitle: One\n" });
    const assets = () =>
      readdirSync(join(project.root, "site/assets"), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
        .toSorted();
    const first = assets();
    for (const file of first) expect(file).toMatch(/^[a-z]+-[0-9a-f]{8}\.(?:js|css)$/);
    for (const file of first) expect(html("guides/one.html")).toContain(`"../assets/${file}"`);
    project.write("images/one.yaml", "name: one\ntitle: Another\n");
    await run();
    const second = assets();
    expect(second).toHaveLength(first.length);
    expect(second.filter((file) => !first.includes(file))).toEqual([
      expect.stringMatching(/^map-/),
      expect.stringMatching(/^search-/),
    ]);
  });

  it.each([
    ["https://guides.acme.example", "/"],
    ["https://acme.example/docs/guides/", "/docs/guides/"],
    ["https://acme.example//evil.example/", "/evil.example/"],
  ])("has a 404.html that finds its assets from any address below %s", async (url, root) => {
    await build({ "dhi-guides.config.yaml": `preview: { url: "${url}" }\n` });
    const page = html("404.html");
    expect(page).toContain("There is no page here");
    expect(page).toContain(`href="${root}index.html"`);
    const loaded = [...page.matchAll(/(?:src|href)="([^"]*assets\/[^"]*)"/g)].map(([, address = ""]) => address);
    expect(loaded.length).toBeGreaterThan(2);
    for (const address of loaded) {
      expect(address.startsWith(root)).toBe(true);
      expect(has(address.slice(root.length))).toBe(true);
    }
  });

  it("has a 404.html that loads nothing where nobody says where the site is", async () => {
    await build({});
    expect(html("404.html")).toContain("There is no page here");
    expect(html("404.html")).not.toMatch(/<(?:script|link|img)/);
  });
});
