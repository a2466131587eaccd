import { cpSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../../src/commands/program.ts";
import { makeProject, minimal, read, record, REPOSITORY, tree, write, type Files } from "../support/project.ts";

const DESCRIPTOR = minimal("app", "included: A server.\nports: [80]\n");

/** A project with the package among its dependencies; what a command does there. */
function begin(files: Files = {}) {
  const root = makeProject({ "images/app.yaml": DESCRIPTOR, ...files });
  const packagedTemplates = join(root, "node_modules/dhi-guides/templates");
  cpSync(join(REPOSITORY, "templates"), packagedTemplates, { recursive: true });
  const run = async (...args: string[]) => {
    const context = { ...record(), packagedTemplates };
    const status = await runProgram(["node", "dhi-guides", ...args, "--root", root], context);
    return { status, stdout: context.stdout(), stderr: context.stderr() };
  };
  const codes = async () => {
    const { stdout } = await run("build", "--reporter", "json");
    return (JSON.parse(stdout) as { code: string }[]).map(({ code }) => code);
  };
  return { root, packagedTemplates, run, codes };
}

describe("templates", () => {
  test("lists layouts with their sections, and partials with their parameters", async () => {
    const { status, stdout } = await begin().run("templates");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^nested {2}node_modules\/dhi-guides\/templates\/nested\.hbs {2}\(package\)$/m);
    expect(stdout).toContain("  layout of: image guide\n");
    expect(stdout).toContain('    access heading="How to use this image"\n      included {{#if included}}\n');
    expect(stdout).toContain("    [heading=]  the section's heading where it is another one\n");
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  test("lists the same as JSON", async () => {
    const { run } = begin({ "templates/partials/own.hbs": "{{!--\nOurs.\n@param a  what\n--}}\n## {{a}} {{title}}\n" });
    const { layouts, partials } = JSON.parse((await run("templates", "--json")).stdout) as Record<string, object[]>;
    expect(layouts).toContainEqual(expect.objectContaining({ name: "nested", pages: ["image guide"] }));
    expect(partials).toContainEqual({
      kind: "partial",
      name: "own",
      file: "templates/partials/own.hbs",
      origin: "project",
      purpose: "Ours.",
      isVolatile: false,
      parameters: [{ name: "a", use: "what", isRequired: true }],
      calledBy: [],
      calls: [],
      uses: ["title"],
    });
  });

  test.each(["start", "partials/start", "partials/start.hbs", "templates/partials/start.hbs"])(
    "shows %s",
    async (name) => {
      const { stdout } = await begin().run("templates", name);
      expect(stdout).toMatch(/^start {2}/);
      expect(stdout).toContain("  calls: host-folders, notices\n");
    },
  );

  test("asks which is meant where a layout and a partial have one name", async () => {
    const { run } = begin({ "templates/start.hbs": '{{> start language="bash"}}\n' });
    expect((await run("templates", "start")).stderr).toContain("a layout and a partial: say partials/start");
    expect((await run("templates", "start.hbs")).stdout).toContain("templates/start.hbs  (project)");
    expect((await run("templates", "strat")).stderr).toContain('there is no template strat: did you mean "start"?');
  });

  test("says of a template that cannot be read why, and not that there is none", async () => {
    const { run } = begin({ "templates/partials/odd.hbs/a.txt": "A folder.\n" });
    const { status, stderr } = await run("templates", "odd");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^templates\/partials\/odd\.hbs:/m);
    expect(stderr).not.toContain("there is no template");
  });

  test("lists names with types and examples of the project's pages", async () => {
    const { run } = begin();
    const { stdout } = await run("templates", "--names");
    expect(stdout).toContain("name  text  e.g. app\n");
    expect(stdout).toContain("ports[].privileged  flag  e.g. true\n");
    expect(stdout).toContain("included  prose  e.g. A server.\n");
    expect(stdout).toContain("{{#table changes}}…{{/table}}\n");
    const names = JSON.parse((await run("templates", "--names", "ports", "--json")).stdout) as { name: string }[];
    expect(names.map(({ name }) => name)).toEqual([
      "ports",
      "ports[].number",
      "ports[].protocol",
      "ports[].privileged",
    ]);
    expect((await run("templates", "--names", "prots")).stderr).toContain('did you mean "ports"?');
  });
});

describe("templates copy", () => {
  test("makes copies of all templates, which print what the package's do", async () => {
    const { root, run, codes } = begin();
    await run("build");
    const before = tree(join(root, "out"));
    const folder = join(REPOSITORY, "templates");
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".hbs"));
    const copied = await run("templates", "copy", ...names);
    expect(copied).toMatchObject({ status: 0, stderr: expect.stringContaining("not edited is told as a warning") });
    expect(Object.keys(tree(join(root, "templates"))).sort()).toEqual(names.sort());
    expect(new Set(await codes())).toEqual(new Set(["template-copy-unchanged"]));
    expect(tree(join(root, "out"))).toEqual(before);
  });

  test("overwrites nothing, and goes through no link", async () => {
    const { root, run } = begin({ "templates/partials/start.hbs": "## Mine\n" });
    const taken = await run("templates", "copy", "access", "start");
    expect(taken).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("templates/partials/start.hbs is there already"),
    });
    expect(Object.keys(tree(join(root, "templates")))).toEqual(["partials/start.hbs"]);
    const other = begin();
    symlinkSync(makeProject(), join(other.root, "templates"));
    expect((await other.run("templates", "copy", "start")).stderr).toContain("is a symbolic link");
  });

  test.each([
    ["line ends of Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    ["no mark, made by hand", (text: string) => text.replace(/\{\{!-- @copied.*\n/, "")],
    ["the mark on top", (text: string) => text.replace(/^([^]*)(\{\{!-- @copied.*\n)$/, "$2$1")],
  ])("is told while nothing is changed: %s", async (_, spell) => {
    const { root, run, codes } = begin();
    await run("templates", "copy", "start");
    const file = "templates/partials/start.hbs";
    write(root, { [file]: spell(read(root, file)) });
    expect(await codes()).toEqual(["template-copy-unchanged"]);
    write(root, { [file]: read(root, file).replace("## ", "## Now ") });
    expect(await codes()).toEqual([]);
  });

  test("is told to be behind after an upgrade, until it is accepted", async () => {
    const { root, packagedTemplates, run, codes } = begin();
    await run("templates", "copy", "start", "access");
    const file = "templates/partials/start.hbs";
    write(root, { [file]: read(root, file).replace("## ", "## Now ").replaceAll("\n", "\r\n") });
    for (const name of ["partials/start.hbs", "partials/access.hbs"])
      write(packagedTemplates, { [name]: `${read(packagedTemplates, name)}\nNew.\n` });
    expect(await codes()).toEqual(["template-copy-behind", "template-copy-behind"]);
    const { stderr } = await run("build");
    expect(stderr).toContain("fix: remove it: it says nothing of its own\n");
    expect(stderr).toContain("fix: `npx dhi-guides templates diff partials/start` shows where they differ");

    const { stdout } = await run("templates", "diff", "partials/start");
    expect(stdout).toMatch(/^-## .*\n\+## Now /m);
    expect(stdout).toContain("\n-New.\n");
    expect(stdout).not.toContain("@copied");
    const before = read(root, file);
    expect((await run("templates", "accept", "start")).status).toBe(0);
    expect(read(root, file).split("@copied")[0]).toBe(before.split("@copied")[0]);
    expect(await codes()).toEqual(["template-copy-behind"]);
    expect((await run("templates", "diff", "variants")).stderr).toContain("templates copy partials/variants");
  });
});

describe("explain --uses", () => {
  const uses = {
    "templates/partials/included.hbs": "## In it\n\n{{included}}\n\n{{#if user.root}}\nAs root.\n{{/if}}\n",
    "templates/nested.hbs": "{{> included}}\n{{> inner}}\n",
    "templates/partials/inner.hbs": "## More\n\nA **{{title}}**,\nand {{> word}}.\n",
    "templates/partials/word.hbs": "that is\nthe end\n",
  };

  test("says which lines of pages a partial reaches, and which of its own reach none", async () => {
    const { run } = begin(uses);
    await run("build");
    expect((await run("explain", "--uses", "templates/partials/included.hbs")).stdout).toBe(
      "templates/partials/included.hbs: 1 page\nout/app/guides.md:1-3\nreached by no page: templates/partials/included.hbs:6\n",
    );
    expect((await run("explain", "--uses", "included:3")).stdout).toContain("out/app/guides.md:3\n");
    expect((await run("explain", "--uses", "included:6")).stdout).toBe(
      "templates/partials/included.hbs:6: reached by no page\n",
    );
    expect((await run("explain", "--uses", "included:5")).stdout).toContain("; it prints nothing of its own\n");
    expect((await run("explain", "--uses", "word")).stdout).toContain("out/app/guides.md:7\n");
  });

  test("takes layouts, templates of the package and descriptors, and gives JSON", async () => {
    const { root, run } = begin();
    await run("build");
    const last = read(root, "out/app/guides.md").split("\n").length - 1;
    expect((await run("explain", "--uses", "nested")).stdout).toContain(`out/app/guides.md:1-${last}\n`);
    const { stdout } = await run("explain", "--uses", "node_modules/dhi-guides/templates/partials/included.hbs");
    expect(stdout).toMatch(/^out\/app\/guides\.md:\d+-\d+$/m);
    const data = JSON.parse(
      (await run("explain", "--uses", "images/app.yaml:3", "--reporter", "json")).stdout,
    ) as object;
    expect(data).toMatchObject({ file: "images/app.yaml", line: 3, pages: [{ file: "out/app/guides.md" }] });
  });

  test.each([
    [["--uses", "nope"], "nope is no template, descriptor or file of prose"],
    [["--uses", "included:99"], "has no line 99"],
    [[], "expected a line of a guide, or --uses"],
    [["out/app/guides.md", "--uses", "included"], "expected a line of a guide, or --uses"],
  ])("refuses %j", async (args, message) => {
    const { status, stderr } = await begin().run("explain", ...args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
