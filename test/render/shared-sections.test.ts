import fc from "fast-check";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { openProject } from "../../src/project/project.ts";
import { makeProject, REPOSITORY, write } from "../support/project.ts";

function open(root: string) {
  const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
  if (!project) throw new Error("no project");
  return project;
}

/** What decides how shared sections are worded, and texts that touch them. */
const lines = fc
  .tuple(
    fc.constantFrom("", "registry: mirror", "registry: public"),
    fc.constantFrom("", "layout: flat"),
    fc.constantFrom("", "user: root"),
    fc.constantFrom(
      "",
      "variants: { available: [runtime] }",
      "variants: { available: [runtime, fips, compat], notes: '- x' }",
    ),
    fc.constantFrom("", "migration: { kind: drop-in, from: a/b }", "migration: { rows: [{ item: Own row, note: x }] }"),
    fc.constantFrom("", "title: Other"),
    fc.constantFrom(
      "",
      "sections: { add: [{ text: '- a list', after: permissions }] }",
      "sections: { parameters: { minimalism: { container: other } } }",
      "sections: { replace: { no-shell: { text: '1. a list' } } }",
      "sections: { changes: { permissions: [{ remove: By default }] } }",
    ),
  )
  .map((parts) => parts.filter((line) => line !== "").join("\n"));

test("a guide is the same, whatever guides were made before it", { timeout: 60_000 }, () => {
  const root = makeProject();
  fc.assert(
    fc.property(fc.array(lines, { minLength: 6, maxLength: 6 }), (descriptors) => {
      const texts = descriptors.map((more, index) => {
        const title = more.includes("title: Other") ? "" : "title: A\n";
        return [`images/i${index}.yaml`, `name: i${index}\n${title}${more}\n`] as const;
      });
      write(root, Object.fromEntries(texts));
      const project = open(root);
      const together = createGuideMaker(project);
      for (const paths of project.pages) {
        const guide = together.make(paths);
        expect(guide.findings).toEqual([]);
        const alone = createGuideMaker(project).make(paths);
        expect(guide.text).toBe(alone.text);
        expect(guide.sections.map(({ marked }) => marked)).toEqual(alone.sections.map(({ marked }) => marked));
      }
    }),
    { numRuns: 15 },
  );
});

test("an empty list is not a list of one empty word", () => {
  const root = makeProject({
    "templates/partials/variants.hbs": "## Variants\n\nFlavors: {{and variants.flavors}}.\n",
    "images/a.yaml": "name: a\ntitle: A\n",
    "images/b.yaml": 'name: b\ntitle: A\nvariants: { flavors: [""] }\n',
  });
  const project = open(root);
  const [, b] = project.pages;
  if (!b) throw new Error("no guide");
  const together = createGuideMaker(project);
  const [, text] = project.pages.map((paths) => together.make(paths).text);
  expect(text).toBe(createGuideMaker(project).make(b).text);
});

test("what more guides say than are remembered is the same as what they say alone", () => {
  const names = Array.from({ length: 40 }, (_, index) => `i${index}`);
  const root = makeProject({
    "templates/partials/about.hbs": "{{!-- @param what  any --}}\nThis guide is about {{what}}.",
    "templates/partials/variants.hbs":
      "## Variants\n\n{{> about what=title}}\n\nThe image has everything that the guide needs, and nothing more.\n",
    ...Object.fromEntries(
      names.map((name) => [`images/${name}.yaml`, `name: ${name}\ntitle: ${name.toUpperCase()}\n`]),
    ),
  });
  const project = open(root);
  const together = createGuideMaker(project);
  for (const paths of project.pages) expect(together.make(paths).text).toBe(createGuideMaker(project).make(paths).text);
});
