import { createHash } from "node:crypto";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { descriptorOf, makeImage } from "../../bench/generate.mjs";
import { build } from "../../src/commands/build.ts";
import { recallBuild } from "../../src/commands/memory.ts";
import { changedPartials } from "../../src/incremental/changed-partials.ts";
import { createPipeline, isRead, type BuiltGuide } from "../../src/pipeline.ts";
import { openProject, type Project } from "../../src/project/project.ts";
import { JOINED, splice } from "../../src/splice.ts";
import { makeProject, minimal, read, record, REPOSITORY, tree, write } from "../support/project.ts";

/** Guides with all that a section can be: worded by nested partials, joined to another, of an author, in parts of use cases. */
function makeGuides(): string {
  const { name, ...image } = makeImage(7);
  const root = makeProject({
    [`images/${name}.yaml`]: `${descriptorOf({ name, ...image })}layout: flat\n`,
    "images/plain.yaml": minimal("plain"),
    "images/parts.yaml": minimal(
      "parts",
      "useCases:\n  - title: Look\n    parts: [{ text: First. }, { partial: aside }, { text: '- last' }]\n",
    ),
    "images/joined.yaml": minimal(
      "joined",
      "sections:\n  add:\n" +
        "    - { after: permissions, text: '- of the author' }\n" +
        "    - { after: no-shell, partial: aside }\n" +
        "    - { after: entry-point, title: Own, text: Of the author. }\n" +
        "  replace: { minimalism: { partial: aside } }\n",
    ),
    "images/rows.yaml": minimal("rows", "comparison: { rows: [{ feature: Shels, hardened: none }] }\n"),
    "images/whole.yaml": minimal("whole", 'included: "See [more].\\n\\n[more]: https://example.com\\n"\n'),
    "templates/partials/aside.hbs": "An aside.\n",
  });
  cpSync(join(REPOSITORY, "test/fixtures/everything"), root, { recursive: true });
  return root;
}

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
      find: (name) => {
        const { text, seams = "" } = earlier.get(name) ?? {};
        return text === undefined || seams === "" ? undefined : { bytes: Buffer.from(text), seams, stamp: STAMP };
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
    // Of some 550 guides; templates with errors make none.
    expect(spliced).toBeGreaterThan(20);
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

describe("a build after a change of partials", () => {
  const run = (root: string) => {
    const context = record();
    const status = build([], { root, reporter: "json" }, context);
    return { status, stdout: context.stdout(), summary: context.stderr().replace(/ in [\d.]+ s/, "") };
  };

  /** Builds, and compares with a build from nothing. */
  function expectRight(root: string): void {
    const other = makeProject();
    cpSync(root, other, { recursive: true });
    rmSync(join(other, ".dhi-guides"), { recursive: true });
    expect(run(root)).toEqual(run(other));
    expect(tree(join(root, "out"))).toEqual(tree(join(other, "out")));
  }

  test("does not go on from outputs that another one made", () => {
    const root = makeGuides();
    run(root);
    // As if another branch had been checked out, on which a guide says something else.
    const text = `${read(root, "out/plain/guides.md")}\nOn another branch.\n`;
    const hash = createHash("sha256").update(text).digest("hex");
    const sums = read(root, "out/SHA256SUMS").replace(/[0-9a-f]{64}(?= {2}plain\/)/, hash);
    write(root, { "out/plain/guides.md": text, "out/SHA256SUMS": sums });
    write(root, { "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n" });
    expectRight(root);
    expect(read(root, "out/plain/guides.md")).not.toContain("On another branch.");
  });

  test("words what an author changed at the same time", () => {
    const root = makeGuides();
    run(root);
    write(root, {
      "images/plain.yaml": minimal("plain", "start: { text: Run it. }\n"),
      "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n",
    });
    expectRight(root);
    expect(read(root, "out/plain/guides.md")).toMatch(/Run it\.[\s\S]*Others\./);
  });

  test("words a prose file that changed at the same time", () => {
    const root = makeProject({
      "images/p.yaml": minimal("p", "included: { file: more.md }\n"),
      "images/p/more.md": "First.\n",
    });
    run(root);
    write(root, {
      "images/p/more.md": "Second.\n",
      "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n",
    });
    expectRight(root);
    expect(read(root, "out/p/guides.md")).toMatch(/Second\.[\s\S]*Others\./);
  });

  test("words everything anew where a layout changed, too", () => {
    const root = makeGuides();
    run(root);
    const layout = read(REPOSITORY, "templates/nested.hbs");
    const swapped = layout.replace(
      "    {{> permissions}}\n    {{> privileged-ports}}\n",
      "    {{> privileged-ports}}\n    {{> permissions}}\n",
    );
    expect(swapped).not.toBe(layout);
    write(root, { "templates/nested.hbs": swapped, "templates/partials/no-shell.hbs": "## No shell\n\nNone.\n" });
    expectRight(root);
    expect(read(root, "out/plain/guides.md")).toMatch(/### Privileged ports[\s\S]*### Permissions[\s\S]*None\./);
  });

  test("reports what is wrong now with a part that no section prints", () => {
    const parts = "[{ partial: aside, changes: [{ find: An aside, replace: Another }] }]";
    const root = makeProject({
      "images/p.yaml": minimal(
        "p",
        `useCases:\n  - title: Look\n    parts: ${parts}\nsections: { omit: [use-cases] }\n`,
      ),
      "templates/partials/aside.hbs": "An aside.\n",
    });
    expect(run(root).status).toBe(0);
    write(root, { "templates/partials/aside.hbs": "Others.\n" });
    expectRight(root);
    expect(run(root).stdout).toContain("change-unmatched");
  });

  test("finds the partials that print use cases, whatever stands in their comments", () => {
    const list = "## List\n\n{{!-- all --~}}\n{{#each useCases}}\n{{text}}\n{{/each}}\n{{!-- end --}}\n";
    const root = makeProject({
      "images/p.yaml": minimal("p", "useCases:\n  - { title: Look, parts: [{ partial: aside }] }\n"),
      "templates/partials/aside.hbs": "An aside.\n",
      "templates/partials/use-cases.hbs": list,
    });
    run(root);
    write(root, { "templates/partials/aside.hbs": "Others.\n" });
    expectRight(root);
    expect(read(root, "out/p/guides.md")).toContain("Others.");
  });

  test("says where to edit what somebody else wrote, though most of the guide was copied", () => {
    const root = makeGuides();
    run(root);
    const sums = read(root, "out/SHA256SUMS").replace(/[0-9a-f]{64}(?= {2}plain\/)/, "0".repeat(64));
    write(root, {
      "out/SHA256SUMS": sums,
      "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n",
    });
    expectRight(root);
    expect(run(root).stdout).toContain("templates/partials/permissions.hbs");
  });

  test("does not mix settings that change while it begins", () => {
    const root = makeGuides();
    run(root);
    write(root, { "templates/partials/permissions.hbs": "## Permissions\n\nOthers of {{reference}}.\n" });
    const options = { root, reporter: "json" } as const;
    const memory = recallBuild([], options, record());
    write(root, { "dhi-guides.config.yaml": "registry: mirror\n" });
    build([], options, record(), memory);
    expect(read(root, "out/plain/guides.md")).not.toContain("docker run --rm -it dhi.io/plain");
  });

  test("takes back what a partial of the project said when that goes", () => {
    const root = makeGuides();
    run(root);
    const guides = tree(join(root, "out"));
    write(root, { "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n" });
    expectRight(root);
    rmSync(join(root, "templates/partials/permissions.hbs"));
    expectRight(root);
    expect(tree(join(root, "out"))).toEqual(guides);
  });
});

describe("splice", () => {
  const word = fc.stringMatching(/^[a-zé😀 ]{1,5}$/u);
  const sections = fc.array(fc.record({ text: word, joined: fc.nat(2), piece: fc.option(word, { nil: undefined }) }), {
    minLength: 1,
  });
  const spelled = (texts: readonly string[], joined: readonly number[]) => {
    const seams = texts.flatMap((_, index) => [
      String(Buffer.byteLength(texts.slice(0, index).join("--")) + (index > 0 ? 2 : 0)),
      ...Array.from({ length: joined[index] ?? 0 }, () => JOINED),
    ]);
    return { bytes: Buffer.from(`${texts.join("\n\n")}\n`), seams: seams.join(" ") };
  };

  test("puts pieces in the place of sections", () => {
    fc.assert(
      fc.property(sections, (all) => {
        const joined = all.map((section) => section.joined);
        const before = spelled(
          all.map(({ text }) => text),
          joined,
        );
        const pieces = all.flatMap(({ piece, joined: count }) => [piece, ...Array<undefined>(count)]);
        const after = spelled(
          all.map(({ text, piece }) => piece ?? text),
          joined,
        );
        expect(splice(before, pieces)).toEqual(after);
      }),
    );
  });

  test("refuses pieces of another guide", () => {
    expect(splice({ bytes: Buffer.from("a\n\nb\n"), seams: "0 3" }, ["c"])).toBeUndefined();
    expect(splice({ bytes: Buffer.from("a\n"), seams: "" }, ["c"])).toBeUndefined();
  });
});
