import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { verify, type VerifyCommandOptions } from "../../src/commands/verify.ts";
import { driftText } from "../../src/drift/drift-file.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, read, record, write, type Files } from "../support/project.ts";
import { SMALL_CATALOG } from "./small-catalog.ts";

const LAYOUT = { "templates/guide.hbs": "{{> using}}\n", "dhi-guides.config.yaml": "layout: guide\n" };
const GUIDES = { "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b"), "images/c.yaml": minimal("c") };

/** A built project whose guides have one section. */
async function shared(using: string, more: Files = GUIDES): Promise<string> {
  const root = makeProject({ ...LAYOUT, "templates/partials/using.hbs": using, ...more });
  await build([], { root, reporter: "pretty", quiet: true }, record());
  return root;
}

async function run(root: string, options: Partial<VerifyCommandOptions> = {}) {
  const context = record();
  const status = await verify([], { root, reporter: "json", quiet: true, cache: false, ...options }, context);
  return { status, out: context.stdout(), err: context.stderr() };
}

/** The findings of a project as `file:line:column message`. */
async function found(root: string, options: Partial<VerifyCommandOptions> = {}) {
  const findings = JSON.parse((await run(root, options)).out) as Finding[];
  return findings.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
}

describe("what verify finds in shared text", () => {
  test.each([
    ["a paragraph", "## Using it\n\nSet <tag>.\n", "3:5"],
    ["a paragraph that is filled anew", `## Using it\n\n${"It is so. ".repeat(9)}And\nthen set\n<tag> there.\n`, "5:1"],
    ["a paragraph of one line", `## Using it\n\n${"It is so. ".repeat(30)}Set <tag>.\n`, "3:305"],
    ["a nested list", "## Using it\n\n* One\n    * Set <tag>.\n", "4:11"],
    ["a quote in a list", "## Using it\n\n- One\n\n  > Set <tag>.\n", "5:9"],
    ["a table", "## Using it\n\n|Item|Note|\n|-|-|\n|Tag|Set <tag>.|\n", "5:10"],
    ["a branch", "## Using it\n\n{{#if registry.public}}\nSet <tag>.\n{{/if}}\n", "4:5"],
    ["a line with values", "## Using it\n\nFor {{title}}, set <tag>.\n", "3:20"],
    ["line ends of Windows", "## Using it\r\n\r\n- Set <tag>.\r\n", "3:7"],
  ])("is told once, at the partial: in %s", async (_, using, place) => {
    const findings = await found(await shared(using));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(
      new RegExp(`^templates/partials/using\\.hbs:${place} .*<tag>.* \\(3 guides: a, b, c\\)$`),
    );
  });

  test("is told for each place", async () => {
    const root = await shared("## Using it\n\nSet <tag>, and <version>.\n\nSet <tag>.\n");
    const findings = JSON.parse((await run(root)).out) as Finding[];
    const placesOf = (finding: Finding) =>
      [finding, ...(finding.places ?? [])].map(({ file, line, column }) => `${file}:${line}:${column}`);
    expect(findings.map(placesOf)).toEqual([
      ["templates/partials/using.hbs:3:5", "templates/partials/using.hbs:5:5"],
      ["templates/partials/using.hbs:3:16"],
    ]);
  });

  test("is told once by every reporter, and counted once", async () => {
    const root = await shared("## Using it\n\nSet <tag>.\n");
    const { status, out } = await run(root, { reporter: "github" });
    expect(status).toBe(1);
    expect(out).toMatch(/^::error file=templates\/partials\/using\.hbs,line=3,col=5,[^\n]*\(3 guides[^\n]*\n$/);
    expect(
      (await run(root, { reporter: "sarif" })).out.match(/"uri": ?"templates\/partials\/using.hbs"/g),
    ).toHaveLength(1);
    const pretty = await run(root, { reporter: "pretty", quiet: false });
    expect(pretty.err).toContain("> 3 | Set <tag>.");
    expect(pretty.err).toContain("3 pages: 1 error, 0 warnings");
  });

  test("is told in the descriptor where a value put it there, and stays in a guide that was edited", async () => {
    const using = "## Using it\n\nFor {{title}}.\n\n{{#each useCases}}\n{{title}}\n{{/each}}\n";
    const root = await shared(using, { "images/a.yaml": 'name: a\ntitle: "<tag>"\n', "images/b.yaml": minimal("b") });
    write(root, { "out/b/guides.md": `${read(root, "out/b/guides.md")}\nSet <version>.\n` });
    const findings = await found(root);
    expect(findings.map((each) => each.split(":")[0])).toEqual(
      findings.map((each) => (each.includes("<tag>") ? "images/a.yaml" : "out/b/guides.md")),
    );
    expect(findings.length).toBeGreaterThan(0);
  });

  test("stays in a guide that was edited by hand", async () => {
    const root = await shared("## Using it\n\nSet <tag>.\n");
    write(root, { "out/b/guides.md": `Ours.\n\n${read(root, "out/b/guides.md")}` });
    const findings = await found(root);
    expect(findings.map((each) => each.split(" ")[0])).toEqual([
      "out/b/guides.md:5:5",
      "templates/partials/using.hbs:3:5",
    ]);
    expect(findings[1]).toContain("(2 guides: a, c)");
  });

  test("is told at a drift file where published pages word it so", async () => {
    const drift = (published: string) =>
      driftText({
        registry: "public",
        facts: {},
        entries: [{ section: "using", block: 2, kind: "wording", shared: "Set it.", published }],
      });
    const root = await shared("## Using it\n\nSet it.\n", {
      ...GUIDES,
      "images/a/drift.yaml": drift("Set <tag>."),
      "images/b/drift.yaml": drift("Set <tag>."),
      "images/c/drift.yaml": drift("Set the <tag>."),
    });
    const findings = await found(root);
    expect(findings).toHaveLength(2);
    expect(findings[0]).toMatch(/^images\/a\/drift\.yaml:8:20 .*\(2 guides: a, b\)$/);
    expect(findings[1]).toMatch(/^images\/c\/drift\.yaml:8:24 .*\(1 guide: c\)$/);
  });

  test("differs by the guides' definitions: told as it is in the first", async () => {
    const using = "## Using it\n\nRuntime images contain no shell.\n";
    const catalog = Object.fromEntries(
      ["a", "b"].map((name) => [
        `catalog/image/${name}/debian-13/1.yaml`,
        `image: dhi.io/${name}\nname: ${name}\ntags: ["1"]\nvariant: runtime\ncontents:\n  packages: [bash]\n`,
      ]),
    );
    const root = await shared(using, { "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b"), ...catalog });
    const findings = (await found(root, { catalog: join(root, "catalog") })).filter((each) => each.includes("shell"));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(/using\.hbs:3:.*image\/a\/.*\(as in a, of 2 guides: a, b\)$/);
  });

  test("of the package says what to copy, and is told at the descriptor where it is about the whole guide", async () => {
    const root = makeProject({ "images/shelly.yaml": minimal("shelly") });
    await build([], { root, reporter: "pretty", quiet: true }, record());
    const findings = JSON.parse((await run(root, { catalog: SMALL_CATALOG })).out) as Finding[];
    const claim = findings.find(({ code }) => code === "shell-claim");
    expect(claim?.file).toMatch(/templates\/partials\/.*\.hbs$/);
    expect(claim?.fix).toMatch(
      /run `npx dhi-guides templates copy (partials\/.*)` and edit line \d+ of templates\/\1\.hbs/,
    );
    for (const { file, code } of findings) if (code.endsWith("-unmentioned")) expect(file).toBe("images/shelly.yaml");
  });

  test("is held by a baseline, guide by guide: one more is new", async () => {
    const root = await shared("## Using it\n\nSet <tag>.\n");
    await run(root, { baseline: "baseline.json", updateBaseline: true });
    expect(await found(root, { baseline: "baseline.json" })).toEqual([]);
    write(root, { "images/d.yaml": minimal("d") });
    await build([], { root, reporter: "pretty", quiet: true }, record());
    const findings = await found(root, { baseline: "baseline.json" });
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain("(1 guide: d)");
  });

  test("is not counted in guides that accept it", async () => {
    const suppress = 'suppress:\n  visible-placeholder: "readers know"\n';
    const root = await shared("## Using it\n\nSet <tag>.\n", { ...GUIDES, "images/b.yaml": minimal("b", suppress) });
    expect((await found(root)).join()).toContain("(2 guides: a, c)");
  });
});
