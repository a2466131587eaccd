import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adoptPages, type Adoption } from "../../src/adopt/adopt.ts";
import { abstractor, identify } from "../../src/adopt/read/identity.ts";
import { buildGuides, formatMarkdown, type BuiltPage, type Finding } from "../../src/index.ts";
import { stripMarks } from "../../src/markdown/origin.ts";
import { CATALOG } from "../support/catalog.ts";
import { REPOSITORY } from "../support/project.ts";
import { temporaryFolder } from "../support/temporary.ts";

/* The real catalog, adopted once: what must hold in reality. */

const packagedTemplates = join(REPOSITORY, "templates");
const packaged = readdirSync(join(packagedTemplates, "partials"));

/** A guide's lines as they would be in any guide, and whether a partial gave their section, drift or not. */
function linesOf({ paths: { name }, text = "", sections }: BuiltPage) {
  const generalize = abstractor(identify(name, text, "<your-namespace>"));
  return sections.flatMap(({ marked, partial }) =>
    formatMarkdown(stripMarks(marked))
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => ({ name, text: (generalize(line, false) ?? line).trim(), isShared: partial !== undefined })),
  );
}

describe.skipIf(!existsSync(CATALOG)).each([
  { kind: "image", partials: 40, shared: 0.8 },
  { kind: "chart", partials: packaged.length + 20, shared: 0.8 },
])(`the guides of $kind in ${CATALOG} (set DHI_SHARED where it stands elsewhere)`, ({ kind, partials, shared }) => {
  const folder = join(CATALOG, kind);
  let root: string;
  let remove: (() => void) | undefined;
  let adoption: Adoption;
  let guides: readonly BuiltPage[];
  let findings: readonly Finding[];

  const adopt = () => {
    const progress = { stage: () => {}, step: () => {} };
    return adoptPages({ paths: [folder], root, packagedTemplates, force: false, pid: 1, progress });
  };

  beforeAll(() => {
    root = temporaryFolder((it) => (remove = it));
    adoption = adopt();
    adoption.write();
    ({ guides, findings } = buildGuides({ root, packagedTemplates }));
  }, 300_000);

  afterAll(() => remove?.());

  test("every guide is adopted, and comes back byte for byte", () => {
    const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, "guides.md")));
    expect(adoption.findings).toEqual([]);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(adoption.guides).toHaveLength(names.length);
    const texts = new Map(adoption.guides.map(({ guide }) => [guide.name, guide.text]));
    for (const { paths, text } of guides) expect(text, paths.name).toBe(texts.get(paths.name));
  });

  test("its shared text is few partials, with names that say something, and few parameters", () => {
    const own = readdirSync(join(root, "templates/partials"));
    expect(new Set([...packaged, ...own]).size).toBeLessThanOrEqual(partials);
    expect(own.filter((name) => /\d/.test(name))).toEqual([]);
    const parameters = own.map((name) => {
      const text = readFileSync(join(root, "templates/partials", name), "utf8");
      return text.match(/^@param\b/gm)?.length ?? 0;
    });
    expect(Math.max(...parameters)).toBeLessThanOrEqual(4);
    expect(parameters.sort((a, b) => a - b)[Math.floor(parameters.length / 2)]).toBeLessThanOrEqual(1);
  });

  test("what ten guides or more add to a shared section is a partial, and is not copied", () => {
    const counts = new Map<string, number>();
    for (const { guide, description } of adoption.guides) {
      const { changes = {} } = (description.descriptor["sections"] ?? {}) as { changes?: Record<string, object[]> };
      const generalize = abstractor(identify(guide.name, guide.text, "<your-namespace>"));
      for (const [section, list] of Object.entries(changes))
        for (const change of list) {
          if (!("add" in change) || typeof change.add !== "string") continue;
          const key = `${section}: ${(generalize(change.add, false) ?? change.add).replace(/\s+/g, " ")}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
    }
    expect([...counts].filter(([, count]) => count >= 10)).toEqual([]);
  });

  test("most of the lines that recur in 30 guides or more come from shared sections", () => {
    const lines = guides.flatMap(linesOf);
    const guidesWith = new Map<string, Set<string>>();
    for (const { name, text } of lines) guidesWith.set(text, (guidesWith.get(text) ?? new Set()).add(name));
    const recurring = lines.filter(({ text }) => (guidesWith.get(text)?.size ?? 0) >= 30);
    const fromShared = recurring.filter(({ isShared }) => isShared);

    expect(fromShared.length / recurring.length).toBeGreaterThanOrEqual(shared);
  });

  test("on a mirror, no drift is an error", () => {
    const mirror = buildGuides({ root, packagedTemplates, registry: "mirror" });
    const errors = mirror.findings.filter(({ severity }) => severity === "error");
    expect(errors.filter(({ code }) => code.startsWith("drift"))).toEqual([]);
  });

  test("a second run changes nothing", () => {
    expect(adopt().write()).toEqual([]);
  }, 60_000);

  // The last, since the files are gone afterwards.
  test("without its drift files, every guide still builds", () => {
    for (const { paths } of guides) rmSync(join(root, paths.prose, "drift.yaml"), { force: true });
    const without = buildGuides({ root, packagedTemplates });
    expect(without.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(without.guides.filter(({ text }) => text === undefined)).toEqual([]);
    expect(without.guides.some(({ text }, index) => text !== guides[index]?.text)).toBe(true);
  });
});
