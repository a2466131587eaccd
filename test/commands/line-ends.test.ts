import { spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { adopt } from "../../src/commands/adopt.ts";
import { build, type BuildCommandOptions } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { explain } from "../../src/commands/explain.ts";
import { newDescriptors } from "../../src/commands/new.ts";
import { sync } from "../../src/commands/sync.ts";
import { verify, type VerifyCommandOptions } from "../../src/commands/verify.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { makeProject, minimal, read, record, REPOSITORY, tree, write, type Files } from "../support/project.ts";
import { SMALL_CATALOG } from "../verify/small-catalog.ts";

/* A project as git checks it out with core.autocrlf, or as an editor spells its line ends. */

async function run(
  command: typeof build | typeof check,
  root: string,
  options: Partial<BuildCommandOptions> = {},
  names: string[] = [],
) {
  const context = record();
  const status = await command(names, { root, reporter: "json", ...options }, context);
  const findings = JSON.parse(context.stdout()) as Finding[];
  const summary = context.stderr().replace(/ in [\d.]+ s\n$/, "");
  return { status, codes: findings.map(({ code }) => code), findings, summary };
}

const SOURCES = {
  "images/a.yaml": minimal(
    "a",
    "sections:\n  parameters:\n    minimalism: { container: it }\nincluded: |\n  One.\n\n  ```bash\n  a \\\n    -b\n  ```\n\n  Two.\nuseCases:\n  - title: More\n    text: { file: more.md }\n",
  ),
  "images/a/more.md": "A use.\n\n- one\n- two\n\n```yaml\na:\n  b: 1\n```\n",
  "images/b.yaml": minimal("b"),
  "templates/partials/migrate.hbs": read(REPOSITORY, "templates/partials/minimalism.hbs"),
  "dhi-guides.config.yaml": "# ours\nregistry: public\nlayout: nested\n",
};

/** How a file can spell its line ends. */
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  CR: (text) => text.replaceAll("\n", "\r"),
  "both, by turns": (text) => {
    let count = 0;
    return text.replaceAll("\n", () => (count++ % 2 === 0 ? "\r\n" : "\n"));
  },
  "CRLF and a byte order mark": (text) => `\ufeff${text.replaceAll("\n", "\r\n")}`,
  "LF and a byte order mark": (text) => `\ufeff${text}`,
};
const spellings = Object.entries(SPELLINGS);
const crlf = SPELLINGS["CRLF"] as (text: string) => string;

function respell(root: string, spell: (text: string) => string): void {
  rmSync(join(root, ".dhi-guides"), { recursive: true, force: true });
  for (const [file, text] of Object.entries(tree(root))) write(root, { [file]: spell(text) });
}

async function built(files: Files = SOURCES): Promise<{ root: string; out: Record<string, string> }> {
  const root = makeProject(files);
  expect((await run(build, root)).status).toBe(0);
  return { root, out: tree(join(root, "out")) };
}

describe.each(spellings)("a project in %s", (_, spell) => {
  test("is as it should be, and a build leaves it as it is", async () => {
    const { root } = await built();
    respell(root, spell);
    const before = tree(root);
    expect(await run(check, root)).toMatchObject({ status: 0, codes: [], summary: "2 pages: 2 same, 0 errors" });
    for (const options of [{}, { force: true }, {}])
      expect(await run(build, root, options)).toMatchObject({ status: 0, summary: "2 pages: 2 same, 0 errors" });
    expect(await run(build, root, {}, ["a"])).toMatchObject({ status: 0, summary: "1 page: 1 same, 0 errors" });
    expect(tree(join(root, "out"))).toEqual(tree(join(makeProject(relative(before)), "out")));
  });

  test("gives the bytes of one with LF", async () => {
    const { root, out } = await built();
    rmSync(join(root, "out"), { recursive: true });
    respell(root, spell);
    expect((await run(build, root)).status).toBe(0);
    expect(tree(join(root, "out"))).toEqual(out);
  });

  test("takes a changed word: what changed is written with LF, and no entry is lost", async () => {
    const { root, out } = await built();
    respell(root, spell);
    const descriptor = read(root, "images/a.yaml");
    write(root, { "images/a.yaml": descriptor.replace("Two.", "Three.") });
    const checked = await run(check, root);
    expect(checked).toMatchObject({ status: 1, codes: ["output-stale"] });
    expect(await run(build, root)).toMatchObject({ status: 0, summary: "2 pages: 1 changed, 1 same, 0 errors" });
    expect(read(root, "out/a/guides.md")).toBe(out["a/guides.md"]?.replace("Two.", "Three."));
    expect(read(root, "out/b/guides.md")).toBe(spell(out["b/guides.md"] ?? ""));
    expect(read(root, "out/SHA256SUMS")).toMatch(/^[0-9a-f]{64} {2}a\/guides\.md\n[0-9a-f]{64} {2}b\/guides\.md\n$/);
    expect((await run(check, root)).status).toBe(0);
  });

  test("takes a changed partial", async () => {
    const { root, out } = await built({
      ...SOURCES,
      "templates/partials/minimalism.hbs": read(REPOSITORY, "templates/partials/minimalism.hbs"),
    });
    respell(root, spell);
    await run(build, root);
    const partial = read(root, "templates/partials/minimalism.hbs");
    write(root, { "templates/partials/minimalism.hbs": partial.replace("The ", "Now the ").replace("Docker", "Our") });
    expect((await run(build, root)).status).toBe(0);
    const names = ["a/guides.md", "b/guides.md"];
    for (const name of names) expect(read(root, `out/${name}`)).not.toBe(spell(out[name] ?? ""));
    expect(read(root, "out/a/guides.md")).not.toContain("\r");
    expect((await run(check, root)).status).toBe(0);
  });

  test("has a hand edit where a word differs, at its line; its entry stays", async () => {
    const { root, out } = await built();
    respell(root, spell);
    const edited = read(root, "out/a/guides.md").replace("Two.", "Mine.");
    write(root, { "out/a/guides.md": edited, "images/b.yaml": spell(minimal("b", "included: More.\n")) });
    const line = (out["a/guides.md"]?.split("\n").indexOf("Two.") ?? 0) + 1;
    expect((await run(check, root)).findings).toMatchObject([
      { code: "output-edited", line },
      { code: "output-stale", file: "out/b/guides.md" },
    ]);
    expect(await run(build, root)).toMatchObject({ status: 1, codes: ["output-edited"] });
    expect(read(root, "out/a/guides.md")).toBe(edited);
    const entry = out["SHA256SUMS"]?.split("\n").find((each) => each.endsWith("  a/guides.md"));
    expect(entry).toBeDefined();
    expect(read(root, "out/SHA256SUMS").split("\n")).toContain(entry);
    expect((await run(build, root, { force: true })).status).toBe(0);
    expect(read(root, "out/a/guides.md")).toBe(out["a/guides.md"]);
  });

  test("has its leftovers removed", async () => {
    const { root } = await built();
    respell(root, spell);
    rmSync(join(root, "images/b.yaml"));
    expect((await run(check, root)).codes).toEqual(["output-leftover"]);
    expect((await run(build, root)).status).toBe(0);
    expect(Object.keys(tree(join(root, "out")))).toEqual(["SHA256SUMS", "a/guides.md"]);
  });
});

/** The files of a project, as {@link makeProject} takes them. */
function relative(files: Record<string, string>): Files {
  return Object.fromEntries(Object.entries(files).filter(([file]) => !file.startsWith(".dhi-guides")));
}

test("the diff of an outdated guide shows the lines that changed, and no others", async () => {
  const { root } = await built();
  respell(root, crlf);
  write(root, { "images/a.yaml": read(root, "images/a.yaml").replace("Two.", "Three.") });
  const context = record();
  check([], { root, reporter: "pretty", quiet: true }, context);
  const changed = context
    .stdout()
    .split("\n")
    .filter((line) => /^[-+](?![-+])/.test(line));
  expect(changed).toEqual(["-Two.", "+Three."]);
  expect(context.stderr()).not.toContain("U+000D");
});

describe("git", () => {
  const git = (cwd: string, ...args: string[]) =>
    spawnSync("git", ["-c", "user.name=n", "-c", "user.email=n@example.com", ...args], { cwd, encoding: "utf8" });
  const isThere = spawnSync("git", ["--version"]).status === 0;
  if (!isThere) console.warn("not there, so not tested: git");

  test.skipIf(!isThere)("a clone with core.autocrlf is as it should be, and stays so in git's eyes", async () => {
    const { root } = await built();
    rmSync(join(root, ".dhi-guides"), { recursive: true, force: true });
    write(root, { ".gitignore": ".dhi-guides/\n" });
    git(root, "init", "--quiet");
    git(root, "add", "--all");
    expect(git(root, "commit", "--quiet", "--message", "x").status).toBe(0);
    const folder = makeProject();
    git(folder, "clone", "--quiet", "-c", "core.autocrlf=true", root, "clone");
    const clone = join(folder, "clone");
    expect(read(clone, "out/SHA256SUMS")).toContain("\r\n");

    expect(await run(check, clone)).toMatchObject({ status: 0, summary: "2 pages: 2 same, 0 errors" });
    write(clone, { "images/a.yaml": read(clone, "images/a.yaml").replace("Two.", "Three.") });
    expect(await run(build, clone)).toMatchObject({ status: 0, summary: "2 pages: 1 changed, 1 same, 0 errors" });
    const changed = git(clone, "diff", "--numstat").stdout.trim().split("\n");
    expect(changed).toEqual(["1\t1\timages/a.yaml", "1\t1\tout/SHA256SUMS", "1\t1\tout/a/guides.md"]);
  });
});

describe("SHA256SUMS", () => {
  const OTHER = "0".repeat(64);

  test("a merge conflict in it: check says so, build knows both sides and mends it", async () => {
    const { root, out } = await built();
    const manifest = out["SHA256SUMS"] ?? "";
    const ours = manifest.split("\n")[0] ?? "";
    for (const [first, second] of [
      [ours, `${OTHER}  a/guides.md`],
      [`${OTHER}  a/guides.md`, ours],
    ] as const)
      for (const spell of [(text: string) => text, crlf]) {
        write(root, {
          "images/a.yaml": SOURCES["images/a.yaml"],
          "out/a/guides.md": out["a/guides.md"] ?? "",
          "out/SHA256SUMS": spell(
            manifest.replace(ours, `<<<<<<< HEAD\n${first}\n||||||| base\n=======\n${second}\n>>>>>>> other`),
          ),
        });
        expect(await run(check, root)).toMatchObject({ status: 1, codes: ["output-manifest", "output-unrecorded"] });
        write(root, { "images/a.yaml": SOURCES["images/a.yaml"].replace("Two.", "Three.") });
        expect(await run(build, root)).toMatchObject({ status: 0, summary: "2 pages: 1 changed, 1 same, 0 errors" });
        expect(read(root, "out/SHA256SUMS")).toMatch(
          /^[0-9a-f]{64} {2}a\/guides\.md\n[0-9a-f]{64} {2}b\/guides\.md\n$/,
        );
        expect((await run(check, root)).status).toBe(0);
      }
  });

  test("a conflict between entries of different guides is mended though nothing else is to do", async () => {
    const { root, out } = await built();
    const [a = "", b = ""] = (out["SHA256SUMS"] ?? "").split("\n");
    write(root, { "out/SHA256SUMS": `<<<<<<< HEAD\n${a}\n=======\n${b}\n>>>>>>> other\n` });
    expect(await run(check, root)).toMatchObject({ status: 0, codes: ["output-manifest"] });
    expect(await run(build, root)).toMatchObject({ status: 0, summary: "2 pages: 2 same, 0 errors" });
    expect(read(root, "out/SHA256SUMS")).toBe(out["SHA256SUMS"]);
  });

  test("both sides of a conflict are kept for a guide that was edited by hand", async () => {
    const { root, out } = await built();
    const [a = "", b = ""] = (out["SHA256SUMS"] ?? "").split("\n");
    write(root, {
      "out/SHA256SUMS": `<<<<<<< HEAD\n${a}\n=======\n${OTHER}  a/guides.md\n>>>>>>> other\n${b}\n`,
      "out/a/guides.md": "mine\n",
    });
    expect(await run(build, root)).toMatchObject({ status: 1, codes: ["output-edited"] });
    write(root, { "out/a/guides.md": out["a/guides.md"] ?? "" });
    expect((await run(build, root)).status).toBe(0);
    expect(read(root, "out/SHA256SUMS")).toBe(out["SHA256SUMS"]);
  });

  test.each([
    ["a hash that lost a digit", (entry: string) => entry.slice(1)],
    ["an entry without a guide", (entry: string) => entry.slice(0, 64)],
    ["words", () => "what is this"],
  ])("%s: the guide is kept, and so are all other entries", async (_, damage) => {
    const { root, out } = await built();
    const [a = "", b = ""] = (out["SHA256SUMS"] ?? "").split("\n");
    write(root, { "out/SHA256SUMS": `${damage(a)}\n${b}\n` });
    expect((await run(check, root)).findings).toMatchObject([
      { code: "output-manifest", file: "out/SHA256SUMS", line: 1 },
      { code: "output-unrecorded", file: "out/a/guides.md" },
    ]);
    write(root, { "images/a.yaml": SOURCES["images/a.yaml"].replace("Two.", "Three.") });
    expect(await run(build, root)).toMatchObject({ status: 1, codes: ["output-foreign"] });
    expect(read(root, "out/a/guides.md")).toBe(out["a/guides.md"]);
    expect(read(root, "out/SHA256SUMS")).toContain(`${b}\n`);
    write(root, { "images/a.yaml": SOURCES["images/a.yaml"] });
    expect((await run(build, root)).status).toBe(0);
    expect(read(root, "out/SHA256SUMS")).toBe(out["SHA256SUMS"]);
  });

  test.each([
    ["upper case", (text: string) => text.replace(/^\w{64}/gm, (hash) => hash.toUpperCase())],
    ["the mark of binary files", (text: string) => text.replaceAll("  ", " *")],
    ["tabs", (text: string) => text.replaceAll("  ", "\t")],
    ["blanks at the ends", (text: string) => text.replace(/$/gm, "  ")],
    ["no last line end", (text: string) => text.trimEnd()],
    ["empty lines", (text: string) => `\n${text.replaceAll("\n", "\n\n")}`],
  ])("is read in other spellings: %s", async (_, spell) => {
    const { root, out } = await built();
    write(root, { "out/SHA256SUMS": spell(out["SHA256SUMS"] ?? "") });
    rmSync(join(root, ".dhi-guides"), { recursive: true, force: true });
    write(root, { "images/a.yaml": SOURCES["images/a.yaml"].replace("Two.", "Three.") });
    expect(await run(build, root)).toMatchObject({ status: 0, summary: "2 pages: 1 changed, 1 same, 0 errors" });
  });
});

describe.each(spellings)("other commands on files in %s", (_, spell) => {
  test("explain names the same lines", async () => {
    const { root, out } = await built();
    const explained = () => {
      const context = record();
      expect(explain("out/a/guides.md", { root, reporter: "json" }, context)).toBe(0);
      return context.stdout();
    };
    const before = explained();
    expect(out["a/guides.md"]).toContain("Two.");
    respell(root, spell);
    expect(explained()).toBe(before);
  });

  test("verify finds the same at the same places, mends it, and keeps the line ends", async () => {
    const text = "# Title\n\nSet <tag> here.\n\nSee https://dhi.io/a <tag>.\n\nUse foo and\nthen foo.\n";
    const config = "verify:\n  bannedPhrases: [{ from: foo, to: bar }]\n";
    const found = async (root: string, options: Partial<VerifyCommandOptions> = {}) => {
      const context = record();
      await verify([join(root, "guides")], { root, reporter: "json", cache: false, ...options }, context);
      return JSON.parse(context.stdout()) as Finding[];
    };
    const plain = makeProject({ "guides/x.md": text, "dhi-guides.config.yaml": config });
    const spelled = makeProject({ "guides/x.md": spell(text), "dhi-guides.config.yaml": spell(config) });
    const expected = await found(plain);
    const places = expected
      .filter(({ code }) => code === "banned-phrase")
      .flatMap((each) => [each, ...(each.places ?? [])]);
    expect(places.map(({ line }) => line)).toEqual([7, 8]);
    expect(await found(spelled)).toEqual(expected);

    await found(plain, { fix: true });
    await found(spelled, { fix: true });
    expect(read(plain, "guides/x.md")).toContain("bar");
    expect(read(spelled, "guides/x.md")).toBe(spell(read(plain, "guides/x.md")));
  });

  test("verify takes a baseline", async () => {
    const root = makeProject({ "guides/x.md": spell("# Title\n\nSet <tag> here, and <tag>.\n") });
    const options = { root, reporter: "json", cache: false, baseline: "baseline.json" } as const;
    expect(await verify([join(root, "guides")], { ...options, updateBaseline: true }, record())).toBe(0);
    write(root, { "baseline.json": spell(read(root, "baseline.json")) });
    const context = record();
    expect(await verify([join(root, "guides")], options, context)).toBe(0);
    expect(context.stdout()).toBe("[]\n");
  });

  test("sync changes its lines only", async () => {
    const outdated =
      "name: example\ntitle: Example # ours\nports: [8080/tcp, 7070/tcp] # two\n\nuid: 65532\nlayout: nested\n";
    const plain = makeProject({ "images/example.yaml": outdated });
    const spelled = makeProject({ "images/example.yaml": spell(outdated) });
    for (const root of [plain, spelled])
      await sync([], { root, reporter: "pretty", from: SMALL_CATALOG, quiet: true }, record());
    const after = read(plain, "images/example.yaml");
    expect(after).not.toBe(outdated);
    const text = read(spelled, "images/example.yaml");
    expect(text.replace(/\r\n?/g, "\n").replace("\ufeff", "")).toBe(after);
    // What stood there stands there as it was.
    const lines = (whole: string) => whole.match(/[^\r\n]*(?:\r\n?|\n)/g) ?? [];
    const kept = lines(spell(outdated)).filter((line) => /title|uid|layout/.test(line));
    for (const line of kept) expect(lines(text)).toContain(line);
  });

  test("adopt makes the same of guides", async () => {
    const { out } = await built();
    const guides = (change: (text: string) => string) =>
      makeProject({
        "docs/a/guides.md": change(out["a/guides.md"] ?? ""),
        "docs/b/guides.md": change(out["b/guides.md"] ?? ""),
      });
    const adopted = async (from: string) => {
      const root = makeProject();
      const context = record();
      const status = await adopt([join(from, "docs")], { root, reporter: "json", quiet: true }, context);
      const files = tree(root);
      const config = files["dhi-guides.config.yaml"]?.replace(/published: .*/, "");
      return { status, findings: context.stdout(), files: { ...files, "dhi-guides.config.yaml": config } };
    };
    const results = [await adopted(guides((text) => text)), await adopted(guides(spell))];
    expect(results[0]?.status).toBe(0);
    expect(results[1]).toEqual(results[0]);
  });

  test("new begins a descriptor in a project of such files", async () => {
    const { root } = await built();
    respell(root, spell);
    expect(await newDescriptors(["c"], { root, reporter: "pretty", title: "C" }, record())).toBe(0);
    expect(await run(build, root)).toMatchObject({ status: 0, summary: "4 pages: 2 new, 2 same, 0 errors" });
  });
});

test("the catalog is read alike", async () => {
  const folder = makeProject();
  cpSync(SMALL_CATALOG, folder, { recursive: true });
  respell(folder, crlf);
  const root = makeProject({ "images/example.yaml": minimal("example", "ports: [8080/tcp, 7070/tcp]\n") });
  const plain = makeProject({ "images/example.yaml": minimal("example", "ports: [8080/tcp, 7070/tcp]\n") });
  await sync([], { root, reporter: "pretty", from: folder, quiet: true }, record());
  await sync([], { root: plain, reporter: "pretty", from: SMALL_CATALOG, quiet: true }, record());
  expect(existsSync(join(folder, "image"))).toBe(true);
  expect(read(root, "images/example.yaml")).toBe(read(plain, "images/example.yaml"));
});
