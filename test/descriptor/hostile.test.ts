import { execFileSync } from "node:child_process";
import { cpSync, lstatSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { check } from "../../src/commands/check.ts";
import { makeProject, minimal, record, tree } from "../support/project.ts";
import { buildHostile } from "./hostile.ts";

describe("names and paths that leave the project", () => {
  test.each(["../escape", "/etc/passwd", "a/b", "..", ".hidden", "UPPER", "a b", "a\\b", "CON:", "a\n"])(
    "the name %j is refused",
    async (name) => {
      const { codes, written } = await buildHostile({
        "images/app.yaml": `name: ${JSON.stringify(name)}\ntitle: App\n`,
      });
      expect(codes).toEqual(["descriptor-value"]);
      expect(written).toEqual(["SHA256SUMS", "good/guides.md"]);
    },
  );

  test.each(["../good.yaml", "/etc/passwd", "a/b.md", "..", ".md", "about.txt"])(
    "the prose path %j is refused",
    async (file) => {
      const { codes } = await buildHostile({
        "images/app.yaml": minimal("app", `included: { file: ${JSON.stringify(file)} }\n`),
      });
      expect(codes).toEqual(["descriptor-value"]);
    },
  );

  test("a descriptor that is a link is refused", async () => {
    const { codes } = await buildHostile({}, (root) => symlinkSync("/etc/passwd", join(root, "images/app.yaml")));
    expect(codes).toEqual(["file-unreadable"]);
  });

  test("a prose file that is a link is refused", async () => {
    const { codes } = await buildHostile(
      { "images/app.yaml": minimal("app", "included: { file: about.md }\n") },
      (root) => {
        mkdirSync(join(root, "images/app"));
        symlinkSync("/etc/passwd", join(root, "images/app/about.md"));
      },
    );
    expect(codes).toEqual(["file-unreadable"]);
  });

  test("a prose folder that is a link is refused", async () => {
    const { codes } = await buildHostile(
      { "images/app.yaml": minimal("app", "included: { file: hostname.md }\n") },
      (root) => symlinkSync("/etc", join(root, "images/app")),
    );
    expect(codes).toEqual(["file-unreadable"]);
  });

  test("an output folder that is a link is not written through", async () => {
    const outside = makeProject();
    const { codes } = await buildHostile({ "images/app.yaml": minimal("app") }, (root) => {
      mkdirSync(join(root, "out"));
      symlinkSync(outside, join(root, "out/app"));
    });
    expect(codes).toEqual(["output-link"]);
    expect(tree(outside)).toEqual({});
  });

  test("an output root that is a link is not written through", async () => {
    const outside = makeProject();
    const { codes } = await buildHostile({}, (root) => symlinkSync(outside, join(root, "out")));
    expect(codes).toEqual(["output-link"]);
    expect(tree(outside)).toEqual({});
  });

  test("a guide that is a link is neither read nor replaced", async () => {
    const { codes, root } = await buildHostile({ "images/app.yaml": minimal("app") }, (folder) => {
      mkdirSync(join(folder, "out/app"), { recursive: true });
      symlinkSync("/etc/passwd", join(folder, "out/app/guides.md"));
    });
    expect(codes).toEqual(["output-link"]);
    expect(lstatSync(join(root, "out/app/guides.md")).isSymbolicLink()).toBe(true);
  });

  test("a leftover is not removed through a linked output root", async () => {
    const root = makeProject({ "images/a.yaml": minimal("a"), "images/b.yaml": minimal("b") });
    await build([], { root, reporter: "json", quiet: true }, record());
    const outside = makeProject();
    cpSync(join(root, "out"), outside, { recursive: true });
    rmSync(join(root, "out"), { recursive: true });
    symlinkSync(outside, join(root, "out"));
    rmSync(join(root, "images/b.yaml"));
    const before = tree(outside);
    for (const command of [build, check]) expect(await command([], { root, reporter: "json" }, record())).toBe(1);
    expect(tree(outside)).toEqual(before);
  });

  test("a device in the manifest's place is refused unread", async () => {
    const { codes } = await buildHostile({}, (root) => {
      mkdirSync(join(root, "out"));
      symlinkSync("/dev/zero", join(root, "out/SHA256SUMS"));
    });
    expect(codes).toEqual(["output-unwritable"]);
  });

  test("a named pipe does not make the build wait", async () => {
    const { codes } = await buildHostile({}, (root) => execFileSync("mkfifo", [join(root, "images/app.yaml")]));
    expect(codes).toEqual(["file-unreadable"]);
  });
});

describe("characters", () => {
  test.each([
    ["NUL", "\0"],
    ["a bell", "\u0007"],
    ["an escape", "\u001b[31m"],
    ["a mark of our own", "\u0001"],
    ["a bidi override", "\u202e"],
    ["a bidi isolate", "\u2066"],
    ["a C1 control", "\u0085"],
    ["a byte order mark within", "\ufeff"],
  ])("%s is refused", async (_, character) => {
    const { codes } = await buildHostile({ "images/app.yaml": minimal("app", `included: a${character}b\n`) });
    expect(codes).toEqual(["invisible-character"]);
  });

  test.each(["\\u0001", "\\0", "\\x07", "\\u202E", "\\e"])(
    "the escape %s is refused as what it stands for",
    async (escape) => {
      const { codes } = await buildHostile({ "images/app.yaml": minimal("app", `included: "a${escape}b"\n`) });
      expect(codes).toEqual(["invisible-character"]);
    },
  );

  test("a key with an escape is refused as well", async () => {
    const { status } = await buildHostile({ "images/app.yaml": minimal("app", `"a\\u0001": x\n`) });
    expect(status).toBe(1);
  });

  test("bytes that are no UTF-8 are refused at their place", async () => {
    const { findings } = await buildHostile({
      "images/app.yaml": Buffer.from("name: app\ntitle: Caf\xe9\n", "latin1"),
    });
    expect(findings).toMatchObject([{ code: "file-encoding", line: 2, column: 11 }]);
  });

  test("Windows line ends and a byte order mark make no difference", async () => {
    const text = minimal("app", "included: |\n  One.\n\n  Two.\n");
    const plain = await buildHostile({ "images/app.yaml": text });
    const windows = await buildHostile({ "images/app.yaml": `\ufeff${text.replaceAll("\n", "\r\n")}` });
    expect(windows.codes).toEqual([]);
    expect(windows.written).toEqual(plain.written);
  });
});

describe("several bad descriptors", () => {
  test("all are reported in one run, sorted, and the good one is built", async () => {
    const { status, codes, findings, written } = await buildHostile({
      "images/z.yaml": "name: z\n",
      "images/b.yaml": minimal("b", "prots: []\nuser: a b\n"),
      "images/a.yaml": "name: [",
    });
    expect(status).toBe(1);
    expect(codes).toEqual(["descriptor-yaml", "descriptor-unknown-key", "descriptor-value", "descriptor-missing-key"]);
    expect(findings.map(({ file }) => file)).toEqual([
      "images/a.yaml",
      "images/b.yaml",
      "images/b.yaml",
      "images/z.yaml",
    ]);
    expect(written).toEqual(["SHA256SUMS", "good/guides.md"]);
  });
});
