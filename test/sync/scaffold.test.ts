import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { imageFacts } from "../../src/catalog/facts.ts";
import { parseDefinition, parseInfo } from "../../src/catalog/parse.ts";
import { imageSchema } from "../../src/descriptor/image-schema.ts";
import { parseDescriptor } from "../../src/descriptor/load.ts";
import { scaffoldFrom } from "../../src/sync/scaffold.ts";
import { syncDescriptor } from "../../src/sync/sync.ts";
import { foldText } from "../../src/sync/plain-text.ts";

const NO_CHARTS = { chartNames: undefined };
const FILES = {
  schema: imageSchema,
  name: "app",
  path: "images/app.yaml",
  prosePath: "images/app",
  proseFolder: "images/app",
};
const HEAD = { name: "app", title: "App", schema: "../schema/image.json" };

function scaffold(definitions: readonly object[], metadata: object = {}) {
  const parsed = definitions.map((definition, index) => {
    const text = JSON.stringify({ image: "dhi.io/app", tags: ["1"], ...definition });
    const { definition: found, finding } = parseDefinition(text, `image/app/debian-13/${index}.yaml`);
    if (!found) throw new Error(finding?.message ?? "no definition");
    return found;
  });
  const image = imageFacts("app", parseInfo(JSON.stringify({ metadata }), "image/app/info.yaml").info, parsed);
  return { image, text: scaffoldFrom(image, NO_CHARTS, HEAD) };
}

describe("a scaffolded descriptor", () => {
  test("says what the image is, and lists its programs", () => {
    const { text } = scaffold([{ cmd: ["app"] }], {
      "short-description": "Does  it all",
      "included-tools": [{ name: "app", description: "The program." }, { name: "b" }],
    });
    expect(text).toContain(
      "included: |\n  Does it all.\n\n  The image includes these programs:\n\n  - `app`: The program.\n  - `b`\n",
    );
  });

  test("says of a FIPS variant nothing but what sync sets", () => {
    const tools = { "included-tools": [{ name: "app" }, { name: "b" }] };
    const plain = { variant: "runtime", cmd: ["app"], ports: ["80"], contents: { packages: ["base-files"] } };
    const fips = {
      ...plain,
      tags: ["1-fips"],
      cmd: ["fips"],
      environment: { A: "a" },
      contents: { packages: ["bash"] },
    };
    expect(scaffold([plain, fips], tools).text).toBe(scaffold([plain], tools).text);
  });

  test("has no start section for a base image, and asks for the command of one that listens", () => {
    expect(scaffold([{ variant: "runtime" }]).text).toContain("sections: { omit: [start] }");
    const { text } = scaffold([{ variant: "runtime", ports: ["8080/tcp"] }]);
    expect(text).toContain("# TODO: write the command under args");
    expect(text).not.toContain("omit: [start]");
  });

  test("asks where the variants differ, and picks none of them", () => {
    const runAs = (name: string) => ({ accounts: { "run-as": name }, cmd: ["app"] });
    const { text } = scaffold([
      { ...runAs("root"), ports: ["80", "90"], environment: { A: "1", B: "x" } },
      { ...runAs("app"), ports: ["80"], environment: { A: "2", B: "x" }, "work-dir": "/srv" },
    ]);
    expect(text).toContain("# TODO: decide which user the guide speaks about: the variants have root or app\n");
    expect(text).toContain("# TODO: decide which workDir the guide speaks about: the variants have /srv or none\n");
    expect(text).toContain("ports: [80/tcp]\n# TODO: add 90/tcp to ports, if the guide speaks about");
    expect(text).toContain("env:\n  - { name: B, default: x }\n# The variants differ in A.\n");
    expect(text).not.toMatch(/^(?:user|workDir):/m);
  });

  test("is valid and in sync, whatever definitions and info.yaml hold", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 12 });
    const hostile = fc.oneof(
      text,
      fc.constantFrom("a\nb", "\u202e", "- x", "# y", "`", "{{x}}", "a: b", "null", "~", "```"),
    );
    const definition = fc.record(
      {
        variant: fc.constantFrom("runtime", "dev"),
        flavor: hostile,
        accounts: fc.record({ "run-as": hostile }),
        ports: fc.array(fc.oneof(hostile, fc.constantFrom("0", "80", "99999", "53/x"))),
        entrypoint: fc.array(hostile, { maxLength: 3 }),
        cmd: fc.array(hostile, { maxLength: 3 }),
        "work-dir": hostile,
        environment: fc.dictionary(fc.oneof(hostile, fc.constantFrom("A", "B")), hostile, { maxKeys: 3 }),
      },
      { requiredKeys: [] },
    );
    const metadata = fc.record(
      {
        "short-description": hostile,
        "included-tools": fc.array(fc.record({ name: hostile, description: hostile }, { requiredKeys: [] })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(definition, { minLength: 1, maxLength: 3 }), metadata, (definitions, info) => {
        const made = scaffold(definitions, info);
        expect(parseDescriptor(made.text, FILES).problems).toEqual([]);
        expect(syncDescriptor(made.text, made.image, NO_CHARTS)).toEqual({
          text: made.text,
          outdated: [],
          problems: [],
        });
      }),
      { numRuns: Number(process.env["DHI_FUZZ_RUNS"] ?? 200) },
    );
  });
});

test("a folded text begins no line with what Markdown takes for a block", () => {
  const words = "word ".repeat(30);
  for (const word of ["-", "1.", "#", ">", "| a", "```"]) {
    const lines = foldText(`${words}${word} ${words}`);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.slice(1).filter((line) => line.startsWith(word))).toEqual([]);
  }
});
