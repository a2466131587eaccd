import fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { descriptorOf, makeImage } from "../../bench/generate.mjs";
import type { BuiltPage } from "../../src/build/built-page.ts";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { stripMarks } from "../../src/markdown/origin.ts";
import { openProject } from "../../src/project/project.ts";
import { formatMarkdown } from "../../src/format/format-markdown.ts";
import { makeProject, REPOSITORY, write } from "../support/project.ts";

function guidesOf(root: string): readonly BuiltPage[] {
  const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
  if (!project) throw new Error("no project");
  const { make } = createGuideMaker(project);
  return project.pages.map((paths) => make(paths));
}

/** Styled by its blocks, most of them before there was a descriptor, a guide is what it is when formatted as a whole. */
function expectSame(guide: BuiltPage): void {
  expect(guide.text).toBe(
    formatMarkdown(guide.sections.map(({ marked }) => stripMarks(marked).trimEnd()).join("\n\n")),
  );
}

describe("a guide formatted by its blocks is the guide formatted as a whole", () => {
  test("for the guides of this repository", () => {
    for (const guide of guidesOf(REPOSITORY)) expectSame(guide);
  });

  test("for the guides of the bench, in both layouts and both registries", () => {
    const root = makeProject();
    for (let index = 0; index < 40; index += 1) {
      const image = makeImage(index);
      const more = `layout: ${index % 2 ? "flat" : "nested"}\nregistry: ${index % 3 ? "public" : "mirror"}\n`;
      write(root, { [`images/${image.name}.yaml`]: descriptorOf(image) + more });
    }
    for (const guide of guidesOf(root)) expectSame(guide);
  });

  test("whatever an author writes", { timeout: 120_000 }, () => {
    const root = makeProject();
    // What reaches beyond its block, or touches a list, a fence or a table of the templates.
    const line = fc.constantFrom(
      ..."text|- item|1. item|  - inner|> quote|| a | b ||| --- | --- |||```|```yaml|    code|# head|===|---".split(
        "|",
      ),
      ..."***|[a]: https://x.io|see [a]|[^1]: note|a[^1]|<b>x</b>|<div>|</div>|<!-- x -->|$$|{{ x }}|{% y %}|* * *".split(
        "|",
      ),
      "| a | b |",
      "| --- | --- |",
      "a  ",
      "",
      "",
      "\tx",
    );
    const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => `${lines.join("\n")}\n`);
    fc.assert(
      fc.property(text, text, text, (start, use, own) => {
        const block = (value: string) => JSON.stringify(value);
        write(root, {
          "images/a.yaml":
            `name: a\ntitle: A\nstart: { text: ${block(start)}, notes: [${block(use)}] }\n` +
            `useCases:\n  - { title: Use, text: ${block(use)}, steps: [{ text: ${block(own)}, code: ${block(start)} }] }\n` +
            `variants: { notes: ${block(own)} }\n` +
            `sections: { replace: { permissions: { text: ${block(own)} } }, add: [{ title: Own, text: ${block(use)} }] }\n`,
        });
        for (const guide of guidesOf(root)) if (guide.text !== undefined) expectSame(guide);
      }),
      { numRuns: 60 },
    );
  });
});
