/*
 * How much of a catalog its partials say: adopts it, builds the project, asks of each line where it came from, and counts.
 * Does the same with two halves of the catalog, because what is shared must be so in any catalog of its kind.
 *
 *   node bench/sharing.mjs [CATALOG] [--whole] [--project DIR]
 *
 * `--whole` leaves the halves out; `--project` counts a project that was adopted before.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackage } from "./installed.mjs";
import { parseArgs } from "node:util";
import { buildGuides, explainLines } from "../dist/index.js";
import { median } from "./measure.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { whole: { type: "boolean" }, project: { type: "string" } },
});
const catalog = positionals[0] ?? join(process.env.DHI_SHARED ?? "../shared", "catalog/image");
const cli = installPackage();

if (values.project) count("project", values.project);
else {
  const names = readdirSync(catalog).filter((name) => existsSync(join(catalog, name, "guides.md")));
  const isFirst = (name) => (createHash("sha256").update(name).digest()[0] ?? 0) % 2 === 0;
  adopt("all", names);
  if (!values.whole) {
    adopt("one half", names.filter(isFirst));
    adopt(
      "other half",
      names.filter((name) => !isFirst(name)),
    );
  }
}

function adopt(label, names) {
  const root = mkdtempSync(join(tmpdir(), "dhi-sharing-"));
  for (const name of names) cpSync(join(catalog, name, "guides.md"), join(root, "image", name, "guides.md"));
  const into = join(root, "into");
  const { status, stderr } = spawnSync(process.execPath, [cli, "adopt", join(root, "image"), "--into", into], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  count(label, into);
  rmSync(root, { recursive: true });
}

/** Prints what a project shares. */
function count(label, root) {
  const { guides } = buildGuides({ root });
  // Lines of each partial's own words, by guide.
  const lines = new Map();
  const sizes = [];
  const fields = new Map();
  let all = 0;
  for (const guide of guides) {
    if (guide.text === undefined) throw new Error(`${guide.paths.name} is not built`);
    const explained = explainLines(guide);
    all += explained.length;
    for (const { kind, where } of explained) {
      // The project's own, and those of the package that it makes use of.
      const partial = /(?:^|\/)templates\/partials\/(.+)\.hbs:/.exec(where)?.[1];
      if (kind !== "template" || partial === undefined) continue;
      const counts = lines.get(partial) ?? new Map();
      lines.set(partial, counts.set(guide.paths.name, (counts.get(guide.paths.name) ?? 0) + 1));
    }
    const descriptor = readFileSync(join(root, guide.paths.descriptor), "utf8");
    for (const [, field] of descriptor.matchAll(/^(\w+):/gm)) fields.set(field, (fields.get(field) ?? 0) + 1);
    const folder = join(root, guide.paths.prose);
    const prose = existsSync(folder) ? readdirSync(folder).map((file) => statSync(join(folder, file)).size) : [];
    sizes.push(prose.reduce((sum, size) => sum + size, Buffer.byteLength(descriptor)) / Buffer.byteLength(guide.text));
  }
  const shared = [...lines.values()].filter((counts) => counts.size >= 3);
  const sum = shared.flatMap((counts) => [...counts.values()]).reduce((total, each) => total + each, 0);
  const partials = readdirSync(join(root, "templates/partials"));
  console.log(
    `${label}: ${guides.length} guides, ${((100 * sum) / all).toFixed(1)}% of ${all} lines from partials of 3 guides or more; ` +
      `${partials.length} partials; median descriptor ${(100 * median(sizes)).toFixed(1)}% of its guide`,
  );
  console.log(
    `  fields: ${[...fields]
      .sort((a, b) => b[1] - a[1])
      .map(([name, uses]) => `${name} ${uses}`)
      .join(", ")}`,
  );
}
