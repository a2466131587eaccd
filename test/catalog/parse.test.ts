import { describe, expect, test } from "vitest";
import { NO_INFO } from "../../src/catalog/definition.ts";
import { parseDefinition, parseInfo } from "../../src/catalog/parse.ts";

const FILE = "image/example/debian-13/1.yaml";

function parsed(text: string) {
  const tags = text.includes("tags:") ? "" : "tags: ['1']\n";
  const { definition } = parseDefinition(`image: dhi.io/example\n${tags}${text}`, FILE);
  if (!definition) throw new Error("no definition");
  return definition;
}

function release(text: string) {
  const { release } = parseDefinition(`image: dhi.io/stack-chart\ntags: [1.2.3]\n${text}`, "chart/stack/helm/1.yaml");
  if (!release) throw new Error("no release");
  return release;
}

describe("a definition", () => {
  test("keeps a version as it is written", () => {
    expect(parsed("tags:\n- 3.10\n- 1\n").tags).toEqual(["3.10", "1"]);
  });

  test("takes an unknown key for nothing, whatever it holds", () => {
    expect(parsed("something: { new: [1, { a: b }] }\nports: 8080\n").ports).toEqual([]);
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

  test.each([
    ["nothing", ""],
    ["text", "text"],
    ["a list", "- a\n"],
    ["a descriptor", "name: example\nports: [80/tcp]\n"],
    ["one that publishes no tags", "image: dhi.io/example\n"],
    ["one that says tags otherwise", "image: dhi.io/example\ntags: all\n"],
    ["a configuration that names an image of another registry", "image: ghcr.io/example/example\ntags: [a]\n"],
    ["a configuration that pulls an image", "image: dhi.io/example:1\ntags: [a]\n"],
    ["a configuration that pins an image", "image: dhi.io/example@sha256:0123\ntags: [a]\n"],
    ["values of a chart", "image: { repository: example }\ntags: [a]\n"],
  ])("is told by its content: not %s", (_what, text) => {
    expect(parseDefinition(text, FILE)).toEqual({});
  });

  test.each(["image/example/1.yaml", "image/example/debian-13/old/1.yml"])("is one in %s, too", (file) => {
    expect(parseDefinition("image: dhi.io/example\ntags: ['1']\n", file).definition?.tags).toEqual(["1"]);
  });

  test.each([
    ["a template", "server:\n  listen: {{ .Port }}\n"],
    ["several documents", "a: 1\n---\nb: 2\n"],
  ])("is not %s in a folder of another name", (_what, text) => {
    expect(parseDefinition(text, "image/example/config/example.yml")).toEqual({});
  });

  test("of broken YAML in a folder of another name is a finding", () => {
    const text = "image: dhi.io/example\ntags: [a\n";
    expect(parseDefinition(text, "image/example/rolling/1.yaml").finding?.code).toBe("definition-invalid");
  });

  test("of broken YAML beside the pages is for others to report", () => {
    expect(parseDefinition("a: [", "image/example/guide.yaml")).toEqual({});
  });
});

describe("a definition of a chart", () => {
  test("says what it uses: images, and charts by their -chart", () => {
    const { images, charts, image, tags } = release(
      [
        "vars:",
        "  A_REFERENCE: dhi/app:1.2-debian13@sha256:0123",
        "  B_REFERENCE: dhi/app:1.2-debian13@sha256:0123",
        "  C_REFERENCE: localhost:5000/other:2",
        "  D_REFERENCE: dhi/bare@sha256:0123",
        "  E_REFERENCE: no reference",
        "  REDIS_CHART_REFERENCE: dhi/redis-chart:0.25.2@sha256:4567",
        "  A_REFERENCE_NAME: dhi/not:1",
        "",
      ].join("\n"),
    );
    expect([image, tags]).toEqual(["dhi.io/stack-chart", ["1.2.3"]]);
    expect(images).toEqual([
      { name: "app", tag: "1.2-debian13" },
      { name: "other", tag: "2" },
      { name: "bare", tag: undefined },
    ]);
    expect(charts).toEqual([{ name: "redis-chart", tag: "0.25.2" }]);
  });

  test("says where upstream's sources are", () => {
    expect(release("contents: { files: [{ url: git+https://x/y.git#v1 }, { path: a }] }\n").sources).toEqual([
      "git+https://x/y.git#v1",
    ]);
  });

  test("may use nothing", () => {
    expect(release("vars: [a]\ncontents: { files: none }\n")).toMatchObject({ images: [], charts: [], sources: [] });
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
