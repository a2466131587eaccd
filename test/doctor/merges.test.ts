import { describe, expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { minimal, read, record, write } from "../support/project.ts";
import { DESCRIPTOR, MODELINE, makeHealthy, examine, found } from "./examine.ts";

describe("merges", () => {
  const conflict = (ours: string, theirs: string) => `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> branch\n`;

  test.each(["\n", "\r\n"])("marks of a conflict, with line ends %j", async (end) => {
    const findings = await found({
      [DESCRIPTOR]: (MODELINE + conflict(minimal("app"), minimal("app"))).replaceAll("\n", end),
    });
    expect(findings.filter(({ code }) => code === "setup-conflict")).toMatchObject([
      { severity: "error", file: DESCRIPTOR, line: 2 },
    ]);
  });

  test("in the manifest, in a page, in prose, in drift", async () => {
    const files = ["out/SHA256SUMS", "out/app/guides.md", "images/app/more.md", "images/app/drift.yaml"];
    const findings = await found(Object.fromEntries(files.map((file) => [file, `x\n${conflict("a", "b")}`])));
    const told = findings.filter(({ code }) => code === "setup-conflict");
    expect(told.map(({ file }) => file).sort()).toEqual(files.toSorted());
    expect(told.every(({ line }) => line === 2)).toBe(true);
  });

  test("a heading that is underlined is none", async () => {
    expect(await found({ "images/app/more.md": "<<<<<<< not\n\nTitle\n=======\n" })).toEqual([]);
  });

  test("a manifest with lines that are none, second hashes and pages that are gone", async () => {
    const root = await makeHealthy();
    const hash = "0".repeat(64);
    const manifest = read(root, "out/SHA256SUMS");
    write(root, { "out/SHA256SUMS": `${manifest}what\n${hash}  app/guides.md\n${hash}  gone/guides.md\n` });
    const { status, findings } = await examine(root);
    expect(status).toBe(0);
    expect(findings.map(({ code, line, message }) => `${code}:${line} ${message}`)).toEqual([
      "output-manifest:1 unexpected entry of a page that is gone: gone/guides.md",
      "output-manifest:1 unexpected second hash of app/guides.md",
      "output-manifest:2 unexpected line, expected a hash, two blanks and a page",
    ]);
    expect(await build([], { root, reporter: "pretty", quiet: true }, record())).toBe(0);
    expect(read(root, "out/SHA256SUMS")).toBe(manifest);
  });
});
