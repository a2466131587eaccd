import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adoptGuides, type Adoption } from "../../src/adopt/adopt.ts";
import { explainLines } from "../../src/provenance/explain.ts";
import type { BuiltGuide } from "../../src/build/built-guide.ts";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { openProject } from "../../src/project/project.ts";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { temporaryFolder } from "../support/temporary.ts";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
const CATALOG = join(process.env["DHI_SHARED"] ?? join(REPOSITORY, "../shared"), "catalog/image");
const packagedTemplates = join(REPOSITORY, "templates");

/** The real catalog, adopted once: what must hold in reality. */
describe.skipIf(!existsSync(CATALOG))(`the catalog at ${CATALOG} (set DHI_SHARED where it stands elsewhere)`, () => {
  const root = temporaryFolder(afterAll);
  let adoption: Adoption;
  let guides: readonly BuiltGuide[];
  const source = (name: string) => readFileSync(join(CATALOG, name, "guides.md"), "utf8");

  beforeAll(() => {
    const progress = { stage: () => {}, step: () => {} };
    adoption = adoptGuides({ paths: [CATALOG], root, packagedTemplates, force: false, pid: 1, progress });
    adoption.write();
    const { project } = openProject({ root, packagedTemplates });
    if (!project) throw new Error("the project cannot be opened");
    const maker = createGuideMaker(project);
    expect(maker.findings).toEqual([]);
    guides = project.guides.map((paths) => maker.make(paths));
  }, 300_000);

  test("every guide is adopted, and comes back byte for byte", () => {
    const names = readdirSync(CATALOG).filter((name) => existsSync(join(CATALOG, name, "guides.md")));
    expect(adoption.findings).toEqual([]);
    expect(adoption.guides).toHaveLength(names.length);
    const texts = new Map(adoption.guides.map(({ guide }) => [guide.name, guide.text]));
    for (const { paths, text } of guides) expect(text, paths.name).toBe(texts.get(paths.name));
  });

  test("what adopting takes for house style is house style", () => {
    for (const { guide } of adoption.guides.slice(0, 20)) expect(guide.text).toBe(formatMarkdown(source(guide.name)));
  });

  // What is measured on the whole and on each half of the catalog: bench/sharing.mjs.
  test("much of the text comes from few partials that three guides or more use", () => {
    const uses = new Map<string, Set<string>>();
    const lines = guides.flatMap((guide) =>
      explainLines(guide).map(({ kind, where }) => {
        const partial = kind === "template" ? where.replace(/:\d+$/, "") : "";
        uses.set(partial, (uses.get(partial) ?? new Set()).add(guide.paths.name));
        return partial;
      }),
    );
    const shared = lines.filter((partial) => partial !== "" && (uses.get(partial)?.size ?? 0) >= 3);
    expect(shared.length / lines.length).toBeGreaterThanOrEqual(0.55);
    expect(readdirSync(join(root, "templates/partials")).length).toBeLessThanOrEqual(120);
  });

  test("the median descriptor, with its prose, is less than 45% of its guide", () => {
    const sizes = guides.map(({ paths }) => {
      const prose = join(root, paths.prose);
      const files = existsSync(prose) ? readdirSync(prose).map((file) => statSync(join(prose, file)).size) : [];
      const descriptor = statSync(join(root, paths.descriptor)).size;
      return files.reduce((sum, size) => sum + size, descriptor) / source(paths.name).length;
    });
    expect(sizes.sort((a, b) => a - b)[Math.floor(sizes.length / 2)]).toBeLessThan(0.45);
  });

  test("a second run changes nothing", () => {
    const progress = { stage: () => {}, step: () => {} };
    const again = adoptGuides({ paths: [CATALOG], root, packagedTemplates, force: false, pid: 1, progress });
    expect(again.write()).toEqual([]);
  }, 60_000);
});
