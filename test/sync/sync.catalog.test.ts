import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { openProject } from "../../src/project/project.ts";
import { scaffoldFrom } from "../../src/sync/scaffold.ts";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { findTodos } from "../../src/descriptor/todos.ts";
import { createSamples } from "../../src/verify/code/samples.ts";
import { DEFAULT_CONFIG } from "../../src/verify/config.ts";
import { verifyText } from "../../src/verify/verify.ts";
import { realCatalog } from "../support/catalog.ts";
import { makeProject, REPOSITORY } from "../support/project.ts";

/* Every image of the real catalog is scaffolded from its definitions; its guide must then say nothing that they deny. */
const catalog = await realCatalog();

describe.skipIf(!catalog)("a descriptor from the definitions of each image of the catalog", () => {
  test("builds, passes verify without an error, and is in sync", { timeout: 120_000 }, async () => {
    if (!catalog) return;
    const descriptors = [...catalog.images].map(([name, image]) => {
      const file = `images/${name}.yaml`;
      return {
        name,
        image,
        file,
        text: scaffoldFrom(image, catalog, { name, title: image.title, schema: "../schema/image.json" }),
      };
    });
    const root = makeProject(Object.fromEntries(descriptors.map(({ file, text }) => [file, text])));
    const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
    if (!project) throw new Error("no project");
    const { make } = createGuideMaker(project);
    const samples = createSamples();
    const wrong: string[] = [];
    for (const paths of project.pages) {
      const { text, findings } = make(paths);
      const verified = await verifyText(paths.output, text ?? "", catalog, DEFAULT_CONFIG, [], samples);
      const all = [...findings, ...verified];
      wrong.push(
        ...all.map(({ severity, file, line, code, message }) => `${severity} ${file}:${line} ${code} ${message}`),
      );
    }
    if (process.env["SHOW"]) console.log(wrong.join("\n"));
    expect(wrong.filter((line) => line.startsWith("error"))).toEqual([]);

    const outOfSync = descriptors.filter(({ image, text }) => syncDescriptor(text, image, catalog).text !== text);
    expect(outOfSync.map(({ name }) => name)).toEqual([]);
    expect(descriptors.filter(({ text }) => findTodos(text).length === 0).map(({ name }) => name)).toEqual([]);
    expect(project.pages.length).toBe(catalog.images.size);
  });
});
