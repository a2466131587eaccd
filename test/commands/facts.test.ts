import { cpSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { factsText } from "../../src/commands/facts-text.ts";
import { catalogFacts, factsJsonSchema, loadCatalog, type FactReport, type ThingFacts } from "../../src/index.ts";
import { reportOf } from "../../src/sync/fact-report.ts";
import { expectGolden } from "../support/golden.ts";
import { dhiGuides } from "../support/command-line.ts";
import { makeProject, read, REPOSITORY, tree, write, type Files } from "../support/project.ts";
import { CATALOG, dataOf, isValid, run } from "./run-facts.ts";

const GOLDEN = join(REPOSITORY, "test/golden");

/** The facts of the one image of a catalog, by their names. */
async function factsOf(definitions: Files) {
  const root = makeProject();
  for (const [file, text] of Object.entries(definitions))
    write(root, { [`catalog/image/app/${file}.yaml`]: `image: dhi.io/app\ntags: ['1']\n${String(text)}` });
  const [thing] = await dataOf(["app"], { from: join(root, "catalog") });
  return Object.fromEntries(thing?.facts.map((fact) => [fact.name, fact]) ?? []);
}

const brief = (fact?: FactReport) =>
  fact && [fact.status, fact.value, Object.fromEntries(fact.values.map((each) => [each.value, each.sources.length]))];

describe("the output", () => {
  test("is text for a terminal", async () => {
    const { status, stdout, stderr } = await run(["app", "appliance"]);
    expectGolden(join(GOLDEN, "facts.txt"), stdout);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("is JSON that the schema takes", async () => {
    const { status, stdout, stderr } = await run(["app"], { json: true });
    expectGolden(join(GOLDEN, "facts.json"), stdout);
    expect(isValid(JSON.parse(stdout)), JSON.stringify(isValid.errors)).toBe(true);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("has colors on a terminal alone, and no stranger's", async () => {
    const [thing] = await dataOf(["image/app"]);
    if (!thing) throw new Error("no facts");
    const red = "\u001b[31m";
    const text = factsText({ ...thing, title: red, facts: thing.facts.slice(0, 2) }, { color: true });
    expect(text).toContain("\u001b[33mdisputed\u001b[39m\n");
    expect(text).not.toContain(red);
    // What is left without them is what a file gets.
    const plain = factsText(thing, { color: false });
    expect(factsText(thing, { color: true }).replace(/\u001b\[\d+m/g, "")).toBe(plain);
    expect((await run(["image/app"])).stdout).toBe(plain);
  });

  test("is what the library gives", async () => {
    const catalog = await loadCatalog({ directory: CATALOG });
    expect(catalogFacts(catalog, ["app"])).toEqual(await dataOf(["app"]));
    expect(catalogFacts(catalog, ["nothing"])).toEqual([]);
    expect(catalogFacts(catalog)).toEqual(await dataOf([]));
  });

  test.each([
    [["app"], ["app", "chart/app"]],
    [["chart/app"], ["chart/app"]],
    [["image/app"], ["app"]],
    [
      ["appliance", "chart/app", "app"],
      ["appliance", "chart/app", "app"],
    ],
    [[], ["app", "appliance", "chart/app"]],
  ])("of %j is that of %j, each once, in the order in which they are asked for", async (names, ids) => {
    expect((await dataOf(names)).map(({ id }) => id)).toEqual(ids);
  });

  test("is safe where definitions steer a terminal or the runner of GitHub Actions", async () => {
    const root = makeProject();
    const steering = '"\\u001b[31m\\u202e\\n::error::x"';
    write(root, {
      "image/app/info.yaml": `metadata: { display-name: ${steering} }\n`,
      "image/app/debian-13/1.yaml": `image: dhi.io/app\ntags: ['1']\nenvironment: { A: ${steering} }\n`,
    });
    const cli = (...more: string[]) => dhiGuides(root, "facts", "app", "--from", ".", ...more);
    for (const more of [[], ["--json"]]) {
      const { stdout, status } = await cli(...more);
      expect(status).toBe(0);
      expect(stdout).not.toMatch(/[\u001b\u202e]|^\s*::/m);
    }
    const [thing] = JSON.parse((await cli("--json")).stdout) as ThingFacts[];
    expect(thing?.title).toBe("\u001b[31m\u202e\n::error::x");
  });
});

describe("a fact", () => {
  test("is agreed where all definitions say the same, and where none says anything", async () => {
    const { workDir, cmd, user } = await factsOf({
      "debian-13/1": "work-dir: /srv\n",
      "debian-13/2": "work-dir: /srv\n",
    });
    expect(brief(workDir)).toEqual(["agreed", "/srv", { "/srv": 2 }]);
    expect(brief(cmd)).toEqual(["agreed", undefined, {}]);
    // A definition without a user starts as root.
    expect(brief(user)).toEqual(["agreed", "root", { root: 2 }]);
  });

  test("is disputed where they say different things, or some say nothing, who is named", async () => {
    const {
      workDir,
      user,
      "env.A": a,
    } = await factsOf({
      "debian-13/1": "work-dir: /a\nenvironment: { A: x }\naccounts: { run-as: app }\n",
      "debian-13/2": "work-dir: /b\nenvironment: { A: '' }\n",
      "alpine-3.22/2": "environment: { A: x }\n",
    });
    expect(brief(workDir)).toEqual(["disputed", undefined, { "/a": 1, "/b": 1 }]);
    expect(workDir?.silent).toEqual([
      { file: "image/app/alpine-3.22/2.yaml", variant: "runtime", distribution: "alpine-3.22" },
    ]);
    expect(brief(user)).toEqual(["disputed", undefined, { root: 2, app: 1 }]);
    expect(brief(a)).toEqual(["disputed", undefined, { x: 2, "": 1 }]);
  });

  test("is disputed where a descriptor says `varies`, and agreed where a definition does", async () => {
    const { entrypoint, user } = await factsOf({
      "debian-13/1": "entrypoint: [/a]\naccounts: { run-as: varies }\n",
      "debian-13/2": "entrypoint: [/a, --b]\naccounts: { run-as: varies }\n",
    });
    expect(brief(entrypoint)).toEqual(["disputed", "varies", { "/a": 1, "/a,--b": 1 }]);
    expect(brief(user)).toEqual(["agreed", "varies", { varies: 2 }]);
  });

  test("is partial where some state more than others, and says what holds for certain, or where", async () => {
    const { ports, shell, packageManager } = await factsOf({
      "debian-13/1": "ports: [80, 443]\ncontents: { packages: [bash, x] }\n",
      "alpine-3.22/1": "ports: [80]\ncontents: { packages: [bash, busybox, apk-tools] }\n",
    });
    expect(brief(ports)).toEqual(["partial", ["80/tcp"], { "80/tcp": 2, "443/tcp": 1 }]);
    expect(brief(shell)).toEqual(["partial", { names: ["bash"] }, { bash: 2, busybox: 1 }]);
    expect(brief(packageManager)).toEqual(["partial", { names: ["apk"], where: "Alpine-based images" }, { apk: 1 }]);
  });

  test("is unknown where they do not tell", async () => {
    const { ports, shell, chart } = await factsOf({
      "debian-13/1": "entrypoint: [/start.sh]\n",
      "debian-13/2": "entrypoint: [/start.sh]\ncontents: { packages: [bash] }\n",
    });
    expect(brief(ports)).toEqual(["unknown", undefined, {}]);
    expect(brief(shell)).toEqual(["unknown", "unknown", { bash: 1 }]);
    expect(chart).toBeUndefined();
  });

  test("of variants and flavors names who is one", async () => {
    const facts = await factsOf({
      "debian-13/1": "",
      "debian-13/1-fpm": "flavor: fpm8.2\n",
      "debian-13/1-compat": "flavor: compat\naccounts: { run-as: app }\n",
    });
    expect(brief(facts["variants.available"])).toEqual(["agreed", ["runtime", "compat"], { runtime: 2, compat: 1 }]);
    expect(brief(facts["variants.flavors"])).toEqual(["agreed", ["fpm"], { fpm: 1 }]);
    expect(facts["variants.flavors"]?.values[0]?.sources).toEqual([
      {
        file: "image/app/debian-13/1-fpm.yaml",
        key: "flavor",
        variant: "runtime",
        flavor: "fpm8.2",
        distribution: "debian-13",
      },
    ]);
    expect(brief(facts["variants.compatUser"])).toEqual(["agreed", "app", { app: 1 }]);
    expect(facts["variants.devUser"]).toBeUndefined();
  });
});

test.each<readonly [string, string, unknown]>([
  ["cmd: [b]\n", "cmd: [c]\n", ["disputed", "varies", { b: 1, c: 1 }]],
  ["cmd: [b]\n", "cmd: [b]\n", ["agreed", ["b"], { b: 2 }]],
])(
  "a command beside entry points that vary has no holder, for sync does not write it: %j %j",
  async (one, other, expected) => {
    const { cmd } = await factsOf({
      "debian-13/1": `entrypoint: [/a]\n${one}`,
      "debian-13/2": `entrypoint: [/b]\n${other}`,
    });
    expect(brief(cmd)).toEqual(expected);
    expect(cmd?.holder).toBeUndefined();
  },
);

test("a fact of which it is not known who states what has its one source", () => {
  const fact = { name: "fips", path: ["fips"], evidence: { kind: "agreed", value: ["a", "b"] } } as const;
  const sources = [{ file: "image/app/debian-13/1.yaml", key: "fips-compliant" }];
  const source = "image/app/debian-13/1.yaml: fips-compliant";
  expect(reportOf({ ...fact, source }, new Map())).toMatchObject({
    status: "agreed",
    values: [
      { value: "a", sources },
      { value: "b", sources },
    ],
  });
  expect(reportOf({ ...fact, source: "facts.json" }, new Map()).values[0]?.sources).toEqual([{ file: "facts.json" }]);
});

describe("a chart", () => {
  const chart = (vars: string) => ({
    "image/app/debian-13/1.yaml": "image: dhi.io/app\ntags: ['1']\n",
    "chart/app/helm/1.yaml": `image: dhi.io/app-chart\ntags: [1.0.0]\nvars: ${vars}\n`,
  });

  test.each([
    ["that uses nothing", "{ A: b }", []],
    ["of which nothing is understood", "{ A_REFERENCE: '?' }", undefined],
  ])("%s", async (_, vars, value) => {
    const from = makeProject(chart(vars));
    const [thing] = await dataOf(["chart/app"], { from });
    const images = thing?.facts.find(({ name }) => name === "images");
    expect([images?.status, images?.value]).toEqual(["agreed", value]);
    expect((await run(["chart/app"], { from })).stdout).toContain("  none        images, charts, source\n");
  });

  test("has no facts of images, nor they of charts", async () => {
    const [image, own] = await dataOf(["app"]);
    expect([Object.keys(image ?? {}), Object.keys(own ?? {})].map((keys) => keys.includes("releases"))).toEqual([
      false,
      true,
    ]);
    expect(own?.facts.map(({ name }) => name)).toEqual(["repository", "versions", "images", "charts", "source"]);
  });
});

describe("what cannot be said", () => {
  test.each([
    ["ap", 'there is no definition of "ap" in the catalog: did you mean "app"?'],
    ["chart/appp", 'did you mean "chart/app"?'],
    ["chart/appliance", 'did you mean "appliance"?'],
    ["zzzzzzzzzz", 'there is no definition of "zzzzzzzzzz" in the catalog'],
  ])("%s", async (name, message) => {
    await expect(run([name])).rejects.toThrow(message);
  });

  test("where the definitions are", async () => {
    await expect(run(["app"], { from: undefined })).rejects.toThrow("where are the definitions? Give --from DIR");
    await expect(run(["app"], { from: "/nowhere" })).rejects.toThrow("there is no /nowhere");
  });

  /** A catalog of which one definition, of a name, is broken. */
  const withBroken = (file: string) => {
    const root = makeProject();
    cpSync(CATALOG, root, { recursive: true });
    write(root, { [file]: "image: dhi.io/x\ntags: [\n" });
    return root;
  };

  test.each([["pretty"], ["json"], ["github"]] as const)("a broken definition, by --reporter %s", async (reporter) => {
    const from = withBroken("image/app/debian-13/3.yaml");
    const { status, stdout, stderr } = await run(["app"], { from, root: from, json: true, reporter });
    expect(status).toBe(1);
    expect(stderr).toContain("image/app/debian-13/3.yaml");
    const [image, chart] = JSON.parse(stdout) as ThingFacts[];
    expect([image?.unread, chart?.unread]).toEqual([["image/app/debian-13/3.yaml"], []]);
    const text = await run(["app"], { from, root: from });
    expect(text.stdout).toMatch(/^ {2}unread +image\/app\/debian-13\/3.yaml$/m);
  });

  test("a broken definition is that of its own image", async () => {
    const from = withBroken("image/app/debian-13/3.yaml");
    expect((await run(["appliance"], { from })).status).toBe(0);
    expect((await run(["chart/app"], { from })).status).toBe(0);
    expect((await run([], { from })).status).toBe(1);
  });

  test("an image of which no definition can be read", async () => {
    const { status, stdout, stderr } = await run(["other"], {
      from: withBroken("image/other/debian-13/3.yaml"),
      json: true,
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "[]\n" });
    expect(stderr).toContain("image/other/debian-13/3.yaml");
  });
});

describe("the command line", () => {
  const cli = (cwd: string, ...args: string[]) => dhiGuides(cwd, "facts", ...args, "--from", CATALOG);

  test("needs no project, and leaves nothing behind", async () => {
    const cwd = makeProject();
    const { status, stdout, stderr } = await cli(cwd, "app", "--json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toBe(read(GOLDEN, "facts.json"));
    expect(tree(cwd)).toEqual({});
  });

  test("2 for a name that the catalog does not have", async () => {
    const { status, stdout, stderr } = await cli(makeProject(), "ap", "--json");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain('did you mean "app"?');
  });
});

test("docs/sync.md shows a fact as it is", async () => {
  const [, section = ""] = read(REPOSITORY, "docs/sync.md").split("## The facts as data\n");
  const [, sample = ""] = /^```json\n([^]*?)^```$/m.exec(section) ?? [];
  const [image] = await dataOf(["image/app"]);
  expect(image?.facts).toContainEqual(JSON.parse(sample));
});

test("the schema of the package is that of the library", () => {
  expect(JSON.parse(read(REPOSITORY, "schema/facts.json"))).toEqual(factsJsonSchema());
});
