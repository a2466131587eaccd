import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import GithubSlugger from "github-slugger";
import { expect, test } from "vitest";
import { read, REPOSITORY } from "./support/project.ts";

/* What messages and written files point to is in the package, and has the section that they name. */

const POINTER =
  /(?:https:\/\/github\.com\/docker-hardened-images\/dhi-guides\/blob\/[^/]+\/)?docs\/([\w/-]+\.md)(?:#([\w-]+))?/g;

/** All that users of the package may be shown: string literals of the sources, and the package's own files. */
const texts = ["src", "templates", "schema"].flatMap((folder) =>
  readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:ts|hbs|json)$/.test(file))
    .map((file) => ({ file: `${folder}/${file}`, text: read(REPOSITORY, `${folder}/${file}`) })),
);
const pointers = texts.flatMap(({ file, text }) =>
  [...text.matchAll(POINTER)].map(([, page = "", anchor]) => ({ file, page, anchor })),
);

test("pages that messages point to are there, with their sections", () => {
  expect(pointers.map(({ page }) => page)).toEqual(expect.arrayContaining(["descriptor.md", "drift.md"]));
  for (const { file, page, anchor } of pointers) {
    expect(existsSync(join(REPOSITORY, "docs", page)), `${file}: docs/${page}`).toBe(true);
    if (anchor === undefined) continue;
    const slugger = new GithubSlugger();
    const headings = [...read(REPOSITORY, `docs/${page}`).matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
      slugger.slug(title),
    );
    expect(headings, `${file}: docs/${page}#${anchor}`).toContain(anchor);
  }
});

test("the package has the pages, and those that findings name by their codes", () => {
  const { files } = JSON.parse(read(REPOSITORY, "package.json")) as { files: readonly string[] };
  expect(files).toContain("docs");
  // Nothing of it is left out but pictures.
  expect(files.filter((file) => file.startsWith("!docs"))).toEqual(["!docs/images"]);
});
