import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeProject, minimal, read, REPOSITORY, write } from "./support/project.ts";
import { temporaryFolder } from "./support/temporary.ts";

/** A folder in which nothing but the packed tarball is installed. */
const root = temporaryFolder(afterAll);
const packed = temporaryFolder(afterAll);

beforeAll(() => {
  // Without the scripts: `npm test` has made dist/, and other tests use it right now.
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
}, 120_000);

const run = (...args: string[]) =>
  execFileSync("npx", ["dhi-guides", ...args], { cwd: root, encoding: "utf8", stdio: "pipe" });

describe("the packed package, installed in an empty folder", () => {
  test("scaffolds and builds a project", () => {
    run("new", "example", "--title", "Example");
    run("build", "--max-warnings", "0");
    run("check");
    expect(read(root, "out/example/guides.md")).toContain("docker run --rm -it dhi.io/example:<tag>");
  });

  test("holds no source maps: names are kept, so that a stack can be read without", () => {
    const files = readdirSync(join(root, "node_modules/dhi-guides"), { recursive: true, encoding: "utf8" });
    expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
    expect(files).toContain("dist/cli.cjs");
    expect(files).toContain("dist/types/index.d.ts");
  });

  test("holds the schema that scaffolded descriptors name", () => {
    const [, schema = ""] = /\$schema=(\S+)/.exec(read(root, "images/example.yaml")) ?? [];
    expect(existsSync(join(root, "images", schema))).toBe(true);
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
      "use.js": `import { buildGuides, formatMarkdown } from "dhi-guides";
const { guides, findings } = buildGuides({ root: ${JSON.stringify(project)}, registry: "mirror", namespace: "acme" });
console.log(JSON.stringify([guides.map((guide) => guide.text?.includes("acme/dhi-a:<tag>") ?? false), findings.map(({ code }) => code), formatMarkdown("* a")]));
`,
    });
    const tsc = join(REPOSITORY, "node_modules/typescript/bin/tsc");
    const flags = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"];
    execFileSync("node", [tsc, ...flags, "use.ts", "readme.ts"], { cwd: root, stdio: "pipe" });
    const output = execFileSync("node", ["use.js"], { cwd: root, encoding: "utf8" });
    expect(JSON.parse(output)).toEqual([[true, false], ["descriptor-missing-key"], "- a\n"]);
  });
});
