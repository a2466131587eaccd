/*
 * A maintainer's day, replayed on adopted guides: what one change of shared text, settings or facts does to all of them.
 * Each step works on a copy of the adopted project, and says of how many guides the result is right; of how many the
 * author's words are told of, with their place; how many are wrong; and how many keep the old text in silence.
 *
 *   node bench/day.mjs [CATALOG] [PROJECT] [STEP...]
 *
 * CATALOG holds `image/<name>/guides.md` and the definitions; PROJECT is what was adopted from it, and is made where it is
 * left out. Two guides are taken out of the project: for `new`, and for adopting one more. How each step is judged stands beside it in bench/day/.
 */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { adoptMore, newGuide, unusedFields } from "./day/guides.mjs";
import { dhi, made } from "./day/project.mjs";
import { addRow, addSection, renameHeading, rewordPartial, switchRegistry, syncFacts } from "./day/shared-text.mjs";

const args = process.argv.slice(2);
const wanted = args.filter((arg) => /^[1-9]$/.test(arg));
const [catalog = "../shared/catalog", project] = args.filter((arg) => !wanted.includes(arg));
const folder = mkdtempSync(join(tmpdir(), "dhi-day-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const names = readdirSync(join(catalog, "image")).filter((name) =>
  existsSync(join(catalog, "image", name, "guides.md")),
);
// One in the middle, with definitions, so that it is like most others; and its neighbour.
const held = names
  .filter((name) => readdirSync(join(catalog, "image", name)).length > 3)
  .slice(names.length / 3)
  .slice(0, 2);
const guides = join(folder, "catalog/image");
for (const name of names.filter((each) => !held.includes(each)))
  cpSync(join(catalog, "image", name, "guides.md"), join(guides, name, "guides.md"));
const base = join(folder, "base");
if (project === undefined) console.log(dhi("adopt", guides, "--into", base).trim().split("\n").at(-1));
else {
  cpSync(project, base, { recursive: true });
  for (const name of held)
    for (const path of [`${name}.yaml`, name]) rmSync(join(base, "images", path), { recursive: true, force: true });
}
dhi("build", "--root", base);

const setting = { catalog: resolve(catalog), guides, held, before: made(base) };
const steps = [
  rewordPartial,
  switchRegistry,
  addRow,
  addSection,
  renameHeading,
  syncFacts,
  newGuide,
  unusedFields,
  adoptMore,
];
const rows = [["step", "places", "guides", "right", "told", "wrong", "silent"]];
const examples = [];
steps.forEach((step, index) => {
  if (wanted.length > 0 && !wanted.includes(String(index + 1))) return;
  const root = join(folder, String(index + 1));
  cpSync(base, root, { recursive: true });
  const { title, places, verdicts } = step(root, setting);
  const count = (verdict) => [...verdicts.values()].filter(([is]) => is === verdict).length;
  rows.push([`${index + 1} ${title}`, places, verdicts.size, ...["right", "told", "wrong", "silent"].map(count)]);
  for (const verdict of ["told", "wrong", "silent"]) {
    const reasons = new Map();
    for (const [name, [is, why]] of verdicts) if (is === verdict) reasons.set(why, [...(reasons.get(why) ?? []), name]);
    for (const [why, all] of reasons)
      examples.push(`${index + 1} ${verdict}: ${why}: ${all.length} (${all.slice(0, 4).join(", ")})`);
  }
});
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
for (const row of rows)
  console.log(`| ${row.map((cell, column) => String(cell).padEnd(widths[column])).join(" | ")} |`);
console.log(["", ...examples].join("\n"));
