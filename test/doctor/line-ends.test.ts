import { describe, expect, test } from "vitest";
import { minimal, read, write } from "../support/project.ts";
import { makeHealthy, git, examine, found } from "./examine.ts";

describe("line ends", () => {
  test("of Windows in pages and in descriptors are one finding each", async () => {
    const root = await makeHealthy({ "images/berta.yaml": minimal("berta").replaceAll("\n", "\r\n") });
    for (const file of ["out/app/guides.md", "out/berta/guides.md", "out/SHA256SUMS"])
      write(root, { [file]: read(root, file).replaceAll("\n", "\r\n") });
    const { status, findings } = await examine(root);
    expect(status).toBe(0);
    expect(findings.map(({ code, file, places = [] }) => [code, file, places.length])).toEqual([
      ["setup-line-ends", "images/berta.yaml", 0],
      ["setup-line-ends", "out/SHA256SUMS", 2],
    ]);
  });

  test.each([
    ["true", undefined, 1],
    ["true", "out/** text eol=lf\n", 0],
    ["true", "out/** -text\n", 0],
    ["true", "* text=auto eol=lf\n", 0],
    ["true", "* text=auto\n", 1],
    ["input", undefined, 0],
    ["false", undefined, 0],
  ])("with core.autocrlf=%s and the attributes %j", async (setting, attributes, count) => {
    const findings = await found(attributes === undefined ? {} : { ".gitattributes": attributes }, (root) => {
      git(root, "init", "-q");
      git(root, "config", "core.autocrlf", setting);
    });
    expect(findings.map(({ code }) => code)).toEqual(Array.from({ length: count }, () => "setup-line-ends"));
  });
});
