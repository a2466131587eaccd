import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { explainLines } from "../../dist/index.js";
import {
  dhi,
  editLayouts,
  editPartial,
  headingsOf,
  isTold,
  made,
  ownWords,
  samplesOf,
  verdictsOf,
  words,
} from "./project.mjs";

/**
 * 1. A sentence of the section "No shell" is reworded in its partial. Right: the guide has the new sentence and not the
 * old one. Told: drift keeps words of its own there, and the build says so; or the descriptor has words of its own, and
 * `drift --section no-shell` says so. Silent: anything else.
 */
export function rewordPartial(root, { before }) {
  const to = "Docker Debug helps where there is no shell.";
  const own = ownWords(root, "no-shell");
  editPartial(root, "no-shell", (text) =>
    text.replace(/In addition, use Docker\s+Debug to debug containers with no shell\./, to),
  );
  const after = made(root);
  const verdicts = verdictsOf(before.keys(), (name) => {
    const { text = "", sections = [] } = before.get(name);
    const [heading] = headingsOf(text).filter(({ title }) => /^(?:no )?shell$/i.test(title));
    if (!heading) return undefined;
    const guide = after.get(name);
    const section = headingsOf(guide.text ?? "").find(({ title }) => title === heading.title)?.text ?? "";
    if (words(section).includes(to) && !/In addition, use Docker Debug/.test(words(section))) return "right";
    if (own.has(name)) return ["told", "own words"];
    if (!sections.some(({ partial }) => partial?.name === "no-shell")) return ["silent", "own text"];
    if (isTold(guide, "no-shell.hbs")) return ["told", "drift keeps its words"];
    return ["silent", "drift leaves the sentence out or in"];
  });
  return { title: "reword “No shell”", places: "1 partial", verdicts };
}

/**
 * 2. The settings say `registry: mirror`. Right: samples and text speak of the same registry. Wrong: the guide speaks of
 * the public image above mirrored samples, tells to mirror first above public ones, or has samples of both. Told: so, and
 * `verify` says so.
 */
export function switchRegistry(root, { before }) {
  const settings = join(root, "dhi-guides.config.yaml");
  writeFileSync(settings, readFileSync(settings, "utf8").replace("registry: public", "registry: mirror"));
  const after = made(root);
  dhi("build", "--root", root);
  const told = new Set(
    JSON.parse(jsonOf(dhi("verify", "--root", root, "--reporter", "json", "--quiet")))
      .filter(({ code }) => code === "registry-profile")
      .map(({ file }) => file.split("/").at(-2)),
  );
  const verdicts = verdictsOf(before.keys(), (name) => {
    const { text } = after.get(name);
    if (text === undefined) return notMade(after.get(name));
    const samples = samplesOf(text);
    const isMirrored = /<your-namespace>\/dhi-/.test(samples);
    const isPublic = /(?<!login )\bdhi\.io\/[a-z<]/.test(samples);
    const saysPublic = /use the public image/i.test(words(text));
    const saysMirror = /must (?:first )?mirror the image repository/i.test(words(text));
    const why =
      (isMirrored && isPublic && "samples of both") ||
      (isMirrored && saysPublic && "public text, mirrored samples") ||
      (isPublic && saysMirror && "mirror text, public samples");
    return why ? [told.has(name) ? "told" : "wrong", why] : "right";
  });
  return { title: "switch to the mirror", places: "1 setting", verdicts };
}

const notMade = ({ findings }) => {
  const { code, message } = findings.find(({ severity }) => severity === "error");
  return ["wrong", `is not made: ${code}: ${message.replace(/"[^"]*"/, "…").slice(0, 90)}`];
};

/** The array that the command printed; behind it stands what is for a person. */
const jsonOf = (output) => output.slice(output.indexOf("["), output.lastIndexOf("]") + 1);

/**
 * 3. The migration table gets a row. Right: the guide's table has it, once. Told: it has not, and
 * `drift --section migration` says that the guide has words of its own, or the build that drift has. Silent: it has not,
 * and nothing says so. Wrong: the row stands elsewhere, or twice.
 */
export function addRow(root, { before }) {
  const row = "| Health checks | Use the orchestrator's probes. |";
  const own = ownWords(root, "migration");
  editPartial(root, "migration-table", (text) => text.replace("{{/table}}", `${row}\n{{/table}}`));
  const after = made(root);
  const verdicts = verdictsOf(before.keys(), (name) => {
    const isTable = (block) => /^\|[^\n]*\bMigration note\b/i.test(block);
    if (!before.get(name).text.split("\n\n").some(isTable)) return undefined;
    const found = (after.get(name).text ?? "").split("\n\n").filter((block) => /^\| Health checks +\|/m.test(block));
    const rows = found.flatMap((block) => block.split("\n")).filter((line) => /^\| Health checks +\|/.test(line));
    if (rows.length === 0 && own.has(name)) return ["told", "own words"];
    if (rows.length === 0) return [isTold(after.get(name), "migration-table.hbs") ? "told" : "silent", "own table"];
    return rows.length === 1 && isTable(found[0]) ? "right" : ["wrong", "the row is elsewhere"];
  });
  return { title: "a row for the migration table", places: "1 partial", verdicts };
}

/**
 * 4. A section "Support" stands before the troubleshooting in all layouts. Right: the guide has it once, all else is as
 * it was, and what follows is the troubleshooting, or, where a guide has none at this level, a section of level 2 or the
 * end. Wrong: it stands first, tears another section apart (what follows is deeper), or stands elsewhere.
 */
export function addSection(root, { before }) {
  editPartialNew(root, "support", "## Support\n\nAsk in the forum.\n");
  const layouts = editLayouts(root, before, (text) =>
    text.replace(/^( *)(\{\{[#]?> troubleshooting\b)/m, "$1{{> support}}\n$1$2"),
  );
  const after = made(root);
  const verdicts = verdictsOf(before.keys(), (name) => {
    const { text = "" } = after.get(name);
    const headings = headingsOf(text);
    const index = headings.findIndex(({ title }) => title === "Support");
    if (index < 0) return ["silent", "not there"];
    if (text.replace(/^#+ Support\n\nAsk in the forum\.\n\n?/m, "").trimEnd() !== before.get(name).text.trimEnd())
      return ["wrong", "other text changed"];
    const next = headings[index + 1];
    const isTopics = ({ level, title }) => level === 2 && /troubleshoot/i.test(title);
    if (index === 0) return ["wrong", "before the first section"];
    if (next && next.level > 2) return ["wrong", "within another section"];
    return headings.some(isTopics) && !(next && isTopics(next)) ? ["wrong", "not before the troubleshooting"] : "right";
  });
  return { title: "a section “Support”", places: `1 partial, ${layouts} layouts`, verdicts };
}

function editPartialNew(root, name, text) {
  writeFileSync(join(root, `templates/partials/${name}.hbs`), text);
}

/**
 * 5. "Troubleshoot migration" is called "Troubleshooting migration": in the layouts, and where drift keeps the old
 * heading, it is dropped. Right: the guide has the new heading, and nothing else changed. Wrong: other text changed.
 * Told: it has the old one, and `drift --section troubleshooting` says that the guide has words of its own. Silent: it has
 * the old one.
 */
export function renameHeading(root, { before }) {
  const [from, to] = ["Troubleshoot migration", "Troubleshooting migration"];
  const own = ownWords(root, "troubleshooting");
  const layouts = editLayouts(root, before, (text) => text.replaceAll(`"${from}"`, `"${to}"`));
  dhi("drift", "drop", "--root", root, "--section", "troubleshooting", "--kind", "meaning", "--write");
  const after = made(root);
  const verdicts = verdictsOf(before.keys(), (name) => {
    const { text: old } = before.get(name);
    const { text = "" } = after.get(name);
    if (!headingsOf(old).some(({ title }) => title === from || title === to)) return undefined;
    if (headingsOf(text).some(({ title }) => title === from))
      return own.has(name) ? ["told", "own words"] : ["silent", "own heading"];
    const renamed = old.replaceAll(new RegExp(`^(#+) ${from}$`, "gm"), `$1 ${to}`);
    return text === renamed ? "right" : ["wrong", "other text of the section changed, too"];
  });
  return { title: "rename a heading", places: `${layouts} layouts, 1 command`, verdicts };
}

/** Rules of `verify` about what definitions deny. */
const CLAIMS = new Set(
  "shell-claim user-claim package-manager-claim dev-variant-claim compat-variant-claim debug-entrypoint".split(" "),
);

/**
 * 6. `sync` takes the facts of the definitions over. Wrong: `verify` finds a claim that definitions deny in a line of
 * shared text or drift. Told: it finds one in the author's own text, with its line, or that the guide lacks something.
 * Right: none.
 */
export function syncFacts(root, { catalog, before }) {
  dhi("sync", "--root", root, "--from", catalog);
  dhi("build", "--root", root);
  const after = made(root);
  const findings = JSON.parse(
    jsonOf(dhi("verify", "--root", root, "--catalog", catalog, "--reporter", "json", "--quiet")),
  );
  const verdicts = verdictsOf(before.keys(), (name) => {
    const guide = after.get(name);
    if (guide.text === undefined) return notMade(guide);
    const lines = explainLines(guide);
    const claims = findings.filter(({ code, file }) => CLAIMS.has(code) && file.split("/").at(-2) === name);
    const kindOf = ({ line }) => lines[line - 1]?.kind ?? "own";
    // What a guide lacks is told at its first line, and no line's fault.
    const shared = claims
      .filter(({ message }) => !message.startsWith("expected"))
      .find((claim) => ["template", "fact", "drift"].includes(kindOf(claim)));
    if (shared) return ["wrong", `${shared.code} in ${kindOf(shared) === "drift" ? "drift" : "shared text"}`];
    return claims.length > 0 ? ["told", `${claims[0].code} in own text, or of what it lacks`] : "right";
  });
  return { title: "sync the facts", places: "1 command", verdicts };
}
