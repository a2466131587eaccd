import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { makeProject, minimal, read, record, SMALL_TEMPLATES, write } from "../support/project.ts";

/* Pages that git put together of what two branches built, so that no manifest has them. */

const PAGE = "out/alma/guides.md";
const MANIFEST = "out/SHA256SUMS";
const DESCRIPTOR = "images/alma.yaml";
const PARTIAL = "templates/partials/permissions.hbs";
const EDITED = [`output-edited ${PAGE}`];

function git(root: string, ...args: string[]): number | null {
  const settings = ["user.name=A", "user.email=a@example.com", "core.autocrlf=false", "init.defaultBranch=main"];
  const env = { ...process.env, GIT_EDITOR: "true" };
  return spawnSync("git", [...settings.flatMap((each) => ["-c", each]), ...args], { cwd: root, env }).status;
}

async function run(root: string, command: typeof build | typeof check = build) {
  const context = { ...record(), packagedTemplates: SMALL_TEMPLATES };
  const status = await command([], { root, reporter: "json", quiet: true }, context);
  const findings = JSON.parse(context.stdout()) as { code: string; file: string }[];
  return { status, told: findings.map(({ code, file }) => `${code} ${file}`) };
}

/** An image whose page has the two texts in two places, with others between. */
const descriptor = (included: string) => minimal("alma", `included: ${included}\nstart: { text: Run it. }`);
const partial = (text: string) => `## Permissions\n\n${text}\n`;

type Files = Record<string, string>;

/** What is changed by ours and theirs: in other places of the page, or also in the same one. */
const APART: [Files, Files] = [{ [DESCRIPTOR]: descriptor("Ours.") }, { [PARTIAL]: partial("Theirs.") }];
const BOTH: [Files, Files] = [
  { [DESCRIPTOR]: descriptor("Ours.") },
  { [DESCRIPTOR]: descriptor("Theirs."), [PARTIAL]: partial("Theirs.") },
];

/** Makes two branches, on each of which something was changed and built; on the one called ours. */
async function diverge([ours, theirs]: [Files, Files], edit: Files = {}): Promise<string> {
  const root = makeProject({ [DESCRIPTOR]: descriptor("Old."), [PARTIAL]: partial("Old.") });
  git(root, "init", "-q");
  const commit = async (files: Files, afterwards: Files, branch?: string) => {
    if (branch !== undefined) git(root, "checkout", "-q", "-b", branch, "main");
    write(root, files);
    await run(root);
    for (const [file, line] of Object.entries(afterwards)) appendFileSync(join(root, file), line);
    git(root, "add", ".");
    expect(git(root, "commit", "-q", "-m", "Change")).toBe(0);
  };
  await commit({ ".gitignore": ".dhi-guides/\n" }, {});
  await commit(theirs, {}, "theirs");
  await commit(ours, edit, "ours");
  return root;
}

const OPERATIONS = [["merge"], ["rebase"], ["cherry-pick"]] as const;

async function stopped(operation: string, changes: [Files, Files], style = "merge", edit?: Files): Promise<string> {
  const root = await diverge(changes, edit);
  expect(git(root, "-c", `merge.conflictStyle=${style}`, operation, "theirs")).toBe(1);
  return root;
}

/** Decides the descriptor, and builds. */
async function mend(root: string) {
  write(root, { [DESCRIPTOR]: descriptor("Both.") });
  return run(root);
}

describe.each(OPERATIONS)("a build during a %s", (operation) => {
  test.each(["merge", "diff3", "zdiff3"])(
    "makes a page with a conflict and with a clean change anew: %s",
    async (style) => {
      const root = await stopped(operation, BOTH, style);
      expect(read(root, PAGE)).toMatch(/<{7}[^]*>{7}[^]*Theirs\.\n$/);
      expect(await mend(root)).toEqual({ status: 0, told: [] });
      expect(read(root, PAGE)).toMatch(/Both\.[^]*Theirs\.\n$/);
      expect((await run(root, check)).told).toEqual([]);
    },
  );

  test("makes a page that git merged cleanly anew, also once it is added", async () => {
    const root = await stopped(operation, APART);
    expect(read(root, PAGE)).toMatch(/Ours\.[^]*Theirs\.\n$/);
    git(root, "add", "out");
    expect(await mend(root)).toEqual({ status: 0, told: [] });
    expect(read(root, PAGE)).toMatch(/Both\.[^]*Theirs\.\n$/);
  });

  test.each(["Ours.", "Theirs."])("makes a page anew in which the conflict was decided for %s", async (side) => {
    const root = await stopped(operation, BOTH);
    write(root, { [PAGE]: read(root, PAGE).replace(/<{7}[^]*>{7}.*/, side) });
    expect(await mend(root)).toEqual({ status: 0, told: [] });
  });

  test.each([
    ["beside a conflict", BOTH],
    ["beside a clean change", APART],
  ])("leaves an edit by hand alone, %s", async (_, changes) => {
    const root = await stopped(operation, changes);
    appendFileSync(join(root, PAGE), "By hand.\n");
    const page = read(root, PAGE);
    expect(await mend(root)).toEqual({ status: 1, told: EDITED });
    expect(read(root, PAGE)).toBe(page);
  });

  test.each([
    ["with a conflict", BOTH],
    ["merged cleanly", APART],
  ])("leaves an edit alone that one side committed, %s", async (_, changes) => {
    const root = await diverge([changes[1], changes[0]], { [PAGE]: "\nBy hand.\n" });
    expect(git(root, operation, "theirs")).toBe(1);
    expect((await mend(root)).told).toEqual(EDITED);
    expect(read(root, PAGE)).toContain("By hand.");
  });
});

test("a build during a revert makes a page that git merged cleanly anew", async () => {
  const root = await diverge(APART);
  write(root, { [PARTIAL]: partial("Newer.") });
  await run(root);
  git(root, "commit", "-q", "-a", "-m", "Newer");
  expect(git(root, "revert", "--no-edit", "HEAD^")).toBe(1);
  expect(read(root, PAGE)).toMatch(/Old\.[^]*Newer\.\n$/);
  expect(await run(root)).toEqual({ status: 0, told: [] });
});

describe("a build after a merge that was committed without one", () => {
  const commit = async (changes: [Files, Files], side: string, edit?: Files) => {
    const root = await stopped("merge", changes, "merge", edit);
    if (side !== "") git(root, "checkout", "-q", side, MANIFEST);
    write(root, { [DESCRIPTOR]: descriptor("Both.") });
    git(root, "add", ".");
    expect(git(root, "commit", "-q", "-m", "Merge")).toBe(0);
    return root;
  };

  test.each(["", "--ours", "--theirs"])("makes the page anew, with the manifest %j", async (side) => {
    const root = await commit(APART, side);
    expect((await run(root, check)).told).toContain(`output-stale ${PAGE}`);
    expect(await run(root)).toEqual({ status: 0, told: [] });
    expect(read(root, PAGE)).toMatch(/Both\.[^]*Theirs\.\n$/);
    expect((await run(root, check)).told).toEqual([]);
  });

  test("makes a page with marks of a conflict anew, also with other commits on top", async () => {
    const root = await commit(BOTH, "--ours");
    git(root, "commit", "-q", "--allow-empty", "-m", "Nothing");
    write(root, { "images/berta.yaml": minimal("berta") });
    git(root, "add", ".");
    git(root, "commit", "-q", "-m", "Another");
    expect(await run(root)).toEqual({ status: 0, told: [] });
  });

  test.each([true, false])("leaves an edit by hand alone, committed: %s", async (isCommitted) => {
    const root = await commit(APART, "--ours");
    appendFileSync(join(root, PAGE), "By hand.\n");
    if (isCommitted) git(root, "commit", "-q", "-a", "-m", "Edit");
    expect((await run(root)).told).toEqual(EDITED);
  });

  test("leaves an edit alone that was made with the merge, and one of a side", async () => {
    const root = await commit(APART, "--ours");
    appendFileSync(join(root, PAGE), "By hand.\n");
    git(root, "commit", "-q", "-a", "--amend", "--no-edit");
    expect((await run(root)).told).toEqual(EDITED);
    const other = await commit([APART[1], APART[0]], "--ours", { [PAGE]: "\nBy hand.\n" });
    expect((await run(other)).told).toEqual(EDITED);
  });
});
