import { describe, expect, test } from "vitest";
import { minimal } from "../support/project.ts";
import { buildHostile } from "./hostile.ts";

describe("YAML that is meant to hurt", () => {
  test("an alias bomb is refused before it is unfolded", async () => {
    const levels = Array.from({ length: 30 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}, *a${level}]`);
    const { codes } = await buildHostile({ "images/app.yaml": `a0: &a0 [x]\n${levels.join("\n")}\n` });
    expect(codes).toEqual(["descriptor-yaml"]);
  });

  test("a file of 10 MB is refused unread", async () => {
    const { codes } = await buildHostile({ "images/app.yaml": minimal("app") + "#".repeat(10_000_000) });
    expect(codes).toEqual(["file-too-large"]);
  });

  test.each([
    ["flow", `title: ${"[".repeat(5000)}`],
    ["block", Array.from({ length: 5000 }, (_, depth) => `${" ".repeat(depth)}-`).join("\n")],
  ])("deep nesting in %s style is refused", async (_, text) => {
    const { codes } = await buildHostile({ "images/app.yaml": text.slice(0, 1_000_000) });
    expect(codes.every((code) => code === "descriptor-yaml" || code === "file-too-large")).toBe(true);
    expect(codes).toHaveLength(1);
  });

  test.each(["![", "[", "![a*"])("ten thousand times %j is refused before a parser sees it", async (mark) => {
    const { codes } = await buildHostile({
      "images/app.yaml": minimal("app", `included: ${JSON.stringify(mark.repeat(10_000))}\n`),
    });
    expect(codes).toEqual(["text-too-deep"]);
  });

  test("twenty thousand mistakes are told in twenty", async () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: a\n`).join("");
    const { codes } = await buildHostile({ "images/app.yaml": minimal("app", keys) });
    expect(codes).toHaveLength(20);
  });

  test("half of a surrogate pair is refused", async () => {
    const { codes } = await buildHostile({ "images/app.yaml": minimal("app", 'included: "a\\ud800b"\n') });
    expect(codes).toEqual(["invisible-character"]);
  });

  test("a duplicate key is refused", async () => {
    const { codes } = await buildHostile({ "images/app.yaml": minimal("app", "title: Other\n") });
    expect(codes).toEqual(["descriptor-yaml"]);
  });

  test.each(["__proto__", "constructor", "toString"])("the key %s is unknown as any other", async (key) => {
    const { codes } = await buildHostile({
      "images/app.yaml": minimal("app", `${key}: { title: x }\nstart: { ${key}: y }\n`),
    });
    expect(new Set(codes)).toEqual(new Set(["descriptor-unknown-key"]));
    expect(({} as { title?: string }).title).toBeUndefined();
  });

  test.each(["__proto__", "constructor"])("the section %s does not exist", async (key) => {
    const text = minimal(
      "app",
      `sections: { replace: { ${key}: { text: x } }, parameters: { ${key}: { ${key}: y } } }\n`,
    );
    const { status, written } = await buildHostile({ "images/app.yaml": text });
    expect(status).toBe(1);
    expect(written).toEqual(["SHA256SUMS", "good/guides.md"]);
  });
});
