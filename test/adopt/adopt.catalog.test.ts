import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adoptPages, type Adoption } from "../../src/adopt/adopt.ts";
import type { Description } from "../../src/adopt/describe/describe-guide.ts";
import { rawShare } from "../../src/adopt/own-text.ts";
import { abstractor, identify } from "../../src/adopt/read/identity.ts";
import { labelOf } from "../../src/adopt/read/page-of.ts";
import { buildGuides, formatMarkdown, type BuiltPage, type Finding } from "../../src/index.ts";
import { stripMarks } from "../../src/markdown/origin.ts";
import { CATALOG } from "../support/catalog.ts";
import { REPOSITORY } from "../support/project.ts";
import { temporaryFolder } from "../support/temporary.ts";

/* The real catalog, adopted once: what must hold in reality. */

const packagedTemplates = join(REPOSITORY, "templates");
const packaged = readdirSync(join(packagedTemplates, "partials"));

/** A page's lines as they would be in any page, and whether a partial gave their section, drift or not. */
function linesOf({ paths: { id, name }, text = "", sections }: BuiltPage) {
  const generalize = abstractor(identify(name, text, "<your-namespace>"));
  return sections.flatMap(({ marked, partial }) =>
    formatMarkdown(stripMarks(marked))
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => ({ name: id, text: (generalize(line, false) ?? line).trim(), isShared: partial !== undefined })),
  );
}

/** The partials that pages are worded by: those of their layouts, those that descriptors name, and what these call. */
function partialsOf(root: string, pages: readonly BuiltPage[]): Set<string> {
  const textOf = (file: string) => {
    const path = [join(root, "templates", file), join(packagedTemplates, file)].find(existsSync);
    return path === undefined ? "" : readFileSync(path, "utf8");
  };
  const called = (text: string) => [...text.matchAll(/\{\{#?> *([\w-]+)/g)].map(([, name = ""]) => `${name}.hbs`);
  const named = (source = "") => [...source.matchAll(/partial: ([\w-]+)/g)].map(([, name = ""]) => `${name}.hbs`);
  const found = new Set(
    pages.flatMap(({ content, source }) => [...called(textOf(`${content?.layout.name ?? ""}.hbs`)), ...named(source)]),
  );
  for (const name of found) for (const inner of called(textOf(`partials/${name}`))) found.add(inner);
  return found;
}

/** The pages of the catalog, by what they are called there. */
function catalogPages(): string[] {
  return ["image", "chart"].flatMap((folder) =>
    readdirSync(join(CATALOG, folder)).flatMap((name) =>
      ["guides.md", "overview.md"].map((file) => `${folder}/${name}/${file}`),
    ),
  );
}

describe.skipIf(!existsSync(CATALOG))(`the pages of ${CATALOG} (set DHI_SHARED where it stands elsewhere)`, () => {
  let root: string;
  let remove: (() => void) | undefined;
  let adoption: Adoption;
  let pages: readonly BuiltPage[];
  let findings: readonly Finding[];

  const adopt = () => {
    const progress = { stage: () => {}, step: () => {} };
    return adoptPages({ paths: [CATALOG], root, packagedTemplates, force: false, pid: 1, progress });
  };

  beforeAll(() => {
    root = temporaryFolder((it) => (remove = it));
    adoption = adopt();
    adoption.write();
    ({ pages, findings } = buildGuides({ root, packagedTemplates }));
  }, 300_000);

  afterAll(() => remove?.());

  test("every page is adopted, and comes back byte for byte, and no other is made", () => {
    const expected = catalogPages().filter((file) => existsSync(join(CATALOG, file)));
    expect(expected.length).toBeGreaterThanOrEqual(660);
    expect(adoption.findings).toEqual([]);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const fileOf = (kind: { readonly folder: string }, name: string, { file }: { readonly file: string }) =>
      `${kind.folder}/${name}/${file}`;
    expect(pages.map(({ paths: { kind, name, page } }) => fileOf(kind, name, page)).sort()).toEqual(expected.sort());
    const texts = new Map(
      adoption.pages.map(({ source }) => [fileOf(source.kind, source.name, source.page), source.text]),
    );
    for (const { paths, text } of pages) {
      const file = fileOf(paths.kind, paths.name, paths.page);
      expect(text, file).toBe(texts.get(file));
    }
  });

  test("little of overviews and charts is raw text", () => {
    const groups = new Map<string, Description[]>();
    for (const { source, description } of adoption.pages)
      groups.set(labelOf(source), [...(groups.get(labelOf(source)) ?? []), description]);
    const shares = Object.fromEntries([...groups].map(([label, all]) => [label, rawShare(all)]));
    expect(shares["image overview"]).toBeLessThan(0.05);
    expect(shares["Helm chart overview"]).toBeLessThan(0.05);
    expect(shares["Helm chart guide"]).toBeLessThan(0.2);
  });

  test("its shared text is few partials, with names that say something, and few parameters", () => {
    const own = readdirSync(join(root, "templates/partials"));
    const ofImageGuides = partialsOf(
      root,
      pages.filter(({ paths: { id, page } }) => !id.includes("/") && page.fields === ""),
    );
    expect(ofImageGuides.size).toBeLessThanOrEqual(40);
    const others = new Set([...packaged, ...own].filter((name) => !ofImageGuides.has(name)));
    expect(others.size).toBeLessThanOrEqual(20);
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
    for (const { source: guide, description } of adoption.pages) {
      const { changes = {} } = (description.own["sections"] ?? {}) as { changes?: Record<string, object[]> };
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

  test.each(["image", "chart"])(
    "most of the lines that recur in 30 of a kind come from shared sections: %s",
    (folder) => {
      const lines = pages.filter(({ paths }) => paths.kind.folder === folder).flatMap(linesOf);
      const guidesWith = new Map<string, Set<string>>();
      for (const { name, text } of lines) guidesWith.set(text, (guidesWith.get(text) ?? new Set()).add(name));
      const recurring = lines.filter(({ text }) => (guidesWith.get(text)?.size ?? 0) >= 30);
      const fromShared = recurring.filter(({ isShared }) => isShared);

      expect(fromShared.length / recurring.length).toBeGreaterThanOrEqual(0.8);
    },
  );

  test("on a mirror, no drift is an error", () => {
    const mirror = buildGuides({ root, packagedTemplates, registry: "mirror" });
    const errors = mirror.findings.filter(({ severity }) => severity === "error");
    expect(errors.filter(({ code }) => code.startsWith("drift"))).toEqual([]);
  });

  test("a second run changes nothing", () => {
    expect(adopt().write()).toEqual([]);
  }, 60_000);

  // The last, since the files are gone afterwards.
  test("without its drift files, every page still builds", () => {
    for (const { paths } of pages) rmSync(join(root, paths.drift), { force: true });
    const without = buildGuides({ root, packagedTemplates });
    expect(without.findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(without.pages.filter(({ text }) => text === undefined)).toEqual([]);
    expect(without.pages.some(({ text }, index) => text !== pages[index]?.text)).toBe(true);
  });
});
