import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import type { CommonOptions } from "../../src/commands/context.ts";
import { drift } from "../../src/commands/drift.ts";
import { facts } from "../../src/commands/facts.ts";
import { preview } from "../../src/commands/preview.ts";
import { sync } from "../../src/commands/sync.ts";
import { verify } from "../../src/commands/verify.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { expectGolden } from "../support/golden.ts";
import { makeProject, minimal, read, record, tree, write, type Recorded } from "../support/project.ts";

/* What each command tells of a project that has a mistake in each stage: all that it can, and what is right goes on. */

const DEFINITION =
  "name: x\nimage: dhi.io/good\nvariant: runtime\ntags: [1-debian13]\nplatforms: [linux/amd64]\n" +
  "accounts: { run-as: nonroot, users: [{ name: nonroot, uid: 65532 }] }\n";

/** Each command, by what a golden calls it. */
const COMMANDS: Readonly<
  Record<string, (root: string, options: CommonOptions, context: Recorded) => number | Promise<number>>
> = {
  check: (_, options, context) => check([], options, context),
  verify: (_, options, context) => verify([], { ...options, cache: false }, context),
  "sync --check": (root, options, context) =>
    sync([], { ...options, check: true, from: join(root, "catalog") }, context),
  drift: (_, options, context) => drift([], options, context),
  "preview --build": (root, options, context) =>
    preview({ ...options, build: true, site: join(root, "site"), host: "", port: 0, verify: false }, context),
  "facts good": (root, options, context) => facts(["good"], { ...options, from: join(root, "catalog") }, context),
};

/** A project that was built, and then has one mistake in each stage beside two guides that are right. */
async function projectWithMistakes(settings = ""): Promise<string> {
  const named = ["good", "edited", "info", "drifty", "facts", "broken"].map((name) => [
    `images/${name}.yaml`,
    minimal(name),
  ]);
  const root = makeProject({
    ...(Object.fromEntries(named) as object),
    "catalog/image/good/debian-13/1.yaml": DEFINITION,
  });
  expect(await build([], { root, reporter: "pretty", quiet: true }, record())).toBe(0);
  const page = (name: string) => `out/${name}/guides.md`;
  const bad = (name: string) => ({ [page(name)]: `${read(root, page(name))}![](nowhere.png)\n` });
  write(root, {
    "dhi-guides.config.yaml": settings,
    "images/broken.yaml": 'name: broken\ntitle: "Example\nsuppress: { relative-link: It is. }\n',
    "images/info/info.yaml": "display-name: [a\n",
    "images/drifty/drift.yaml": "- section: nope\n",
    "images/facts/facts.yaml": "tags: [\n",
    "templates/partials/own.hbs": "{{#if titel}}x{{/if}}\n",
    ...bad("edited"),
    ...bad("broken"),
  });
  return root;
}

/** What a command prints, without what the machine says. */
async function printed(name: string, root: string): Promise<string> {
  const context = record();
  const run = COMMANDS[name];
  const status = await run?.(root, { root, reporter: "pretty" }, context);
  const text = `${context.stdout()}${context.stderr()}`.replaceAll(root, "ROOT").replace(/in [\d.]+ s\b/g, "in N s");
  return `$ dhi-guides ${name}\n${text}exit ${status}\n`;
}

/** The places and codes of what a command tells. */
async function told(name: string, root: string): Promise<readonly string[]> {
  const context = record();
  await COMMANDS[name]?.(root, { root, reporter: "json", quiet: true }, context);
  const text = name.startsWith("facts") ? context.stderr() : context.stdout();
  const json = text.slice(text.search(/^\[/m), text.search(/^\]/m) + 1) || text.slice(text.indexOf("[]"), 2);
  return (JSON.parse(json) as Finding[]).map(({ file, code }) => `${file} ${code}`);
}

test.each([
  ["right", "", Object.keys(COMMANDS)],
  ["wrong", "registry: dhi\nverfiy: {}\n", ["sync --check"]],
])("a run with a mistake in each stage reads well: settings are %s", async (name, settings, commands) => {
  const root = await projectWithMistakes(settings);
  const texts: string[] = [];
  for (const command of commands) texts.push(await printed(command, root));
  expectGolden(join(import.meta.dirname, `stages-${name}.txt`), texts.join("\n"));
});

const BROKEN = "images/broken.yaml descriptor-yaml";
const SETTINGS = expect.stringMatching(/^dhi-guides\.config\.yaml config-/) as string;

describe("by settings that are right", () => {
  test("verify tells of the pages of right descriptors, and of wrong ones why it cannot", async () => {
    const root = await projectWithMistakes();
    expect(await told("verify", root)).toEqual([
      BROKEN,
      "images/info/info.yaml info-invalid",
      "out/edited/guides.md relative-link",
    ]);
  });

  test.each(["prots: [80]", "title: [a]", "included: { file: gone.md }", "ports: [http]"])(
    "what a descriptor accepts holds, whatever else is wrong with it: %s",
    async (wrong) => {
      const root = await projectWithMistakes();
      const text = `name: edited\ntitle: Example\nsuppress: { relative-link: It is. }\n${wrong}\n`;
      write(root, { "images/edited.yaml": text.replace(/title: E.*\n(?=[^]*title:)/, "") });
      expect(await told("verify", root)).toEqual([BROKEN, "images/info/info.yaml info-invalid"]);
    },
  );

  test("drift tells of each descriptor once, whatever pages it may have", async () => {
    const root = await projectWithMistakes();
    const found = await told("drift", root);
    expect(found).toEqual([...new Set(found)]);
    expect(found).toContain(BROKEN);
  });

  test("sync brings the right ones up to date", async () => {
    const root = await projectWithMistakes();
    const status = await sync([], { root, reporter: "json", from: join(root, "catalog") }, record());
    expect(status).toBe(1);
    expect(read(root, "images/good.yaml")).toContain("uid: 65532");
  });

  test("a baseline is written without what is wrong with descriptors", async () => {
    const root = await projectWithMistakes();
    const options = { root, reporter: "json", quiet: true, cache: false, baseline: "baseline.json" } as const;
    await verify([], { ...options, updateBaseline: true }, record());
    expect(read(root, "baseline.json")).not.toContain("broken");
    const context = record();
    expect(await verify([], options, context)).toBe(1);
    expect((JSON.parse(context.stdout()) as Finding[]).map(({ code }) => code)).toEqual(["descriptor-yaml"]);
  });
});

describe("by settings of which some are wrong", () => {
  test.each(["verify", "sync --check", "drift", "preview --build"])(
    "%s tells of them and of the files",
    async (name) => {
      const root = await projectWithMistakes("registry: dhi\n");
      expect(await told(name, root)).toEqual(expect.arrayContaining([SETTINGS, BROKEN]));
    },
  );

  test.each(["verify", "sync --check", "facts good"])(
    "%s runs where they are those of another command",
    async (name) => {
      const root = await projectWithMistakes("preview: { editor: x }\n");
      const found = await told(name, root);
      expect(found).toContainEqual(SETTINGS);
      const own = {
        verify: "out/edited/guides.md relative-link",
        "sync --check": "images/good.yaml descriptor-outdated",
      };
      if (name in own)
        expect(found.filter((each) => !each.startsWith("dhi-"))).toContain(own[name as keyof typeof own]);
    },
  );

  test.each([
    ["sync", (root: string) => sync([], { root, reporter: "json", from: join(root, "catalog") }, record())],
    ["verify --fix", (root: string) => verify([], { root, reporter: "json", fix: true, cache: false }, record())],
    [
      "verify --update-baseline",
      (root: string) =>
        verify([], { root, reporter: "json", cache: false, baseline: "b.json", updateBaseline: true }, record()),
    ],
    ["preview --build", (root: string) => COMMANDS["preview --build"]?.(root, { root, reporter: "json" }, record())],
  ] as const)("%s writes nothing", async (_, run) => {
    for (const settings of ["registry: dhi\n", "preview: { editor: x }\n"]) {
      const root = await projectWithMistakes(settings);
      const before = tree(root);
      expect(await run(root)).toBe(1);
      expect(tree(root)).toEqual(before);
    }
  });
});
