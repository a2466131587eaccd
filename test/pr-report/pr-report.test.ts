import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { expectGolden } from "../support/golden.ts";
import { makeProject, minimal, read, REPOSITORY, write } from "../support/project.ts";
import { buildAll, change, commit, git, makeBuilt, makeRepository, reportOf } from "./repository.ts";

const PARTIAL = "templates/partials/minimalism.hbs";
const packaged = read(REPOSITORY, PARTIAL);

const SOURCES = {
  ...Object.fromEntries(
    ["etcd", "nginx", "redis"].map((name) => [
      `images/${name}.yaml`,
      minimal(name, `included: |\n  The ${name} server.\n`),
    ]),
  ),
  [PARTIAL]: packaged,
};

describe("a project", () => {
  test("a small change, as a reviewer reads it", async () => {
    const root = await makeBuilt(SOURCES);
    rmSync(join(root, "images/etcd.yaml"));
    await change(root, {
      "images/caddy.yaml": minimal("caddy"),
      "images/nginx.yaml": minimal("nginx", "included: |\n  The nginx server and <kbd>its</kbd> modules.\n"),
      [PARTIAL]: packaged.replace(/\n$/, "\nAsk @acme/docs for more.\n"),
    });
    const report = await reportOf(root, { previewUrl: "https://acme.github.io/guides" });
    expectGolden(join(REPOSITORY, "test/golden/pr-report.md"), report);
    const docs = read(REPOSITORY, "docs/review.md");
    expect(docs).toContain(`\`\`\`\`text\n${report}\`\`\`\`\n`);
  });

  test("the same words with each page's own name are one change", async () => {
    const root = await makeBuilt(SOURCES);
    const text = (name: string) =>
      minimal(name, `included: |\n  The ${name} server.\n\n  Pull dhi.io/${name}:1 first.\n`);
    await change(
      root,
      Object.fromEntries(["etcd", "nginx", "redis"].map((name) => [`images/${name}.yaml`, text(name)])),
    );
    const report = await reportOf(root);
    expect(report).toContain(
      "**In 3 pages**; each says its own name · from 3 files".replace("3 files", "`images/etcd"),
    );
    expect(report.match(/first\./g)).toHaveLength(1);
  });

  test("nothing changes", async () => {
    const root = await makeBuilt(SOURCES);
    const report = await reportOf(root);
    expect(report).toMatch(/^<!-- dhi-guides pr-report -->\n/);
    expect(report).toContain("No page changes.");
  });

  test("pages that git does not know are compared as they are made", async () => {
    const root = makeRepository({ ...SOURCES, ".gitignore": "out/\n" });
    write(root, { [PARTIAL]: packaged.replace(/\n$/, "\nMore.\n") });
    write(root, { "out/redis/guides.md": "stale\n" });
    const report = await reportOf(root);
    expect(report).toContain("**3 pages changed**");
    expect(report).toContain(`\`${PARTIAL}:`);
    expect(report).not.toContain("stale");
  });

  test("in a folder of the repository, and nothing of the others", async () => {
    const files = Object.entries(SOURCES).map(([file, text]) => [`docs/site/${file}`, text]);
    const root = makeProject({ ...Object.fromEntries(files), "out/other/guides.md": "# Other\n" });
    await buildAll(join(root, "docs/site"));
    git(root, "init", "--quiet");
    commit(root, "before");
    git(root, "tag", "before");
    write(root, { "out/other/guides.md": "# Another\n" });
    await change(join(root, "docs/site"), { [PARTIAL]: packaged.replace(/\n$/, "\nMore.\n") });
    const report = await reportOf(join(root, "docs/site"));
    expect(report).toContain("**3 pages changed**");
    expect(report).not.toContain("other");
  });

  test("findings are new or gone by what they say, not by their lines", async () => {
    const misspelt = "included: |\n  Teh server.\n";
    const root = await makeBuilt({
      "images/a.yaml": minimal("a", misspelt),
      "images/b.yaml": minimal("b", "included: |\n  See <tag> here.\n"),
      "images/c.yaml": minimal("c"),
    });
    await change(root, {
      "images/a.yaml": minimal("a", "included: |\n  One more.\n\n  Teh server.\n"),
      "images/b.yaml": minimal("b", "included: |\n  See it here.\n"),
      "images/c.yaml": minimal("c", "included: |\n  Set <tag> there.\n"),
    });
    const report = await reportOf(root);
    const [, added = "", gone = ""] =
      /### New findings([^]*)### Findings that are gone([^]*)### Pages/.exec(report) ?? [];
    expect(added).toContain("out/c/guides.md");
    expect(added).not.toContain("out/a/guides.md");
    expect(gone).toContain("out/b/guides.md");
    expect(gone).not.toContain("out/a/guides.md");
  });

  test("drift that is paid off is counted, that of a page that is gone is not", async () => {
    const published = (file: string) => read(REPOSITORY, `test/fixtures/published/charts/${file}`);
    const drift = published("spicedb-operator/drift.yaml");
    const root = await makeBuilt({
      "charts/spicedb-operator.yaml": published("spicedb-operator.yaml"),
      "charts/spicedb-operator/facts.yaml": published("spicedb-operator/facts.yaml"),
      "charts/spicedb-operator/drift.yaml": drift,
    });
    const [head = "", first = ""] = drift.split("  - section:");
    await change(root, { "charts/spicedb-operator/drift.yaml": `${head}  - section:${first}` });
    const report = await reportOf(root);
    expect(report).toContain("1 block of drift paid off");
    expect(report).not.toContain("of drift more");
    rmSync(join(root, "charts"), { recursive: true });
    write(root, { "images/a.yaml": minimal("a") });
    await buildAll(root);
    expect(await reportOf(root)).not.toContain("paid off");
  });

  test("what others did on the base meanwhile is not told as undone", async () => {
    const root = await makeBuilt(SOURCES);
    git(root, "checkout", "--quiet", "-b", "topic");
    git(root, "checkout", "--quiet", "main");
    await change(root, { "images/redis.yaml": minimal("redis", "included: Of others.\n") });
    commit(root, "others");
    git(root, "checkout", "--quiet", "topic");
    await change(root, { "images/nginx.yaml": minimal("nginx", "included: Ours.\n") });
    const report = await reportOf(root, { base: "main" });
    expect(report).toContain("**1 page changed**");
    expect(report).not.toContain("Of others");
  });
});

describe("a folder of pages", () => {
  const page = (text: string) => `## How to use this image\n\n${text}\n\nMore about it.\n`;

  test("by the names of their files", async () => {
    const root = makeRepository({
      "image/a/guides.md": page("Pull `acme/dhi-a:1` now."),
      "image/b/guides.md": page("Run it:\n\n```\ndocker run acme/dhi-b:1\n```"),
      "image/c/overview.md": page("C."),
      "README.md": "Hello.\n",
    });
    write(root, {
      "README.md": "Bye.\n",
      "image/a/guides.md": page("Pull `dhi.io/a:1` now."),
      "image/b/guides.md": page("Run it:\n\n```\ndocker run dhi.io/b:1\n```"),
    });
    const report = await reportOf(root);
    expect(report).toContain("**2 pages changed**");
    expect(report).toContain("**In 2 pages**\n```diff\n- acme/dhi-\n+ dhi.io/\n```");
    expect(report).not.toContain("Bye");
  });

  test("with CRLF on one side, nothing changes", async () => {
    const root = makeRepository({ "image/a/guides.md": page("A.") });
    writeFileSync(join(root, "image/a/guides.md"), page("A.").replaceAll("\n", "\r\n"));
    expect(await reportOf(root)).toContain("No page changes.");
  });

  test("names and texts of strangers do nothing", async () => {
    const folder = "image/@team `x` <details>";
    const root = makeRepository({ [`${folder}/guides.md`]: page("A.") });
    write(root, { [`${folder}/guides.md`]: page("````\n</details> @team -->\n````") });
    const report = await reportOf(root);
    const prose = report.replace(/^(`{3,})diff\n[^]*?\n\1$/gm, "").replace(/(`+)[^\n]*?[^`\n]\1(?!`)/g, "");
    expect(prose).not.toMatch(/@team|-->(?!\n\n## )/);
    expect(report.split("\n").filter((line) => line.startsWith("<details>"))).toHaveLength(
      report.split("\n").filter((line) => line === "</details>").length,
    );
  });
});

describe("git", () => {
  test("no such commit, and no repository", async () => {
    const root = makeRepository(SOURCES);
    await expect(reportOf(root, { base: "nowhere" })).rejects.toThrow('there is no commit "nowhere" here');
    await expect(reportOf(root, { base: "" })).rejects.toThrow("there is no commit");
    await expect(reportOf(makeProject(SOURCES))).rejects.toThrow("git cannot say what changed");
  });

  test("a name that looks like an option is none", async () => {
    const root = makeRepository(SOURCES);
    for (const base of ["--help", "-n1", "--output=x", "before; touch x", "$(touch x)", "a\nb"])
      await expect(reportOf(root, { base })).rejects.toThrow("there is no commit");
    git(root, "update-ref", "refs/heads/-topic", "HEAD");
    expect(await reportOf(root, { base: "-topic" })).toContain("No page changes.");
    expect(readdirSync(root)).not.toContain("x");
  });

  test("a shallow clone says what it lacks", async () => {
    const root = makeRepository(SOURCES);
    write(root, { "README.md": "More.\n" });
    commit(root, "more");
    const clone = makeProject({});
    git(clone, "clone", "--quiet", "--depth=1", "--no-tags", `file://${root}`, "clone");
    await expect(reportOf(join(clone, "clone"))).rejects.toThrow("fetch-depth: 0");
  });

  test("leaves nothing behind, and follows no link", async () => {
    const secret = makeProject({ "secret.md": "Secret.\n" });
    const root = makeProject({ "image/a/guides.md": "A.\n" });
    symlinkSync(join(secret, "secret.md"), join(root, "image/overview.md"));
    git(root, "init", "--quiet");
    commit(root, "before");
    git(root, "tag", "before");
    write(root, { "image/a/guides.md": "B.\n" });
    expect(await reportOf(root)).not.toContain("Secret");
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("dhi-guides-base-"))).toEqual([]);
    expect(git(root, "worktree", "list").trim().split("\n")).toHaveLength(1);
    expect(readFileSync(join(root, ".git/HEAD"), "utf8")).toContain("refs/heads/");
  });

  test("a preview's address is one", async () => {
    const root = makeRepository(SOURCES);
    for (const previewUrl of ["here", "javascript:alert(1)", "/site"])
      await expect(reportOf(root, { previewUrl })).rejects.toThrow("is no address");
  });
});
