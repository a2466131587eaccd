import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../../src/commands/program.ts";
import { driftText, type DriftEntry } from "../../src/drift/drift-file.ts";
import { buildGuides } from "../../src/index.ts";
import { markedCopy } from "../../src/project/template-copies.ts";
import { makeProject, read, record, REPOSITORY } from "../support/project.ts";
import { entry, USING } from "./drift-project.ts";

const FLAT = USING.replace("{{user.label}}", "nonroot user");
const RUNS = "By default image variants intended for runtime, run as the nonroot user.";
const ITEM = "- Install packages in the build stage";
const ROW = "| Ports | Use ports above 1024 in the container |";

/** Three guides: two with the same wording of a block, `c` with another. */
function project(
  shared: string,
  published: string,
  other: string,
  using = FLAT,
  more: Partial<DriftEntry> = {},
): string {
  const file = (text: string) =>
    driftText({ registry: "public", facts: {}, entries: [entry(shared, text, { block: 3, ...more })] });
  return makeProject({
    "templates/nested.hbs": "{{> using}}\n",
    "templates/partials/using.hbs": using,
    ...Object.fromEntries(["a", "b", "c", "plain"].map((name) => [`images/${name}.yaml`, `name: ${name}\ntitle: A\n`])),
    "images/a/drift.yaml": file(published),
    "images/b/drift.yaml": file(published),
    "images/c/drift.yaml": file(other),
  });
}

async function take(root: string, ...args: string[]) {
  const context = record();
  const line = ["node", "dhi-guides", "drift", "take", "--root", root, "--section", "using", ...args];
  return { status: await runProgram(line, context), out: context.stdout(), err: context.stderr() };
}

/** The pages by their names, and what is found. */
function pages(root: string, packaged = REPOSITORY) {
  const { guides, findings } = buildGuides({ root, packagedTemplates: join(packaged, "templates") });
  return {
    findings: findings.map(({ code, message }) => `${code} ${message}`),
    pages: Object.fromEntries(guides.map(({ paths, text }) => [paths.name, text ?? ""])),
  };
}

describe("drift take", () => {
  test.each([
    ["a paragraph", RUNS, "Runtime variants run as a nonroot user.", "They run as the nonroot user."],
    ["an item", ITEM, "- Install all packages in the build stage", "- Install in the build stage"],
    ["a row", ROW, "| Ports | Use ports above 1024 |", "| Port | Use ports above 1024 in it |"],
    ["several blocks", `${ITEM}\n- Copy the artifacts to the runtime stage`, "- Install\n- Copy", "Install and copy"],
    ["signs that a replacement could take for its own", RUNS, "It costs $& and $1.", "They run."],
  ])("%s: the partial says it, its entries go, other pages stay as they are", async (_, shared, published, other) => {
    const root = project(shared, published, other);
    const before = pages(root);
    expect(before.findings).toEqual([]);
    const using = read(root, "templates/partials/using.hbs");

    const shown = await take(root, "--block", shared.slice(0, 12));
    expect(shown).toMatchObject({ status: 0 });
    expect(shown.out).toContain("+++ b/templates/partials/using.hbs");
    expect(shown.out).toContain("+++ b/out/plain/guides.md");
    expect(shown.out).not.toMatch(/out\/[abc]\//);
    expect(shown.err).toMatch(/^templates\/partials\/using\.hbs:\d+: 2 entries would be dropped, 1 page would change/);
    expect(read(root, "templates/partials/using.hbs")).toBe(using);

    expect((await take(root, "--block", shared.slice(0, 12), "--write")).err).toMatch(
      /2 entries dropped, 1 page change/,
    );
    const after = pages(root);
    const { plain, ...same } = after.pages;
    expect(after.findings).toEqual([]);
    expect(same).toEqual({ a: before.pages["a"], b: before.pages["b"], c: before.pages["c"] });
    expect(plain).toBe(before.pages["a"]?.replaceAll("dhi.io/a:", "dhi.io/plain:"));
    expect(["a", "b", "c"].map((name) => existsSync(join(root, `images/${name}/drift.yaml`)))).toEqual([
      false,
      false,
      true,
    ]);
  });

  test("takes the wording that is asked for", async () => {
    const root = project(RUNS, "Runtime variants run as a nonroot user.", "They run as the nonroot user.");
    await take(root, "--block", "By default", "--published", "They run", "--write");
    expect(read(root, "templates/partials/using.hbs")).toContain("\nThey run as the nonroot user.\n");
    expect(existsSync(join(root, "images/c/drift.yaml"))).toBe(false);
    expect(read(root, "images/a/drift.yaml")).toContain("shared: They run as the nonroot user.");
  });

  test("keeps the line ends of the partial", async () => {
    const root = project(RUNS, "They run.", "Else.", FLAT.replaceAll("\n", "\r\n"));
    await take(root, "--block", "By default", "--write");
    const using = FLAT.replace(RUNS, "They run.").replaceAll("\n", "\r\n");
    expect(read(root, "templates/partials/using.hbs")).toBe(using);
  });

  test("copies a partial of the package", async () => {
    const packaged = makeProject({ "templates/nested.hbs": "{{> using}}\n", "templates/partials/using.hbs": FLAT });
    const root = makeProject({
      "images/app.yaml": "name: app\ntitle: App\nlayout: nested\noverview: false\n",
      "images/app/drift.yaml": driftText({ registry: "public", facts: {}, entries: [entry(RUNS, "They run.")] }),
    });
    const before = pages(root, packaged);
    expect(before).toMatchObject({ findings: [], pages: { app: expect.stringContaining("They run.") } });
    const context = { ...record(), packagedTemplates: join(packaged, "templates") };
    const line = ["--root", root, "--section", "using", "--block", "By default", "--write"];
    expect(await runProgram(["node", "dhi-guides", "drift", "take", ...line], context)).toBe(0);
    expect(read(root, "templates/partials/using.hbs")).toBe(
      // A copy says which text it was made from.
      markedCopy(FLAT, FLAT.replace(RUNS, "They run.")),
    );
    expect(read(packaged, "templates/partials/using.hbs")).toBe(FLAT);
    expect(existsSync(join(root, "images/app/drift.yaml"))).toBe(false);
    expect(pages(root, packaged)).toEqual(before);
  });

  test.each([
    ["values", RUNS, "They run.", USING, "has conditions or values in this block"],
    ["an image's own reference", RUNS, "They run `dhi.io/a:1`.", FLAT, "would name the image of one guide"],
    ["braces", RUNS, "They run {{ .Values.x }}.", FLAT, "would hold what templates read as theirs"],
  ])("says what to edit by hand: %s", async (_, shared, published, using, why) => {
    const root = project(shared, published, "Else.", using);
    const before = read(root, "images/a/drift.yaml");
    const { status, err } = await take(root, "--block", "By default", "--write");
    expect(status).toBe(2);
    expect(err).toContain(why);
    expect(err).toContain("templates/partials/using.hbs:9");
    expect(err).toContain("They run");
    expect(read(root, "templates/partials/using.hbs")).toBe(using);
    expect(read(root, "images/a/drift.yaml")).toBe(before);
  });

  test("wants to know which", async () => {
    const root = project(RUNS, "They run so.", "They run else.");
    expect((await take(root, "--block", "Nothing")).err).toContain("no drifted block of using begins so");
    const { status, err } = await take(root, "--block", "By", "--published", "They run");
    expect(status).toBe(2);
    expect(err).toContain("more than one published wording begins so");
  });
});
