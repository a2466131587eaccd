import { appendFileSync, cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formatMarkdown } from "../../dist/index.js";
import { dhi, headingsOf, made, verdictsOf } from "./project.mjs";

/**
 * 7. `new` for an image that the project does not have. Right: it builds without a finding but TODOs, no field is unused,
 * and it has each heading that most of its siblings have.
 */
export function newGuide(root, { catalog, held, before }) {
  const [name] = held;
  dhi("new", name, "--root", root, "--from", catalog);
  const guide = made(root).get(name);
  const general = ({ text, content }) =>
    new Set(headingsOf(text).map(({ title }) => title.replaceAll(content.model.title, "…").toLowerCase()));
  const counts = new Map();
  for (const sibling of before.values())
    for (const heading of general(sibling)) counts.set(heading, (counts.get(heading) ?? 0) + 1);
  const verdicts = verdictsOf([name], () => {
    if (guide?.text === undefined) return ["wrong", `is not made: ${guide?.findings[0]?.message}`];
    const others = guide.findings.filter(({ code }) => code !== "descriptor-todo");
    if (others.length > 0) return ["wrong", others.map(({ code, message }) => `${code}: ${message}`).join("; ")];
    const own = general(guide);
    const usual = [...counts].filter(([, count]) => count * 2 > before.size).map(([heading]) => heading);
    const missing = usual.filter((heading) => !own.has(heading));
    return missing.length > 0 ? ["wrong", `lacks ${missing.join(", ")}`] : "right";
  });
  return { title: "new, as its siblings", places: "1 command", verdicts };
}

/**
 * 8. Each descriptor gets a field that its guide cannot print: a purpose of required variables, of which it has none, or
 * an upstream image beside a table. Right: the finding is there, and no other of its kind. Silent: it is not. Wrong: there
 * was one before.
 */
export function unusedFields(root, { before }) {
  const planted = new Set();
  for (const [name, { paths }] of before) {
    const path = join(root, paths.descriptor);
    const text = readFileSync(path, "utf8");
    if (/^(?:comparison|included|migration):/m.test(text)) continue;
    writeFileSync(path, `${text.trimEnd()}\nmigration: { kind: table, from: upstream/image }\n`);
    planted.add(name);
  }
  const after = made(root);
  const unusedOf = ({ findings }) => findings.filter(({ code }) => code === "field-unused");
  const verdicts = verdictsOf(before.keys(), (name) => {
    const [first] = unusedOf(before.get(name));
    if (first) return ["wrong", first.message];
    if (!planted.has(name)) return undefined;
    const found = unusedOf(after.get(name));
    if (found.length === 0) return ["silent", "no finding"];
    return found.length === 1 && /\bmigration\b/.test(found[0].message) ? "right" : ["wrong", found.at(-1).message];
  });
  return { title: "a field that nothing prints", places: "", verdicts };
}

/**
 * 9. One more guide is adopted, and one that is there and was changed by hand. Right: it comes back as it is now, and no
 * other guide changes; told: without --force, the changed one is left alone, and the command says that it is known.
 */
export function adoptMore(root, { catalog, guides, held, before }) {
  const [, more] = held;
  const [changed] = [...before].find(([, { drift, sections }]) => drift && sections.length > 5);
  cpSync(join(catalog, "image", more, "guides.md"), join(guides, more, "guides.md"));
  appendFileSync(join(guides, changed, "guides.md"), "\n## Changed by hand\n\nA sentence that somebody added.\n");
  dhi("adopt", join(guides, more, "guides.md"), "--into", root);
  const known = dhi("adopt", join(guides, changed, "guides.md"), "--into", root);
  const isLeft = made(root).get(changed).text === before.get(changed).text && /known already/.test(known);
  dhi("adopt", join(guides, changed, "guides.md"), "--into", root, "--force");
  const after = made(root);
  const verdicts = verdictsOf(after.keys(), (name) => {
    const now = after.get(name);
    if (name === more || name === changed) {
      if (now.text !== formatMarkdown(readFileSync(join(guides, name, "guides.md"), "utf8")))
        return ["wrong", `${name === more ? "the new" : "the changed"} one does not come back`];
      return name === changed && !isLeft ? ["wrong", "was not left alone without --force"] : "right";
    }
    return now.text === before.get(name).text ? "right" : ["wrong", "another guide changed"];
  });
  return { title: "adopt one more, and a changed one", places: "2 commands", verdicts };
}
