/**
 * Holds the rules of `verify` against the hand-labelled defects in shared/: recall and precision per class and rule.
 * Run with `npm run conformance`; `--missed`, `--unlabelled RULE` and `--low` list single findings.
 */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { loadCatalog } from "../src/catalog/load.ts";
import type { Finding } from "../src/findings/finding.ts";
import { gatherPlaces } from "../src/findings/gather-places.ts";
import { type Label, labelClasses, readLabels } from "../test/verify/labels.ts";
import { verifyGuides } from "../src/verify/verify.ts";

const shared = process.env["DHI_SHARED"] ?? "../shared";
if (!existsSync(join(shared, "defects"))) {
  console.error(`no labels at ${shared}: set DHI_SHARED`);
  process.exit(2);
}
const option = (name: string) => {
  const index = process.argv.indexOf(name);
  return index === -1 ? undefined : (process.argv[index + 1] ?? "");
};

const root = join(shared, "catalog");
const started = performance.now();
const catalog = await loadCatalog({ directory: root });
const loaded = performance.now();
// Labels are of guides; charts' overviews are there for what they list.
const images = (await readdir(join(root, "image"))).map((name) => `image/${name}/guides.md`);
const charts = await readdir(join(root, "chart"));
const files = [
  ...images,
  ...charts.map((name) => `chart/${name}/guides.md`),
  ...charts.map((name) => `chart/${name}/overview.md`),
];
// As they are told: one a fact, with all its places.
const findings = gatherPlaces(
  await verifyGuides({ root, files, catalog, config: { severity: { spelling: "warning" } } }),
);
const done = performance.now();
console.log(`definitions ${Math.round(loaded - started)} ms, guides ${Math.round(done - loaded)} ms\n`);

const labels = await readLabels(shared);
const near = (finding: Finding, label: Label, lines = 2) =>
  [finding, ...(finding.places ?? [])].some(
    ({ file, line }) => file === label.file && Math.abs(line - label.line) <= lines,
  );

/** Of the labels of high confidence: how many there are, how many are found, and how many as errors. */
const all = { labels: 0, found: 0, errors: 0 };
/** The same without those of a rule that is off by default. */
const byDefault = { ...all };
console.log("class                              high found recall | low errors | medium found");
for (const [name, rules] of labelClasses) {
  const own = labels.filter((label) => label.class === name);
  const reports = findings.filter(({ code }) => rules.includes(code));
  const hit = (label: Label) => reports.some((finding) => near(finding, label));
  const high = own.filter(({ confidence }) => confidence === "high");
  const medium = own.filter(({ confidence }) => confidence === "medium");
  const low = own.filter(({ confidence }) => confidence === "low");
  const wrong = low.filter(
    (label) =>
      !high.some(({ file, line }) => file === label.file && line === label.line) &&
      reports.some((finding) => finding.severity === "error" && near(finding, label, 0)),
  );
  const hits = high.filter(hit).length;
  const errors = high.filter((label) =>
    reports.some((finding) => finding.severity === "error" && near(finding, label)),
  ).length;
  for (const sum of rules.includes("spelling") ? [all] : [all, byDefault]) {
    sum.labels += high.length;
    sum.found += hits;
    sum.errors += errors;
  }
  const recall = high.length === 0 ? "-" : `${((100 * hits) / high.length).toFixed(0)}%`;
  console.log(
    `${name.padEnd(34)} ${String(high.length).padStart(4)} ${String(hits).padStart(5)} ${recall.padStart(6)} | ` +
      `${wrong.length}/${low.length}`.padStart(10) +
      ` | ${medium.filter(hit).length}/${medium.length}`,
  );
  if (process.argv.includes("--missed")) {
    for (const label of high.filter((one) => !hit(one)))
      console.log(`  missed ${label.file}:${label.line} ${label.message.slice(0, 150)}`);
  }
  for (const label of wrong) console.log(`  LOW ${label.file}:${label.line} ${label.message.slice(0, 150)}`);
}
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)}%`;
for (const [what, { labels: count, found, errors }] of [
  ["all", all],
  ["without spelling, which is off by default", byDefault],
] as const)
  console.log(
    `${what}: ${found} of ${count} high labels found, ${percent(found, count)}; ` +
      `${errors} as errors, ${percent(errors, found)} of those found`,
  );
console.log();

console.log("rule                       errors warnings notes | precision at labels | errors at high, low, no label");
for (const rule of [...new Set(findings.map(({ code }) => code))].sort()) {
  const own = findings.filter(({ code }) => code === rule);
  const errors = own.filter(({ severity }) => severity === "error");
  const mine = labels.filter((label) => labelClasses.get(label.class)?.includes(rule));
  const at = (confidence: string) =>
    errors.filter((finding) =>
      mine.some((label) => label.confidence === confidence && near(finding, label, confidence === "low" ? 0 : 2)),
    );
  const high = new Set(at("high"));
  const low = new Set(at("low").filter((finding) => !high.has(finding)));
  const rest = errors.filter((finding) => !high.has(finding) && !low.has(finding));
  const judged = high.size + low.size;
  const count = (severity: string) => String(own.filter((finding) => finding.severity === severity).length);
  console.log(
    `${rule.padEnd(26)} ${count("error").padStart(6)} ${count("warning").padStart(8)} ${count("note").padStart(5)} | ` +
      `${(judged === 0 ? "-" : percent(high.size, judged)).padStart(19)} | ${high.size}, ${low.size}, ${rest.length}`,
  );
  if (option("--unlabelled") === rule)
    for (const f of process.argv.includes("--all") ? errors : rest)
      console.log(`  ${f.file}:${f.line}:${f.column} ${f.message.slice(0, 220)}`);
  if (option("--warnings") === rule)
    for (const f of own.filter(({ severity }) => severity === "warning"))
      console.log(`  ${f.file}:${f.line}:${f.column} ${f.message.slice(0, 220)}`);
}
