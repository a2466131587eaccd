import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dhiGuides } from "./support/command-line.ts";
import { runConsoleBlocks } from "./support/console-blocks.ts";
import { expectGolden } from "./support/golden.ts";
import { makeProject, read, REPOSITORY, type Files } from "./support/project.ts";

/* docs/recipes/ shows real output: the commands of each page are run, in order, in a project beside a small catalog. */

const FOLDER = "docs/recipes";

/** What a recipe finds besides the sample project. */
const BESIDES: Readonly<Record<string, Files>> = {
  "accept-a-finding.md": {
    "guides/images/linden-proxy.yaml": descriptor(
      "linden-proxy",
      "Linden Proxy",
      "It does not work with `dhi.io/birch-cache:1`. To try it, run:",
    ),
  },
  "move-a-page-over.md": {
    "catalog/image/maple-agent/guides.md": read(REPOSITORY, "test/fixtures/grove/image/maple-agent/guides.md"),
  },
};

test.each(readdirSync(join(REPOSITORY, FOLDER)))("%s shows what its commands print", async (name) => {
  const root = makeProject({
    "catalog/published-images.txt": "busybox\nbirch-cache\nlinden-proxy\nrowan-relay\n",
    ...definitions("birch-cache", "Birch Cache", 6379),
    ...definitions("linden-proxy", "Linden Proxy", 8080),
    ...definitions("rowan-relay", "Rowan Relay", 4222),
    "guides/images/birch-cache.yaml": descriptor("birch-cache", "Birch Cache", "To try it, run:"),
    "guides/images/linden-proxy.yaml": descriptor("linden-proxy", "Linden Proxy", "To try it, run:"),
    ...BESIDES[name],
  });
  const project = join(root, "guides");
  await dhiGuides(project, "init", "--yes", "--catalog", "../catalog", "--no-first");
  await dhiGuides(project, "build");
  for (const args of [
    ["init", "-qb", "main"],
    ["add", "-A"],
    ["commit", "-qm", "Begin"],
  ])
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], { cwd: project });
  const made = runConsoleBlocks(read(REPOSITORY, `${FOLDER}/${name}`), root, "guides");
  expect(made).toContain("$ npx dhi-guides ");
  expectGolden(join(REPOSITORY, FOLDER, name), made);
});

/** What a catalog says of an image: a runtime variant and one for builds, of version 2. */
function definitions(name: string, title: string, port: number): Files {
  const of = (variant: string, suffix: string, user: string, packages: string) => `image: dhi.io/${name}
name: ${title} 2.x
tags: ["2${suffix}", "2.4${suffix}"]
variant: ${variant}
platforms: [linux/amd64, linux/arm64]
accounts: { run-as: ${user}, users: [{ name: nonroot, uid: 65532 }] }
contents: { packages: [${packages}${name}] }
entrypoint: [/usr/bin/${name}]
ports: [${port}/tcp]
`;
  return {
    [`catalog/image/${name}/debian-13/2.yaml`]: of("runtime", "", "nonroot", ""),
    [`catalog/image/${name}/debian-13/2-dev.yaml`]: of("dev", "-dev", "root", "apt, bash, "),
  };
}

function descriptor(name: string, title: string, text: string): string {
  return `name: ${name}
title: ${title}
ports: [${name === "birch-cache" ? 6379 : 8080}/tcp]
uid: 65532
entrypoint: [/usr/bin/${name}]
start: { text: "${text}" }
comparison: { with: Non-hardened }
migration: { kind: table }
overview: { about: ${title} is a sample. }
`;
}
