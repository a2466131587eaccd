import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { newDescriptors } from "../../src/commands/new.ts";
import { sync } from "../../src/commands/sync.ts";
import { makeProject, minimal, read, record, tree, write, type Files } from "../support/project.ts";

/* What `new` writes, `sync` leaves as it is, and pages say all of it. */

const definition = (more: string) => `image: dhi.io/app\ntags: ['1']\nvariant: runtime\n${more}`;

async function syncAll(root: string, check: boolean) {
  const context = record();
  const status = await sync([], { root, reporter: "pretty", from: join(root, "catalog"), check, quiet: true }, context);
  return { status, output: context.stdout() + context.stderr() };
}

describe("a command beside entry points that vary, which no guide says", () => {
  test.each<readonly [string, string, string]>([
    ["varies as well", "cmd: [serve]\n", "cmd: [run]\n"],
    ["is the same", "cmd: [serve]\n", "cmd: [serve]\n"],
    ["is there in some", "cmd: [serve]\n", ""],
    ["is not there", "", ""],
  ])("%s", async (_, one, other) => {
    const root = makeProject({
      "catalog/image/app/debian-13/1.yaml": definition(`entrypoint: [/a]\n${one}`),
      "catalog/image/app/debian-13/2.yaml": definition(`entrypoint: [/b]\n${other}`),
    });
    expect(await newDescriptors(["app"], { root, reporter: "pretty", from: join(root, "catalog") }, record())).toBe(0);
    expect(read(root, "images/app.yaml")).toMatch(/^entrypoint: varies$/m);
    expect(read(root, "images/app.yaml")).not.toMatch(/^cmd:/m);
    const before = tree(root);
    expect((await syncAll(root, true)).status).toBe(0);
    await syncAll(root, false);
    expect(tree(root)).toEqual(before);
    const context = record();
    expect(await build([], { root, reporter: "pretty" }, context)).toBe(0);
    expect(context.stderr() + context.stdout()).not.toContain("field-unused");
  });

  test("is kept true where a descriptor states it all the same", async () => {
    const root = makeProject({
      "catalog/image/app/debian-13/1.yaml": definition("entrypoint: [/a]\ncmd: [serve]\n"),
      "catalog/image/app/debian-13/2.yaml": definition("entrypoint: [/b]\ncmd: [serve]\n"),
      "images/app.yaml": minimal("app", "entrypoint: varies\ncmd: [old]\n"),
    });
    expect((await syncAll(root, true)).output).toContain("unexpected cmd old, expected serve");
    await syncAll(root, false);
    expect(read(root, "images/app.yaml")).toContain("cmd: [serve]\n");
  });
});

test("the settings name the catalog and the file of facts relative to the root, or from the top", async () => {
  const files = {
    "catalog/image/app/debian-13/1.yaml": definition("cmd: [app]\n"),
    "facts.json": '{ "app": { "stig": true } }',
    "images/app.yaml": minimal("app"),
  } satisfies Files;
  for (const prefix of ["", "/"]) {
    const root = makeProject(files);
    const named = (path: string) => JSON.stringify(prefix === "" ? path : join(root, path));
    write(root, { "dhi-guides.config.yaml": `catalog: ${named("catalog")}\nfacts: ${named("facts.json")}\n` });
    expect(await sync([], { root, reporter: "pretty" }, record())).toBe(0);
    expect(read(root, "images/app.yaml")).toMatch(/cmd: \[app\][^]*stig: true/);
  }
});

test.each(["\n", "\r\n"])("a definition that is called anew is named behind FIPS, in a file with %j", async (end) => {
  const fips = definition("flavor: fips\ncmd: [app]\n").replace("'1'", "1-fips");
  const root = makeProject({ "catalog/image/app/debian-13/9-fips.yaml": fips });
  const text = (version: number) =>
    minimal(
      "app",
      `user: root\ncmd: [app]\nvariants:\n  available:\n    - runtime\n    - fips # fips: image/app/debian-13/${version}-fips.yaml\n`,
    ).replaceAll("\n", end);
  write(root, { "images/app.yaml": text(8) });
  expect((await syncAll(root, true)).output).toContain(
    "which does not state it any more, expected image/app/debian-13/9",
  );
  expect((await syncAll(root, false)).status).toBe(0);
  expect(read(root, "images/app.yaml")).toBe(text(9));
  expect((await syncAll(root, true)).status).toBe(0);
});
