import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { newDescriptors } from "../../src/commands/new.ts";
import { sync, type SyncCommandOptions } from "../../src/commands/sync.ts";
import { makeProject, minimal, read, record, write } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

interface Told {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What a command says as JSON, as `line:column message`. */
function todosOf(stdout: string): string[] {
  const told = (JSON.parse(stdout) as Told[]).filter(({ code }) => code === "descriptor-todo");
  return told.map(
    ({ line, column, message }) => `${line}:${column}${message.replace(/^expected a person's words/, "")}`,
  );
}

async function run(
  command: typeof build | typeof check,
  root: string,
  options: { readonly maxWarnings?: number } = {},
) {
  const context = record();
  const status = await command([], { root, reporter: "json", ...options }, context);
  return { status, todos: todosOf(context.stdout()), stderr: context.stderr() };
}

const FOUND: readonly (readonly [what: string, text: string, ...places: string[]])[] = [
  ["on a line of its own", "# TODO: one\n", "3:1: one"],
  ["several", "# TODO: one\nincluded: Words.\n# TODO: two\n", "3:1: one", "5:1: two"],
  ["behind a fact", "user: root # TODO: really?\n", "3:12: really?"],
  ["behind a tab", "user: root\t# TODO: really?\n", "3:12: really?"],
  ["indented by a tab", "user: root\n\t# TODO: one\n", "4:2: one"],
  ["in a mapping", "comparison:\n  # TODO: which?\n  with: Non-hardened\n", "4:3: which?"],
  ["in a list", "ports:\n  - 80 # TODO: one\n  # TODO: two\n  - 90\n", "4:8: one", "5:3: two"],
  ["in a list of mappings", "env:\n  - name: A\n    # TODO: value\n    default: a\n", "5:5: value"],
  ["in brackets", "ports: [\n  80, # TODO: one\n  90,\n]\n", "4:7: one"],
  ["at the head of a block", "included: | # TODO: more\n  Words.\n", "3:13: more"],
  ["behind a block", "included: |\n  Words.\n# TODO: more\n", "5:1: more"],
  ["behind a folded text", "included: >-\n  Words\n\n# TODO: more\nuser: root\n", "6:1: more"],
  ["at the end, without a line break", "user: root\n# TODO: last", "4:1: last"],
  ["behind a text in quotes", 'included: "# no" # TODO: yes\n', "3:18: yes"],
  [
    "without a blank, a colon or a word",
    "#TODO: one\n# TODO two\n# TODO\n#TODO:\n",
    "3:1: one",
    "4:1: two",
    "5:1",
    "6:1",
  ],
  ["with a name", "# TODO(ann): one\n## TODO: two\n", "3:1: one", "4:1: two"],
  ["behind characters of two units", "included: Ünïcødé 🎉 text # TODO: one\n", "3:27: one"],
];

const NOT_FOUND: readonly (readonly [what: string, text: string])[] = [
  ["in a block", "included: |\n  # TODO: more\n\n  # TODO: and more\n"],
  ["in a folded block", "included: >\n  Words\n  # TODO: more\n"],
  ["in a sample in a block", "included: |\n  ```bash\n  # TODO: run\n  ls # TODO: look\n  ```\n"],
  ["in quotes", 'included: "Words # TODO: more"\n'],
  ["in quotes on two lines", 'included: "Words\n  # TODO: more"\n'],
  ["in single quotes", "included: 'See\n  # TODO: it''s text'\n"],
  ["in a text", "included: Say TODO and it is said.\n"],
  ["in a word", "# TODOs are counted\n# TODO-list\n# TODO_LATER\n# todo: small\n"],
  ["within a comment", "# The TODO: is elsewhere\n"],
];

describe("a TODO is a warning of build and check", () => {
  test.each(FOUND)("%s", async (_, text, ...places) => {
    for (const ends of ["\n", "\r\n"]) {
      const root = makeProject({ "images/app.yaml": minimal("app", text).replaceAll("\n", ends) });
      expect(await run(build, root)).toMatchObject({ status: 0, todos: places });
      expect(await run(check, root)).toMatchObject({ status: 0, todos: places });
    }
  });

  test.each(NOT_FOUND)("but not %s", async (_, text) => {
    const root = makeProject({ "images/app.yaml": minimal("app", text) });
    expect((await run(build, root)).todos).toEqual([]);
    expect((await run(check, root)).todos).toEqual([]);
  });

  test("each time, also where there is nothing to build, until somebody answers it", async () => {
    const files = Object.fromEntries(["a", "b", "c"].map((name) => [`images/${name}.yaml`, minimal(name)]));
    const root = makeProject({ ...files, "images/app.yaml": minimal("app", "# TODO: one\n") });
    await run(build, root);
    for (let time = 0; time < 3; time++) {
      const { status, todos, stderr } = await run(build, root, { maxWarnings: 0 });
      expect([status, todos]).toEqual([1, ["3:1: one"]]);
      expect(stderr).toContain("4 pages: 4 same, 0 errors");
      expect(stderr).toContain("1 warning, more than --max-warnings 0");
      expect(await run(check, root, { maxWarnings: 0 })).toMatchObject({ status: 1, todos: ["3:1: one"] });
      expect((await run(check, root, { maxWarnings: 1 })).status).toBe(0);
    }
    write(root, { "images/app.yaml": minimal("app") });
    for (const command of [check, build, build, check])
      expect(await run(command, root, { maxWarnings: 0 })).toMatchObject({ status: 0, todos: [] });
  });

  test("at its place for GitHub", async () => {
    const root = makeProject({ "images/app.yaml": minimal("app", "user: root # TODO: 100%\n") });
    const context = record();
    await build([], { root, reporter: "github" }, context);
    expect(context.stdout()).toMatch(/^::warning file=images\/app\.yaml,line=3,col=12.*TODO|100%25/m);
  });
});

/** A descriptor of the image `example` whose facts are outdated above and below a TODO. */
const OUTDATED = `name: example
title: Example
uid: 65532
user: nonroot
entrypoint: [/usr/local/bin/example]
# TODO: say more
workDir: /old # TODO: why
chart: example
keep: { user: x }
`;

async function runSync(root: string, options: Partial<SyncCommandOptions> = {}) {
  const context = record();
  const status = await sync([], { root, reporter: "pretty", from: SMALL_CATALOG, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

describe("sync", () => {
  test.each(["\n", "\r\n"])("reports at the lines of the file as written (line ends %j)", async (ends) => {
    const root = makeProject({ "images/example.yaml": OUTDATED.replaceAll("\n", ends) });
    const { stdout } = await runSync(root, { reporter: "json" });
    const lines = read(root, "images/example.yaml").split(ends);
    expect(lines.length).toBeGreaterThan(OUTDATED.split("\n").length);
    const found = JSON.parse(stdout) as Told[];
    expect(found.map(({ code }) => code)).toEqual(["descriptor-todo", "descriptor-todo", "keep-unused"]);
    expect(found.map(({ line, column }) => lines[line - 1]?.slice(column - 1).slice(0, 7))).toEqual([
      "# TODO:",
      "# TODO:",
      "user: x",
    ]);
    expect(todosOf(stdout)).toEqual((await run(build, root)).todos);
  });

  test("--check reports at the lines of the file as it is", async () => {
    const root = makeProject({ "images/example.yaml": OUTDATED });
    const { stdout } = await runSync(root, { reporter: "json", check: true });
    expect(todosOf(stdout)).toEqual(["6:1: say more", "7:15: why"]);
  });

  test("--quiet prints findings alone", async () => {
    const text = OUTDATED.replace(/[ \n]*# TODO.*/g, "").replace(/keep.*\n/, "");
    for (const check of [true, false]) {
      const root = makeProject({ "images/example.yaml": text });
      const { status, stdout, stderr } = await runSync(root, { quiet: true, check });
      expect([status, stdout]).toEqual([check ? 1 : 0, ""]);
      expect(stderr).not.toMatch(/^[-+@]|descriptors?:/m);
      if (!check) expect([stderr, read(root, "images/example.yaml") === text]).toEqual(["", false]);
    }
  });

  test("--quiet prints no diff beside json, either", async () => {
    const root = makeProject({ "images/example.yaml": OUTDATED });
    const { stdout, stderr } = await runSync(root, { quiet: true, reporter: "json" });
    expect([todosOf(stdout).length, stderr]).toEqual([2, ""]);
  });
});

test.each(["example", "shelly", "mixed", "other-tool"])(
  "what new asks for %s is asked by sync, build and check, too, at the same places",
  async (name) => {
    const root = makeProject();
    const context = record();
    await newDescriptors([name], { root, reporter: "json", from: SMALL_CATALOG }, context);
    const asked = todosOf(context.stdout());
    const lines = read(root, join("images", `${name}.yaml`)).split("\n");
    expect(asked.length).toBe(lines.filter((line) => line.includes("# TODO")).length);
    for (const place of asked) {
      const [line = 0, column = 0] = place.split(":").map(Number);
      expect(lines[line - 1]?.slice(column - 1)).toMatch(/^# TODO: /);
    }
    expect(await run(build, root)).toMatchObject({ status: 0, todos: asked });
    expect(await run(check, root)).toMatchObject({ status: 0, todos: asked });
    expect((await run(check, root, { maxWarnings: 0 })).status).toBe(1);
    const synced = await runSync(root, { reporter: "json", check: true });
    expect([synced.status, todosOf(synced.stdout)]).toEqual([0, asked]);
  },
);
