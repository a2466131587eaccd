import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { build as buildHere } from "../../src/commands/build.ts";
import { descriptorOf, makeImage } from "../../bench/generate.mjs";
import { CLI, makeProject, minimal, read, record, tree, write } from "../support/project.ts";

const GUIDES = 200;

/** A project whose guides need all that a build has: both layouts, prose files, the long way of the style. */
function makeMany(): string {
  const root = makeProject();
  for (let index = 0; index < GUIDES; index += 1) {
    const image = makeImage(index);
    const more = index % 5 ? "" : "included: { file: more.md }\n";
    write(root, {
      [`images/${image.name}.yaml`]: `${descriptorOf(image)}layout: ${index % 2 ? "flat" : "nested"}\n${more}`,
    });
    if (more)
      write(root, { [`images/${image.name}/more.md`]: `It has <b>${index}</b> parts[^1].\n\n[^1]: Or more.\n` });
  }
  return root;
}

function build(root: string, threads: number, ...options: string[]) {
  const args = [CLI, "build", "--root", root, "--threads", String(threads), ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stdout, stderr: stderr.replace(/ in [\d.]+ m?s/, "") };
}

test("many threads make what one makes, and know of it the next time", () => {
  const root = makeMany();
  const one = build(root, 1);
  const guides = tree(join(root, "out"));
  rmSync(join(root, "out"), { recursive: true });
  rmSync(join(root, ".dhi-guides"), { recursive: true });

  expect(build(root, 3)).toEqual(one);

  expect(tree(join(root, "out"))).toEqual(guides);
  expect(Object.keys(guides)).toHaveLength(GUIDES + 1);
  expect(build(root, 3).stderr).toContain(`${GUIDES} same, 0 errors`);
});

test("findings of all threads are reported, in the order of one", () => {
  const root = makeMany();
  for (let index = 0; index < GUIDES; index += 7) write(root, { [`images/bad-${index}.yaml`]: `name: bad-${index}\n` });
  write(root, { "out/bad-name/guides.md": "By hand.\n", "images/bad-name.yaml": minimal("bad-name") });

  const many = build(root, 3, "--reporter", "json");

  expect(many.status).toBe(1);
  expect(many.stdout).toContain("output-foreign");
  expect(many.stdout).toBe(build(root, 1, "--reporter", "json").stdout);
});

test("no thread makes a second descriptor of a guide whose first one is as it was", () => {
  const root = makeMany();
  build(root, 1);
  const images = Array.from({ length: GUIDES }, (_, index) => makeImage(index).name);
  const doubled = images.filter((_, index) => index % 4 === 0);
  const texts = () => doubled.map((name) => read(root, `out/${name}/guides.md`));
  const before = texts();
  for (const name of images)
    if (doubled.includes(name)) write(root, { [`images/${name}.yml`]: minimal(name, "start: { text: Second. }\n") });
    else write(root, { [`images/${name}.yaml`]: `${read(root, `images/${name}.yaml`)}# a remark\n` });

  const { status, stdout } = build(root, 4, "--reporter", "json");

  expect(status).toBe(1);
  expect(stdout.match(/"descriptor-duplicate"/g)).toHaveLength(doubled.length);
  expect(texts()).toEqual(before);
});

test("where no other thread can start, the first makes all", async () => {
  const root = makeMany();
  const context = { ...record(), guideThread: join(root, "no-such-module.js") };

  expect(buildHere([], { root, reporter: "pretty", quiet: true, threads: 3 }, context)).toBe(0);
  // The failure is told later, as an event that nobody may fail to take.
  await new Promise((resolve) => setTimeout(resolve, 300));

  expect(Object.keys(tree(join(root, "out")))).toHaveLength(GUIDES + 1);
});
