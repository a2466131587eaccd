import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseDescriptor } from "../../src/descriptor/load.ts";
import { imageSchema } from "../../src/descriptor/image-schema.ts";
import { decode } from "../../src/files/read-text.ts";
import { createGuideMaker } from "../../src/build/make-guide.ts";
import { openProject } from "../../src/project/project.ts";
import { createLocator } from "../../src/yaml/locate.ts";
import { makeProject, minimal, REPOSITORY, write } from "../support/project.ts";

/** `DHI_FUZZ_RUNS=100000 npx vitest run test/descriptor/fuzz.test.ts` for a long run. */
const numRuns = Number(process.env["DHI_FUZZ_RUNS"] ?? 500);

const seeds = ["kubeflow-pipelines-metadata-writer", "kserve-localmodelnode-agent"].map((name) =>
  readFileSync(join(REPOSITORY, "images", `${name}.yaml`), "utf8"),
);

/** A real descriptor with pieces cut out, doubled, or put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(
      fc.tuple(
        fc.nat(3000),
        fc.nat(40),
        fc.oneof(
          fc.constantFrom(
            "- ",
            ": ",
            "\n",
            "|\n",
            ">-\n",
            "'",
            '"',
            "{",
            "}",
            "[",
            "]",
            "&a",
            "*a",
            "!!int ",
            "#",
            "\t",
            "```\n",
            "<!--",
            "\0",
            "\u202e",
            "__proto__: {}",
            "? ",
            "%YAML 1.1\n---\n",
            "...\n",
            "\\u0001",
          ),
          fc.string({ maxLength: 12 }),
        ),
      ),
      { minLength: 1, maxLength: 8 },
    ),
  )
  .map(([seed, edits]) =>
    edits.reduce(
      (text, [at, length, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + length),
      seed,
    ),
  );

const files = {
  schema: imageSchema,
  name: "app",
  path: "/nowhere/app.yaml",
  prosePath: "/nowhere/app",
  proseFolder: "images/app",
};

describe("the loader under fuzz", () => {
  test("never throws, and gives a descriptor or a problem with a place in the file", () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string(), fc.string({ unit: "binary" })), (text) => {
        const decoded = decode(Buffer.from(text));
        if ("problem" in decoded) return;
        const { descriptor, problems } = parseDescriptor(decoded.text, files);
        expect(descriptor === undefined).toBe(problems.length > 0);
        const locator = createLocator(decoded.text);
        const lines = decoded.text.split("\n").length;
        for (const { place } of problems) {
          const { line } = "line" in place ? place : locator.locate(place);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines + 1);
        }
      }),
      { numRuns },
    );
  });

  test("any bytes are text or a problem", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = decode(Buffer.from(bytes));
        expect("text" in result || result.problem.severity === "error").toBe(true);
      }),
      { numRuns },
    );
  });

  test("the maker never throws: a guide or findings", () => {
    const root = makeProject({ "images/app.yaml": minimal("app") });
    const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
    if (!project) throw new Error("no project");
    const { make } = createGuideMaker(project);
    const [paths] = project.pages;
    if (!paths) throw new Error("no guide");
    fc.assert(
      fc.property(mutated, (text) => {
        write(root, { "images/app.yaml": text.replace(/^name: .*$/m, "name: app") });
        const guide = make(paths);
        expect(guide.text === undefined).toBe(guide.findings.some(({ severity }) => severity === "error"));
        expect(guide.text ?? "").not.toMatch(/[\u0000-\u0008]/);
      }),
      { numRuns: Math.ceil(numRuns / 10) },
    );
  });
});
