import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FixableFinding } from "../../src/verify/rule.ts";
import { applyFixes } from "../../src/verify/fix.ts";
import { verifyAs } from "./small-catalog.ts";

async function fixAll(text: string): Promise<string> {
  return applyFixes(text, await verifyAs("example", text)).text;
}

describe("--fix", () => {
  test.each([
    ["a registry", "```bash\ndocker run dhi/example:1\n```\n", "```bash\ndocker run dhi.io/example:1\n```\n"],
    [
      "a mirrored reference",
      "```bash\nrun <your-namespace>/dhi-example:1\n```\n",
      "```bash\nrun dhi.io/example:1\n```\n",
    ],
    ["a stray backslash", "```bash\ndocker run x \\\n```\n", "```bash\ndocker run x\n```\n"],
    ["a missing backslash", "```bash\nrun \\\n  --a\n  --b\n```\n", "```bash\nrun \\\n  --a \\\n  --b\n```\n"],
    ["two backslashes", "```bash\nrun \\\\\n  --a\n```\n", "```bash\nrun \\\n  --a\n```\n"],
    ["the end of a here-document", "```bash\ncat <<EOF\na\nEOF \n```\n", "```bash\ncat <<EOF\na\nEOF\n```\n"],
    ["a placeholder", "Set <tag>, <name>.\n", "Set `<tag>`, `<name>`.\n"],
    ["a heading", "# A\n\n### B\n\n#### C\n", "## A\n\n### B\n\n#### C\n"],
    ["headings of a page a level too high", "# A\n\n## B\n\n# C\n\n## D\n", "## A\n\n### B\n\n## C\n\n### D\n"],
    ["a login", "Use helm login.\n", "Use helm registry login.\n"],
    ["a login over a line break, in a quote", "> - Use `helm\n>   login`.\n", "> - Use `helm\n>   registry login`.\n"],
    [
      "a login with options",
      "```console\n$ helm --debug login x \\\n    -u me\n```\n",
      "```console\n$ helm --debug registry login x \\\n    -u me\n```\n",
    ],
    ["a misspelt command", "```bash\nhelm instal x ./x\n```\n", "```bash\nhelm install x ./x\n```\n"],
    ["a misspelt command of a command", "Use `helm repo upate`.\n", "Use `helm repo update`.\n"],
    [
      "a chart without its scheme",
      "```bash\nhelm pull dhi.io/example-chart\n```\n",
      "```bash\nhelm pull oci://dhi.io/example-chart\n```\n",
    ],
    [
      "an image for a chart",
      "```bash\nhelm pull oci://dhi.io/example --version 1.10.2\n```\n",
      "```bash\nhelm pull oci://dhi.io/example-chart --version 1.10.2\n```\n",
    ],
    [
      "the registry of a chart",
      "```bash\nhelm pull oci://dhi/example-chart\n```\n",
      "```bash\nhelm pull oci://dhi.io/example-chart\n```\n",
    ],
    [
      "a mirrored chart",
      "```bash\nhelm pull oci://registry-1.docker.io/<your-namespace>/dhi-example-chart\n```\n",
      "```bash\nhelm pull oci://dhi.io/example-chart\n```\n",
    ],
    [
      "a link",
      "[a](https://docs.docker.com/engine/reference/commandline/debug/)\n",
      "[a](https://docs.docker.com/reference/cli/docker/debug/)\n",
    ],
  ])("mends %s", async (_what, text, fixed) => {
    expect(await fixAll(text)).toBe(fixed);
    expect(await fixAll(fixed)).toBe(fixed);
  });

  test("mends a phrase of the config", async () => {
    const config = { bannedPhrases: [{ from: "old words", to: "new words" }] };
    expect(applyFixes("Use old words.\n", await verifyAs("example", "Use old words.\n", config)).text).toBe(
      "Use new words.\n",
    );
  });

  test("mends a public chart in a page of the mirror profile", async () => {
    const text = "```bash\nhelm pull oci://dhi.io/example-chart\n```\n";
    expect(applyFixes(text, await verifyAs("example", text, { profile: "mirror" })).text).toBe(
      "```bash\nhelm pull oci://registry-1.docker.io/<your-namespace>/dhi-example-chart\n```\n",
    );
  });

  test("leaves alone what has no one answer", async () => {
    const text = "```bash\ndocker run dhi.io/nothing:1\n```\n\nUse dev: 8080, 9090.\n";
    expect(await fixAll(text)).toBe(text);
  });
});

describe("edits", () => {
  const finding = (edits: FixableFinding["edits"]): FixableFinding => ({
    code: "x",
    severity: "error",
    file: "a.md",
    line: 1,
    column: 1,
    message: "x",
    ...(edits && { edits }),
  });

  test("of two that overlap the first is made", () => {
    const first = finding([{ start: 0, end: 3, text: "X" }]);
    const second = finding([{ start: 2, end: 4, text: "Y" }]);
    expect(applyFixes("abcdef", [first, second])).toEqual({ text: "Xdef", count: 1 });
  });

  test("of a finding are made together or not at all", () => {
    const first = finding([{ start: 4, end: 5, text: "" }]);
    const second = finding([
      { start: 0, end: 1, text: "X" },
      { start: 4, end: 6, text: "Y" },
    ]);
    expect(applyFixes("abcdef", [first, second])).toEqual({ text: "abcdf", count: 1 });
  });

  test("a replacement is taken as written", () => {
    expect(applyFixes("a", [finding([{ start: 0, end: 1, text: "$&$1" }])]).text).toBe("$&$1");
  });

  test("touch nothing else, for any text and edits", () => {
    const edits = fc.array(fc.tuple(fc.nat(40), fc.nat(5), fc.string({ maxLength: 3 })), { maxLength: 6 });
    fc.assert(
      fc.property(fc.string({ minLength: 50, maxLength: 60 }), edits, (text, list) => {
        const findings = list.map(([start, length, replacement]) =>
          finding([{ start, end: start + length, text: replacement }]),
        );
        const { text: fixed, count } = applyFixes(text, findings);
        expect(count).toBeLessThanOrEqual(findings.length);
        expect(fixed.endsWith(text.slice(45))).toBe(true);
      }),
    );
  });
});
