import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { adoptGuides } from "../../src/adopt/adopt.ts";
import { createPipeline } from "../../src/pipeline.ts";
import { openProject } from "../../src/project/project.ts";
import { formatMarkdown } from "../../src/style/index.ts";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const CATALOG = join(process.env["DHI_SHARED"] ?? join(REPOSITORY, "../shared"), "catalog/image");
const packagedTemplates = join(REPOSITORY, "templates");

/** The real catalog: what must hold in reality. */
test.skipIf(!existsSync(CATALOG))(
  `the catalog at ${CATALOG} is adopted, and every guide comes back (set DHI_SHARED where it stands elsewhere)`,
  () => {
    const root = mkdtempSync(join(tmpdir(), "dhi-adopt-"));
    const progress = { stage: () => {}, step: () => {} };
    const adoption = adoptGuides({ paths: [CATALOG], root, packagedTemplates, force: false, pid: 1, progress });
    adoption.write();
    const names = readdirSync(CATALOG).filter((name) => existsSync(join(CATALOG, name, "guides.md")));
    expect(adoption.findings).toEqual([]);
    expect(adoption.guides).toHaveLength(names.length);

    const { project } = openProject({ root, packagedTemplates });
    if (!project) throw new Error("the project cannot be opened");
    const pipeline = createPipeline(project);
    expect(pipeline.findings).toEqual([]);
    const sizes = project.guides.map((paths) => {
      const source = readFileSync(join(CATALOG, paths.name, "guides.md"), "utf8");
      const { text } = pipeline.build(paths);
      expect(text, paths.name).toBe(formatMarkdown(source));
      const prose = join(root, paths.prose);
      const files = existsSync(prose) ? readdirSync(prose).map((file) => statSync(join(prose, file)).size) : [];
      return files.reduce((sum, size) => sum + size, statSync(join(root, paths.descriptor)).size) / source.length;
    });
    expect(sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)]).toBeLessThan(0.45);
    expect(readdirSync(join(root, "templates/partials")).length).toBeLessThanOrEqual(120);
    rmSync(root, { recursive: true });
  },
  300_000,
);
