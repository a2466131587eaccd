import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

/**
 * Writes a project of as many guides as the catalog has: each with the real text of its catalog guide as prose files
 * beside a small descriptor, and the shared sections from the templates. Nothing of it is kept.
 *
 * @param catalog the catalog's `image` folder
 * @param templates the templates to use
 * @param into an empty folder
 * @param most no more guides than this
 * @returns the names of the guides
 */
export function writeProject(catalog: string, templates: string, into: string, most = Infinity): readonly string[] {
  cpSync(templates, join(into, "templates"), { recursive: true });
  mkdirSync(join(into, "images"));
  const names = readdirSync(catalog).toSorted().slice(0, most);
  for (const name of names) {
    const text = readFileSync(join(catalog, name, "guides.md"), "utf8");
    const sections = sectionsOf(text).filter(({ title }) => !SHARED.test(title));
    mkdirSync(join(into, "images", name));
    const add = sections.map(({ title, body }, index) => {
      const file = `${String(index + 1).padStart(2, "0")}.md`;
      writeFileSync(join(into, "images", name, file), body);
      return { title, text: { file }, before: "comparison" };
    });
    const descriptor = {
      name,
      title: titleOf(name),
      ports: ["8080/tcp"],
      start: { text: `Run ${titleOf(name)} with the following command.` },
      ...(add.length > 0 ? { sections: { add } } : {}),
    };
    writeFileSync(join(into, "images", `${name}.yaml`), stringify(descriptor));
  }
  return names;
}

/** Sections that the templates have. */
const SHARED = /^(?:image variants|migrat|troubleshoot|non-hardened|docker official|prerequisite)/i;

function sectionsOf(text: string): { title: string; body: string }[] {
  const sections: { title: string; body: string }[] = [];
  let isFenced = false;
  for (const line of text.split("\n")) {
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    const title = isFenced ? undefined : /^## (.+)/.exec(line)?.[1];
    if (title !== undefined) sections.push({ title: title.trim(), body: "" });
    else {
      const last = sections.at(-1);
      if (last) last.body += `${line}\n`;
    }
  }
  return sections.filter(({ body }) => body.trim() !== "");
}

function titleOf(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => ` ${letter.toUpperCase()}`).trim();
}
