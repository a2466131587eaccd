import { createHash } from "node:crypto";
import { cpSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { recallBuild } from "../../src/commands/memory.ts";
import { open } from "../../src/commands/open.ts";
import { isRead } from "../../src/built-guide.ts";
import { makeProject, minimal, read, record, REPOSITORY, tree, write } from "../support/project.ts";
import { makeGuides } from "./section-kinds.ts";

describe("a build after a change of partials", () => {
  const run = (root: string) => {
    const context = record();
    const status = build([], { root, reporter: "json" }, context);
    return { status, stdout: context.stdout(), summary: context.stderr().replace(/ in [\d.]+ s/, "") };
  };

  /** Builds, and compares with a build from nothing. */
  function expectRight(root: string): void {
    const other = makeProject();
    cpSync(root, other, { recursive: true });
    rmSync(join(other, ".dhi-guides"), { recursive: true });
    expect(run(root)).toEqual(run(other));
    expect(tree(join(root, "out"))).toEqual(tree(join(other, "out")));
  }

  test("goes on from the last outputs, also where files were only touched since", () => {
    const root = makeGuides();
    run(root);
    for (const file of ["images/plain.yaml", "out/plain/guides.md"]) utimesSync(join(root, file), 1, 1);
    run(root);
    write(root, { "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n" });
    const options = { root, reporter: "json" } as const;

    const opened = open([], options, record(), recallBuild([], options, record(), false));

    if (!opened.project) throw new Error("no project");
    const { read: readGuide } = opened.pipeline;
    const earlier = opened.chosen.map((paths) => {
      const guide = readGuide(paths);
      return [paths.name, isRead(guide) && guide.earlier && Buffer.from(guide.earlier.bytes).toString()];
    });
    const outputs = opened.chosen.map(({ name, output }) => [name, read(root, output)]);
    const asWhole = new Set(["everything", "whole"]);
    expect(earlier).toEqual(outputs.map(([name = "", text]) => [name, asWhole.has(name) ? undefined : text]));
  });

  test("leaves out a first section that says nothing any more", () => {
    const root = makeGuides();
    run(root);
    write(root, { "templates/partials/access.hbs": "\n" });
    expectRight(root);
    expect(read(root, "out/plain/guides.md")).toMatch(/^###? /);
  });

  test("does not go on from outputs that another one made", () => {
    const root = makeGuides();
    run(root);
    // As if another branch had been checked out, on which a guide says something else, at the same length.
    const text = read(root, "out/plain/guides.md").replaceAll("hardened", "HARDENED");
    const hash = createHash("sha256").update(text).digest("hex");
    const sums = read(root, "out/SHA256SUMS").replace(/[0-9a-f]{64}(?= {2}plain\/)/, hash);
    write(root, { "out/plain/guides.md": text, "out/SHA256SUMS": sums });
    write(root, { "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n" });
    expectRight(root);
    expect(read(root, "out/plain/guides.md")).not.toContain("HARDENED");
  });

  test("words what an author changed at the same time", () => {
    const root = makeGuides();
    run(root);
    write(root, {
      "images/plain.yaml": minimal("plain", "start: { text: Run it. }\n"),
      "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n",
    });
    expectRight(root);
    expect(read(root, "out/plain/guides.md")).toMatch(/Run it\.[\s\S]*Others\./);
  });

  test("words a prose file that changed at the same time", () => {
    const root = makeProject({
      "images/p.yaml": minimal("p", "included: { file: more.md }\n"),
      "images/p/more.md": "First.\n",
    });
    run(root);
    write(root, {
      "images/p/more.md": "Second.\n",
      "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n",
    });
    expectRight(root);
    expect(read(root, "out/p/guides.md")).toMatch(/Second\.[\s\S]*Others\./);
  });

  test("words everything anew where a layout changed, too", () => {
    const root = makeGuides();
    run(root);
    const layout = read(REPOSITORY, "templates/nested.hbs");
    const swapped = layout.replace(
      "    {{> permissions}}\n    {{> privileged-ports}}\n",
      "    {{> privileged-ports}}\n    {{> permissions}}\n",
    );
    expect(swapped).not.toBe(layout);
    write(root, { "templates/nested.hbs": swapped, "templates/partials/no-shell.hbs": "## No shell\n\nNone.\n" });
    expectRight(root);
    expect(read(root, "out/plain/guides.md")).toMatch(/### Privileged ports[\s\S]*### Permissions[\s\S]*None\./);
  });

  test("reports what is wrong now with a part that no section prints", () => {
    const parts = "[{ partial: aside, changes: [{ find: An aside, replace: Another }] }]";
    const root = makeProject({
      "images/p.yaml": minimal(
        "p",
        `useCases:\n  - title: Look\n    parts: ${parts}\nsections: { omit: [use-cases] }\n`,
      ),
      "templates/partials/aside.hbs": "An aside.\n",
    });
    expect(run(root).status).toBe(0);
    write(root, { "templates/partials/aside.hbs": "Others.\n" });
    expectRight(root);
    expect(run(root).stdout).toContain("change-unmatched");
  });

  test("finds the partials that print use cases, whatever stands in their comments", () => {
    const list = "## List\n\n{{!-- all --~}}\n{{#each useCases}}\n{{text}}\n{{/each}}\n{{!-- end --}}\n";
    const root = makeProject({
      "images/p.yaml": minimal("p", "useCases:\n  - { title: Look, parts: [{ partial: aside }] }\n"),
      "templates/partials/aside.hbs": "An aside.\n",
      "templates/partials/use-cases.hbs": list,
    });
    run(root);
    write(root, { "templates/partials/aside.hbs": "Others.\n" });
    expectRight(root);
    expect(read(root, "out/p/guides.md")).toContain("Others.");
  });

  test("says where to edit what somebody else wrote, though most of the guide was copied", () => {
    const root = makeGuides();
    run(root);
    const sums = read(root, "out/SHA256SUMS").replace(/[0-9a-f]{64}(?= {2}plain\/)/, "0".repeat(64));
    write(root, {
      "out/SHA256SUMS": sums,
      "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n",
    });
    expectRight(root);
    expect(run(root).stdout).toContain("templates/partials/permissions.hbs");
  });

  test("does not mix settings that change while it begins", () => {
    const root = makeGuides();
    run(root);
    write(root, { "templates/partials/permissions.hbs": "## Permissions\n\nOthers of {{reference}}.\n" });
    const options = { root, reporter: "json" } as const;
    const memory = recallBuild([], options, record());
    write(root, { "dhi-guides.config.yaml": "registry: mirror\n" });
    build([], options, record(), memory);
    expect(read(root, "out/plain/guides.md")).not.toContain("docker run --rm -it dhi.io/plain");
  });

  test("takes back what a partial of the project said when that goes", () => {
    const root = makeGuides();
    run(root);
    const guides = tree(join(root, "out"));
    write(root, { "templates/partials/permissions.hbs": "## Permissions\n\nOthers.\n" });
    expectRight(root);
    rmSync(join(root, "templates/partials/permissions.hbs"));
    expectRight(root);
    expect(tree(join(root, "out"))).toEqual(guides);
  });
});
