import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeImage } from "../../bench/generate.mjs";
import { changedPartials } from "../../src/incremental/changed-partials.ts";
import { isRead, type BuiltGuide } from "../../src/built-guide.ts";
import { createPipeline } from "../../src/pipeline.ts";
import { openProject, type Project } from "../../src/project/project.ts";
import { read, REPOSITORY, write } from "../support/project.ts";
import { makeGuides } from "./section-kinds.ts";

function open(root: string): Project {
  const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
  if (!project) throw new Error("no project");
  return project;
}

function buildAll(project: Project): Map<string, BuiltGuide> {
  const { build: make } = createPipeline(project);
  const guides = project.guides.map((paths) => make(paths));
  return new Map(guides.map((guide) => [guide.paths.name, guide]));
}

/** No test here looks at files again. */
const STAMP = { hash: "", mtime: 0, ctime: 0, size: 0, inode: 0 };

/** Makes the guides of a project that was another one, and goes on from what that gave. */
function buildAnew(now: Project, before: Project, earlier: ReadonlyMap<string, BuiltGuide>): Map<string, BuiltGuide> {
  const changed = changedPartials(now.templates, before.templates) ?? new Set();
  const { read: readGuide, make } = createPipeline(
    now,
    {},
    {
      changed,
      find: ({ name }) => {
        const { text, seams = "", findings = [] } = earlier.get(name) ?? {};
        // A build remembers no guide with findings: they must be said again.
        if (text === undefined || seams === "" || findings.length > 0) return undefined;
        return { bytes: Buffer.from(text), seams, stamp: STAMP };
      },
    },
  );
  const guides = now.guides.map((paths) => readGuide(paths));
  return new Map(guides.map((guide) => [guide.paths.name, isRead(guide) ? make(guide) : guide]));
}

/** A guide but for what explains it, which one that was put together does not have. */
const comparable = ({ paths, text, seams, findings, inputs, templates }: BuiltGuide) => ({
  ...{ paths, text, seams, findings, inputs, templates },
});

describe("a guide of which some partials changed", () => {
  const lines = fc.constantFrom(
    ..."## Head|### Deeper|Text of *the* template.|- item|  - inner|1. first|> quote|    code|---|<div>|</div>".split(
      "|",
    ),
    ...["| Feature | Now |", "| --- | --- |", "| Shell | yes |", "| Shels | no |", "```", "[more]: https://x.io"],
    ...[
      "See [more] and a[^1].",
      "[^1]: A note.",
      "{{title}} in {{reference}}",
      "{{> aside}}",
      "{{#if env}}\nSome.\n{{/if}}",
    ],
    ...["{{#each useCases}}\n{{text}}\n{{/each}}", "", "", ""],
  );
  const texts = fc.array(lines, { maxLength: 6 }).map((all) => `${all.join("\n")}\n`);
  const headed = texts.map((text) => `## Head\n\n${text}`);
  const names = [
    "permissions",
    "no-shell",
    "aside",
    "nonroot-access",
    "use-cases",
    "comparison",
    "entry-point",
    "start",
  ];
  const changes = fc.dictionary(fc.constantFrom(...names), fc.oneof(texts, headed, headed), { minKeys: 1, maxKeys: 2 });

  test("is what it is when all of it is worded", { timeout: 180_000 }, () => {
    const root = makeGuides();
    let spliced = 0;
    fc.assert(
      fc.property(fc.array(changes, { minLength: 1, maxLength: 3 }), (steps) => {
        rmSync(join(root, "templates"), { recursive: true });
        write(root, { "templates/partials/aside.hbs": "An aside.\n" });
        let before = open(root);
        let guides = buildAll(before);
        for (const step of steps) {
          for (const [name, text] of Object.entries(step)) write(root, { [`templates/partials/${name}.hbs`]: text });
          const now = open(root);
          const anew = buildAnew(now, before, guides);
          const whole = buildAll(now);
          for (const [name, guide] of whole) expect(comparable(anew.get(name) ?? guide)).toEqual(comparable(guide));
          spliced += [...anew.values()].filter(({ spliced: was }) => was).length;
          [before, guides] = [now, anew];
        }
      }),
      { numRuns: 40 },
    );
    // Of some 550 guides: templates with errors make none, and two guides are always worded as a whole.
    expect(spliced).toBeGreaterThan(30);
  });

  test("keeps all other sections as they were, whatever they were", () => {
    const root = makeGuides();
    const before = open(root);
    const guides = buildAll(before);
    const apart = [...guides].filter(([, { seams }]) => seams !== "").map(([name]) => name);
    for (const [name, { text }] of guides) expect(text, name).toBeDefined();
    expect(apart).toEqual(["joined", "parts", "plain", makeImage(7).name, "rows"]);
    const marked = new Map(
      [...guides].map(([name, guide]) => [
        name,
        { ...guide, text: guide.text?.replaceAll("troubleshooting", "TROUBLESHOOTING") },
      ]),
    );
    write(root, { "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n" });

    const anew = buildAnew(open(root), before, marked);

    for (const name of apart)
      expect(anew.get(name)?.text, name).toMatch(/TROUBLESHOOTING[\s\S]*## Permissions\n\nOthers\./);
  });

  test("is worded as a whole where its sections do not begin where they should", () => {
    const root = makeGuides();
    const before = open(root);
    const moved = new Map([...buildAll(before)].map(([name, guide]) => [name, { ...guide, text: `x${guide.text}` }]));
    write(root, { "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n" });
    const now = open(root);

    const anew = buildAnew(now, before, moved);

    for (const [name, { text }] of buildAll(now)) expect(anew.get(name)?.text, name).toBe(text);
  });

  test("has the parts of its use cases at the level that they have now", () => {
    const root = makeGuides();
    write(root, { "templates/partials/aside.hbs": "## Aside\n\nAn aside.\n" });
    const before = open(root);
    const guides = buildAll(before);
    expect(guides.get("parts")?.text).toContain("##### Aside");
    // From here on the use cases stand in the first section, too, which is one level up.
    const access = read(REPOSITORY, "templates/partials/access.hbs");
    write(root, { "templates/partials/access.hbs": `${access}\n{{#if useCases}}There are uses.{{/if}}\n` });

    const anew = buildAnew(open(root), before, guides).get("parts");

    expect(anew?.spliced).toBeDefined();
    expect(anew?.text).toMatch(/There are uses\.[\s\S]*\n#### Aside/);
    expect(anew?.text).toBe(buildAll(open(root)).get("parts")?.text);
  });

  test("has the warnings that a new table brings", () => {
    const root = makeGuides();
    const before = open(root);
    const guides = buildAll(before);
    expect(guides.get("rows")?.findings).toEqual([]);
    write(root, {
      "templates/partials/permissions.hbs":
        "## Permissions\n\n| Feature | Now |\n| --- | --- |\n| Shells | yes |\n| Shels | no |\n",
    });

    expect(buildAnew(open(root), before, guides).get("rows")?.findings).toMatchObject([{ code: "row-misspelt" }]);
  });
});
