import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { preview } from "../../src/commands/preview.ts";
import { context, createProject, options, startPreview, type TestProject } from "./project.ts";

const DEFINITION = "name: Example\nimage: dhi/example\ntags: [1.0]\n";

describe("a start with a catalog", () => {
  let project: TestProject;
  afterEach(() => project.remove());

  const createCatalog = () =>
    createProject({
      "catalog/image/example/debian-13/1.yaml": DEFINITION,
      "catalog/image/example/debian-13/2.yaml": DEFINITION,
      "catalog/image/example/info.yaml": "description: An example\n",
    });

  it.each([true, undefined])("says first what it reads, and nothing where it is to be quiet (%s)", async (quiet) => {
    project = createCatalog();
    const said: string[] = [];
    const catalog = join(project.root, "catalog");
    const more = { build: true, verify: true, quiet, catalog };
    await preview(options(project.root, more), { ...context(), err: (text) => void said.push(text) });
    const line = `reading 2 definitions of ${catalog} ...\n`;
    expect(said.indexOf(line)).toBe(quiet ? -1 : 0);
    expect(said.join("").includes("reading")).toBe(!quiet);
  });

  it("says it before it serves, and calls the folder as the settings do", async () => {
    project = createCatalog();
    project.write("dhi-guides.config.yaml", "catalog: catalog\n");
    const running = await startPreview(project.root, { port: 5080, verify: true });
    await expect.poll(running.messages, { timeout: 20_000 }).toContain("reading 2 definitions of catalog ...\n");
    await running.interrupt();
  });
});
