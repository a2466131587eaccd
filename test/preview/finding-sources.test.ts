import { join, resolve } from "node:path";
import { rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { openProject } from "../../src/project/project.ts";
import { createProject, startPreview, type RunningPreview, type TestProject } from "./project.ts";

const DESCRIPTOR = `name: example
title: Example
start:
  text: { file: start.md }
useCases:
  - title: Look at it
    text: |
      The first paragraph of the descriptor.

      > A quote of the descriptor.

      - An item of the descriptor.
`;

const PROSE = "Prose of the start.\n\nMore prose, further down.\n";

describe("findings about a line of a guide", () => {
  let project: TestProject;
  let preview: RunningPreview;

  afterEach(async () => {
    await preview.interrupt();
    project.remove();
  });

  /** The hrefs and the words of the places of findings about the lines that hold these texts; a number is a line. */
  async function placesOf(about: readonly (string | number)[], prepare = (_root: string): void => {}) {
    project = createProject({ "images/example.yaml": DESCRIPTOR, "images/example/start.md": PROSE });
    const { root } = project;
    prepare(root);
    const opened = openProject({ root, packagedTemplates: resolve("templates") }).project;
    const paths = opened?.pages.find(({ name }) => name === "example");
    const text = (opened && paths && createGuideMaker(opened).make(paths).text) ?? "";
    const lineOf = (words: string) => text.split("\n").findIndex((line) => line.includes(words)) + 1;
    const findings = about.map((one, index) => ({
      ...{ code: "claim", severity: "warning", file: "out/example/guides.md", column: 1, message: `finding ${index}` },
      line: typeof one === "number" ? one : lineOf(one),
    }));
    project.write("findings.json", JSON.stringify(findings));
    preview = await startPreview(root, { port: 5070, findings: join(root, "findings.json") });
    let html = "";
    const get = async () => (html = await (await fetch(`${preview.url}guides/example.html`)).text());
    await expect.poll(get, { timeout: 20_000 }).toContain(`finding ${about.length - 1}`);
    expect(html).not.toMatch(/href="[^"]*\/out\//);
    const list = /<ul class="finding-list".*?<\/ul>/s.exec(html)?.[0] ?? "";
    return [...list.matchAll(/<span class="finding-place">(?:<a href="([^"]*)">)?<code>([^<]*)/g)].map(
      ([, href, place]) => ({
        href: href?.replace(`vscode://file${root}/`, ""),
        place,
      }),
    );
  }

  const same = (place: string) => ({ href: place, place });

  it("open the line of the descriptor, the prose or the partial that it came from", async () => {
    const places = await placesOf([
      "The first paragraph of the descriptor",
      "A quote of the descriptor",
      "An item of the descriptor",
      "Look at it",
      "Prose of the start",
      "More prose, further down",
      "## Image variants",
    ]);
    expect(places.slice(0, 6)).toEqual([
      same("images/example.yaml:8"),
      same("images/example.yaml:10"),
      same("images/example.yaml:12"),
      same("images/example.yaml:6"),
      same("images/example/start.md:1"),
      same("images/example/start.md:3"),
    ]);
    expect(places[6]?.href).toMatch(/^templates\/partials\/variants\.hbs:\d+$/);
  });

  it("open nothing where the line is a package's, or there is none", async () => {
    const places = await placesOf(["## Image variants", 5000, "Prose of the start"], (root) =>
      rmSync(join(root, "templates"), { recursive: true }),
    );
    expect(places[0]?.href).toBeUndefined();
    expect(places[0]?.place).toContain("variants.hbs");
    expect(places[1]).toEqual({ href: undefined, place: "out/example/guides.md:5000" });
    expect(places[2]).toEqual(same("images/example/start.md:1"));
  });
});
