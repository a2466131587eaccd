import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { newDescriptors, type NewOptions } from "../../src/commands/new.ts";
import { sync, type SyncCommandOptions } from "../../src/commands/sync.ts";
import { verify } from "../../src/commands/verify.ts";
import { makeProject, minimal, read, record, tree } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

async function runSync(root: string, names: readonly string[] = [], options: Partial<SyncCommandOptions> = {}) {
  const context = record();
  const status = await sync(names, { root, reporter: "pretty", from: SMALL_CATALOG, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

async function runNew(root: string, name: string, options: Partial<NewOptions> = {}) {
  const context = record();
  const status = await newDescriptors([name], { root, reporter: "pretty", from: SMALL_CATALOG, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

/** A descriptor of the image `example` whose facts are right. */
const RIGHT = `name: example
title: Example
ports: [8080/tcp, 9090/tcp]
env:
  - { name: EXAMPLE_HOME, default: /opt/example }
uid: 65532
entrypoint: [/usr/local/bin/example]
workDir: /opt/example
chart: example
`;

describe("new --from", () => {
  test("writes the facts, and says what a person must write, at its line", async () => {
    const root = makeProject();
    const { status, stdout, stderr } = await runNew(root, "example");
    expect(status).toBe(0);
    expect(stdout).toBe("images/example.yaml\n");
    const text = read(root, "images/example.yaml");
    for (const line of RIGHT.split("\n")) expect(text).toContain(line);
    expect(stderr).toContain("images/example.yaml: 6 TODOs\n  14:1 TODO name what a reader sets");
    expect(stderr).toContain("descriptor-todo");
  });

  test.each(["example", "shelly", "mixed", "other-tool"])(
    "the descriptor of %s builds and passes verify",
    async (name) => {
      const root = makeProject();
      await runNew(root, name);
      const context = record();
      expect(await build([], { root, reporter: "pretty" }, context)).toBe(0);
      const options = { root, reporter: "pretty", catalog: SMALL_CATALOG } as const;
      expect([await verify([], options, context), context.stderr()]).toEqual([0, expect.any(String)]);
      expect((await runSync(root, [name], { check: true })).status).toBe(0);
    },
  );

  test("json is one array on stdout", async () => {
    const { stdout } = await runNew(makeProject(), "shelly", { reporter: "json", quiet: true });
    expect(new Set((JSON.parse(stdout) as { code: string }[]).map(({ code }) => code))).toEqual(
      new Set(["descriptor-todo"]),
    );
  });

  test("takes the title of the command line before that of info.yaml", async () => {
    const root = makeProject();
    await runNew(root, "shelly", { title: "My Shell" });
    expect(read(root, "images/shelly.yaml")).toContain("title: My Shell\n");
    const other = makeProject();
    await runNew(other, "shelly");
    expect(read(other, "images/shelly.yaml")).toContain("title: Shelly\n");
  });

  test("refuses an image that the catalog does not have, and names the nearest", async () => {
    const root = makeProject();
    await expect(runNew(root, "exampel")).rejects.toThrow('there is no definition of "exampel"');
    await expect(runNew(root, "exampel")).rejects.toThrow('did you mean "example"?');
    expect(tree(join(root, "images"))).toEqual({});
  });
});

describe("sync", () => {
  const outdated = RIGHT.replace("9090/tcp", "7070/tcp # admin")
    .replace("ports: [8080/tcp, ", "ports:\n  - 8080/tcp\n  - ")
    .replace("]\nenv", "\nenv");

  test("writes what changed, and shows it", async () => {
    const root = makeProject({ "images/example.yaml": outdated });
    const { status, stdout, stderr } = await runSync(root);
    expect(status).toBe(0);
    expect(stdout).toContain("--- a/images/example.yaml\n+++ b/images/example.yaml\n");
    expect(stdout).toContain("-  - 7070/tcp # admin\n+  - 9090/tcp # admin\n");
    expect(stderr).toBe("1 descriptor: 1 changed, 0 same\n");
    expect(read(root, "images/example.yaml")).toBe(outdated.replace("7070", "9090"));
    expect(readdirSync(join(root, "images"))).toEqual(["example.yaml"]);
  });

  test("--keep names the fact under keep, and with --check shows that and writes nothing", async () => {
    const root = makeProject({ "images/example.yaml": outdated });
    const checked = await runSync(root, [], { keep: true, check: true });
    expect(checked.status).toBe(1);
    expect(checked.stdout).toMatch(/^\+keep:\n\+ {2}ports: "as published: 8080\/tcp, 7070\/tcp; /m);
    expect(read(root, "images/example.yaml")).toBe(outdated);
    const kept = await runSync(root, [], { keep: true });
    expect([kept.status, kept.stdout]).toEqual([0, ""]);
    expect(kept.stderr).toContain("note ports is kept as published: 8080/tcp, 7070/tcp; the definitions: ");
    expect(kept.stderr).toContain("1 descriptor: 1 changed, 0 same, 1 fact kept as published\n");
    expect((await runSync(root, [], { check: true })).status).toBe(0);
  });

  test("--check writes nothing, and fails at the line of the fact", async () => {
    const root = makeProject({ "images/example.yaml": outdated });
    const { status, stdout, stderr } = await runSync(root, [], { check: true });
    expect(status).toBe(1);
    expect(stdout).toContain("+  - 9090/tcp # admin\n");
    expect(stderr).toContain(
      "images/example.yaml:4:3 error unexpected ports 8080/tcp, 7070/tcp, expected 8080/tcp, 9090/tcp",
    );
    expect(stderr).toContain("1 descriptor: 1 would change, 0 same\n");
    expect(read(root, "images/example.yaml")).toBe(outdated);
  });

  test("leaves a descriptor alone that is right", async () => {
    const root = makeProject({ "images/example.yaml": RIGHT });
    const path = join(root, "images/example.yaml");
    const { mtimeMs } = statSync(path);
    const { status, stdout, stderr } = await runSync(root);
    expect([status, stdout, stderr]).toEqual([0, "", "1 descriptor: 0 changed, 1 same\n"]);
    expect(statSync(path).mtimeMs).toBe(mtimeMs);
  });

  test("takes the catalog of the settings", async () => {
    const definition = read(SMALL_CATALOG, "image/example/debian-13/1.yaml");
    const files = { "images/example.yaml": RIGHT, "definitions/image/example/debian-13/1.yaml": definition };
    const root = makeProject({ ...files, "dhi-guides.config.yaml": "catalog: definitions\n" });
    const { stdout } = await runSync(root, [], { from: undefined });
    expect(stdout).toContain("+variants: { available: [runtime] }\n");
  });

  test("says what is missing: the catalog, a descriptor, a definition", async () => {
    const root = makeProject({ "images/example.yaml": RIGHT, "images/other.yaml": minimal("other") });
    await expect(runSync(root, [], { from: undefined })).rejects.toThrow("where are the definitions?");
    await expect(runSync(root, ["exampel"])).rejects.toThrow('did you mean "example"?');
    await expect(runSync(root, ["images/example.yaml"])).rejects.toThrow('did you mean "example"?');
    await expect(runSync(root, ["example.yml"])).rejects.toThrow('did you mean "example"?');
    await expect(runSync(root, ["other"])).rejects.toThrow('there is no definition of "other"');
    expect((await runSync(root)).stderr).toBe("2 descriptors: 0 changed, 1 same, 1 without a definition\n");
  });

  test("reports a descriptor with errors, and goes on with the others", async () => {
    const root = makeProject({ "images/example.yaml": outdated, "images/bad.yaml": "name: bad\n" });
    const { status, stderr } = await runSync(root);
    expect(status).toBe(1);
    expect(stderr).toContain("images/bad.yaml:1:1 error missing key");
    expect(read(root, "images/example.yaml")).toContain("9090/tcp # admin");
  });

  test("keeps the file's mode, line ends and byte order mark", async () => {
    const text = `\ufeff${outdated.replaceAll("\n", "\r\n")}`;
    const root = makeProject({ "images/example.yaml": text });
    const path = join(root, "images/example.yaml");
    chmodSync(path, 0o640);
    await runSync(root);
    expect(readFileSync(path, "utf8")).toBe(text.replace("7070", "9090"));
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test("writes through no link", async () => {
    const elsewhere = makeProject({ "example.yaml": outdated });
    const root = makeProject();
    symlinkSync(elsewhere, join(root, "images"));
    await expect(runSync(root)).rejects.toThrow("images is a symbolic link");
    expect(read(elsewhere, "example.yaml")).toBe(outdated);
  });

  test("does not guess where the YAML cannot be edited", async () => {
    const text = "{ name: example, title: Example }\n";
    const root = makeProject({ "images/example.yaml": text });
    const { status, stderr } = await runSync(root);
    expect(status).toBe(1);
    expect(stderr).toContain(
      "the facts cannot be written into this YAML without changing more: ports: 8080/tcp, 9090/tcp;",
    );
    expect(read(root, "images/example.yaml")).toBe(text);
  });

  test("asks for what is still to be written", async () => {
    const root = makeProject({
      "images/example.yaml": `${RIGHT}# TODO: say more\nincluded: |\n  # TODO: no comment\n`,
    });
    const { status, stderr } = await runSync(root, [], { check: true });
    expect(status).toBe(0);
    expect(stderr.match(/^ +\d+:\d+ TODO /gm)).toHaveLength(1);
    expect(stderr).toContain("images/example.yaml: 1 TODO\n  10:1 TODO say more");
  });
});
