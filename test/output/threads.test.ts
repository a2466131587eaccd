import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { build as buildHere } from "../../src/commands/build.ts";
import { GuideThreads } from "../../src/commands/guide-threads.ts";
import { descriptorOf, makeImage } from "../../bench/generate.mjs";
import { CLI, makeProject, minimal, read, record, tree, write } from "../support/project.ts";
import { threadScript } from "../support/thread-script.ts";

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

const build = (root: string, threads: number, ...options: string[]) => run("build", root, threads, ...options);

function run(command: string, root: string, threads: number, ...options: string[]) {
  const args = [CLI, command, "--root", root, "--threads", String(threads), ...options];
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

test("many threads word again what a partial changed, as one does", () => {
  const root = makeMany();
  build(root, 1);
  const partial = (text: string) =>
    write(root, { "templates/partials/permissions.hbs": `## Permissions\n\n${text} {{title}}.\n` });
  partial("First");
  build(root, 1);
  partial("Second");

  const many = build(root, 3);

  const guides = tree(join(root, "out"));
  expect(guides[`${makeImage(0).name}/guides.md`]).toContain("Second");
  partial("First");
  build(root, 1);
  partial("Second");
  rmSync(join(root, ".dhi-guides"), { recursive: true });
  expect(many).toEqual(build(root, 1));
  expect(tree(join(root, "out"))).toEqual(guides);
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

test("many threads find a template's faults, and make what does without it", () => {
  const root = makeMany();
  write(root, { "templates/partials/permissions.hbs": "{{#if nothing}}" });

  const many = build(root, 3, "--reporter", "json");

  expect(many.status).toBe(1);
  expect(many.stdout).toContain("templates/partials/permissions.hbs");
  expect(many).toEqual(build(root, 1, "--reporter", "json"));
});

test("many threads check as one does, and print what is stale in its order", () => {
  const root = makeMany();
  build(root, 1);
  for (let index = 0; index < GUIDES; index += 3) {
    const { name } = makeImage(index);
    write(root, { [`images/${name}.yaml`]: minimal(name, `start: { text: Number ${index}. }\n`) });
  }

  const many = run("check", root, 3);

  expect(many.status).toBe(1);
  expect(many.stdout).toContain("+Number 3.");
  expect(many).toEqual(run("check", root, 1));
});

test("a guide that somebody edited is explained from whatever thread it comes", () => {
  const root = makeMany();
  build(root, 1);
  for (const name of [0, 9].map((index) => makeImage(index).name)) {
    const file = `out/${name}/guides.md`;
    write(root, { [file]: `${read(root, file).trimEnd()} By hand.\n` });
  }
  rmSync(join(root, ".dhi-guides"), { recursive: true });

  for (const command of ["build", "check"]) {
    const many = run(command, root, 3, "--reporter", "json");
    expect(many.stdout).toContain("templates/partials/");
    expect(many).toEqual(run(command, root, 1, "--reporter", "json"));
  }
});

test("what is too deep for one thread is too deep for another", () => {
  const root = makeMany();
  for (const depth of [99, 100, 3000, 30_000])
    write(root, {
      [`images/deep-${depth}.yaml`]: minimal(`deep-${depth}`, `start: { text: "${"> ".repeat(depth)}x" }\n`),
    });

  const many = build(root, 3, "--reporter", "json");

  expect(many.status).toBe(1);
  expect(many.stdout.match(/"text-too-deep"/g)).toHaveLength(3);
  expect(many.stdout).toBe(build(root, 1, "--reporter", "json").stdout);
});

test("threads that are started for nothing are not waited for", async () => {
  const root = makeMany();
  const context = { ...record(), guideThread: join(root, "no-such-module.js") };
  const options = { root, reporter: "pretty", quiet: true } as const;
  buildHere([], { ...options, threads: 1 }, context);
  write(root, { "templates/partials/unused.hbs": "Nothing.\n" });
  const wait = vi.spyOn(GuideThreads.prototype, "await");

  expect(buildHere([], options, context, undefined, new GuideThreads(2, context.guideThread))).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 300));

  expect(wait).not.toHaveBeenCalled();
});

test("what a thread cannot do, and what it leaves behind when it dies, the first makes", () => {
  const root = makeMany();
  const script = threadScript("() => { let told = 0; return () => ++told > 2 ? process.exit() : fail(); }");
  const options = { root, reporter: "pretty", quiet: true } as const;

  expect(buildHere([], options, record(), undefined, new GuideThreads(1, script))).toBe(0);

  const guides = tree(join(root, "out"));
  expect(Object.keys(guides)).toHaveLength(GUIDES + 1);
  rmSync(join(root, "out"), { recursive: true });
  build(root, 1);
  expect(tree(join(root, "out"))).toEqual(guides);
});

test("where no other thread can start, the first makes all", async () => {
  const root = makeMany();
  const context = { ...record(), guideThread: join(root, "no-such-module.js") };

  expect(buildHere([], { root, reporter: "pretty", quiet: true, threads: 3 }, context)).toBe(0);
  // The failure is told later, as an event that nobody may fail to take.
  await new Promise((resolve) => setTimeout(resolve, 300));

  expect(Object.keys(tree(join(root, "out")))).toHaveLength(GUIDES + 1);
});
