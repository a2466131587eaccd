import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, read, record, tree, write, type Files } from "../support/project.ts";

/* One run tells the mistakes of all stages, and none that is only a consequence of another. */

const MISTAKES: Files = {
  "images/unknown.yaml": minimal("unknown", "prots: [80]\n# TODO: say more\n"),
  "images/unknown/drift.yaml": "- section: nope\n",
  "images/broken.yaml": 'name: broken\ntitle: "Example\nports: [80\n',
  "images/prose/deploy.md": "Text.\n\n```sh\nls\n",
  "images/info/info.yaml": "display-name: [a\n",
  "images/drifty/drift.yaml": "- section: nope\n",
  "images/facts/facts.yaml": "tags: [\n",
  "templates/partials/own.hbs": "{{#if titel}}x{{/if}}\n",
};

/** A project that was built, and then has one mistake in each stage. */
async function projectWithMistakes(): Promise<string> {
  const named = ["edited", "info", "drifty", "facts"].map((name) => [`images/${name}.yaml`, minimal(name)]);
  const root = makeProject({
    ...(Object.fromEntries(named) as Files),
    "images/prose.yaml": minimal("prose", "included: { file: deploy.md }\n"),
    "images/prose/deploy.md": "Text.\n",
  });
  expect(await build([], { root, reporter: "pretty", quiet: true }, record())).toBe(0);
  const manifest = read(root, "out/SHA256SUMS");
  write(root, {
    ...MISTAKES,
    "out/edited/guides.md": `${read(root, "out/edited/guides.md")}By hand.\n`,
    "out/SHA256SUMS": `no line\n${manifest}`,
  });
  return root;
}

function told(root: string, settings: string): string[] {
  write(root, { "dhi-guides.config.yaml": settings });
  const context = record();
  expect(check([], { root, reporter: "json", quiet: true }, context)).toBe(1);
  const findings = JSON.parse(context.stdout()) as Finding[];
  return findings.map(({ file, line, code }) => `${file}:${line} ${code}`);
}

const OF_FILES = [
  "images/broken.yaml:3 descriptor-yaml",
  "images/drifty/drift.yaml:1 drift-invalid",
  "images/facts/facts.yaml:2 facts-invalid",
  "images/info/info.yaml:2 info-invalid",
  "images/prose/deploy.md:1 prose-unclosed",
  "images/unknown.yaml:3 descriptor-unknown-key",
  "images/unknown.yaml:4 descriptor-todo",
  "images/unknown/drift.yaml:1 drift-invalid",
];
const OF_OUTPUTS = ["out/SHA256SUMS:1 output-manifest", "out/edited/guides.md:161 output-edited"];
const OF_TEMPLATES = ["templates/partials/own.hbs:1 template-unknown-name"];

describe("check tells what is wrong", () => {
  test("with the files and the outputs, in one run", async () => {
    const root = await projectWithMistakes();
    expect(told(root, "")).toEqual([...OF_FILES, ...OF_OUTPUTS, ...OF_TEMPLATES]);
  });

  test("with settings of other commands, and with all the rest", async () => {
    const root = await projectWithMistakes();
    for (const settings of ["verify: { maxBytes: many }\n", "catalog:\n", "preview: { editor: x }\n", "verfiy: {}\n"])
      expect(told(root, settings), settings).toEqual([
        expect.stringMatching(/^dhi-guides\.config\.yaml:1 config-/),
        ...[...OF_FILES, ...OF_OUTPUTS, ...OF_TEMPLATES],
      ]);
  });

  test.each([
    "registry: dhi\n",
    "layot: nested\n",
    "output: guides.md\n",
    "pages: { hub: { layout: Hub } }\n",
    "pages: { hub: { layout: nested, output: 'out/{name}/guides.md' } }\n",
    "charts: { descriptors: x.yaml }\n",
    "charts: none\n",
    "volatile: maybe\nunheardOf: 1\n",
  ])("with settings of pages, and with the files, which need none: %j", async (settings) => {
    const root = await projectWithMistakes();
    const [first, ...others] = told(root, settings).filter((line) => !line.startsWith("dhi-guides.config.yaml:2"));
    expect(first).toMatch(/^dhi-guides\.config\.yaml:1 config-/);
    expect(others).toEqual([...OF_FILES, ...OF_TEMPLATES]);
  });

  test.each([
    "descriptors: x.yaml\n",
    "descripters: ['x/{name}.yaml']\n",
    "info: info.yaml\n",
    "registry: [\n",
    "- a\n",
  ])("and nothing of descriptors where nobody knows where they or their companions stand: %j", async (settings) => {
    const root = await projectWithMistakes();
    const [first, ...others] = told(root, settings);
    expect(first).toMatch(/^dhi-guides\.config\.yaml:[12] config-/);
    expect(others).toEqual(OF_TEMPLATES);
  });
});

test("a build by settings that are wrong tells the same, and writes nothing", async () => {
  const root = await projectWithMistakes();
  write(root, { "dhi-guides.config.yaml": "verify: { maxBytes: many }\n" });
  const before = tree(root);
  const context = record();
  expect(await build([], { root, reporter: "json" }, context)).toBe(1);
  const findings = JSON.parse(context.stdout()) as Finding[];
  expect(findings.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
    "dhi-guides.config.yaml:1 config-value",
    ...OF_FILES,
    ...OF_TEMPLATES,
  ]);
  expect(tree(root)).toEqual(before);
});

test("a right project by wrong settings has their mistake alone", () => {
  const root = makeProject({ "images/app.yaml": "name: app\ntitle: App\n", "images/app/info.yaml": "{}\n" });
  expect(told(root, "namespace: Acme\n")).toEqual(["dhi-guides.config.yaml:1 config-value"]);
});
