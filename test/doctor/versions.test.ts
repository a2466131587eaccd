import { join } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { versions } from "../../src/doctor/versions.ts";
import { makeProject, minimal, write, type Files } from "../support/project.ts";
import { version, makeHealthy, git, examine, found } from "./examine.ts";

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
