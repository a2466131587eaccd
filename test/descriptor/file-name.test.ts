import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adopt } from "../../src/commands/adopt.ts";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { verify } from "../../src/commands/verify.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, record } from "../support/project.ts";

/** A path below a folder, one byte a character. */
const bytesOf = (root: string, path: string) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from(path, "latin1")]);

function put(root: string, folder: string, name: string, text: string): boolean {
  mkdirSync(bytesOf(root, folder), { recursive: true });
  try {
    writeFileSync(bytesOf(root, `${folder}/${name}`), text);
  } catch {
    console.warn("the file system takes UTF-8 only, so not tested: names that are not");
    return false;
  }
  return readdirSync(bytesOf(root, folder)).includes(Buffer.from(name, "latin1").toString());
}

async function run(command: typeof build | typeof check, root: string) {
  const context = record();
  const status = await command([], { root, reporter: "json", quiet: true }, context);
  return { status, findings: JSON.parse(context.stdout()) as Finding[] };
}

const told = (name: string) => ({
  code: "file-name",
  severity: "error",
  message: `unexpected file name that is not UTF-8: "${name}"`,
  fix: "rename it, best in ASCII",
});

test.each([
  ["images", "caf\xe9.yaml", "caf\\xe9.yaml"],
  ["images", "\xff.yaml", "\\xff.yaml"],
  ["images", "\xc3\xa9t\xe9.yaml", "ét\\xe9.yaml"],
  ["images", "a\xe9b\xfe\xff.yml", "a\\xe9b\\xfe\\xff.yml"],
  ["templates", "caf\xe9.hbs", "caf\\xe9.hbs"],
  ["templates/partials", "caf\xe9.hbs", "caf\\xe9.hbs"],
])("in %s, %s is told by its bytes", async (folder, name, escaped) => {
  const root = makeProject({ "images/app.yaml": minimal("app") });
  if (!put(root, folder, name, minimal("x"))) return;
  for (const command of [build, check]) {
    const { status, findings } = await run(command, root);
    expect(status).toBe(1);
    expect(findings.filter(({ code }) => code === "file-name")).toMatchObject([told(escaped)]);
  }
});

test("a descriptor with a folder of its own", async () => {
  const root = makeProject({
    "dhi-guides.config.yaml": 'descriptors: ["image/{name}/guide.yaml"]\n',
    "image/app/guide.yaml": minimal("app"),
  });
  if (!put(root, "image/caf\xe9", "guide.yaml", minimal("x"))) return;
  expect(await run(build, root)).toMatchObject({ status: 1, findings: [told("caf\\xe9/guide.yaml")] });
});

test("a folder in out/ is nobody's, and no leftover", async () => {
  const root = makeProject({ "images/app.yaml": minimal("app") });
  if (!put(root, "out/caf\xe9", "guides.md", "x\n")) return;
  for (const command of [build, check]) expect(await run(command, root)).toEqual({ status: 0, findings: [] });
});

test("a name that has the sign for it, in UTF-8, is a name as any other", async () => {
  const root = makeProject({ "images/\ufffd.yaml": minimal("x") });
  expect((await run(build, root)).findings.map(({ code }) => code)).not.toContain("file-name");
});

test("what is not there is not there", async () => {
  const root = makeProject({ "images/app.yaml": minimal("app") });
  const context = record();
  await adopt([join(root, "caf\ufffd.md")], { root, reporter: "json", quiet: true }, context);
  expect(JSON.parse(context.stdout())).toMatchObject([{ code: "adopt-missing" }]);
});

for (const [what, folder, name, escaped] of [
  ["a guide", "docs", "caf\xe9.md", "caf\\xe9.md"],
  ["a folder of a guide", "docs/caf\xe9", "guides.md", "caf\\xe9"],
] as const)
  for (const given of ["the folder", "the file"])
    test(`verify and adopt tell ${what}, given ${given}`, async () => {
      const root = makeProject({ "docs/app/other.md": "Text.\n" });
      if (!put(root, folder, name, "Text.\n")) return;
      const isFile = given === "the file";
      const path = join(root, isFile ? Buffer.from(`${folder}/${name}`, "latin1").toString() : "docs");
      const expected = told(isFile && folder !== "docs" ? `${escaped}/guides.md` : escaped);

      const verified = record();
      expect(await verify([path], { root, reporter: "json", quiet: true, cache: false }, verified)).toBe(1);
      expect(JSON.parse(verified.stdout())).toMatchObject([expected]);

      const adopted = record();
      expect(await adopt([path], { root: makeProject(), reporter: "json", quiet: true }, adopted)).toBe(1);
      expect(JSON.parse(adopted.stdout())).toMatchObject([expected]);
    });
