import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { context, createProject, KSERVE, options, type TestProject } from "./project.ts";

describe("preview --build", () => {
  let project: TestProject;
  afterEach(() => project.remove());

  const filesOf = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => statSync(join(folder, file)).isFile())
      .toSorted()
      .map((file) => [file, readFileSync(join(folder, file), "utf8")]);

  it("writes the same bytes each time", async () => {
    project = createProject();
    for (const site of ["one", "two"])
      expect(
        await preview(options(project.root, { build: true, quiet: true, site: join(project.root, site) }), context()),
      ).toBe(0);
    expect(filesOf(join(project.root, "one"))).toEqual(filesOf(join(project.root, "two")));
  });

  it("takes away the pages of guides that are gone", async () => {
    project = createProject({ "images/extra.yaml": "name: extra\ntitle: Extra\n" });
    const run = () => preview(options(project.root, { build: true, quiet: true }), context());
    await run();
    const { rmSync } = await import("node:fs");
    rmSync(join(project.root, "images/extra.yaml"));
    await run();
    expect(readdirSync(join(project.root, "site/guides"))).not.toContain("extra.html");
  });

  it("leaves a folder alone that it did not write", async () => {
    project = createProject();
    mkdirSync(join(project.root, "site"));
    writeFileSync(join(project.root, "site/thesis.txt"), "mine");
    await expect(preview(options(project.root, { build: true }), context())).rejects.toThrow("is not empty");
    expect(readdirSync(join(project.root, "site"))).toEqual(["thesis.txt"]);
  });

  it("says what is wrong, shows it on the guide's page, and builds the others", async () => {
    project = createProject({ "images/broken.yaml": "name: broken\n" });
    let said = "";
    const status = await preview(options(project.root, { build: true, author: true }), {
      ...context(),
      err: (text) => (said += text),
    });
    expect(status).toBe(1);
    expect(said).toContain("images/broken.yaml");
    expect(readFileSync(join(project.root, "site/guides/broken.html"), "utf8")).toContain("This guide cannot be built");
    expect(readdirSync(join(project.root, "site/guides"))).toContain(`${KSERVE}.html`);
  });

  it("shows no finding in any file, whoever found it, unless it is asked to, and says it on the terminal", async () => {
    const message = "is it so, between us?";
    const file = "images/example.yaml";
    project = createProject({
      [file]: "name: example\ntitle: Example\nstart:\n  text: Replace <your-namespace> in the sample.\n",
      "images/broken.yaml": "name: broken\n",
      "images/wrong.yaml": "name: wrong\ntitle: Wrong\nhardend: yes\n",
      "templates/partials/unused.hbs": "## Unused\n\n{{nonsense}}\n",
      "findings.json": JSON.stringify([{ code: "between-us", severity: "warning", file, line: 4, column: 1, message }]),
    });
    const findings = join(project.root, "findings.json");
    let said = "";
    const build = (author?: boolean) =>
      preview(options(project.root, { build: true, verify: true, findings, author }), {
        ...context(),
        err: (text) => void (said += text),
      });
    const traces = [message, "visible-placeholder", "descriptor-", "hardend", "nonsense", "finding-note", "between-us"];
    const site = () =>
      filesOf(join(project.root, "site"))
        .filter(([name]) => !/assets\/app-[0-9a-f]{8}\.(?:js|css)$/.test(name ?? ""))
        .map(([, text]) => text)
        .join("\n");
    expect(await build()).toBe(1);
    expect(traces.filter((trace) => site().includes(trace))).toEqual([]);
    expect(site()).not.toMatch(/\b(?:warnings?|With findings|data-findings|expected one of)\b/);
    for (const trace of [message, "visible-placeholder", "hardend"]) expect(said).toContain(trace);
    await build(true);
    for (const trace of [message, "visible-placeholder", "hardend"]) expect(site()).toContain(trace);
  });

  it("links sources to the repository, where the settings name it", async () => {
    project = createProject({
      "dhi-guides.config.yaml":
        'preview: { title: Our guides, repository: "https://example.com/blob/main/{file}#L{line}" }\n',
    });
    await preview(options(project.root, { build: true, quiet: true, author: true }), context());
    const html = readFileSync(join(project.root, `site/guides/${KSERVE}.html`), "utf8");
    expect(html).toContain(`href="https://example.com/blob/main/images/${KSERVE}.yaml#L1"`);
    expect(html).toContain("Our guides");
  });

  it("compares with the originals of a folder", async () => {
    project = createProject({ [`originals/${KSERVE}.md`]: "## How it was\n\nBefore.\n" });
    const against = [join(project.root, "originals")];
    await preview(options(project.root, { build: true, quiet: true, against }), context());
    const html = readFileSync(join(project.root, `site/guides/${KSERVE}.html`), "utf8");
    expect(html).toContain(`originals/${KSERVE}.md`);
    expect(html).toContain("How it was");
  });

  it("compares with the guide that was adopted, where the settings say where it stands", async () => {
    project = createProject({
      "dhi-guides.config.yaml": 'published: "catalog/{name}/guides.md"\n',
      [`catalog/${KSERVE}/guides.md`]: "## How it was\n\nBefore.\n",
    });
    await preview(options(project.root, { build: true, quiet: true, author: true }), context());
    const html = readFileSync(join(project.root, `site/guides/${KSERVE}.html`), "utf8");
    expect(html).toContain(`catalog/${KSERVE}/guides.md`);
    expect(html).toContain("How it was");
  });

  it("does not show what a link in place of an adopted guide leads to", async () => {
    project = createProject({
      "dhi-guides.config.yaml": 'published: "catalog/{name}.md"\n',
      "secret.txt": "the secret of the machine\n",
      "catalog/readme.txt": "",
    });
    symlinkSync(join(project.root, "secret.txt"), join(project.root, `catalog/${KSERVE}.md`));
    await preview(options(project.root, { build: true, quiet: true, author: true }), context());
    expect(readFileSync(join(project.root, `site/guides/${KSERVE}.html`), "utf8")).not.toContain("the secret");
  });

  it("shows what verify says at the paragraph that it is about", async () => {
    project = createProject({
      "images/example.yaml": "name: example\ntitle: Example\nstart:\n  text: Replace <your-namespace> in the sample.\n",
    });
    await preview(options(project.root, { build: true, author: true, quiet: true, verify: true }), context());
    const html = readFileSync(join(project.root, "site/guides/example.html"), "utf8");
    const [, note = ""] = /in the sample\.<\/p><aside class="finding-note"(.*?)<\/aside>/s.exec(html) ?? [];
    expect(note).toContain("visible-placeholder");
  });
});
