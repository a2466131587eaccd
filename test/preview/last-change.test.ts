import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PagePaths } from "../../src/core.ts";
import { readLastChanges } from "../../src/preview/last-change.ts";
import { configSchema } from "../../src/project/config.ts";
import { pagePaths } from "../../src/project/paths.ts";
import { FIRST_KIND } from "../../src/kinds/kinds.ts";

describe("the day of a page's last change", () => {
  let folder: string;
  let root: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dhi-changes-"));
    root = join(folder, "project ü");
    mkdirSync(root);
    git("init", "-q");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function git(...args: string[]): void {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    const run = spawnSync("git", [...identity, ...args], { cwd: root, encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
  }

  function commit(day: string, ...files: string[]): void {
    for (const file of files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), day);
    }
    git("add", "-A");
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    const env = { ...process.env, GIT_COMMITTER_DATE: `${day}T12:00:00Z` };
    spawnSync("git", [...identity, "commit", "-qm", "Change"], { cwd: root, env });
  }

  const pages = (config: object = {}): readonly PagePaths[] =>
    ["redis", "nginx"].flatMap((name) => pagePaths(name, FIRST_KIND, configSchema.parse(config)));
  const days = (at = root, config: object = {}) => Object.fromEntries(readLastChanges(at, pages(config)));

  it("is that of its output, its descriptor, or its prose, whichever is the newest", () => {
    commit("2020-01-01", "images/redis.yaml", "images/nginx.yaml", "out/redis/guides.md");
    commit("2020-02-02", "images/redis/info.yaml");
    commit("2020-03-03", "out/redis/overview.md", "images/nginx/a/b/note.md", "README.md");
    expect(days()).toEqual({
      "guides/redis": "2020-02-02",
      "guides/redis/overview": "2020-03-03",
      "guides/nginx": "2020-03-03",
      "guides/nginx/overview": "2020-03-03",
    });
  });

  it("is no other page's, where a catalog has pages beside descriptors", () => {
    const config = { descriptors: ["image/{name}/guide.yaml"], output: "image/{name}/guides.md" };
    commit("2020-01-01", "image/redis/guide.yaml", "image/redis/guides.md");
    commit("2020-02-02", "image/redis/overview.md");
    expect(days(root, config)).toEqual({ "guides/redis": "2020-01-01", "guides/redis/overview": "2020-02-02" });
  });

  it("is known in a folder of a repository as well", () => {
    commit("2020-01-01", "deep/er/images/redis.yaml", "images/nginx.yaml");
    expect(days(join(root, "deep/er"))).toEqual({
      "guides/redis": "2020-01-01",
      "guides/redis/overview": "2020-01-01",
    });
  });

  it("is not that of the oldest commit of a shallow clone, which has everything", () => {
    commit("2020-01-01", "images/redis.yaml");
    commit("2020-02-02", "images/nginx.yaml");
    commit("2020-03-03", "README.md");
    const cloned = (...depth: readonly string[]) => {
      const clone = join(folder, `clone${depth.length}`);
      git("clone", "-q", ...depth, pathToFileURL(root).href, clone);
      return days(clone);
    };
    expect(cloned("--depth", "2")).toEqual({});
    expect(cloned()).toMatchObject({ "guides/redis": "2020-01-01", "guides/nginx": "2020-02-02" });
  });

  it("is not known without commits, and without a repository", () => {
    expect(days()).toEqual({});
    expect(days(folder)).toEqual({});
    expect(days(join(folder, "nowhere"))).toEqual({});
  });
});
