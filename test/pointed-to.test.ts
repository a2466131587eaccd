import { execFileSync } from "node:child_process";
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
  // What npm itself would pack, without the scripts: `npm test` has made dist/.
  const packed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: REPOSITORY,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
  const paths = new Set(files.map(({ path }) => path));
  const pages = readdirSync(join(REPOSITORY, "docs"), { recursive: true, encoding: "utf8" })
    .map((page) => `docs/${page.replaceAll("\\", "/")}`)
    .filter((page) => page.endsWith(".md"));
  expect(pages.length).toBeGreaterThan(20);
  expect([...pages, ...pointers.map(({ page }) => `docs/${page}`)].filter((page) => !paths.has(page))).toEqual([]);
  // The other files that it carries for those who use it.
  for (const path of ["templates/nested.hbs", "schema/image.json", "README.md", "LICENSE"])
    expect(paths).toContain(path);
});
