import { describe, expect, test } from "vitest";
import { NO_INFO } from "../../src/catalog/definition.ts";
import { parseDefinition, parseInfo, type ParsedDefinition } from "../../src/catalog/parse.ts";

const FILE = "image/example/debian-13/1.yaml";

function parsed(text: string) {
  const result: ParsedDefinition = parseDefinition(text, FILE);
  if ("finding" in result) throw new Error(result.finding.message);
  return result.definition;
}

describe("a definition", () => {
  test("keeps a version as it is written", () => {
    expect(parsed("tags:\n- 3.10\n- 1\n").tags).toEqual(["3.10", "1"]);
  });

  test("takes an unknown key for nothing, whatever it holds", () => {
    expect(parsed("image: dhi.io/example\nsomething: { new: [1, { a: b }] }\nports: 8080\n").ports).toEqual([]);
  });

  test("reads ports with and without a protocol", () => {
    expect(parsed("ports: [53/udp, '8053', x]\n").ports).toEqual([
      { port: 53, protocol: "udp" },
      { port: 8053, protocol: "tcp" },
    ]);
  });

  test.each([
    ["a name with its uid", "run-as: app\n  users: [{ name: app, uid: 1001 }]", { name: "app", uid: 1001 }],
    ["a number", "run-as: 999", { name: "999", uid: 999 }],
    ["a number that an account has", "run-as: 70\n  users: [{ name: app, uid: 70 }]", { name: "app", uid: 70 }],
    ["root", "run-as: root", { name: "root", uid: 0 }],
    ["a user that is not listed", "run-as: app", { name: "app", uid: undefined }],
    ["a user and a group", "run-as: 1000:1000", { name: "1000", uid: 1000 }],
  ])("knows the user by %s", (_how, accounts, user) => {
    expect(parsed(`accounts:\n  ${accounts}\n`).user).toEqual(user);
  });

  test("follows anchors", () => {
    expect(parsed("a: &a [x]\ntags: *a\n").tags).toEqual(["x"]);
  });

  test("of broken YAML is a finding at the place", () => {
    expect(parseDefinition("name: x\ntags: [a\nb: c\n", FILE)).toMatchObject({
      finding: { code: "definition-invalid", severity: "error", file: FILE, line: 3 },
    });
  });

  test.each(["", "text", "- a\n"])("of %j is a finding", (text) => {
    expect(parseDefinition(text, FILE)).toHaveProperty("finding");
  });
});

describe("info.yaml", () => {
  test("gives the human name", () => {
    expect(parseInfo("metadata:\n  display-name: Example\n", "x").info.title).toBe("Example");
  });

  test("gives the sentence about the image, and its tools", () => {
    const text =
      "metadata:\n  short-description: It is.\n  included-tools:\n  - { name: a, description: A tool. }\n  - { name: b }\n  - c\n";
    expect(parseInfo(text, "x").info).toMatchObject({
      description: "It is.",
      tools: [
        { name: "a", description: "A tool." },
        { name: "b", description: undefined },
      ],
    });
  });

  test("gives none where it says none", () => {
    expect(parseInfo("a: b\n", "x")).toEqual({ info: NO_INFO });
  });

  test("of broken YAML is a finding", () => {
    expect(parseInfo("a: [", "image/x/info.yaml").finding).toMatchObject({ file: "image/x/info.yaml" });
  });
});
