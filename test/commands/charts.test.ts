import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { newDescriptors, type NewOptions } from "../../src/commands/new.ts";
import { sync, type SyncCommandOptions } from "../../src/commands/sync.ts";
import { makeProject, minimal, read, record, tree, write, type Files } from "../support/project.ts";

/* Charts beside images: what `new` writes of both, and how `sync` keeps it true. */

const release = (
  chart: string,
  version: string,
  used: readonly string[],
  source = `git+https://github.com/o/${chart}.git#v1`,
) =>
  JSON.stringify({
    name: `${chart} 1.x`,
    image: `dhi.io/${chart}`,
    tags: [version],
    vars: Object.fromEntries(used.map((one, index) => [`A${index}_REFERENCE`, `dhi/${one}@sha256:${"0".repeat(64)}`])),
    contents: { files: [{ url: source }] },
  });

const CATALOG = {
  "catalog/chart/loki/info.yaml":
    "metadata: { display-name: Grafana Loki Helm chart, short-description: Log aggregation }\n",
  "catalog/chart/loki/helm/17.yaml": release("loki-chart", "17.0.0", ["old:1.0"]),
  "catalog/chart/loki/helm/18.yaml": release("loki-chart", "18.11.0", [
    "loki:3.7-debian13",
    "nginx:1.31",
    "sub-chart:0.5.1",
  ]),
  "catalog/chart/tempo/helm/2.yaml": release("tempo-x", "2.2.4", []),
  "catalog/image/loki/info.yaml": "metadata: { display-name: Grafana Loki }\n",
  "catalog/image/loki/debian-13/3.yaml":
    "image: dhi.io/loki\ntags: ['3']\nvariant: runtime\ncmd: [loki]\nports: [3100]\n",
  "catalog/image/caddy/debian-13/2.yaml": "image: dhi.io/caddy\ntags: ['2']\nvariant: runtime\ncmd: [caddy]\n",
} satisfies Files;

const FACTS = `versions: [18.11.0, 17.0.0]
images:
  - { name: loki, tag: 3.7-debian13 }
  - { name: nginx, tag: "1.31" }
charts:
  - { name: sub-chart, version: 0.5.1 }
source: https://github.com/o/loki-chart
`.replace('"1.31"', "1.31");

async function runNew(root: string, names: readonly string[], options: Partial<NewOptions> = {}) {
  const context = record();
  const from = join(root, "catalog");
  const status = await newDescriptors(names, { root, reporter: "pretty", from, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

async function runSync(root: string, names: readonly string[] = [], options: Partial<SyncCommandOptions> = {}) {
  const context = record();
  const from = join(root, "catalog");
  const status = await sync(names, { root, reporter: "pretty", from, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

/** The codes of what a build finds. */
async function buildCodes(root: string): Promise<readonly string[]> {
  const context = record();
  await build([], { root, reporter: "json", quiet: true }, context);
  return [...new Set((JSON.parse(context.stdout()) as { readonly code: string }[]).map(({ code }) => code))];
}

const written = (root: string) =>
  Object.keys(tree(root)).filter((file) => !/^(?:catalog|out|node_modules|\.)/.test(file));

describe("new", () => {
  test("a chart: its descriptor and its facts, of which the pages are made at once", async () => {
    const root = makeProject(CATALOG);
    const { status, stdout, stderr } = await runNew(root, ["chart/loki"]);
    expect([status, stdout]).toEqual([0, "charts/loki.yaml\ncharts/loki/facts.yaml\n"]);
    expect(stderr).toContain("run `npx dhi-guides build chart/loki`\n");
    const text = read(root, "charts/loki.yaml");
    expect(text).toMatch(
      /^# yaml-language-server: \$schema=\S+schema\/chart\.json\nname: loki\ntitle: Grafana Loki\n\n/,
    );
    expect(text).toContain("# TODO: write the values that take the name of the pull secret");
    // What most charts have is a guess: it is shown, and does nothing.
    expect(text).toContain('\n# pullSecrets: ["imagePullSecrets[0].name"]\n');
    expect(text).not.toContain("repository:");
    expect(read(root, "charts/loki/facts.yaml").replace(/^#.*\n/, "")).toBe(FACTS);
    expect(await buildCodes(root)).toEqual(["descriptor-todo"]);
    const overview = read(root, "out/charts/loki/overview.md");
    expect(overview).toContain("- `dhi/loki`\n- `dhi/nginx`\n");
    expect(overview).toContain("Log aggregation.");
    expect(read(root, "out/charts/loki/guides.md")).not.toContain("helm-pull-secret");
    expect((await runSync(root, ["chart/loki"], { check: true })).status).toBe(0);
  });

  test("a chart that is called otherwise than its folder, and pulls no images", async () => {
    const root = makeProject(CATALOG);
    await runNew(root, ["chart/tempo"]);
    expect(read(root, "charts/tempo.yaml")).toContain("keeps them true.\nrepository: tempo-x\n");
    expect(read(root, "charts/tempo.yaml")).not.toContain("pullSecrets");
    expect(await buildCodes(root)).toEqual(["descriptor-todo"]);
    expect(read(root, "out/charts/tempo/guides.md")).toContain("dhi.io/tempo-x");
    expect(read(root, "charts/tempo/facts.yaml")).toContain("images: []\n");
    const overview = read(root, "out/charts/tempo/overview.md").replace(/\s+/g, " ");
    expect(overview).toContain(
      "a hardened configuration. There are no Docker Hardened Images needed with this Helm chart.",
    );
    expect((await runSync(root, ["chart/tempo"], { check: true })).status).toBe(0);
  });

  test.each([
    ["a chart", ["sub-chart:1.0"], "charts:\n  - { name: sub-chart, version: 1.0 }\n"],
    ["what nobody understands", ["a b:c:d:e"], ""],
  ])("of a chart that uses no image but %s, it is not said that it needs none", async (_, used, expected) => {
    const root = makeProject({
      "catalog/image/caddy/debian-13/2.yaml": CATALOG["catalog/image/caddy/debian-13/2.yaml"],
      "catalog/chart/loki/helm/1.yaml": release("loki-chart", "1.0.0", used),
    });
    await runNew(root, ["chart/loki"]);
    const source = "source: https://github.com/o/loki-chart\n";
    expect(read(root, "charts/loki/facts.yaml").replace(/^#.*\n/, "")).toBe(`versions: [1.0.0]\n${expected}${source}`);
    await buildCodes(root);
    expect(read(root, "out/charts/loki/overview.md")).not.toContain("There are no");
  });

  test("several: what can be written is, and each that cannot is told", async () => {
    const root = makeProject({ ...CATALOG, "images/caddy.yaml": minimal("caddy") });
    const { status, stdout, stderr } = await runNew(root, [
      "loki",
      "caddy",
      "tempo",
      "chart/loki",
      "chart/nothing",
      "loki",
    ]);
    expect(status).toBe(1);
    expect(stdout).toBe("images/loki.yaml\ncharts/loki.yaml\ncharts/loki/facts.yaml\n");
    expect(stderr).toContain("dhi-guides: images/caddy.yaml exists: edit it, or choose another name\n");
    expect(stderr).toMatch(/^dhi-guides: there is no definition of "tempo" .*: `npx dhi-guides new chart\/tempo`$/m);
    expect(stderr).toMatch(/^dhi-guides: there is no definition of "chart\/nothing" in /m);
    expect(stderr).toContain("run `npx dhi-guides build loki chart/loki`\n");
  });

  test("several without a catalog, of both kinds", async () => {
    const root = makeProject();
    const { status } = await runNew(root, ["redis", "image/caddy", "chart/loki"], { from: undefined });
    expect(status).toBe(0);
    expect(written(root)).toEqual(["charts/loki.yaml", "images/caddy.yaml", "images/redis.yaml"]);
    expect(await buildCodes(root)).toEqual([]);
  });

  test("what a chart's scaffold comments out builds as well, once the marks are removed", async () => {
    const root = makeProject();
    await runNew(root, ["chart/loki"], { from: undefined });
    const [head = "", ...lines] = read(root, "charts/loki.yaml").split("\n");
    const uncommented = lines.filter((line) => !/^# (?:What only|https:|The value)/.test(line));
    write(root, { "charts/loki.yaml": [head, ...uncommented.map((line) => line.replace(/^# ?/, ""))].join("\n") });
    expect(await buildCodes(root)).toEqual([]);
    expect(read(root, "out/charts/loki/overview.md")).toContain("What it is, and what one does with it.");
  });

  test.each([
    ["chart/Loki", /^"Loki" is no Helm chart's name: expected a name/],
    ["chart/", /^"" is no Helm chart's name/],
    ["../x", /^"\.\.\/x" is no image's name/],
    ["charts", /^"charts" is no image's name: .*pages of Helm charts stand in the folder `charts`$/],
    ["chart/lokii", /did you mean "chart\/loki"\?$/],
    ["chart/caddy", /but of the image: `npx dhi-guides new caddy`$/],
  ])("refuses %s, alone, with what is wrong", async (name, message) => {
    const root = makeProject(CATALOG);
    await expect(runNew(root, [name])).rejects.toThrow(message);
    expect(written(root)).toEqual([]);
  });

  test("refuses one title for several", async () => {
    const root = makeProject();
    await expect(runNew(root, ["a", "b"], { from: undefined, title: "A" })).rejects.toThrow("--title");
    expect(written(root)).toEqual([]);
  });

  test("of one whose definitions are broken, nothing is written; of the others it is", async () => {
    const root = makeProject({ ...CATALOG, "catalog/chart/tempo/helm/1.yaml": "tags: [\n" });
    const { status, stdout, stderr } = await runNew(root, ["chart/tempo", "chart/loki"]);
    expect(status).toBe(1);
    expect(stderr).toContain("definition-invalid");
    expect(stdout).toBe("charts/loki.yaml\ncharts/loki/facts.yaml\n");
  });

  test("leaves the title to the project's info.yaml, where it says it", async () => {
    const info = { "charts/loki/info.yaml": CATALOG["catalog/chart/loki/info.yaml"] };
    const root = makeProject({ ...CATALOG, ...info, "images/loki/info.yaml": CATALOG["catalog/image/loki/info.yaml"] });
    await runNew(root, ["loki", "chart/loki"]);
    for (const file of ["images/loki.yaml", "charts/loki.yaml"]) {
      expect(read(root, file)).not.toMatch(/^title:/m);
      expect(read(root, file)).not.toContain("Log aggregation");
    }
    expect(read(root, "images/loki.yaml")).toContain("To try Grafana Loki, run");
    expect(await buildCodes(root)).toEqual(["descriptor-todo"]);
    expect(read(root, "out/charts/loki/overview.md")).toContain("Log aggregation.");
    const other = makeProject({ ...CATALOG, ...info });
    await runNew(other, ["chart/loki"], { title: "My Loki" });
    expect(read(other, "charts/loki.yaml")).toContain("title: My Loki\n");
  });

  test("an image asks for what its overview says, where there is an overview", async () => {
    const root = makeProject(CATALOG);
    await runNew(root, ["loki"]);
    expect(read(root, "images/loki.yaml")).toMatch(/# TODO: say what it is .*\n# overview:\n# {3}about: \|\n/);
    const other = makeProject({ ...CATALOG, "dhi-guides.config.yaml": "pages: { overview: false }\n" });
    await runNew(other, ["loki"]);
    expect(read(other, "images/loki.yaml")).not.toContain("overview");
  });

  test("in the catalog's own layout, beside the pages", async () => {
    const config = 'charts: { descriptors: ["chart/{name}/guide.yaml"], output: "chart/{name}/guides.md" }\n';
    const root = makeProject({ ...CATALOG, "dhi-guides.config.yaml": config });
    await runNew(root, ["chart/loki"]);
    expect(written(root).filter((file) => file.startsWith("chart"))).toEqual([
      "chart/loki/facts.yaml",
      "chart/loki/guide.yaml",
    ]);
  });

  test("writes no facts through a link", async () => {
    const root = makeProject({ ...CATALOG, "elsewhere/x": "" });
    write(root, { "charts/x": "" });
    symlinkSync(join(root, "elsewhere"), join(root, "charts/loki"));
    await expect(runNew(root, ["chart/loki"])).rejects.toThrow("symbolic link");
    expect(Object.keys(tree(join(root, "elsewhere")))).toEqual(["x"]);
    expect(written(root)).not.toContain("charts/loki.yaml");
  });
});

describe("sync", () => {
  async function begin(files: Files = {}): Promise<string> {
    const root = makeProject({ ...CATALOG, ...files });
    await runNew(root, ["chart/loki"]);
    return root;
  }
  const facts = "charts/loki/facts.yaml";
  const next = { "catalog/chart/loki/helm/18.yaml": release("loki-chart", "18.12.0", ["loki:3.8", "nginx:1.31"]) };

  test("writes what the definitions say now, and shows it; --check says so, and writes nothing", async () => {
    const root = await begin();
    const before = read(root, facts);
    write(root, next);
    const checked = await runSync(root, [], { check: true });
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain(`--- a/${facts}\n+++ b/${facts}\n`);
    expect(checked.stdout).toContain("-  - { name: loki, tag: 3.7-debian13 }\n+  - { name: loki, tag: 3.8 }\n");
    expect(checked.stderr).toMatch(
      /^charts\/loki\/facts\.yaml:1:1 error unexpected other versions, images, charts than the definitions/m,
    );
    expect(checked.stderr).toContain("1 descriptor: 1 would change, 0 same\n");
    expect(read(root, facts)).toBe(before);
    const synced = await runSync(root);
    expect([synced.status, synced.stdout]).toEqual([0, checked.stdout]);
    expect(synced.stderr).toContain("1 descriptor: 1 changed, 0 same\n");
    expect(read(root, facts)).toContain("versions: [18.12.0, 17.0.0]\n");
    expect(read(root, facts)).not.toContain("charts:");
    expect((await runSync(root, [], { check: true })).status).toBe(0);
  });

  test("writes that the newest version uses nothing, unless the author keeps what it used", async () => {
    const root = await begin();
    const before = read(root, facts);
    write(root, { "catalog/chart/loki/helm/19.yaml": release("loki-chart", "19.0.0", []) });
    write(root, { "charts/loki.yaml": minimal("loki", "keep: { images: as of last week, charts: as well }\n") });
    await runSync(root);
    expect(read(root, facts)).toBe(before.replace("[18", "[19.0.0, 18"));
    write(root, { "charts/loki.yaml": minimal("loki") });
    const synced = await runSync(root);
    expect([synced.status, read(root, facts)]).toEqual([0, expect.stringContaining("\nimages: []\nsource: ")]);
    write(root, { "charts/loki.yaml": minimal("loki", "keep: { images: none is used }\n"), ...CATALOG });
    rmSync(join(root, "catalog/chart/loki/helm/19.yaml"));
    await runSync(root);
    expect(read(root, facts)).toContain("\nimages: []\ncharts:\n");
  });

  test.each([
    ["a comment", (text: string) => `# mine\n${text}`],
    ["another order", (text: string) => text.split("\n").toReversed().join("\n")],
    ["another image", (text: string) => text.replace("nginx", "apache")],
    ["no YAML", () => "images: ["],
    ["nothing", () => ""],
    ["Markdown in a name", () => 'images: [{ name: "](x)" }]\n'],
    ["an alias", () => "images: &a []\ncharts: *a\n"],
  ])("makes a snapshot anew that was edited by hand: %s", async (_, edit) => {
    const root = await begin();
    const before = read(root, facts);
    write(root, { [facts]: edit(before) });
    expect((await runSync(root, [], { check: true })).status).toBe(1);
    expect((await runSync(root)).status).toBe(0);
    expect(read(root, facts)).toBe(before);
    expect(await buildCodes(root)).toEqual(["descriptor-todo"]);
  });

  test("makes a snapshot that is missing, also where its folder is", async () => {
    const root = await begin();
    const before = read(root, facts);
    rmSync(join(root, "charts/loki"), { recursive: true });
    const checked = await runSync(root, ["loki"], { check: true });
    expect(checked.status).toBe(1);
    expect(checked.stderr).toContain("charts/loki/facts.yaml:1:1 error unexpected absence");
    expect(written(root)).toEqual(["charts/loki.yaml"]);
    expect((await runSync(root)).status).toBe(0);
    expect(read(root, facts)).toBe(before);
  });

  test("leaves one with other line ends as it is, and writes it so", async () => {
    const root = await begin();
    const crlf = read(root, facts).replaceAll("\n", "\r\n");
    write(root, { [facts]: crlf });
    expect((await runSync(root, [], { check: true })).status).toBe(0);
    write(root, next);
    await runSync(root);
    expect(read(root, facts)).toContain("versions: [18.12.0, 17.0.0]\r\n");
    expect(read(root, facts)).not.toMatch(/[^\r]\n/);
  });

  test("writes the chart's own name into the descriptor, and takes it out where it is the usual one", async () => {
    const root = makeProject({
      ...CATALOG,
      "charts/tempo.yaml": "# mine\nname: tempo\ntitle: Example\nrelease: t # short\n",
      "charts/loki.yaml": minimal("loki", "repository: other # once\n"),
    });
    await runSync(root);
    expect(read(root, "charts/tempo.yaml")).toBe(
      "# mine\nname: tempo\ntitle: Example\nrepository: tempo-x\nrelease: t # short\n",
    );
    expect(read(root, "charts/loki.yaml")).toBe(minimal("loki"));
  });

  test("keeps what is named under keep, in the descriptor and in the snapshot, and says what keeps nothing", async () => {
    const root = await begin({ ...next });
    const keep = "keep:\n  images: as of last week\n  repository: ours\n  source: no reason\n";
    write(root, { "charts/loki.yaml": minimal("loki", `repository: our-loki\n${keep}`) });
    write(root, CATALOG);
    const before = read(root, facts);
    const { status, stderr } = await runSync(root);
    expect(status).toBe(0);
    expect(stderr).toContain('unexpected "source" under keep');
    expect(stderr).not.toMatch(/"(?:images|repository)" under keep/);
    expect(read(root, "charts/loki.yaml")).toContain("repository: our-loki\n");
    const images = /images:\n(?: {2}.*\n)+/;
    expect(images.exec(read(root, facts))?.[0]).toBe(images.exec(before)?.[0]);
    expect(read(root, facts)).toContain("versions: [18.11.0, 17.0.0]\n");
    expect((await runSync(root, [], { check: true })).status).toBe(0);
  });

  test("--keep changes no fact, of a snapshot either", async () => {
    const root = await begin();
    write(root, { ...next, "charts/loki.yaml": minimal("loki", "repository: our-loki\n") });
    const before = read(root, facts);
    const { stderr } = await runSync(root, [], { keep: true });
    expect(stderr).toContain("repository is kept as published: our-loki");
    expect(read(root, facts)).toBe(before);
  });

  test("a bare name means both kinds, and is refused where the catalog has neither", async () => {
    const files = {
      "images/loki.yaml": minimal("loki"),
      "images/own.yaml": minimal("own"),
      "charts/own.yaml": minimal("own"),
    };
    const root = await begin({
      ...files,
      "charts/caddy.yaml": minimal("caddy"),
      "images/caddy.yaml": minimal("caddy"),
    });
    expect((await runSync(root, ["loki"], { check: true })).stderr).toContain(
      "2 descriptors: 1 would change, 1 same\n",
    );
    expect((await runSync(root, ["chart/loki"], { check: true })).stderr).toContain(
      "1 descriptor: 0 would change, 1 same\n",
    );
    expect((await runSync(root, ["caddy"], { check: true })).stderr).toContain("1 without a definition\n");
    await expect(runSync(root, ["own"])).rejects.toThrow('there is no definition of "own" in the catalog');
    await expect(runSync(root, ["chart/caddy"])).rejects.toThrow('there is no definition of "chart/caddy"');
  });

  test("writes through no link", async () => {
    const root = await begin();
    write(root, { elsewhere: "a: b\n" });
    rmSync(join(root, facts));
    symlinkSync(join(root, "elsewhere"), join(root, facts));
    await expect(runSync(root)).rejects.toThrow("symbolic link");
    expect(read(root, "elsewhere")).toBe("a: b\n");
  });

  test("leaves out what no page can say, and goes on", async () => {
    const odd = release("loki-chart", "18.11.0", ["Loki:1", "a b:1", "nginx:[x](y)", "ok:1"], "git+ssh://git@host/x");
    const root = makeProject({ ...CATALOG, "catalog/chart/loki/helm/18.yaml": odd });
    await runNew(root, ["chart/loki"]);
    expect(read(root, facts)).toMatch(/images:\n {2}- \{ name: nginx \}\n {2}- \{ name: ok, tag: 1 \}\n$/);
    expect(await buildCodes(root)).toEqual(["descriptor-todo"]);
    expect(check([], { root, reporter: "pretty", quiet: true }, record())).toBe(0);
  });

  test("a chart of which one definition cannot be read is left alone", async () => {
    const root = await begin();
    write(root, { ...next, "catalog/chart/loki/helm/19.yaml": "tags: [\n" });
    const before = read(root, facts);
    const { status, stderr } = await runSync(root);
    expect(status).toBe(1);
    expect(stderr).toContain("1 with a broken definition");
    expect(read(root, facts)).toBe(before);
  });
});
