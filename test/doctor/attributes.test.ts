import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { doctor } from "../../src/commands/doctor.ts";
import { CLI, makeProject, minimal, record, write } from "../support/project.ts";

test.each([
  ["folders", {}, "images/app.yaml"],
  [
    "a catalog",
    { "dhi-guides.config.yaml": 'descriptors: ["image/{name}/guide.yaml"]\noutput: "image/{name}/guides.md"\n' },
    "image/app/guide.yaml",
  ],
])(
  "what is to be written to .gitattributes mends it, and is for what is made alone: %s",
  async (_, files, descriptor) => {
    const root = makeProject({ ...files, [descriptor]: minimal("app"), "image/app/logo.png": "\u0000\r\n" });
    await build([], { root, reporter: "pretty", quiet: true }, record());
    execFileSync("git", ["init", "-q"], { cwd: root });
    execFileSync("git", ["config", "core.autocrlf", "true"], { cwd: root });
    const look = async () => {
      const context = record();
      await doctor({ root, reporter: "json" }, context);
      return (JSON.parse(context.stdout()) as { code: string; fix: string }[]).filter(
        ({ code }) => code === "setup-line-ends",
      );
    };
    const [finding, ...others] = await look();
    expect(others).toEqual([]);
    const command = /`npx dhi-guides (init .*)`/.exec(finding?.fix ?? "")?.[1] ?? "";
    const printed = execFileSync(process.execPath, [CLI, ...command.split(" ")], { cwd: root, encoding: "utf8" });
    write(root, { ".gitattributes": printed });
    expect(await look()).toEqual([]);
    const ofPicture = execFileSync("git", ["check-attr", "text", join("image", "app", "logo.png")], {
      cwd: root,
      encoding: "utf8",
    });
    expect(ofPicture).toContain("text: unspecified");
  },
);
