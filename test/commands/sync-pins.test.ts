import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { runProgram } from "../../src/commands/program.ts";
import { sync, type SyncCommandOptions } from "../../src/commands/sync.ts";
import { makeProject, minimal, read, record, tree, write, type Files } from "../support/project.ts";

const CATALOG: Files = {
  "catalog/image/app/debian-13/2.yaml": `name: App 2.x
image: dhi.io/app
variant: runtime
tags: ["2", "2.5", "2.5.1", 2-debian13, 2.5-debian13, 2.5.1-debian13]
`,
  "catalog/chart/app/helm/1.yaml": `name: App Helm chart 1.x
image: dhi.io/app-chart
variant: helm
tags: [1.4.2]
vars: { APP_REFERENCE: dhi/app:2.5.1 }
`,
};

const DESCRIPTOR = minimal(
  "app",
  `user: root
chart: app
variants: { available: [runtime] }
useCases:
  - title: Deploy
    text: { file: deploy.md }
  - title: Try
    text: |
      Run \`dhi.io/app:2.4.0\`, or \`dhi.io/app:1.9.3\`.
`,
);
const PROSE =
  "```bash\ndocker pull dhi.io/app:2.4.0-debian13\nhelm install app oci://dhi.io/app-chart --version 1.3.0\n```\n";

const project = (files: Files = {}) =>
  makeProject({ ...CATALOG, "images/app.yaml": DESCRIPTOR, "images/app/deploy.md": PROSE, ...files });

async function run(root: string, options: Partial<SyncCommandOptions> = {}) {
  const context = record();
  const from = join(root, "catalog");
  const status = await sync([], { root, reporter: "pretty", from, pins: true, ...options }, context);
  return { status, stdout: context.stdout(), stderr: context.stderr() };
}

const rolled = (text: string) => text.replaceAll("2.4.0", "2.5.1").replace("1.3.0", "1.4.2");

describe("sync --pins", () => {
  test("rolls what is stale, shows it, and tells what a person decides", async () => {
    const root = project();
    const { status, stdout, stderr } = await run(root);
    expect(status).toBe(0);
    expect(read(root, "images/app.yaml")).toBe(rolled(DESCRIPTOR));
    expect(read(root, "images/app/deploy.md")).toBe(rolled(PROSE));
    expect(stdout).toContain("--- a/images/app/deploy.md\n+++ b/images/app/deploy.md\n");
    expect(stdout).toContain("-docker pull dhi.io/app:2.4.0-debian13\n");
    expect(stderr).toContain("images/app.yaml:11:");
    expect(stderr).toContain("warning unexpected tag 1.9.3: app publishes no newer one");
    expect(stderr).not.toContain("pin-outdated");
    expect(stderr).toContain("1 descriptor: 1 changed, 0 same, 3 pins rolled\n");
    const again = await run(root);
    expect([again.stdout, again.stderr]).toEqual(["", expect.stringContaining("1 same, 0 pins rolled\n")]);
    expect(await build([], { root, reporter: "pretty" }, record())).toBe(0);
  });

  test("is asked for: sync alone says nothing of pins, nor of pins that are kept", async () => {
    const root = project({ "images/app.yaml": `${DESCRIPTOR}keep: { pins: these are about 2.4 }\n` });
    const before = tree(join(root, "images"));
    const { status, stdout, stderr } = await run(root, { pins: undefined, check: true });
    expect([status, stdout, stderr]).toEqual([0, "", "1 descriptor: 0 would change, 1 same\n"]);
    const kept = await run(root);
    expect([kept.status, kept.stdout]).toEqual([0, ""]);
    expect(kept.stderr).toBe("1 descriptor: 0 changed, 1 same, 0 pins rolled\n");
    expect(tree(join(root, "images"))).toEqual(before);
  });

  test("tells pins that are kept for nothing", async () => {
    const root = project({
      "images/app.yaml": `${rolled(DESCRIPTOR).replace("1.9.3", "2.5")}keep: { pins: why }\n`,
      "images/app/deploy.md": rolled(PROSE),
    });
    expect((await run(root)).stderr).toContain('warning unexpected "pins" under keep');
  });

  test("--check writes nothing, and fails at each stale pin", async () => {
    const root = project();
    const before = tree(join(root, "images"));
    const { status, stdout, stderr } = await run(root, { check: true });
    expect(status).toBe(1);
    expect(tree(join(root, "images"))).toEqual(before);
    expect(stdout).toContain("+docker pull dhi.io/app:2.5.1-debian13\n");
    expect(stderr).toContain("images/app.yaml:11:23 error unexpected tag 2.4.0, expected 2.5.1");
    expect(stderr).toContain("images/app/deploy.md:2:24 error unexpected tag 2.4.0-debian13");
    expect(stderr).toContain("images/app/deploy.md:3:51 error unexpected tag 1.3.0, expected 1.4.2");
    expect(stderr).toContain("1 descriptor: 1 would change, 0 same, 3 pins would be rolled\n");
  });

  test("--check places pins in the file as it is, where facts move its lines", async () => {
    const root = project({ "images/app.yaml": DESCRIPTOR.replace("chart: app\n", "") });
    const { stderr } = await run(root, { check: true });
    expect(stderr).toContain("images/app.yaml:10:23 error unexpected tag 2.4.0");
  });

  test.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a byte order mark", (text: string) => `\ufeff${text.replaceAll("\n", "\r\n")}`],
    ["mixed line ends", (text: string) => text.replace("\n", "\r\n")],
    ["no line end at the end", (text: string) => text.replace(/\n$/, "")],
  ])("keeps %s", async (_, spell) => {
    const root = project({ "images/app.yaml": spell(DESCRIPTOR), "images/app/deploy.md": spell(PROSE) });
    await run(root);
    expect(read(root, "images/app.yaml")).toBe(spell(rolled(DESCRIPTOR)));
    expect(read(root, "images/app/deploy.md")).toBe(spell(rolled(PROSE)));
  });

  test("writes through no link", async () => {
    const root = project({ "elsewhere/deploy.md": PROSE });
    rmSync(join(root, "images/app/deploy.md"));
    symlinkSync("../../elsewhere/deploy.md", join(root, "images/app/deploy.md"));
    expect((await run(root)).stderr).toContain("file-unreadable");
    expect(read(root, "elsewhere/deploy.md")).toBe(PROSE);
    expect(read(root, "images/app.yaml")).toBe(DESCRIPTOR);
  });

  test("leaves what the descriptor does not name, and the machine's files", async () => {
    const drift = "dhi.io/app:2.4.0\n";
    const root = project({ "images/app/draft.md": PROSE, "images/app/notes.txt": drift });
    await run(root);
    expect([read(root, "images/app/draft.md"), read(root, "images/app/notes.txt")]).toEqual([PROSE, drift]);
  });

  test("rolls the pages of a chart", async () => {
    const root = makeProject(CATALOG);
    write(root, {
      "charts/app.yaml": `name: app
title: App
overview: false
useCases:
  - title: Install
    text: |
      \`\`\`bash
      helm install app oci://dhi.io/app-chart \\
        --version 1.0.0 --set image.tag=2.4.0
      \`\`\`
`,
    });
    const { stderr } = await run(root);
    expect(read(root, "charts/app.yaml")).toContain("--version 1.4.2 --set image.tag=2.4.0\n");
    expect(stderr).toContain("1 pin rolled\n");
  });

  test("goes with --keep in no command", async () => {
    const context = record();
    const status = await runProgram(["node", "dhi-guides", "sync", "--pins", "--keep"], context);
    expect(status).toBe(2);
    expect(context.stderr()).toContain("cannot be used with option");
  });
});
