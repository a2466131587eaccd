import { describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { verifyText } from "../../src/verify/verify.ts";
import { makeProject } from "../support/project.ts";
import { verifyAs } from "./small-catalog.ts";

/*
 * Pages that nobody would write, or that somebody wrote to do harm: no sample keeps a page from being verified, and none
 * keeps `verify` busy until the test's time is up.
 */
const fence = (lang: string, value: string) => `\`\`\`${lang}\n${value}\n\`\`\`\n`;
const BROKEN_LINK = "See [that](#nowhere).\n";
const SERVICE = "services:\n  a:\n    image: dhi.io/shelly:2\n";
const ALIASES = ["a: &a [x, x, x, x, x, x, x, x, x]"].concat(
  [..."bcd"].map(
    (name, index) =>
      `${name}: &${name} [${Array(9)
        .fill(`*${"abc"[index] ?? ""}`)
        .join(", ")}]`,
  ),
);

describe("a page is verified although it holds", () => {
  test.each([
    ["an alias that nothing in the sample declares", fence("yaml", `${SERVICE}    environment: *common`)],
    ["a merge that nothing in the sample declares", fence("yaml", `${SERVICE}    <<: *common`)],
    ["aliases that multiply", fence("yaml", `${ALIASES.join("\n")}\n${SERVICE}    command: *d`)],
    ["a service that merges itself", fence("yaml", "services:\n  a: &a\n    image: dhi.io/shelly:2\n    <<: *a")],
    ["variables that merge themselves", fence("yaml", `${SERVICE}    environment: &a\n      <<: *a`)],
    [
      "two mappings that merge each other",
      fence("yaml", `${SERVICE}    environment: &a\n      <<: &b\n        <<: *a`),
    ],
    [
      "stages with names of every object",
      fence("dockerfile", "FROM a AS __proto__\nFROM b AS constructor\nFROM toString"),
    ],
    [
      "services with names of every object",
      fence("yaml", "services:\n  __proto__: { image: a }\n  constructor: { image: b }"),
    ],
    ["flow collections within each other", fence("yaml", `a: ${"[".repeat(3000)}`)],
    ["substitutions within each other", fence("bash", `${"$(".repeat(300)}${")".repeat(300)}`)],
  ])("%s", async (_what, text) => {
    const codes = (await verifyAs("shelly", text + BROKEN_LINK)).map(({ code }) => code);
    expect(codes).toContain("broken-anchor");
    expect(codes).not.toContain("text-too-deep");
  });
});

describe("a page is done although it repeats", () => {
  test.each([
    ["words that may be any adverb", `The image \`dhi.io/nothing:1\` is not ${"currently ".repeat(60)}there.\n`],
    ["errors of a shell script", fence("bash", "case a in\n".repeat(2400))],
    ["options without a command", fence("bash", "  -a\n".repeat(4000))],
    ["blanks", fence("yaml", `a: 1${" ".repeat(24_000)}x`) + fence("bash", " ".repeat(24_000))],
    ["braces", fence("bash", "{".repeat(24_000))],
    ["braces of a value of Helm", fence("bash", `helm install --set ${"{".repeat(24_000)} x oci://dhi.io/x-chart`)],
    ["variables of a mount", fence("bash", `docker run -v ${"${a".repeat(8000)}:/x dhi.io/shelly:2`)],
    ["programs of a script", fence("bash", `docker run dhi.io/mixed:3 sh -c '${"apt ".repeat(6000)}'`)],
    ["empty lines", fence("dockerfile", "\n".repeat(9000)) + fence("yaml", `image: x${"\n".repeat(500)}`)],
  ])("%s", async (_what, text) => {
    const codes = (await verifyAs("shelly", text + BROKEN_LINK)).map(({ code }) => code);
    expect(codes).toContain("broken-anchor");
  });
});

test("a language is what an interpreter is called, if it is called as what every object has", async () => {
  const found = await verifyAs("shelly", fence("bash", "#!/usr/bin/constructor\nx"));
  expect(found.find(({ code }) => code === "code-language")?.expected).toBe("constructor");
});

test("a variable may have any name", async () => {
  const root = makeProject({
    "image/odd/debian-13/1.yaml": 'image: dhi.io/odd\ntags: ["1"]\nenvironment: { "A(B[": "1", PLAIN: "2" }\n',
  });
  const catalog = await loadCatalog({ directory: root });
  const found = await verifyText("image/odd/guides.md", "`PLAIN` defaults to `3`.\n", catalog);
  expect(found.filter(({ code }) => code === "environment-claim").map(({ expected }) => expected)).toEqual(["2"]);
});
