import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { newDescriptors } from "../../src/commands/new.ts";
import { runProgram } from "../../src/commands/program.ts";
import { sync, type SyncCommandOptions } from "../../src/commands/sync.ts";
import { factsFileJsonSchema } from "../../src/index.ts";
import { parseFactsFile } from "../../src/descriptor/facts-file.ts";
import { makeProject, minimal, read, record, tree, write, type Files } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

interface Found {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly fix?: string;
}

async function run(root: string, options: Partial<SyncCommandOptions> = {}) {
  const context = record();
  const status = await sync([], { root, reporter: "json", ...options }, context);
  return { status, findings: JSON.parse(context.stdout()) as Found[], stderr: context.stderr() };
}

/** A project with one image, and a file of facts that its settings name. */
const project = (facts: string | Buffer, more: Files = {}) =>
  makeProject({
    "dhi-guides.config.yaml": "facts: facts.json\n",
    "facts.json": facts,
    "images/app.yaml": minimal("app"),
    ...more,
  });

const STIG = '{ "example": { "stig": true, "source": "an audit" } }';

/** Where mistakes are, and what they are. */
const places = (findings: readonly Found[]) =>
  findings.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe("a file of facts", () => {
  test("needs no definitions, and is named by the settings", async () => {
    const root = project('{ "app": { "fips": true, "stig": true, "source": "export of 2026-11" } }\n');
    expect(await run(root, { check: true })).toMatchObject({
      status: 1,
      findings: [{ code: "descriptor-outdated" }, {}],
    });
    expect(await run(root)).toMatchObject({ status: 0, findings: [] });
    expect(read(root, "images/app.yaml")).toContain(
      "variants: { available: [runtime, dev, fips], stig: true } # fips: export of 2026-11; stig: export of 2026-11\n",
    );
    const before = tree(root);
    expect(await run(root, { check: true })).toMatchObject({ status: 0, findings: [] });
    expect(await run(root)).toMatchObject({ status: 0, findings: [] });
    expect(tree(root)).toEqual(before);
  });

  test("may name another source, which the comment then names", async () => {
    const facts = (source: string) => JSON.stringify({ app: { stig: true, source } });
    const root = project(facts("audit of 2026-10"));
    await run(root);
    write(root, { "facts.json": facts("audit of 2026-12") });
    expect((await run(root, { check: true })).findings).toMatchObject([{ code: "descriptor-outdated" }]);
    await run(root);
    expect(read(root, "images/app.yaml")).toContain("stig: true } # stig: audit of 2026-12\n");
  });

  test.each<readonly [string, string]>([
    ["the image is not in it any more", '{ "other": { "fips": true } }'],
    ["it says nothing of the fact any more", '{ "example": { "fips": true } }'],
  ])("tells, and takes out nothing, where %s", async (_, later) => {
    const root = makeProject({ "images/example.yaml": minimal("example"), "facts.json": STIG });
    const options = { from: SMALL_CATALOG, facts: `${root}/facts.json` };
    await run(root, options);
    write(root, { "facts.json": later });
    const { status, findings } = await run(root, options);
    expect(status).toBe(0);
    expect(findings.filter(({ code }) => code === "fact-unstated")).toMatchObject([
      { message: 'unexpected variants.stig by "an audit", which nobody states any more' },
    ]);
    expect(read(root, "images/example.yaml")).toContain("stig: true");
  });

  test("is what verify holds pages against, too", async () => {
    const denies = minimal("example", "included: There are no FIPS variants of this image.\n");
    const root = makeProject({
      "dhi-guides.config.yaml": "facts: facts.json\n",
      "facts.json": '{ "example": { "fips": true }, "unknown-one": { "fips": true } }',
      "images/example.yaml": denies,
    });
    await build([], { root, reporter: "pretty" }, record());
    const verified = async () => {
      const context = record();
      const options = ["--root", root, "--catalog", SMALL_CATALOG, "--reporter", "json"];
      await runProgram(["node", "dhi-guides", "verify", ...options], context);
      return (JSON.parse(context.stdout()) as Found[]).map(({ code }) => code);
    };
    expect(await verified()).toEqual(expect.arrayContaining(["fips-variant-claim", "facts-file-unknown"]));
    // What is remembered of pages is forgotten where the file says something else.
    write(root, { "facts.json": '{ "example": { "fips": false } }' });
    expect(await verified()).not.toContain("fips-variant-claim");
  });

  test("says nothing of what the author keeps", async () => {
    const kept = "variants: { stig: true } # stig: an audit\nkeep: { variants.stig: renewed each spring }\n";
    const root = makeProject({ "images/example.yaml": minimal("example", kept), "facts.json": '{"example":{}}' });
    const { findings } = await run(root, { from: SMALL_CATALOG, facts: `${root}/facts.json` });
    expect(findings.filter(({ code }) => code === "fact-unstated")).toEqual([]);
  });

  test("stands beside what definitions say, and the command line names another", async () => {
    const root = makeProject({ "images/example.yaml": minimal("example"), "other.json": '{"example":{"fips":true}}' });
    const options = { from: SMALL_CATALOG, facts: `${root}/other.json` };
    expect(await run(root, options)).toMatchObject({ status: 0, findings: [] });
    const text = read(root, "images/example.yaml");
    expect(text).toContain("ports: [8080/tcp, 9090/tcp]\n");
    expect(text).toContain("variants: { available: [runtime, dev, fips] } # fips: other.json\n");
  });

  test("may be YAML, and may name its schema", async () => {
    const root = project("$schema: x\napp:\n  stig: true # so they say\n  source: the auditor\n");
    expect(await run(root)).toMatchObject({ status: 0, findings: [] });
    expect(read(root, "images/app.yaml")).toContain("variants: { stig: true } # stig: the auditor\n");
  });

  test.each([
    ["tabs", '{\n\t"app": {\n\t\t"fips": true\n\t}\n}\n'],
    ["one line", '{"app":{"fips":true}}'],
    ["Windows' line ends, and a mark before it", '\ufeff{\r\n  "app": {\r\n    "fips": true\r\n  }\r\n}\r\n'],
    ["escapes", String.raw`{"\u0061pp":{"fips":true,"source":"a\/b \ud83d\ude00 \"c\"\n"}}`],
    ["a long line", `{"app":{"source":"${"x".repeat(5000)}","fips":true}}`],
  ])("is JSON with %s", async (_, text) => {
    const root = project(text);
    expect(await run(root)).toMatchObject({ status: 0, findings: [] });
    expect(read(root, "images/app.yaml")).toContain("fips] } # fips: ");
  });

  test("is told of all its mistakes at once, at their places, and writes nothing", async () => {
    const text = `{
  "app": { "fips": "true", "stgi": true },
  "one": { "fips": 1, "stig": null, "source": ["x"] },
  "chart/two": { "fips": true },
  "Three": { "fips": true },
  "four": true,
  "five": {},
  "six": { "source": 7, "stig": "no" },
  "seven": { "fips": true, "source": " " },
  "constructor": []
}
`;
    const root = project(text);
    const before = tree(root);
    const { status, findings } = await run(root);
    expect(status).toBe(1);
    expect(tree(root)).toEqual(before);
    expect(places(findings)).toMatchInlineSnapshot(`
      [
        "2:20 unexpected "true", expected true or false",
        "2:28 unexpected key "stgi", expected one of fips, stig, source",
        "3:20 unexpected 1, expected true or false",
        "3:31 unexpected empty value, expected true or false",
        "3:47 unexpected list, expected text",
        "4:3 unexpected "chart/two", expected the name of an image: nothing else has such facts",
        "5:3 unexpected "Three", expected the name of an image: nothing else has such facts",
        "6:11 unexpected true, expected a mapping",
        "7:11 unexpected mapping, expected fips or stig in it",
        "8:22 unexpected 7, expected text",
        "8:33 unexpected "no", expected true or false",
        "9:38 unexpected " ", expected some words",
        "10:18 unexpected list, expected a mapping",
      ]
    `);
    for (const { code, file, fix } of findings)
      expect([code, file, fix !== undefined]).toEqual(["facts-file-invalid", "facts.json", true]);
  });

  test.each([
    ["nothing", ""],
    ["blanks", " \n"],
    ["a list", "[]"],
    ["a word", '"app"'],
    ["null", "null"],
    ["half of it", '{ "app": { "fips": true'],
    ["a missing comma", '{ "app": { "fips": true "stig": true } }'],
    ["a comment of another language", '// x\n{ "app": { "fips": true } }'],
    ["a key twice", '{ "app": { "fips": true }, "app": { "fips": false } }'],
    ["a key twice, in other letters", String.raw`{ "app": { "fips": true }, "\u0061pp": { "fips": false } }`],
    ["a field twice", '{ "app": { "fips": true, "fips": false } }'],
    ["two documents", '{"app":{"fips":true}}\n---\n{"app":{"fips":false}}'],
    ["an alias", "a: &x { fips: true }\napp: *x\n"],
    ["a tag", "app: !!js/function { fips: true }\n"],
    ["the key that JavaScript reserves", '{ "app": { "fips": true }, "__proto__": { "fips": true } }'],
    ["that key within", '{ "app": { "fips": true, "__proto__": { "x": 1 } } }'],
    ["a merge", "app: { <<: { fips: true } }\n"],
    ["depth", `{"app":${'{"a":'.repeat(5000)}1${"}".repeat(5000)}}`],
    ["signs that nobody sees", '{ "app": { "fips": true, "source": "a\u202eb" } }'],
    ["such signs spelled out", String.raw`{ "app": { "fips": true, "source": "a\u202eb" } }`],
    ["half a character", String.raw`{ "app": { "fips": true, "source": "a\ud800b" } }`],
    ["such a sign in a name", '{ "a\u200bpp": { "fips": true } }'],
    ["another encoding", Buffer.from('{ "app": { "fips": true, "source": "\xe9" } }', "latin1")],
    ["two bytes a letter", Buffer.from('{ "app": { "fips": true } }', "utf16le")],
    ["more than there can be", `{ "app": { "fips": true, "source": "${"x".repeat(2 ** 20)}" } }`],
  ])("with %s is an error at a place, and writes nothing", async (_, facts) => {
    const root = project(facts);
    const before = tree(root);
    const { status, findings } = await run(root);
    expect(status).toBe(1);
    expect(findings.length).toBeGreaterThan(0);
    for (const { file, line, column, fix, code } of findings) {
      expect([file, line > 0, column > 0]).toEqual(["facts.json", true, true]);
      expect(code).toMatch(/^(?:facts-file-invalid|file-|invisible-)/);
      if (code !== "file-too-large") expect(fix).toEqual(expect.any(String));
    }
    expect(tree(root)).toEqual(before);
  });

  test("that is not there is no run at all", async () => {
    const root = makeProject({ "images/app.yaml": minimal("app") });
    await expect(run(root, { facts: "nowhere.json" })).rejects.toThrow("there is no nowhere.json");
  });

  test("with names that nobody knows is a warning, and the others hold", async () => {
    const root = project(
      '{\n  "ap": { "fips": true },\n  "toString": { "fips": true },\n  "app": { "stig": true }\n}\n'.replace(
        "toString",
        "to-string",
      ),
    );
    const { status, findings } = await run(root);
    expect(status).toBe(0);
    expect(findings).toMatchObject([
      {
        code: "facts-file-unknown",
        severity: "warning",
        file: "facts.json",
        line: 2,
        column: 3,
        fix: 'did you mean "app"?',
      },
      { code: "facts-file-unknown", line: 3, column: 3, fix: "correct the name, or remove the entry" },
    ]);
    expect(read(root, "images/app.yaml")).toContain("stig: true");
  });

  test("of an image that has definitions and no descriptor is no mistake", async () => {
    const root = project('{ "shelly": { "fips": true } }');
    expect(await run(root, { from: SMALL_CATALOG })).toMatchObject({ status: 0, findings: [] });
  });

  test("of what a broken definition may deny says nothing", async () => {
    const root = project('{ "app": { "fips": true } }', {
      "catalog/image/app/debian-13/1.yaml": "image: dhi.io/app\ntags: [",
    });
    const { status, stderr } = await run(root, { from: `${root}/catalog` });
    expect([status, stderr]).toEqual([1, expect.stringContaining("1 with a broken definition")]);
    expect(read(root, "images/app.yaml")).toBe(minimal("app"));
  });
});

describe("new --facts", () => {
  const make = async (root: string, name: string, options: object = {}) => {
    const context = record();
    const status = await newDescriptors([name], { root, reporter: "json", title: "App", ...options }, context);
    return { status, findings: JSON.parse(context.stdout()) as Found[] };
  };

  test.each([
    ["with definitions", "example", { from: SMALL_CATALOG }],
    ["without", "app", {}],
  ])("sets them, %s", async (_, name, options) => {
    const root = makeProject({ "facts.json": `{ "${name}": { "fips": true, "source": "export" } }` });
    expect((await make(root, name, { ...options, facts: `${root}/facts.json` })).status).toBe(0);
    const text = read(root, `images/${name}.yaml`);
    expect(text).toContain("variants: { available: [runtime, dev, fips] } # fips: export\n");
    expect(await run(root, { ...options, facts: `${root}/facts.json`, check: true })).toMatchObject({ status: 0 });
  });

  test("takes them from a catalog's FIPS definitions, too", async () => {
    const root = makeProject();
    await make(root, "sealed", { from: SMALL_CATALOG });
    const text = read(root, "images/sealed.yaml");
    expect(text).toContain("  available: [runtime, fips] # fips: image/sealed/debian-13/1-fips.yaml\n".trimStart());
    expect(text).not.toContain("OPENSSL_CONF");
    expect(text).toContain("entrypoint: [/usr/local/bin/sealed]\n");
    expect(await run(root, { from: SMALL_CATALOG, check: true })).toMatchObject({ status: 0 });
  });

  test("writes nothing where the file has errors", async () => {
    const root = makeProject({ "facts.json": "{" });
    const { status, findings } = await make(root, "app", { facts: `${root}/facts.json` });
    expect([status, findings[0]?.code]).toEqual([1, "facts-file-invalid"]);
    expect(Object.keys(tree(root))).toEqual(["facts.json"]);
  });
});

test.each([
  [true, '{ "$schema": "x", "app": { "fips": true, "stig": false, "source": "export" } }'],
  [true, "{}"],
  [false, '{ "app": { "fips": "true" } }'],
  [false, '{ "app": { "fisp": true } }'],
  [false, '{ "app": { "source": "x" } }'],
  [false, '{ "chart/app": { "fips": true } }'],
  [false, "[]"],
])("its JSON Schema says the same of it: %s for %s", (isValid, text) => {
  const validate = new Ajv2020({ strict: false }).compile(factsFileJsonSchema());
  expect(validate(JSON.parse(text))).toBe(isValid);
  expect("facts" in parseFactsFile(text)).toBe(isValid);
});
