import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { read } from "../support/project.ts";
import { loadLanguageService, validateWorkflow } from "../support/language-service.ts";
import { REPOSITORY_FILES, setUp, lastLine } from "./set-up.ts";

const SERVICE = loadLanguageService();
const mistakesIn = (workflow: string) => validateWorkflow(".github/workflows/docs.yml", workflow, SERVICE);

describe("the package manager that is there", () => {
  test.each([
    ["npm", { "package-lock.json": "{}" }, "npm install --save-dev", ["cache: npm", "run: npm ci"]],
    [
      "pnpm",
      { "pnpm-lock.yaml": "" },
      "pnpm add --save-dev",
      ["run: corepack enable", "cache: pnpm", "run: pnpm install --frozen-lockfile"],
    ],
    [
      "yarn",
      { "yarn.lock": "" },
      "yarn add --dev",
      ["run: corepack enable", "cache: yarn", "run: yarn install --frozen-lockfile"],
    ],
    [
      "the one that package.json names, whatever lies about",
      { "package.json": '{ "packageManager": "pnpm@9.1.0+sha224.0" }', "package-lock.json": "" },
      "pnpm add --save-dev",
      ["cache: pnpm"],
    ],
    ["one that we do not know", { "bun.lock": "" }, "npm install --save-dev", ["cache: npm"]],
  ])("%s adds the package and installs in CI", async (_, files, add, lines) => {
    const { folder, stderr } = await setUp({ ...REPOSITORY_FILES, "package.json": '{ "type": "commonjs" }', ...files });
    expect(lastLine(stderr)).toContain(`next: ${add} dhi-guides@${packageJson.version} && `);
    const text = read(folder, ".github/workflows/docs.yml");
    let at = 0;
    for (const line of lines) {
      expect(text.indexOf(line), line).toBeGreaterThan(at);
      at = text.indexOf(line);
    }
    expect(await mistakesIn(text)).toEqual([]);
  });

  test("a lock file above, of all packages of the repository, is the one that CI installs by", async () => {
    const { folder, stderr } = await setUp(
      { ...REPOSITORY_FILES, "package.json": "{}", "pnpm-lock.yaml": "", "docs/package.json": "{}" },
      "docs",
    );
    expect(lastLine(stderr)).toContain("cd docs && pnpm add --save-dev");
    // It is there, so nothing is said of it.
    expect(stderr).toContain("wrote 8 files, left docs/package.json as it is\n");
    expect(read(folder, ".github/workflows/docs.yml")).not.toContain("working-directory");
  });

  test("a lock file above the repository is somebody else's", async () => {
    const { folder } = await setUp(
      { "pnpm-lock.yaml": "", "inner/.git/HEAD": "", "inner/package.json": "{}" },
      "inner",
    );
    expect(read(folder, "inner/.github/workflows/docs.yml")).toContain("run: npm ci");
  });

  test.each([
    ["a script of its name", '{ "scripts": { "dhi-guides": "x" } }', "npm install --save-dev"],
    ["a dependency", '{ "devDependencies": { "dhi-guides": "0.1.0" } }', "npm install &&"],
  ])("%s", async (_, manifest, command) => {
    expect(lastLine((await setUp({ "package.json": manifest })).stderr)).toContain(`next: ${command}`);
  });
});
