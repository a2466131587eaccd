import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, read, record, write } from "../support/project.ts";

/* What the manifest records and no page makes goes, whoever took the page away. */

const SETTINGS = "dhi-guides.config.yaml";

async function run(command: typeof build | typeof check, root: string, { force = false, out = "" } = {}) {
  const context = record();
  const options = { root, reporter: "json", force, quiet: true, ...(out && { out: join(root, out) }) } as const;
  const status = await command([], options, context);
  const findings = JSON.parse(context.stdout() || "[]") as Finding[];
  return { status, findings, codes: findings.map(({ code }) => code), stderr: context.stderr() };
}

const described = (name: string, more = "") => `name: ${name}\ntitle: Example\n${more}`;
const hub = { "templates/hub.hbs": "{{> hub-text}}\n", "templates/partials/hub-text.hbs": "## Use it\n\nPull it.\n" };

/** A project with the settings, built. */
async function built(settings: string, files: Readonly<Record<string, string>> = {}, out = ""): Promise<string> {
  const root = makeProject({ ...hub, "images/app.yaml": described("app"), [SETTINGS]: settings, ...files });
  const result = await run(build, root, { out });
  expect(result.status, result.stderr).toBe(0);
  return root;
}

/** Settings before and after, and the file that is left. */
const CASES: readonly (readonly [what: string, before: string, after: string, left: string])[] = [
  ["the settings leave out", "# none\n", "pages: { overview: false }\n", "app/overview.md"],
  ["moved in its folder", "# none\n", 'pages: { overview: { output: "out/{name}/about.md" } }\n', "app/overview.md"],
  [
    "moved to a folder of its own",
    "# none\n",
    'pages: { overview: { output: "out/about/{name}.md" } }\n',
    "app/overview.md",
  ],
  ["of the project's own, removed", "pages: { hub: {} }\n", "# none\n", "app/hub.md"],
  [
    "of the project's own, moved",
    "pages: { hub: {} }\n",
    'pages: { hub: { output: "out/hub/{name}.md" } }\n',
    "app/hub.md",
  ],
  [
    "below a folder, removed",
    'pages: { hub: { output: "out/a/b/{name}/c/hub.md" } }\n',
    "# none\n",
    "a/b/app/c/hub.md",
  ],
  ["that is the guide, moved", 'output: "out/{name}/guides.md"\n', 'output: "out/{name}/guide.md"\n', "app/guides.md"],
];
const CHARTS: typeof CASES = [
  ["the settings leave out", "# none\n", "charts: { pages: { overview: false } }\n", "charts/app/overview.md"],
  ["of the project's own, removed", "charts: { pages: { hub: {} } }\n", "# none\n", "charts/app/hub.md"],
  ["that is the guide, moved", "# none\n", 'charts: { output: "out/helm/{name}/guides.md" }\n', "charts/app/guides.md"],
];

describe.each([
  ["an image's page", "images/app.yaml", CASES],
  ["a chart's page", "charts/app.yaml", CHARTS],
])("%s", (_, descriptor, cases) => {
  test.each(cases)("%s is a leftover: check fails, build removes it", async (_, before, after, left) => {
    const root = await built(before, { [descriptor]: described("app") });
    expect(read(root, "out/SHA256SUMS")).toContain(`  ${left}\n`);
    write(root, { [SETTINGS]: after });
    const checked = await run(check, root);
    expect(checked.status).toBe(1);
    const leftover = checked.findings.find(({ file }) => file === `out/${left}`);
    expect(leftover).toMatchObject({
      code: "output-leftover",
      message: "unexpected page, the settings have none there",
    });
    expect((await run(build, root)).status).toBe(0);
    expect(existsSync(join(root, "out", left))).toBe(false);
    expect(read(root, "out/SHA256SUMS")).not.toContain(`  ${left}\n`);
    expect((await run(check, root)).codes).toEqual([]);
  });
});

const WITHOUT = { [SETTINGS]: "pages: { overview: false }\n" };

test("a leftover that was edited goes with --force alone", async () => {
  const root = await built("# none\n");
  write(root, { ...WITHOUT, "out/app/overview.md": "By hand.\n" });
  expect((await run(build, root)).findings).toMatchObject([
    { code: "output-leftover", message: "unexpected page, the settings have none there; it was edited by hand" },
  ]);
  expect(read(root, "out/app/overview.md")).toBe("By hand.\n");
  expect((await run(build, root, { force: true })).codes).toEqual([]);
  expect(existsSync(join(root, "out/app/overview.md"))).toBe(false);
});

test("leftovers are found in another output folder, too", async () => {
  const root = await built("# none\n", {}, "site");
  write(root, WITHOUT);
  expect((await run(check, root, { out: "site" })).codes).toEqual(["output-leftover"]);
  expect((await run(build, root, { out: "site" })).status).toBe(0);
  expect(existsSync(join(root, "site/app/overview.md"))).toBe(false);
});

test("many leftovers are not removed, and the finding says what to put back", async () => {
  const names = ["a", "b", "c", "d"];
  const root = await built("# none\n", Object.fromEntries(names.map((n) => [`images/${n}.yaml`, described(n)])));
  write(root, WITHOUT);
  const { status, findings } = await run(build, root);
  expect(status).toBe(1);
  expect(findings).toMatchObject([{ code: "output-mass-removal" }]);
  expect(findings[0]?.message).toMatch(/^unexpected removal of 5 of 10 pages, which the settings do not have: /);
  expect(findings[0]?.fix).toContain(`put the pages of ${SETTINGS} back, or run`);
  expect(existsSync(join(root, "out/a/overview.md"))).toBe(true);
  expect((await run(build, root, { force: true })).status).toBe(0);
  expect(existsSync(join(root, "out/a/overview.md"))).toBe(false);
});

test("each cause is told in its own words", async () => {
  const root = await built("pages: { hub: {} }\n", {
    "images/gone.yaml": described("gone", "overview: false\n"),
    "images/f.yaml": described("f"),
  });
  rmSync(join(root, "images/gone.yaml"));
  write(root, { "images/f.yaml": described("f", "overview: false\n") });
  const messages = (await run(check, root)).findings.map(({ file, message }) => `${file}: ${message}`);
  expect(messages).toEqual([
    "out/f/overview.md: unexpected page, which images/f.yaml says there is not",
    "out/gone/guides.md: unexpected page, its descriptor is gone",
    "out/gone/hub.md: unexpected page, its descriptor is gone",
  ]);
  write(root, { [SETTINGS]: "# none\n" });
  const [removal] = (await run(build, root)).findings;
  expect(removal?.message).toContain(
    "whose descriptors are gone or which descriptors say there are not or which the settings do not have: ",
  );
  expect(removal?.fix).toContain("bring the descriptors back, have the descriptors say otherwise, put the pages of");
});

test("what the manifest does not record is nobody's leftover, nor is what is no page", async () => {
  const root = await built("pages: { hub: {} }\n");
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256").update("notes\n").digest("hex");
  write(root, {
    [SETTINGS]: "# none\n",
    "out/app/hub.md": read(root, "out/app/hub.md"),
    "out/app/notes.md": "Mine.\n",
    "out/app/notes.txt": "notes\n",
    "out/SHA256SUMS": `${read(root, "out/SHA256SUMS")}${hash}  app/notes.txt\n${hash}  ../images/app.md\n`,
    "images/app.md": "notes\n",
  });
  expect((await run(build, root)).status).toBe(0);
  expect(existsSync(join(root, "out/app/hub.md"))).toBe(false);
  expect(read(root, "out/app/notes.md")).toBe("Mine.\n");
  expect(read(root, "out/app/notes.txt")).toBe("notes\n");
  expect(read(root, "images/app.md")).toBe("notes\n");
});
