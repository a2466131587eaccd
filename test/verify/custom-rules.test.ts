import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createVerifier } from "../../src/commands/page-verifier.ts";
import { verify, type VerifyCommandOptions } from "../../src/commands/verify.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { type CustomRule, type CustomRuleContext, type RuleProblem, verifyGuides } from "../../src/index.ts";
import { openProject } from "../../src/project/project.ts";
import { CLI, type Files, makeProject, minimal, read, record, REPOSITORY, write } from "../support/project.ts";

const PAGE = read(REPOSITORY, "docs/custom-rules.md");

/** The first block of a language on the page about custom rules. */
function sampleOf(lang: string): string {
  const [, , text = ""] = new RegExp(`^(\`{3,})${lang}\n([^]*?)^\\1$`, "m").exec(PAGE) ?? [];
  expect(text).not.toBe("");
  return text;
}

const GUIDE = "image/example/guides.md";
/** The project of the documentation. */
const documented = (more: Files = {}) =>
  makeProject({
    "rules/no-sudo.mjs": sampleOf("js"),
    "dhi-guides.config.yaml": sampleOf("yaml"),
    [GUIDE]: sampleOf("markdown"),
    ...more,
  });

async function run(root: string, options: Partial<VerifyCommandOptions> = {}, paths = [join(root, GUIDE)]) {
  const context = record();
  const status = await verify(paths, { root, reporter: "pretty", quiet: true, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

async function findingsOf(root: string, options: Partial<VerifyCommandOptions> = {}, paths?: string[]) {
  return JSON.parse((await run(root, { reporter: "json", ...options }, paths)).stdout) as Finding[];
}

const linesOf = async (root: string, options: Partial<VerifyCommandOptions> = {}, paths?: string[]) =>
  (await findingsOf(root, options, paths)).map(
    ({ file, line, severity, code }) => `${file}:${line} ${severity} ${code}`,
  );

const SUDO = `${GUIDE}:4 warning no-sudo`;

/** A project with modules of these texts, each named by the settings. */
function withModules(modules: Readonly<Record<string, string>>, more: Files = {}): string {
  const names = Object.keys(modules).map((name) => `./${name}`);
  return makeProject({
    "dhi-guides.config.yaml": `verify:\n  customRules: ${JSON.stringify(names)}\n`,
    [GUIDE]: "Set <tag>.\n",
    ...modules,
    ...more,
  });
}

const ruleText = (code: string, check: string, more = "") =>
  `{ code: ${JSON.stringify(code)}, severity: "warning", ${more} check: ${check} }`;

test("a rule may be called as what every object has", async () => {
  const problem = '() => [{ start: 0, message: "unexpected text" }]';
  const root = withModules({ "a.mjs": `export default ${ruleText("constructor", problem)}` });
  expect(await linesOf(root)).toContain(`${GUIDE}:1 warning constructor`);
});

describe("the rule that docs/custom-rules.md shows", () => {
  test("finds what the page says", async () => {
    const { status, stderr } = await run(documented());
    expect(stderr.trimEnd()).toBe(sampleOf("text").trimEnd());
    expect(status).toBe(0);
  });

  test("is run by the command as it is installed", () => {
    const given = ["verify", "--root", ".", "--quiet", GUIDE];
    const { stderr } = spawnSync("node", [CLI, ...given], { cwd: documented(), encoding: "utf8" });
    expect(stderr.trimEnd()).toBe(sampleOf("text").trimEnd());
  });

  test("mends it", async () => {
    const root = documented();
    expect((await run(root, { fix: true })).stderr).toBe("");
    expect(read(root, GUIDE)).toBe(sampleOf("markdown").replace("sudo ", ""));
  });

  test("has the severity of the settings", async () => {
    const settings = (severity: string) => ({
      "dhi-guides.config.yaml": `${sampleOf("yaml")}  rules: { no-sudo: ${severity} }\n`,
    });
    expect(await linesOf(documented(settings("error")))).toEqual([`${GUIDE}:4 error no-sudo`]);
    expect(await linesOf(documented(settings("off")))).toEqual([]);
  });

  test("is suppressed as others are, and not for nothing", async () => {
    const comment = "<!-- dhi-guides-disable-file no-sudo: the host is meant -->\n\n";
    const root = documented({ [GUIDE]: comment + sampleOf("markdown") });
    expect(await linesOf(root)).toEqual([]);
    write(root, { [GUIDE]: `${comment}Text.\n` });
    expect(await linesOf(root)).toEqual([`${GUIDE}:1 warning unused-suppression`]);
    const accepted = `  suppress: [{ file: ${GUIDE}, rule: no-sudo, reason: ours }]\n`;
    expect(await linesOf(documented({ "dhi-guides.config.yaml": sampleOf("yaml") + accepted }))).toEqual([]);
  });

  test("is suppressed by a descriptor, also in the preview", async () => {
    const files = (more: string) => ({ "images/a.yaml": minimal("a", more), "out/a/guides.md": sampleOf("markdown") });
    for (const [more, expected] of [
      ["", ["no-sudo"]],
      ["suppress: { no-sudo: ours }\n", []],
    ] as const) {
      const root = documented(files(more));
      expect((await findingsOf(root, {}, [])).map(({ code }) => code)).toEqual(expected);
      const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
      const [paths] = project?.pages ?? [];
      if (!project || !paths) throw new Error("no project");
      const previewed = await (await createVerifier({}, project))(paths, sampleOf("markdown"));
      expect(previewed.map(({ code }) => code)).toEqual(expected);
    }
  });

  test("is held by a baseline", async () => {
    const root = documented();
    await run(root, { baseline: "baseline.json", updateBaseline: true });
    expect(await linesOf(root, { baseline: "baseline.json" })).toEqual([]);
    write(root, { [GUIDE]: "Text.\n" });
    expect(await linesOf(root, { baseline: "baseline.json" })).toEqual(["baseline.json:3 warning unused-baseline"]);
  });

  test("runs again when its module changed", async () => {
    const root = documented();
    expect(await linesOf(root)).toEqual([SUDO]);
    expect(await linesOf(root)).toEqual([SUDO]);
    write(root, { "rules/no-sudo.mjs": sampleOf("js").replace("sudo +", "doas +") });
    expect(await linesOf(root)).toEqual([]);
  });

  test("has its own address in each report, or none", async () => {
    const url = "https://docs.example.com/writing#no-sudo";
    const root = documented();
    for (const reporter of ["json", "sarif", "github"] as const)
      expect((await run(root, { reporter })).stdout, reporter).toContain(url);
    write(root, { "rules/no-sudo.mjs": sampleOf("js").replace(/^ +url: .*\n/m, "") });
    for (const reporter of ["json", "sarif", "github", "pretty"] as const) {
      const { stdout, stderr } = await run(root, { reporter });
      expect(stdout + stderr, reporter).toContain("no-sudo");
      expect(stdout + stderr, reporter).not.toMatch(/docs\/rules|docs\.example|helpUri|"url"/);
    }
  });
});

test("a module may have several rules, and several modules may be named, a package among them", async () => {
  const all = '() => [{ start: 0, message: "found" }]';
  const root = makeProject({
    "dhi-guides.config.yaml": "verify: { customRules: [rules/two.mjs, our-rules] }\n",
    "rules/two.mjs": `export default [${ruleText("one", all)}, ${ruleText("two", `async ${all}`)}];\n`,
    "node_modules/our-rules/package.json": '{ "name": "our-rules", "type": "module", "exports": "./main.js" }',
    "node_modules/our-rules/main.js": `export default ${ruleText("three", all)};\n`,
    [GUIDE]: "Text.\n",
  });
  expect((await findingsOf(root)).map(({ code }) => code)).toEqual(["one", "three", "two"]);
});

test("nothing is called unused of a rule that had nothing to look at", async () => {
  const rule = `export default ${ruleText("our-shell", "() => []", 'needs: "definitions",')};\n`;
  const comment = "<!-- dhi-guides-disable-file our-shell: ours -->\n";
  expect(await linesOf(withModules({ "a.mjs": rule }, { [GUIDE]: comment }))).toEqual([]);
});

describe("a module that is none", () => {
  const good = ruleText("good", "() => []");
  const cases: readonly (readonly [what: string, text: string, message: string])[] = [
    ["throws", 'throw new Error("broken");', "the module cannot be loaded: Error: broken"],
    ["does not parse", "export default {", "the module cannot be loaded"],
    ["imports what is not there", 'import "./gone.mjs";', "the module cannot be loaded"],
    ["exports nothing by default", "export const rule = 1;", "the default export is no rule"],
    ["has null in its list", `export default [${good}, null];`, "rule 2 of the module is no rule"],
    ["has no check", 'export default { code: "a", severity: "error" };', "has no function check"],
    ["has no code", "export default { severity: 'error', check() {} };", "has the code undefined"],
    ["has a code in camel case", `export default ${ruleText("noSudo", "() => []")};`, 'code "noSudo", expected kebab'],
    ["has the code of a rule", `export default ${ruleText("size", "() => []")};`, "as has a rule of the package"],
    ["has a code of verify", `export default ${ruleText("unused-baseline", "() => []")};`, "a rule of the package"],
    [
      "has a code twice",
      `export default [${good}, ${good}];`,
      "rule 2 of the module has the code good, as has a rule of",
    ],
    ["is loud", "export default { code: 'a', severity: 'loud', check() {} };", 'the severity "loud"'],
    [
      "has a url of no web",
      `export default ${ruleText("a", "() => []", 'url: "javascript:1",')};`,
      'url "javascript:1"',
    ],
    ["needs what there is not", `export default ${ruleText("a", "() => []", 'needs: "tags",')};`, 'needs "tags"'],
  ];

  test.each(cases)("it %s", async (_, text, message) => {
    const root = withModules({ "rules/a.mjs": text });
    const [finding, ...more] = await findingsOf(root);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: "rule-invalid", severity: "error", file: "rules/a.mjs", line: 1 });
    expect(finding?.message).toContain(message);
    expect(finding?.fix).toMatch(/\S/);
    expect((await run(root)).status).toBe(1);
  });

  test("all that is wrong is told at once", async () => {
    const root = withModules({
      "a.mjs": "export default [{ code: 'A', severity: 'loud' }, 1];",
      "b.mjs": `export default ${good};`,
      "c.mjs": `export default ${good};`,
    });
    write(root, {
      "dhi-guides.config.yaml": "verify:\n  customRules:\n    - a.mjs\n    - gone.mjs\n    - b.mjs\n    - c.mjs\n",
    });
    const found = (await findingsOf(root)).map(({ file, line, message }) => `${file}:${line} ${message}`);
    expect(found).toHaveLength(6);
    expect(found).toContain("dhi-guides.config.yaml:4 there is no file and no package gone.mjs");
    expect(found).toContain("c.mjs:1 the default export has the code good, as has a rule of b.mjs");
  });

  test.each([
    "../outside.mjs",
    "./../outside.mjs",
    "/etc/hosts",
    "link.mjs",
    "package/../../../outside.mjs",
    "@scope/package/../../../../outside.mjs",
    "rules",
    "./rules",
    "fs",
    "node:fs",
    "data:text/javascript,1",
  ])("%s is no module of the project", async (name) => {
    const outer = makeProject({ "outside.mjs": `export default ${good};\n` });
    const root = join(outer, "project");
    write(root, {
      "dhi-guides.config.yaml": `verify: { customRules: [${JSON.stringify(name)}] }\n`,
      [GUIDE]: "Text.\n",
    });
    write(root, { "rules/a.txt": "" });
    symlinkSync("../outside.mjs", join(root, "link.mjs"));
    expect(await linesOf(root)).toEqual(["dhi-guides.config.yaml:1 error rule-invalid"]);
  });

  test("is told in the preview, too", async () => {
    const root = withModules({ "a.mjs": "export default 1;" }, { "images/a.yaml": minimal("a") });
    const { project } = openProject({ root, packagedTemplates: join(REPOSITORY, "templates") });
    const [paths] = project?.pages ?? [];
    if (!project || !paths) throw new Error("no project");
    const found = await (await createVerifier({}, project))(paths, "Text.\n");
    expect(found.map(({ code }) => code)).toEqual(["rule-invalid"]);
  });
});

describe("a rule that fails on a page", () => {
  test.each([
    ["throws", '() => { throw new TypeError("oops"); }', "the rule ours threw TypeError: oops"],
    ["throws no error", "() => { throw 1; }", "the rule ours threw 1"],
    ["throws what JSON cannot say", "() => { throw 1n; }", "the rule ours threw bigint"],
    ["throws what holds itself", "() => { const a = {}; a.a = a; throw a; }", "the rule ours threw object"],
    ["counts in big integers", '() => [{ start: 1n, message: "x" }]', "problem 1 of the rule ours has no start"],
    ["rejects", 'async () => { throw new Error("later"); }', "the rule ours threw Error: later"],
    ["gives nothing", "() => undefined", "the rule ours gave no list of problems"],
    ["gives a text", '() => "wrong"', "gave no list of problems"],
    ["gives a list of nothing", "() => [null]", "problem 1 of the rule ours has no start and no message"],
    ["starts nowhere", '() => [{ message: "x" }]', "no start within the page, which has 11 characters: undefined"],
    ["starts behind the page", '() => [{ start: 99, message: "x" }]', "no start within the page"],
    ["starts between characters", '() => [{ start: 0.5, message: "x" }]', "no start within the page"],
    ["ends before it starts", '() => [{ start: 2, end: 1, message: "x" }]', "no end between its start and the end"],
    ["says nothing", "() => [{ start: 0 }]", "has no message"],
    ["is loud", '() => [{ start: 0, message: "x", severity: "loud" }]', 'the severity "loud"'],
    ["mends with nothing", '() => [{ start: 0, message: "x", edits: [{ start: 0, end: 1 }] }]', "edits of which one"],
    ["mends in words only", '() => [{ start: 0, message: "x", fix: 1 }]', "a fix that is no text"],
  ])("it %s: the page says so, and other rules go on", async (_, check, message) => {
    const comment = "<!-- dhi-guides-disable-file ours: it may be -->";
    const root = withModules({
      "a.mjs": `export default [${ruleText("ours", check)}, ${ruleText("last", '() => [{ start: 0, message: "x" }]')}];`,
    });
    const found = await findingsOf(root);
    expect(found.map(({ code }) => code).sort()).toEqual(["last", "rule-failed", "visible-placeholder"]);
    const failed = found.find(({ code }) => code === "rule-failed");
    expect(failed).toMatchObject({ file: GUIDE, line: 1, severity: "error" });
    expect(failed?.message).toContain(message);
    write(root, { [GUIDE]: `Text here.\n\n${comment}\n` });
    expect((await findingsOf(root)).map(({ code }) => code)).not.toContain("unused-suppression");
  });

  test("it is tried again, for what it needs may be mended by now", async () => {
    const check = '({ guide }) => { if (globalThis.isMended) return []; throw new Error("not yet"); }';
    const root = withModules({ "a.mjs": `export default ${ruleText("ours", check)};` }, { [GUIDE]: "Text.\n" });
    expect(await linesOf(root)).toEqual([`${GUIDE}:1 error rule-failed`]);
    vi.stubGlobal("isMended", true);
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(await linesOf(root)).toEqual([]);
  });

  test("it cannot speak for another rule, or of another file", async () => {
    const check = '() => [{ start: 0, message: "x", code: "size", file: "other.md", url: "https://x.example" }]';
    const found = await findingsOf(withModules({ "a.mjs": `export default ${ruleText("ours", check)};` }));
    expect(found.find(({ message }) => message === "x")).toEqual({
      ...{ code: "ours", severity: "warning", file: GUIDE, line: 1, column: 1, message: "x" },
    });
  });
});

test("nothing in a descriptor names a module", async () => {
  const descriptor = minimal("a", "verify: { customRules: [./evil.mjs] }\ncustomRules: [./evil.mjs]\n");
  const evil = 'globalThis.ran = true; export default { code: "evil", severity: "error", check: () => [] };';
  const root = makeProject({ "images/a.yaml": descriptor, "evil.mjs": evil, "out/a/guides.md": "Text.\n" });
  await run(root, {}, []);
  expect((globalThis as { ran?: boolean }).ran).toBeUndefined();
});

test("the library takes the rules themselves", async () => {
  const rule: CustomRule = {
    code: "no-simply",
    severity: "error",
    check: ({ guide }: CustomRuleContext): RuleProblem[] =>
      guide.prose.flatMap(({ plain, start }) =>
        plain.startsWith("Simply") ? [{ start, message: `unexpected simply below ${guide.tree.type}` }] : [],
      ),
  };
  const root = makeProject({ "a.md": "Text.\n\nSimply more.\n" });
  const found = await verifyGuides({ root, files: ["a.md"], customRules: [rule] });
  expect(found).toMatchObject([
    { code: "no-simply", severity: "error", line: 3, message: "unexpected simply below root" },
  ]);
});
