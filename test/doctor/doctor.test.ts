import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { build } from "../../src/commands/build.ts";
import { doctor } from "../../src/commands/doctor.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { versions } from "../../src/doctor/versions.ts";
import { makeProject, minimal, read, record, write, type Files } from "../support/project.ts";

const { version } = packageJson;
const DESCRIPTOR = "images/app.yaml";
const MODELINE = "# yaml-language-server: $schema=../node_modules/dhi-guides/schema/image.json\n";

/** What a project has in which all fits. */
const HEALTHY: Files = {
  "package.json": JSON.stringify({ name: "guides", devDependencies: { "dhi-guides": `^${version}` } }, null, 2),
  "node_modules/dhi-guides/package.json": JSON.stringify({ name: "dhi-guides", version }),
  "node_modules/dhi-guides/schema/image.json": "{}",
  "node_modules/dhi-guides/schema/chart.json": "{}",
  "node_modules/dhi-guides/schema/config.json": "{}",
  ".gitignore": "node_modules/\n",
  [DESCRIPTOR]: MODELINE + minimal("app"),
};

async function makeHealthy(files: Files = {}): Promise<string> {
  const root = makeProject({ ...HEALTHY, ...files });
  await build([], { root, reporter: "pretty", quiet: true }, record());
  return root;
}

function git(root: string, ...args: string[]): void {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "core.autocrlf=false"];
  execFileSync("git", [...identity, ...args], { cwd: root, stdio: "pipe" });
}

async function examine(root: string): Promise<{ status: number; findings: Finding[] }> {
  const context = record();
  const status = await doctor({ root, reporter: "json" }, context);
  return { status, findings: JSON.parse(context.stdout()) as Finding[] };
}

/** What is found in a project in which only this does not fit. */
async function found(files: Files, prepare: (root: string) => void = () => undefined): Promise<Finding[]> {
  const root = await makeHealthy();
  write(root, files);
  prepare(root);
  return (await examine(root)).findings;
}

describe("a project in which all fits", () => {
  test("has a line for each check, and status 0", async () => {
    const root = await makeHealthy();
    git(root, "init", "-q");
    git(root, "add", ".");
    const context = record();
    expect(await doctor({ root, reporter: "pretty" }, context)).toBe(0);
    expect(context.stderr()).toBe("");
    const lines = context.stdout().trimEnd().split("\n");
    expect(lines.map((line) => line.slice(0, 15).trimEnd())).toEqual([
      "ok  versions",
      "ok  settings",
      "ok  schema path",
      "ok  merges",
      "ok  caches",
      "ok  line ends",
      "ok  templates",
    ]);
  });

  test("needs no git, no package.json and no guide", async () => {
    expect(await examine(makeProject())).toEqual({ status: 0, findings: [] });
  });

  test("may be a folder of a repository, below its packages", async () => {
    const root = await makeHealthy();
    write(root, { "docs/images/app.yaml": MODELINE.replace("../", "../../") + minimal("app") });
    git(root, "init", "-q");
    git(root, "add", ".");
    expect(await examine(join(root, "docs"))).toEqual({ status: 0, findings: [] });
  });

  test("settings that are not valid are told, with all that needs no settings", async () => {
    const findings = await found({ "dhi-guides.config.yaml": "regsitry: mirror\n" }, (root) => {
      write(root, { "node_modules/dhi-guides/package.json": '{"version":"9.9.9"}' });
    });
    expect(findings.map(({ code }) => code)).toContain("config-unknown-key");
    expect(findings.map(({ code }) => code)).toContain("setup-version");
  });
});

describe("versions", () => {
  test("of Node", () => {
    const running = { name: "dhi-guides", version, node: packageJson.engines.node, repository: "a/b" };
    const setup = { root: makeProject(), project: undefined, git: undefined, running, rules: new Set<string>() };
    const look = (node: string) => versions.look({ ...setup, node, isAlive: () => false }).findings;
    expect(look("18.20.0")).toMatchObject([{ code: "setup-node", severity: "error" }]);
    expect(look("21.1.0")).toHaveLength(1);
    expect(look("20.19.0")).toEqual([]);
    expect(look("24.0.0")).toEqual([]);
  });

  test("of the command that runs, where the project has another", async () => {
    const findings = await found({ "node_modules/dhi-guides/package.json": '{"name":"dhi-guides","version":"9.9.9"}' });
    expect(findings).toMatchObject([
      { code: "setup-version", file: "package.json", message: expect.stringContaining("expected 9.9.9") },
      { code: "setup-version", file: "package.json", line: 4, message: expect.stringContaining("9.9.9, expected ^") },
    ]);
  });

  test("of the lock file, where another is installed", async () => {
    const lock = { packages: { "node_modules/dhi-guides": { version: "0.0.9" } } };
    const [finding, ...others] = await found({ "package-lock.json": JSON.stringify(lock, null, 2) });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: "setup-version", severity: "error", file: "package-lock.json", line: 4 });
  });

  test("of package.json, where it names none", async () => {
    expect(await found({ "package.json": "{}" })).toMatchObject([{ code: "setup-version", severity: "warning" }]);
  });

  test.each(["latest", "file:../dhi-guides", "workspace:*", "*", ">=0.0.1"])(
    "of package.json: %s fits",
    async (range) => {
      expect(await found({ "package.json": JSON.stringify({ dependencies: { "dhi-guides": range } }) })).toEqual([]);
    },
  );

  describe("that only this machine can install", () => {
    const RESOLVED = { version, resolved: "file:../../dhi-guides.tgz" };
    const LINK = { version, resolved: "../../dhi-guides", link: true };
    const manifest = (range: string) => JSON.stringify({ devDependencies: { "dhi-guides": range } }, null, 2);
    const lock = (entry: object) => JSON.stringify({ packages: { "node_modules/dhi-guides": entry } }, null, 2);

    test.each<[string, Files, string | undefined]>([
      ["a tarball", { "package.json": manifest("file:../dhi-guides.tgz") }, "package.json:3"],
      ["a folder", { "package.json": manifest("link:../../dhi-guides") }, "package.json:3"],
      ["a path alone", { "package.json": manifest("../dhi-guides.tgz") }, "package.json:3"],
      ["a path of the system", { "package.json": manifest("file:///opt/dhi-guides.tgz") }, "package.json:3"],
      ["a path of the home", { "package.json": manifest("file:~/dhi-guides.tgz") }, "package.json:3"],
      ["both", { "package.json": manifest("file:../x.tgz"), "package-lock.json": lock(RESOLVED) }, "package.json:3"],
      ["the lock file", { "package-lock.json": lock(RESOLVED) }, "package-lock.json:5"],
      ["a link of the lock file", { "package-lock.json": lock(LINK) }, "package-lock.json:5"],
      ["one of the repository", { "package.json": manifest("file:vendor/d.tgz"), "vendor/d.tgz": "" }, undefined],
      ["one that git ignores", { "package.json": manifest("file:own/d.tgz"), "own/d.tgz": "" }, "package.json:3"],
      [
        "a registry",
        { "package-lock.json": lock({ version, resolved: "https://registry.npmjs.org/x.tgz" }) },
        undefined,
      ],
    ])("%s", async (_, files, place) => {
      const findings = await found({ ...files, ".gitignore": "node_modules/\nown/\n" }, (root) => {
        git(root, "init", "-q");
        git(root, "add", ".");
      });
      expect(findings.map(({ code, severity, file, line }) => `${code} ${severity} ${file}:${line}`)).toEqual(
        place === undefined ? [] : [`setup-version warning ${place}`],
      );
    });

    test("a folder further up in the same repository is none", async () => {
      const root = await makeHealthy();
      write(root, {
        "tool/package.json": "{}",
        "docs/package.json": manifest("file:../tool"),
        "docs/images/app.yaml": minimal("app"),
      });
      git(root, "init", "-q");
      git(root, "add", ".");
      expect(await examine(join(root, "docs"))).toEqual({ status: 0, findings: [] });
    });
  });

  describe("of a workflow that installs by the lock file", () => {
    const workflow = (command: string, then = "npx dhi-guides check") =>
      `jobs:\n  docs:\n    steps:\n      - run: |\n          corepack enable\n          ${command}\n      - run: ${then}\n`;

    test.each<[string, Files, string | undefined]>([
      ["npm ci", {}, "without package-lock.json, which"],
      ["npm ci", { "package-lock.json": "{}" }, undefined],
      ["npm ci", { "npm-shrinkwrap.json": "{}" }, undefined],
      ["npm ci", { "package-lock.json": "{}", ".gitignore": "node_modules/\npackage-lock.json\n" }, "in git"],
      ["pnpm install --frozen-lockfile", { "package-lock.json": "{}" }, "without pnpm-lock.yaml"],
      ["yarn install --immutable", { "yarn.lock": "" }, undefined],
      ["npm install", {}, undefined],
    ])("%s, with %j", async (command, files, told) => {
      const findings = await found({ ".github/workflows/docs.yml": workflow(command), ...files }, (root) => {
        git(root, "init", "-q");
        git(root, "add", ".");
      });
      expect(findings).toMatchObject(
        told === undefined
          ? []
          : [
              {
                code: "setup-version",
                severity: "warning",
                file: ".github/workflows/docs.yml",
                line: 6,
                column: 11,
                message: expect.stringContaining(told) as string,
              },
            ],
      );
      expect(findings).toHaveLength(told === undefined ? 0 : 1);
    });

    test("of other packages, and before the first commit, is none", async () => {
      const files = { ".github/workflows/site.yml": workflow("npm ci", "npm test") };
      expect(await found(files)).toEqual([]);
      const fresh = { ".github/workflows/docs.yml": workflow("npm ci"), "package-lock.json": "{}" };
      expect(await found(fresh, (root) => git(root, "init", "-q"))).toEqual([]);
    });
  });

  test.each([
    ["v9.9.9", 1],
    ["v9", 1],
    [`v${version}`, 0],
    [`v${version.split(".", 1)[0]}`, 0],
    ["main", 0],
    [`${"a1".repeat(20)} # v9.9.9`, 1],
    [`${"a1".repeat(20)} # v${version}`, 0],
    ["a1".repeat(20), 0],
  ])("of the action: %s", async (reference, count) => {
    const workflow = `jobs:\n  docs:\n    steps:\n      - uses: actions/checkout@v9.9.9\n      - uses: docker-hardened-images/dhi-guides@${reference}\n`;
    const findings = await found({ ".github/workflows/docs.yml": workflow });
    expect(findings).toHaveLength(count);
    for (const each of findings)
      expect(each).toMatchObject({ code: "setup-version", file: ".github/workflows/docs.yml", line: 5, column: 15 });
  });

  test.each([
    ["https://github.com/docker-hardened-images/dhi-guides", "v9.9.9", 1],
    ["https://github.com/docker-hardened-images/dhi-guides.git", "9.9.9", 1],
    ["https://github.com/docker-hardened-images/dhi-guides", `v${version}`, 0],
    ["https://github.com/example/hooks", "v9.9.9", 0],
  ])("of the hooks: %s %s", async (repo, rev, count) => {
    const findings = await found({
      ".pre-commit-config.yaml": `repos:\n  - repo: ${repo}\n    rev: ${rev}\n    hooks: [{ id: dhi-guides-check }]\n`,
    });
    expect(findings.map(({ line }) => line)).toEqual(Array.from({ length: count }, () => 3));
  });
});

describe("the schema's path", () => {
  test("where there is no schema, is told once for all that say so", async () => {
    const wrong = MODELINE.replace("../node_modules", "../../node_modules");
    const findings = await found({
      [DESCRIPTOR]: wrong + minimal("app"),
      "images/berta.yaml": wrong + minimal("berta"),
      "images/cilla.yaml": MODELINE + minimal("cilla"),
    });
    expect(findings).toMatchObject([
      {
        code: "setup-schema",
        severity: "warning",
        file: DESCRIPTOR,
        line: 1,
        column: 33,
        places: [{ file: "images/berta.yaml", line: 1, column: 33 }],
        fix: "write $schema=../node_modules/dhi-guides/schema/image.json",
      },
    ]);
  });

  test("of another kind", async () => {
    const chart = MODELINE.replace("image.json", "chart.json");
    const findings = await found({ [DESCRIPTOR]: `# Ours.\n${chart}${minimal("app")}` });
    expect(findings).toMatchObject([{ line: 2, message: "unexpected schema chart.json, expected image.json" }]);
  });

  test("of the settings", async () => {
    const findings = await found({
      "dhi-guides.config.yaml":
        "# yaml-language-server: $schema=node_modules/dhi-guides/schema/image.json\nvolatile: true\n",
    });
    expect(findings).toMatchObject([{ code: "setup-schema", file: "dhi-guides.config.yaml", line: 1 }]);
  });

  test.each(["https://example.com/schema.json", "file://elsewhere/x.json", "../ours.json"])("%s", async (path) => {
    const findings = await found({
      "ours.json": "{}",
      [DESCRIPTOR]: `# yaml-language-server: $schema=${path}\n${minimal("app")}`,
    });
    expect(findings).toHaveLength(path.startsWith("file:") ? 1 : 0);
  });

  test("before anything is installed, is that of what is to be installed", async () => {
    const root = makeProject({
      [DESCRIPTOR]: MODELINE + minimal("app"),
      "package.json": HEALTHY["package.json"] ?? "",
    });
    const { findings } = await examine(root);
    expect(findings).toMatchObject([{ code: "setup-schema", fix: "run `npm install`, which puts it there" }]);
  });
});

describe("settings that name nothing", () => {
  test.each([
    ['descriptors: ["nowhere/{name}.yaml"]\n', "error", 1, 15],
    ['descriptors: ["docs/{name}.yaml"]\n', "warning", 1, 15],
    ['charts:\n  descriptors: ["nowhere/{name}.yaml"]\n', "error", 2, 17],
    ['published: "../nowhere/{name}/guides.md"\n', "error", 1, 12],
    ['published: "docs/{name}/guides.md"\n', "warning", 1, 12],
    ['published: "package.json/{name}/guides.md"\n', "error", 1, 12],
    ['info: "nowhere/{name}/info.yaml"\n', "error", 1, 7],
    ["catalog: ../nowhere\n", "error", 1, 10],
    ["catalog: package.json\n", "error", 1, 10],
    ["facts: ../nowhere.json\n", "error", 1, 8],
    ["verify:\n  rules:\n    speling: off\n", "error", 3, 5],
    ["verify:\n  suppress:\n    - { file: out/app/guides.md, rule: sise, reason: x }\n", "error", 3, 40],
    ["verify:\n  suppress:\n    - { file: out/ap/guides.md, rule: size, reason: x }\n", "error", 3, 15],
  ])("%s", async (text, severity, line, column) => {
    const findings = await found({ "dhi-guides.config.yaml": text, "docs/readme.md": "" });
    expect(findings.filter(({ code }) => code === "setup-setting")).toMatchObject([
      { severity, file: "dhi-guides.config.yaml", line, column },
    ]);
  });

  test("layouts and rules of one's own are told as by the commands that use them", async () => {
    const findings = await found({
      "dhi-guides.config.yaml": "layout: nestd\nverify: { customRules: [./nowhere.mjs] }\n",
    });
    expect(findings.map(({ code }) => code)).toEqual(["layout-unknown", "rule-invalid"]);
  });

  test("one of two spellings that is used suffices, and rules of one's own have names", async () => {
    const findings = await found({
      "dhi-guides.config.yaml":
        'descriptors: ["images/{name}.yaml", "images/{name}/guide.yaml"]\nverify: { customRules: [./own.mjs], rules: { no-sudo: warning, unused-baseline: off } }\n',
      "own.mjs": 'export default { code: "no-sudo", severity: "error", check: () => [] };\n',
    });
    expect(findings).toEqual([]);
  });

  test("templates of one's own that are broken are told", async () => {
    const findings = await found({ "templates/partials/about.hbs": "{{#if}}\n" });
    expect(findings.map(({ file }) => file)).toContain("templates/partials/about.hbs");
  });
});

describe("merges", () => {
  const conflict = (ours: string, theirs: string) => `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> branch\n`;

  test.each(["\n", "\r\n"])("marks of a conflict, with line ends %j", async (end) => {
    const findings = await found({
      [DESCRIPTOR]: (MODELINE + conflict(minimal("app"), minimal("app"))).replaceAll("\n", end),
    });
    expect(findings.filter(({ code }) => code === "setup-conflict")).toMatchObject([
      { severity: "error", file: DESCRIPTOR, line: 2 },
    ]);
  });

  test("in the manifest, in a page, in prose, in drift", async () => {
    const files = ["out/SHA256SUMS", "out/app/guides.md", "images/app/more.md", "images/app/drift.yaml"];
    const findings = await found(Object.fromEntries(files.map((file) => [file, `x\n${conflict("a", "b")}`])));
    const told = findings.filter(({ code }) => code === "setup-conflict");
    expect(told.map(({ file }) => file).sort()).toEqual(files.toSorted());
    expect(told.every(({ line }) => line === 2)).toBe(true);
  });

  test("a heading that is underlined is none", async () => {
    expect(await found({ "images/app/more.md": "<<<<<<< not\n\nTitle\n=======\n" })).toEqual([]);
  });

  test("a manifest with lines that are none, second hashes and pages that are gone", async () => {
    const root = await makeHealthy();
    const hash = "0".repeat(64);
    const manifest = read(root, "out/SHA256SUMS");
    write(root, { "out/SHA256SUMS": `${manifest}what\n${hash}  app/guides.md\n${hash}  gone/guides.md\n` });
    const { status, findings } = await examine(root);
    expect(status).toBe(0);
    expect(findings.map(({ code, line, message }) => `${code}:${line} ${message}`)).toEqual([
      "output-manifest:1 unexpected entry of a page that is gone: gone/guides.md",
      "output-manifest:1 unexpected second hash of app/guides.md",
      "output-manifest:2 unexpected line, expected a hash, two blanks and a page",
    ]);
    expect(await build([], { root, reporter: "pretty", quiet: true }, record())).toBe(0);
    expect(read(root, "out/SHA256SUMS")).toBe(manifest);
  });
});

describe("caches", () => {
  test.each([
    [".dhi-guides/build.json", "error"],
    ["node_modules/dhi-guides/package.json", "error"],
    ["site/.dhi-guides-site", "error"],
  ])("%s in git", async (file, severity) => {
    const root = await makeHealthy({ [file]: HEALTHY[file] ?? "{}" });
    git(root, "init", "-q");
    git(root, "add", "-f", file, ".gitignore");
    expect((await examine(root)).findings).toMatchObject([{ code: "setup-cache", severity, file }]);
  });

  test("a site of somebody else in git is none", async () => {
    const root = await makeHealthy({ "site/index.html": "" });
    git(root, "init", "-q");
    git(root, "add", ".");
    expect((await examine(root)).findings).toEqual([]);
  });

  test("what git would take", async () => {
    const findings = await found({ ".gitignore": "", ".dhi-guides/.gitignore": "" }, (root) => git(root, "init", "-q"));
    expect(findings.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      ".dhi-guides warning",
      "node_modules warning",
    ]);
  });

  test("folders of builds that were killed", async () => {
    const findings = await found({}, (root) => mkdirSync(join(root, "out/.dhi-guides-999999999-abcdef01")));
    expect(findings).toMatchObject([{ code: "setup-cache", severity: "warning" }]);
  });
});

describe("line ends", () => {
  test("of Windows in pages and in descriptors are one finding each", async () => {
    const root = await makeHealthy({ "images/berta.yaml": minimal("berta").replaceAll("\n", "\r\n") });
    for (const file of ["out/app/guides.md", "out/berta/guides.md", "out/SHA256SUMS"])
      write(root, { [file]: read(root, file).replaceAll("\n", "\r\n") });
    const { status, findings } = await examine(root);
    expect(status).toBe(0);
    expect(findings.map(({ code, file, places = [] }) => [code, file, places.length])).toEqual([
      ["setup-line-ends", "images/berta.yaml", 0],
      ["setup-line-ends", "out/SHA256SUMS", 2],
    ]);
  });

  test.each([
    ["true", undefined, 1],
    ["true", "out/** text eol=lf\n", 0],
    ["true", "out/** -text\n", 0],
    ["true", "* text=auto eol=lf\n", 0],
    ["true", "* text=auto\n", 1],
    ["input", undefined, 0],
    ["false", undefined, 0],
  ])("with core.autocrlf=%s and the attributes %j", async (setting, attributes, count) => {
    const findings = await found(attributes === undefined ? {} : { ".gitattributes": attributes }, (root) => {
      git(root, "init", "-q");
      git(root, "config", "core.autocrlf", setting);
    });
    expect(findings.map(({ code }) => code)).toEqual(Array.from({ length: count }, () => "setup-line-ends"));
  });
});
