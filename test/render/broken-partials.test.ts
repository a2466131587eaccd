import { expect, test } from "vitest";
import { build } from "../../src/commands/build.ts";
import { makeProject, minimal, record, tree } from "../support/project.ts";

/** Builds a guide that is well, and one whose descriptor names a partial. */
async function buildWith(metrics: string, sections: string) {
  const root = makeProject({
    "images/a.yaml": minimal("a"),
    "images/b.yaml": minimal("b", `sections: ${sections}\n`),
    "templates/partials/metrics.hbs": metrics,
    "templates/partials/outer.hbs": "## Outer\n\n{{> metrics}}\n",
  });
  const context = record();
  const status = await build([], { root, reporter: "json", quiet: true }, context);
  const findings = JSON.parse(context.stdout()) as { code: string; file: string; line: number }[];
  return { status, findings: findings.map(({ code, file, line }) => `${code} ${file}:${line}`), files: tree(root) };
}

test.each([
  ["a name that means nothing", "## Metrics\n\n{{tilte}} has metrics.\n", "template-unknown-name", 3],
  ["one in a condition", "## Metrics\n\n{{#if nam}}Yes.{{/if}}\n", "template-unknown-name", 3],
  ["a syntax error", "## Metrics\n\n{{#if name}}\n", "template-syntax", 3],
])(
  "a partial with %s, which only a descriptor names, is said once and stops that guide alone",
  async (_, text, code, line) => {
    for (const sections of [
      "{ add: [{ partial: metrics, after: start }] }",
      "{ replace: { minimalism: { partial: metrics } } }",
      "{ add: [{ partial: outer, after: start }] }",
    ]) {
      const { status, findings, files } = await buildWith(text, sections);
      expect(status).toBe(1);
      expect(findings.filter((finding) => !finding.includes("outer"))).toEqual([
        `${code} templates/partials/metrics.hbs:${line}`,
      ]);
      expect(Object.keys(files).filter((file) => file.endsWith("guides.md"))).toEqual(["out/a/guides.md"]);
    }
  },
);
