import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeProject, minimal, read, REPOSITORY, write } from "./support/project.ts";
import { temporaryFolder } from "./support/temporary.ts";
import { SMALL_CATALOG } from "./verify/small-catalog.ts";

/** A folder in which nothing but the packed tarball is installed. */
const root = temporaryFolder(afterAll);
const packed = temporaryFolder(afterAll);

beforeAll(() => {
  // Without the scripts: `npm test` has made dist/, and other tests use it right now. The types, which take longer than
  // all the rest, were made by `npm ci`.
  if (!existsSync(join(REPOSITORY, "dist/index.d.ts")))
    execFileSync("node", ["scripts/bundle-types.mjs"], { cwd: REPOSITORY, stdio: "pipe" });
  execFileSync("npm", ["pack", "--ignore-scripts", "--pack-destination", packed, "--silent"], {
    cwd: REPOSITORY,
    stdio: "pipe",
  });
  write(root, { "package.json": '{ "private": true, "type": "module" }' });
  const [tarball = ""] = readdirSync(packed);
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--silent", join(packed, tarball)], {
    cwd: root,
    stdio: "pipe",
  });
}, 300_000);

const run = (...args: string[]) =>
  execFileSync(join(root, "node_modules/.bin/dhi-guides"), args, { cwd: root, encoding: "utf8", stdio: "pipe" });

describe("the packed package, installed in an empty folder", () => {
  test("scaffolds and builds a project", () => {
    run("new", "example", "--title", "Example");
    run("build", "--max-warnings", "0");
    run("check");
    expect(read(root, "out/example/guides.md")).toContain("docker run --rm -it dhi.io/example:<tag>");
  });

  test("is small, with all that comes along", () => {
    const modules = join(root, "node_modules");
    const { packages } = JSON.parse(read(modules, ".package-lock.json")) as { packages: object };
    expect(Object.keys(packages)).toContain("node_modules/dhi-guides");
    expect(Object.keys(packages).length).toBeLessThanOrEqual(12);
    const files = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
    expect(bytes).toBeLessThanOrEqual(12e6);
  });

  describe("runs every command", () => {
    const built = temporaryFolder(afterAll);
    beforeAll(() => {
      write(built, { "images/a.yaml": minimal("a") });
      run("build", "--root", built);
    });

    /** A project of one guide that is built; the command runs where the package is installed. */
    const begin = () => {
      const project = makeProject();
      cpSync(built, project, { recursive: true });
      return { project, runIn: (command: string, ...args: string[]) => run(command, ...args, "--root", project) };
    };

    test("build", () => {
      expect(read(begin().project, "out/a/guides.md")).toContain("dhi.io/a:<tag>");
    });

    test("check", () => {
      const { project, runIn } = begin();
      runIn("check");
      write(project, { "images/a.yaml": minimal("a", "included: More.\n") });
      expect(() => runIn("check")).toThrow("output-stale");
    });

    test("explain", () => {
      expect(begin().runIn("explain", "out/a/guides.md:1")).toContain("templates/");
    });

    test("verify, which parses samples of the shell", () => {
      const { project, runIn } = begin();
      runIn("verify");
      write(project, { "docs/b.md": "## Use\n\n```bash\nif true; then\n```\n" });
      expect(() => runIn("verify", join(project, "docs/b.md"))).toThrow("docs/b.md:4");
    });

    test("new and sync", () => {
      const { project, runIn } = begin();
      runIn("new", "shelly", "--from", SMALL_CATALOG);
      expect(read(project, "images/shelly.yaml")).toContain("name: shelly\n");
      runIn("sync", "--check", "--from", SMALL_CATALOG);
    });

    test("facts", () => {
      const { runIn } = begin();
      const [thing] = JSON.parse(runIn("facts", "shelly", "--json", "--from", SMALL_CATALOG)) as { id: string }[];
      expect(thing?.id).toBe("shelly");
    });

    test("adopt", () => {
      const { project, runIn } = begin();
      write(project, { "image/b/guides.md": "## About\n\nThe image of b.\n" });
      runIn("adopt", join(project, "image/b/guides.md"));
      runIn("build");
      expect(read(project, "out/b/guides.md")).toBe("## About\n\nThe image of b.\n");
    });

    test("preview --build", () => {
      const { project, runIn } = begin();
      runIn("preview", "--build", "--site", join(project, "site"));
      expect(read(project, "site/guides/a.html")).toContain("dhi.io/a:");
    });

    test("--help, which lists them", () => {
      const help = run("--help");
      for (const command of ["build", "check", "explain", "verify", "new", "sync", "facts", "adopt", "preview"])
        expect(help).toMatch(new RegExp(`^ +${command} `, "m"));
      expect(run("--version").trim()).toMatch(/^\d+\.\d+\.\d+/);
    });
  });

  test("holds no source maps: names are kept, so that a stack can be read without", () => {
    const files = readdirSync(join(root, "node_modules/dhi-guides"), { recursive: true, encoding: "utf8" });
    expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
    for (const file of ["dist/cli.js", "dist/index.js", "dist/index.d.ts", "dist/THIRD-PARTY-LICENSES"])
      expect(files).toContain(file);
  });

  test("holds the schema that scaffolded descriptors name", () => {
    const [, schema = ""] = /\$schema=(\S+)/.exec(read(root, "images/example.yaml")) ?? [];
    expect(existsSync(join(root, "images", schema))).toBe(true);
  });

  test("holds the schema of facts, where a script asks for it", () => {
    const path = execFileSync("node", ["-p", 'require.resolve("dhi-guides/schema/facts.json")'], {
      cwd: root,
      encoding: "utf8",
    });
    expect(JSON.parse(readFileSync(path.trim(), "utf8"))).toMatchObject({ type: "array" });
  });

  test("gives the library, with types", () => {
    const project = makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": "name: b\n" });
    const [, sample = ""] = /^```ts\n([^]*?)^```$/m.exec(read(REPOSITORY, "README.md")) ?? [];
    expect(sample).toContain("buildGuides");
    write(root, {
      "use.ts": `import { buildGuides, formatMarkdown, type Finding } from "dhi-guides";
const { guides, findings } = buildGuides({ root: ${JSON.stringify(project)}, registry: "mirror", namespace: "acme" });
const codes: string[] = findings.map((finding: Finding) => finding.code);
export const result = JSON.stringify([guides.map((guide) => guide.text?.includes("acme/dhi-a:<tag>") ?? false), codes, formatMarkdown("* a")]);
`,
      "readme.ts": sample,
      "no-sudo.mjs": /^```js\n([^]*?)^```$/m.exec(read(REPOSITORY, "docs/custom-rules.md"))?.[1] ?? "",
      "use.js": `import { buildGuides, formatMarkdown } from "dhi-guides";
const { guides, findings } = buildGuides({ root: ${JSON.stringify(project)}, registry: "mirror", namespace: "acme" });
console.log(JSON.stringify([guides.map((guide) => guide.text?.includes("acme/dhi-a:<tag>") ?? false), findings.map(({ code }) => code), formatMarkdown("* a")]));
`,
    });
    const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
    const flags = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"];
    execFileSync("node", [tsc, ...flags, "use.ts", "readme.ts"], { cwd: root, stdio: "pipe" });
    // A rule of one's own is JavaScript that a compiler may look at.
    execFileSync("node", [tsc, ...flags, "--allowJs", "--checkJs", "no-sudo.mjs"], { cwd: root, stdio: "pipe" });
    const output = execFileSync("node", ["use.js"], { cwd: root, encoding: "utf8" });
    expect(JSON.parse(output)).toEqual([[true, false], ["descriptor-missing-key"], "- a\n"]);
  });
});
