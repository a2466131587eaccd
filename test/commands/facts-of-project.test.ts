import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { FactsOptions } from "../../src/commands/facts.ts";
import type { ThingFacts } from "../../src/index.ts";
import { makeProject, minimal, type Files, write } from "../support/project.ts";
import { CATALOG, dataOf, run } from "./run-facts.ts";

/* What `facts` says where a project documents a thing, and where a file states facts besides. */

describe("a project's descriptor", () => {
  const project = () =>
    makeProject({
      "images/app.yaml": `name: app
title: App
ports: [80/tcp]
env:
  - { name: APP_HOME, default: /srv/9 }
  - { name: PATH, default: /usr/bin }
user: app
uid: 1000
shell: { names: [busybox], where: Alpine-based images }
cmd: [serve]
chart: app
keep: { cmd: it is the usual one }
`,
      "charts/app.yaml": "name: app\ntitle: App\n",
    });

  test("is held against the definitions", async () => {
    const [image, chart] = await dataOf(["app"], { root: project() });
    expect(image?.descriptor).toEqual({
      file: "images/app.yaml",
      differences: [
        { fact: "ports", status: "outdated", says: "80/tcp" },
        { fact: "env.APP_HOME", status: "denied", says: "/srv/9" },
        { fact: "env.APP_MODE", status: "outdated" },
        { fact: "entrypoint", status: "outdated" },
        { fact: "cmd", status: "outdated", says: "serve", keep: "it is the usual one" },
      ],
    });
    expect(image?.facts.map(({ name }) => name)).toContain("env.PATH");
    expect(chart?.descriptor).toEqual({
      file: "charts/app.yaml",
      differences: ["versions", "images", "charts", "source"].map((fact) => ({ fact, status: "outdated" })),
    });
  });

  test("is told in the text, too", async () => {
    const { stdout } = await run(["image/app"], { root: project() });
    expect(stdout).toContain(
      "\n  descriptor          images/app.yaml\n                        ports: outdated, says 80/tcp\n",
    );
    expect(stdout).toContain("                        cmd: kept, says serve\n");
  });

  test("that is not valid is left out", async () => {
    const root = makeProject({ "images/app.yaml": "name: app\n" });
    const [image] = await dataOf(["image/app"], { root });
    expect(image).not.toHaveProperty("descriptor");
  });

  test("is found with the catalog of the settings", async () => {
    const root = project();
    cpSync(CATALOG, join(root, "definitions"), { recursive: true });
    write(root, { "dhi-guides.config.yaml": "catalog: definitions\n" });
    const things = await dataOf(["chart/app"], { root, from: undefined });
    expect(things.map(({ descriptor }) => descriptor?.file)).toEqual(["charts/app.yaml"]);
  });
});

describe("a file of facts", () => {
  const STATED = '{ "app": { "fips": true, "source": "register" }, "nobody": { "stig": true } }';
  const fipsOf = (things: readonly ThingFacts[]) =>
    things.flatMap(({ facts: all }) => all.filter(({ name }) => name === "variants.available.fips"));

  test.each<readonly [string, Files, (root: string) => Partial<FactsOptions>]>([
    ["by the settings", { "dhi-guides.config.yaml": "facts: facts.json\n" }, () => ({})],
    ["on the command line", {}, (root) => ({ facts: join(root, "facts.json") })],
  ])("is named %s", async (_, files, options) => {
    const root = makeProject({ ...files, "facts.json": STATED });
    const things = await dataOf(["image/app"], { root, ...options(root) });
    expect(fipsOf(things)).toMatchObject([
      {
        status: "agreed",
        value: true,
        values: [{ value: true, sources: [{ file: "facts.json", key: "app.fips", origin: "register" }] }],
      },
    ]);
    expect((await run(["image/app"], { root, ...options(root) })).stdout).toMatch(/variants.available.fips +yes\n/);
  });

  test("that denies what a definition states makes a fact disputed, which no descriptor is outdated by", async () => {
    const root = makeProject({
      "catalog/image/app/debian-13/1.yaml": "image: dhi.io/app\ntags: ['1']\nfips-compliant: true\ncmd: [app]\n",
      "facts.json": '{ "app": { "fips": false } }',
      "images/app.yaml": minimal("app", "user: root\ncmd: [app]\nvariants: { available: [runtime] }\n"),
    });
    const options = { root, from: join(root, "catalog") };
    expect((await dataOf(["app"], options))[0]?.descriptor?.differences).toMatchObject([
      { fact: "variants.available.fips" },
    ]);
    const things = await dataOf(["app"], { ...options, facts: join(root, "facts.json") });
    expect(fipsOf(things)).toMatchObject([{ status: "disputed", values: [{ value: true }, { value: false }] }]);
    expect(things[0]?.descriptor?.differences).toEqual([]);
  });

  test("needs no definitions", async () => {
    const root = makeProject({ "facts.json": STATED, "images/app.yaml": minimal("app") });
    const options = { root, from: undefined, facts: join(root, "facts.json") };
    const things = await dataOf([], options);
    expect(things.map(({ id }) => id)).toEqual(["app"]);
    expect(fipsOf(things)).toMatchObject([{ value: true }]);
  });

  test("with a mistake is an error, and nothing is said", async () => {
    const root = makeProject({ "facts.json": '{ "app": { "fips": "yes" } }' });
    const { status, stdout, stderr } = await run(["app"], { root, facts: join(root, "facts.json") });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("facts-file-invalid");
  });
});
