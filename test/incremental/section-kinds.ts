import { cpSync } from "node:fs";
import { join } from "node:path";
import { descriptorOf, makeImage } from "../../bench/generate.mjs";
import { makeProject, minimal, REPOSITORY } from "../support/project.ts";

/**
 * Makes a project with all that a section can be: worded by nested partials, joined to another, of an author, in parts of
 * use cases.
 *
 * @returns its folder
 */
export function makeGuides(): string {
  const { name, ...image } = makeImage(7);
  const root = makeProject({
    [`images/${name}.yaml`]: `${descriptorOf({ name, ...image })}layout: flat\n`,
    "images/plain.yaml": minimal("plain"),
    "images/parts.yaml": minimal(
      "parts",
      "useCases:\n  - title: Look\n    parts: [{ text: First. }, { partial: aside }, { text: '- last' }]\n",
    ),
    "images/joined.yaml": minimal(
      "joined",
      "sections:\n  add:\n" +
        "    - { after: permissions, text: '- of the author' }\n" +
        "    - { after: no-shell, partial: aside }\n" +
        "    - { after: entry-point, title: Own, text: Of the author. }\n" +
        "  replace: { minimalism: { partial: aside } }\n",
    ),
    "images/rows.yaml": minimal("rows", "comparison: { rows: [{ feature: Shels, hardened: none }] }\n"),
    "images/whole.yaml": minimal("whole", 'included: "See [more].\\n\\n[more]: https://example.com\\n"\n'),
    "templates/partials/aside.hbs": "An aside.\n",
  });
  cpSync(join(REPOSITORY, "test/fixtures/everything"), root, { recursive: true });
  return root;
}
