import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { FIRST_KIND } from "../../src/kinds/kinds.ts";
import { openProject } from "../../src/project/project.ts";
import { definedIn } from "../../src/sync/find-defined.ts";
import { snapshotText } from "../../src/sync/snapshot.ts";
import { realCatalog } from "../support/catalog.ts";
import { makeProject, minimal, REPOSITORY, write } from "../support/project.ts";

/* The tags of every image of the real catalog, as a page has them. */
const catalog = await realCatalog();

/** More tags than these would be too much for one table. */
const MOST_ROWS = 60;

describe.skipIf(!catalog)("the tags of all images of the catalog", () => {
  test("stand in their pages, each once, in a table that one can read", { timeout: 120_000 }, () => {
    if (!catalog) return;
    const root = makeProject();
    for (const name of catalog.images.keys()) {
      const snapshot = definedIn(name, FIRST_KIND, catalog, { tags: "all" })?.snapshot;
      write(root, {
        [`images/${name}.yaml`]: minimal(name, "sections:\n  add: [{ partial: tags, after: variants }]\n"),
        ...(snapshot && { [`images/${name}/facts.yaml`]: snapshotText(snapshot) }),
      });
    }
    const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
    if (!project) throw new Error("no project");
    const { make } = createGuideMaker(project);
    const wrong: string[] = [];
    for (const paths of project.pages) {
      const { text = "", findings, isAbsent } = make(paths);
      if (isAbsent) continue;
      const definitions = catalog.images.get(paths.name)?.all.definitions ?? [];
      const wanted = definitions.flatMap(({ tags }) => [...new Set(tags)]).sort();
      const [, section = ""] = /^## Tags\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text) ?? [];
      const rows = section
        .split("\n")
        .filter((line) => line.startsWith("| "))
        .slice(2);
      const cells = rows.map((row) => row.split(" | ")[2] ?? "");
      const told = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, tag = ""]) => tag)).sort();
      if (findings.some(({ severity }) => severity === "error")) wrong.push(`${paths.name}: not made`);
      if (JSON.stringify(told) !== JSON.stringify(wanted)) wrong.push(`${paths.name}: other tags`);
      if (rows.length > MOST_ROWS) wrong.push(`${paths.name}: ${rows.length} rows`);
    }
    expect(wrong).toEqual([]);
  });
});
