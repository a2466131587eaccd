import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { verify, type VerifyCommandOptions } from "../../src/commands/verify.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, read, record, REPOSITORY, write, type Files } from "../support/project.ts";

const LAYOUT = { "templates/guide.hbs": "{{> using}}\n" };

/** A built project whose guides have one section, and in which a phrase is not to be used. */
async function project(files: Files, phrases: readonly string[] = ["bad words"], settings = "layout: guide\n") {
  const banned = phrases.map((from) => `    - { from: ${JSON.stringify(from)}, to: good }\n`).join("");
  const config = `${settings}verify:\n  rules: { size: off }\n  bannedPhrases:\n${banned}`;
  const root = makeProject({ "dhi-guides.config.yaml": config, ...files });
  await build([], { root, reporter: "pretty", quiet: true }, record());
  return root;
}

async function run(root: string, options: Partial<VerifyCommandOptions> = {}) {
  const context = record();
  await verify([], { root, reporter: "json", quiet: true, cache: false, ...options }, context);
  return { out: context.stdout(), err: context.stderr() };
}

async function found(root: string) {
  return JSON.parse((await run(root)).out) as Finding[];
}

const placeOf = ({ file, line, column }: { file: string; line: number; column: number }) => `${file}:${line}:${column}`;

const USING = "## Using it\n\n{{included}}\n";

describe("what verify finds in a page of the project is told where a person can mend it", () => {
  test.each<[string, string, Files, string]>([
    ["a text of the descriptor", USING, { "images/a.yaml": minimal("a", "included: Some bad words.") }, "3:16"],
    [
      "a block of text, filled anew",
      USING,
      { "images/a.yaml": minimal("a", "included: |\n  One.\n\n  Two has bad\n  words.\n") },
      "6:11",
    ],
    ["quoted text", USING, { "images/a.yaml": minimal("a", 'included: "Some bad words."') }, "3:17"],
    ["a list", USING, { "images/a.yaml": minimal("a", "included: |\n  - One\n  - Some bad words\n") }, "5:10"],
    [
      "a title",
      "## Using {{title}}\n\nText.\n",
      { "images/a.yaml": "name: a\ntitle: bad words\noverview: false\n" },
      "2:8",
    ],
    [
      "a value within shared text",
      "## Using it\n\nSet it, {{title}} or so.\n",
      { "images/a.yaml": "name: a\ntitle: bad words\noverview: false\n" },
      "2:8",
    ],
    [
      "a text within shared text",
      "## Using it\n\nSet it: {{start.envPurpose}} then.\n",
      { "images/a.yaml": minimal("a", "start:\n  envPurpose: use bad words") },
      "4:19",
    ],
  ])("%s, at the descriptor", async (_, using, files, place) => {
    const findings = await found(await project({ ...LAYOUT, "templates/partials/using.hbs": using, ...files }));
    expect(findings.map(placeOf)).toEqual([`images/a.yaml:${place}`]);
    expect(findings[0]?.readAt?.file).toBe("out/a/guides.md");
    expect(findings[0]?.message).not.toMatch(/guide/);
  });

  test("an author's file, at its line", async () => {
    const root = await project({
      ...LAYOUT,
      "templates/partials/using.hbs": USING,
      "images/a.yaml": minimal("a", "included: { file: included.md }"),
      "images/a/included.md": "One.\n\nTwo has bad words.\n",
    });
    expect((await found(root)).map(placeOf)).toEqual(["images/a/included.md:3:9"]);
  });

  test("what info.yaml says, there", async () => {
    const root = await project({
      ...LAYOUT,
      "templates/partials/using.hbs": "## Using {{title}}\n\nText.\n",
      "images/a.yaml": "name: a\noverview: false\n",
      "images/a/info.yaml": "metadata:\n  display-name: bad words\n",
    });
    expect((await found(root)).map(placeOf)).toEqual(["images/a/info.yaml:2:17"]);
  });

  test("the namespace, at the settings", async () => {
    const settings = "layout: guide\nregistry: mirror\nnamespace: acme\n";
    const files = {
      "templates/partials/using.hbs": "## Using it\n\nPull `{{reference}}`.\n",
      "images/a.yaml": minimal("a"),
    };
    const findings = await found(await project({ ...LAYOUT, ...files }, ["acme"], settings));
    expect(findings.map(placeOf)).toEqual(["dhi-guides.config.yaml:3:12"]);
  });

  test("words of which a value is only a part, at the partial's line", async () => {
    const using = "## Using it\n\nFor {{title}} words.\n";
    const image = "name: a\ntitle: bad\noverview: false\n";
    const findings = await found(
      await project({ ...LAYOUT, "templates/partials/using.hbs": using, "images/a.yaml": image }),
    );
    expect(findings.map(placeOf)).toEqual(["templates/partials/using.hbs:3:1"]);
  });

  test("a page as a whole, at the descriptor's first line", async () => {
    const files = { "templates/partials/using.hbs": "## Using it\n\nText.\n", "images/a.yaml": minimal("a") };
    const root = await project({ ...LAYOUT, ...files });
    write(root, { "dhi-guides.config.yaml": "layout: guide\nverify: { maxBytes: 1 }\n" });
    const findings = await found(root);
    expect(findings.map((finding) => [finding.code, placeOf(finding)])).toEqual([["size", "images/a.yaml:1:1"]]);
  });

  test("where a page says it in its own text and in shared text, once", async () => {
    const using = "## Using it\n\nShared bad words.\n\n{{included}}\n";
    const image = minimal("a", "included: Own bad words.");
    const findings = await found(
      await project({ ...LAYOUT, "templates/partials/using.hbs": using, "images/a.yaml": image }),
    );
    expect(findings.map((finding) => [finding, ...(finding.places ?? [])].map(placeOf))).toEqual([
      ["images/a.yaml:3:15", "templates/partials/using.hbs:3:8"],
    ]);
  });

  test("but for what only some guides say", async () => {
    const using = "## Using it\n\nShared bad words.\n\n{{included}}\n";
    const images = {
      "images/a.yaml": minimal("a", "included: Own bad words."),
      "images/b.yaml": minimal("b", "included: Fine."),
    };
    const findings = await found(await project({ ...LAYOUT, "templates/partials/using.hbs": using, ...images }));
    expect(findings.map(placeOf)).toEqual(["images/a.yaml:3:15", "templates/partials/using.hbs:3:8"]);
    expect(findings[1]?.message).toContain("(2 guides: a, b)");
  });

  test("in a page that is not built anew, in the page, and that it is to be built", async () => {
    const files = { "templates/partials/using.hbs": USING, "images/a.yaml": minimal("a", "included: Some bad words.") };
    const root = await project({ ...LAYOUT, ...files });
    write(root, { "images/a.yaml": minimal("a", "included: Other words.") });
    expect((await found(root)).map(({ file }) => file)).toEqual(["out/a/guides.md"]);
    const { err } = await run(root, { reporter: "pretty", quiet: false });
    expect(err).toMatch(
      /\nfound in a page that is not as the project makes it now: out\/a\/guides\.md; run `npx dhi-guides build`\n$/,
    );
  });

  test("and a baseline of the pages still holds it", async () => {
    const files = { "templates/partials/using.hbs": USING, "images/a.yaml": minimal("a", "included: Some bad words.") };
    const root = await project({ ...LAYOUT, ...files });
    const known = { "out/a/guides.md": { 'banned-phrase: unexpected "bad words", expected "good"': 1 } };
    write(root, { "baseline.json": JSON.stringify(known) });
    expect((await run(root, { baseline: "baseline.json" })).out).toBe("[]\n");
  });

  test("reporters name the source, and the page where it is read", async () => {
    const files = { "templates/partials/using.hbs": USING, "images/a.yaml": minimal("a", "included: Some bad words.") };
    const root = await project({ ...LAYOUT, ...files });
    expect((await run(root, { reporter: "pretty" })).err).toMatch(
      /^images\/a\.yaml:3:16 [^]*\n {2}read at out\/a\/guides\.md:3\n/,
    );
    expect((await run(root, { reporter: "github" })).out).toMatch(
      /^::error file=images\/a\.yaml,line=3,.*read at out\/a\/guides\.md:3/,
    );
    const [result] = JSON.parse((await run(root, { reporter: "sarif" })).out).runs[0].results;
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("images/a.yaml");
    expect(result.relatedLocations[0].physicalLocation.artifactLocation.uri).toBe("out/a/guides.md");
    expect(result.message.text).toMatch(/Read at \[out\/a\/guides\.md:3\]\(1\)\.$/);
  });
});

test("of this repository's pages, every word is found in a file that a person may edit, most at the word", async () => {
  const root = makeProject();
  for (const folder of ["images", "charts"]) cpSync(join(REPOSITORY, folder), join(root, folder), { recursive: true });
  await build([], { root, reporter: "pretty", quiet: true }, record());
  const pages = ["out/postgres/guides.md", "out/beyla/guides.md", "out/charts/cert-manager/overview.md"];
  const words = pages.flatMap((page) => read(root, page).match(/\b[A-Za-z]{6,}\b/g) ?? []);
  const banned = [...new Set(words)].map((from) => `    - { from: ${from}, to: X }\n`).join("");
  write(root, { "dhi-guides.config.yaml": `verify:\n  bannedPhrases:\n${banned}` });
  const findings = (await found(root)).filter(({ code }) => code === "banned-phrase");
  const places = findings.flatMap((finding) => [finding, ...(finding.places ?? [])]);
  expect(places.length).toBeGreaterThan(500);
  expect(places.map(({ file }) => file).filter((file) => /^out\/|config/.test(file))).toEqual([]);
  expect(places.filter(({ endLine }) => endLine === undefined).length / places.length).toBeLessThan(0.05);
});
