import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CLI, makeProject, minimal, read, tree, write } from "../support/project.ts";

/** Starts a watch, and gives its lines one by one. */
function startWatch(root: string, ...names: string[]) {
  const child = spawn(process.execPath, [CLI, "build", ...names, "--watch", "--root", root], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const lines: string[] = [];
  let rest = "";
  child.stderr.on("data", (data: Buffer) => {
    const parts = (rest + data.toString()).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
  });
  const line = async (pattern: RegExp): Promise<string> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = lines.find((text) => pattern.test(text));
      if (found !== undefined) return ((lines.length = 0), found);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no line like ${pattern}, but ${JSON.stringify(lines)}`);
  };
  return { child, line };
}

test("build --watch ends up with the last of changes in quick succession", { timeout: 60_000 }, async () => {
  const root = makeProject({ "images/a.yaml": minimal("a") });
  const { line } = startWatch(root);
  await line(/^1 page: 1 new, 0 errors/);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  // Pauses around the time in which a change may be missed: 50 ms after the last one, and while a build reads.
  for (const [index, pause] of [20, 45, 60, 70, 80, 100, 30, 65].entries()) {
    write(root, { "images/a.yaml": minimal("a", `start: { text: Change ${index}. }\n`) });
    await new Promise((resolve) => setTimeout(resolve, pause));
    write(root, { "images/a.yaml": minimal("a", `start: { text: Then ${index}. }\n`) });
    await expect.poll(() => read(root, "out/a/guides.md"), { timeout: 5000 }).toContain(`Then ${index}.`);
  }
});

test("build --watch builds again on a change, and ends at Ctrl-C", { timeout: 60_000 }, async () => {
  const root = makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b") });
  const { child, line } = startWatch(root);
  await line(/^2 pages: 2 new, 0 errors/);
  // The watch is up some time after the first build.
  await new Promise((resolve) => setTimeout(resolve, 1000));

  write(root, { "images/a.yaml": minimal("a", "start: { text: Changed. }\n") });
  await line(/^2 pages: 1 changed, 1 same, 0 errors/);
  expect(read(root, "out/a/guides.md")).toContain("Changed.");

  write(root, { "templates/partials/no-shell.hbs": "## No shell\n\nNone at all.\n" });
  await line(/^2 pages: 2 changed, 0 errors/);
  expect(read(root, "out/b/guides.md")).toContain("None at all.");

  write(root, { "images/b.yaml": "name: [\n" });
  await line(/^3 pages: .*1 error/);

  child.kill("SIGINT");
  const [status] = (await once(child, "close")) as [number];
  expect(status).toBe(0);
  expect(Object.keys(tree(root)).filter((path) => /\.tmp$|dhi-guides-\d/.test(path))).toEqual([]);
});

test("build NAME --watch waits for a guide that goes away, and comes back", { timeout: 60_000 }, async () => {
  const root = makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b") });
  const { line } = startWatch(root, "a");
  await line(/^1 page: 1 new, 0 errors/);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  rmSync(join(root, "images/a.yaml"));
  await line(/^dhi-guides: there is no descriptor of "a"/);
  write(root, { "images/a.yaml": minimal("a", "start: { text: Back. }\n") });
  await line(/^1 page: 1 changed, 0 errors/);
});
