import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, record, SMALL_TEMPLATES, tree, write } from "../support/project.ts";

/* Descriptors that are gone all at once are more often a mistake than a wish. */

async function run(command: typeof build | typeof check, root: string, names: readonly string[] = [], force = false) {
  const context = { ...record(), packagedTemplates: SMALL_TEMPLATES };
  const status = await command(names, { root, reporter: "json", force, quiet: true }, context);
  const findings = JSON.parse(context.stdout()) as Finding[];
  return { status, findings, codes: findings.map(({ code }) => code) };
}

const guides = (root: string) => Object.keys(tree(join(root, "out"))).filter((file) => file.endsWith(".md")).length;

/** A project that is built, and then loses descriptors. */
async function projectOf(count: number, gone: number): Promise<string> {
  const names = Array.from({ length: count }, (_, index) => `app-${index}`);
  const root = makeProject(Object.fromEntries(names.map((name) => [`images/${name}.yaml`, minimal(name)])));
  expect((await run(build, root)).status).toBe(0);
  for (const name of names.slice(0, gone)) rmSync(join(root, `images/${name}.yaml`));
  return root;
}

describe("a build that would remove", () => {
  test.each([
    [3, 8],
    [4, 40],
  ])("%i of %i guides does so", async (gone, count) => {
    const root = await projectOf(count, gone);
    expect(await run(build, root)).toEqual({ status: 0, findings: [], codes: [] });
    expect(guides(root)).toBe(count - gone);
  });

  test.each([
    [4, 8],
    [5, 40],
  ])("%i of %i guides says so, removes none, and writes the others", async (gone, count) => {
    const root = await projectOf(count, gone);
    write(root, { [`images/app-${count - 1}.yaml`]: minimal(`app-${count - 1}`, "included: More.\n") });
    const { status, findings } = await run(build, root);
    expect(status).toBe(1);
    expect(findings).toMatchObject([{ code: "output-mass-removal", severity: "error", file: "out/SHA256SUMS" }]);
    expect(findings[0]?.message).toContain(`${gone} of ${count} pages`);
    expect(findings[0]?.message).toContain("app-0, ");
    expect(guides(root)).toBe(count);
    expect(tree(join(root, "out"))[`app-${count - 1}/guides.md`]).toContain("More.");
  });

  test("many removes them with --force", async () => {
    const root = await projectOf(8, 4);
    expect((await run(build, root, [], true)).status).toBe(0);
    expect(guides(root)).toBe(4);
  });

  test("many says so again the next time, and goes on as before once the descriptors are back", async () => {
    const root = await projectOf(8, 5);
    for (let turn = 0; turn < 2; turn += 1) expect((await run(build, root)).codes).toEqual(["output-mass-removal"]);
    for (let index = 0; index < 5; index += 1) write(root, { [`images/app-${index}.yaml`]: minimal(`app-${index}`) });
    expect(await run(build, root)).toEqual({ status: 0, findings: [], codes: [] });
    expect(guides(root)).toBe(8);
  });

  test("many is no matter where single guides are built", async () => {
    const root = await projectOf(8, 5);
    expect((await run(build, root, ["app-7"])).codes).toEqual([]);
    expect(guides(root)).toBe(8);
  });
});

test("check lists them, and says what removes them", async () => {
  const root = await projectOf(8, 4);
  const { codes, findings } = await run(check, root);
  expect(codes).toEqual(Array<string>(4).fill("output-leftover"));
  for (const { fix } of findings) expect(fix).toContain("build --force");
});
