import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../../src/commands/program.ts";
import { makeProject, read, record } from "../support/project.ts";
import { driftProject, entry, made, USING, write } from "./drift-project.ts";

const RUNS = "By default image variants intended for runtime, run as the nonroot user.";
const ENTRIES = [
  entry("- Install packages in the build stage", "- Install packages in the build stage.", {
    kind: "format",
    block: 4,
  }),
  entry(RUNS, "By default, runtime variants run as a nonroot user.", { block: 3 }),
  entry("The runtime variants contain no shell.", "The variants contain no interactive shell.", { kind: "meaning" }),
];

async function run(root: string, ...args: string[]) {
  const context = record();
  const status = await runProgram(["node", "dhi-guides", "drift", ...args, "--root", root], context);
  return { status, out: context.stdout(), err: context.stderr() };
}

describe("drift", () => {
  test("lists by section and kind", async () => {
    const root = driftProject(ENTRIES);
    expect(await run(root)).toMatchObject({
      status: 0,
      out: "section  kind     entries  guides\nusing    format         1       1\nusing    wording        1       1\nusing    meaning        1       1\n",
      err: "3 entries in 1 guide\n",
    });
    const { out } = await run(root, "--json");
    expect(JSON.parse(out)).toMatchObject({
      entries: 3,
      guides: 1,
      sections: [{ section: "using", kind: "format" }, {}, {}],
    });
  });

  test("is told by check in a line, and nothing where there is none", async () => {
    const context = record();
    await runProgram(["node", "dhi-guides", "check", "--root", driftProject(ENTRIES)], context);
    expect(context.stderr()).toContain("drift: 3 blocks of shared text are worded otherwise in 1 guide\n");
    const plain = record();
    await runProgram(["node", "dhi-guides", "check", "--root", driftProject([])], plain);
    expect(plain.stderr()).not.toContain("drift");
  });

  test("a drift file that comes, changes or goes makes the guide anew", async () => {
    const root = driftProject([]);
    const build = async () => {
      await runProgram(["node", "dhi-guides", "build", "--root", root], record());
      return read(root, "out/app/guides.md");
    };
    const plain = await build();
    const file = driftProject(ENTRIES);
    write(root, { "images/app/drift.yaml": read(file, "images/app/drift.yaml") });
    expect(await build()).toContain("By default, runtime variants run");
    write(root, {
      "images/app/drift.yaml": read(file, "images/app/drift.yaml").replace("runtime variants run", "they run"),
    });
    expect(await build()).toContain("By default, they run");
    await run(root, "drop", "--kind", "format", "shape", "wording", "meaning", "--write");
    expect(existsSync(join(root, "images/app/drift.yaml"))).toBe(false);
    expect(await build()).toBe(plain);
  });
});

describe("drift drop", () => {
  test("shows what follows, and writes only where it is told", async () => {
    const root = driftProject(ENTRIES);
    const before = read(root, "images/app/drift.yaml");
    const shown = await run(root, "drop", "--section", "using");
    expect(shown.out).toContain("-By default, runtime variants run as a nonroot user.\n+By default image variants");
    expect(shown.out).not.toContain("interactive");
    expect(shown.err).toBe("2 entries in 1 guide would be dropped; --write does it\n");
    expect(read(root, "images/app/drift.yaml")).toBe(before);

    await run(root, "drop", "--section", "using", "--write");
    expect(read(root, "images/app/drift.yaml")).toContain("kind: meaning");
    expect(read(root, "images/app/drift.yaml")).not.toContain("kind: wording");
    expect(made(root).page).toContain("no interactive shell");
    await run(root, "drop", "--kind", "meaning", "--guide", "app", "--write");
    expect(existsSync(join(root, "images/app/drift.yaml"))).toBe(false);
  });

  test("wants to know which", async () => {
    expect(await run(driftProject(ENTRIES), "drop")).toMatchObject({ status: 2 });
  });
});

test.each([
  ["merged", { using: USING.replace("{{user.label}}.", "{{user.label}}, which has no rights.") }],
  ["outdated", { using: USING.replace("intended for runtime,", "meant for running,") }],
  ["gone", { using: USING.replace(/By default .*/, "Else.") }],
  ["void", { descriptor: "user: root\n" }],
])("drift settle takes over what is %s", async (_, change) => {
  const root = driftProject(ENTRIES.slice(0, 2), change);
  const { page, findings } = made(root);
  expect(findings).toHaveLength(1);
  expect((await run(root, "settle", "--write")).status).toBe(0);
  expect(made(root)).toMatchObject({ page, findings: [] });
});

test("drift --from-changes: the same guide to the byte, the rest of the descriptor as it was", async () => {
  const changes = `sections: # ours
  changes:
    using:
      # first
      - { find: "intended for runtime, run as the", replace: meant for runtime run as a }
      - { remove: Debugging }
      - { find: "--help", replace: --version }
      - { find: "- Install packages in the build stage", replace: "- Install\\n- Build" }
`;
  const root = makeProject({
    "templates/nested.hbs": "{{> using}}\n",
    "templates/partials/using.hbs": USING,
    "images/app.yaml": `name: app\ntitle: App\n${changes}`,
  });
  const { page, findings } = made(root);
  expect(findings.map((each) => each.split(" ")[0])).toEqual(Array(3).fill("change-find-deprecated"));

  expect((await run(root, "--from-changes")).status).toBe(0);

  expect(made(root)).toMatchObject({ page, findings: [] });
  expect(read(root, "images/app.yaml")).toBe(
    "name: app\ntitle: App\nsections: # ours\n  changes:\n    using:\n      # first\n      - { remove: Debugging }\n",
  );
});
