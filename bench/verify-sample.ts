/**
 * Draws findings of `verify` over the catalog's pages, for a person to judge: true, debatable or false. The same seed
 * draws the same findings from the same catalog. They are drawn in turns over the rules, so that a rule that finds
 * little is judged as closely as one that finds much.
 *
 * Run with `npm run verify-sample -- --seed 1 --errors 150 --warnings 100 > sample.md`.
 */
import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { loadCatalog } from "../src/catalog/load.ts";
import type { Finding } from "../src/findings/finding.ts";
import { gatherPlaces } from "../src/findings/gather-places.ts";
import { verifyGuides } from "../src/verify/verify.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    errors: { type: "string", default: "150" },
    warnings: { type: "string", default: "100" },
  },
});
const root = join(process.env["DHI_SHARED"] ?? "../shared", "catalog");
if (!existsSync(root)) {
  console.error(`no catalog at ${root}: set DHI_SHARED`);
  process.exit(2);
}
const pages = await Promise.all(
  ["image", "chart"].map(async (kind) => {
    const names = (await readdir(join(root, kind))).sort();
    return names.flatMap((name) => [`${kind}/${name}/guides.md`, `${kind}/${name}/overview.md`]);
  }),
);
const files = pages.flat().filter((file) => existsSync(join(root, file)));
const findings = gatherPlaces(await verifyGuides({ root, files, catalog: await loadCatalog({ directory: root }) }));

for (const [severity, wanted] of [
  ["error", Number(values.errors)],
  ["warning", Number(values.warnings)],
] as const) {
  const own = findings.filter((finding) => finding.severity === severity);
  const drawn = draw(own, wanted, randomFrom(Number(values.seed)));
  console.log(`# ${drawn.length} of ${own.length} ${severity}s, drawn with seed ${values.seed}\n`);
  for (const [index, finding] of drawn.entries()) console.log(format(finding, `${severity[0] ?? ""}${index + 1}`));
}

/** Takes a finding of each rule in turn, in an order by chance, until enough are drawn or none is left. */
function draw(all: readonly Finding[], wanted: number, random: () => number): readonly Finding[] {
  const byRule = new Map<string, Finding[]>();
  for (const finding of shuffle(all, random)) byRule.set(finding.code, [...(byRule.get(finding.code) ?? []), finding]);
  const drawn: Finding[] = [];
  for (let turn = 0; drawn.length < Math.min(wanted, all.length); turn++)
    for (const rule of shuffle([...byRule.keys()].sort(), random))
      drawn.push(...(byRule.get(rule)?.slice(turn, turn + 1) ?? []));
  return drawn.slice(0, wanted);
}

function shuffle<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

/** Mulberry32, a generator of a few lines that gives the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function format({ file, line, column, code, message, expected, fix, places = [] }: Finding, number: string): string {
  const lines = readFileSync(join(root, file), "utf8").split("\n");
  const from = Math.max(0, line - 4);
  const excerpt = lines.slice(from, line + 3).map((text, index) => `${index + from + 1 === line ? ">" : " "} ${text}`);
  const also = places.length > 0 ? ` (and lines ${places.map((place) => place.line).join(", ")})` : "";
  return [
    `## ${number}. ${file}:${line}:${column}${also} ${code}`,
    "",
    message,
    ...(expected === undefined ? [] : [`expected: ${expected}`]),
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
    "",
    ...excerpt.map((text) => `    ${text}`),
    "",
  ].join("\n");
}
