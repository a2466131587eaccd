import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { loadCatalog } from "../../src/catalog/load.ts";
import { gatherPlaces } from "../../src/findings/gather-places.ts";
import { verifyGuides } from "../../src/verify/verify.ts";
import { REPOSITORY } from "../support/project.ts";
import { type Label, labelClasses, readLabels } from "./labels.ts";

/* The rules against the published catalog: what people labelled true is found, what they labelled false is no error. */
const SHARED = process.env["DHI_SHARED"] ?? resolve(REPOSITORY, "../shared");
const isThere = existsSync(join(SHARED, "defects"));
if (!isThere && process.env["CI"] === "true") throw new Error(`no labels at ${SHARED}: set DHI_SHARED`);

describe.skipIf(!isThere)("the catalog (skipped where ../shared or DHI_SHARED has no defects/)", () => {
  const verified = (async () => {
    if (!isThere) return { findings: [], labels: [] };
    const root = join(SHARED, "catalog");
    const files = [
      ...readdirSync(join(root, "image")).map((name) => `image/${name}/guides.md`),
      ...readdirSync(join(root, "chart")).map((name) => `chart/${name}/guides.md`),
    ];
    const [catalog, labels] = await Promise.all([loadCatalog({ directory: root }), readLabels(SHARED)]);
    // A label may stand at any place of what is told once.
    const findings = gatherPlaces(await verifyGuides({ root, files, catalog }));
    return {
      findings: findings.flatMap((finding) => [
        finding,
        ...(finding.places ?? []).map((at) => ({ ...finding, ...at })),
      ]),
      labels,
    };
  })();

  const near = (a: { file: string; line: number }, b: { file: string; line: number }, lines: number) =>
    a.file === b.file && Math.abs(a.line - b.line) <= lines;

  test("at least 97% of the true defects are found, two lines up or down, and 90% of them as errors", async () => {
    const { findings, labels } = await verified;
    // Spelling is off by default: what it finds depends on a project's words.
    const high = labels.filter((label) => label.confidence === "high" && label.class !== "typos-grammar");
    const hits = (label: Label) =>
      findings.filter(({ code }) => labelClasses.get(label.class)?.includes(code)).filter((one) => near(one, label, 2));
    const missed = high.filter((label) => hits(label).length === 0);
    expect(missed.length / high.length, list(missed)).toBeLessThanOrEqual(0.03);
    const found = high.filter((label) => !missed.includes(label));
    const milder = found.filter((label) => hits(label).every(({ severity }) => severity !== "error"));
    expect(milder.length / found.length, list(milder)).toBeLessThanOrEqual(0.1);
  }, 240_000);

  test("every true defect of a chart is found at its line, and no command of Helm is called wrong besides", async () => {
    const { findings, labels } = await verified;
    const charts = labels.filter((label) => label.class === "chart-defects" && label.confidence === "high");
    const lines = (list: readonly { file: string; line: number }[]) =>
      new Set(list.map(({ file, line }) => `${file}:${line}`));
    expect(lines(findings.filter(({ code }) => code === "helm-command"))).toEqual(lines(charts));
  });

  test("no false hit is an error", { timeout: 120_000 }, async () => {
    const { findings, labels } = await verified;
    const isTrue = (label: Label) =>
      labels.some((other) => other.confidence === "high" && other.class === label.class && near(other, label, 0));
    const wrong = labels.filter(
      (label) =>
        label.confidence === "low" &&
        !isTrue(label) &&
        findings.some(
          (finding) =>
            finding.severity === "error" &&
            labelClasses.get(label.class)?.includes(finding.code) &&
            near(finding, label, 0),
        ),
    );
    expect(wrong, list(wrong)).toEqual([]);
  });

  test("every class of labels has rules that answer for it", async () => {
    const { labels } = await verified;
    expect([...new Set(labels.map((label) => label.class))].filter((name) => !labelClasses.has(name))).toEqual([]);
  });
});

function list(labels: readonly Label[]): string {
  return labels.map(({ file, line, message }) => `${file}:${line} ${message}`).join("\n");
}
