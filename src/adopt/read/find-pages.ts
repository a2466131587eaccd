import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { findMisnamed } from "../../files/file-name.ts";
import type { Finding } from "../../findings/finding.ts";
import { plural } from "../../findings/plural.ts";
import { place } from "../../findings/problem.ts";
import { firstNames } from "../../findings/suggest.ts";
import { KINDS, PAGE_FILES } from "../../kinds/kinds.ts";
import { at, GENERIC, isGenericName, isMarkdown, shown, stem } from "./file-names.ts";
import { kindOfFolder, pageOf } from "./page-of.ts";

/**
 * Finds the files of pages.
 *
 * @param path a file, or a folder that is searched. Where it has a catalog's pages (`image/redis/guides.md`), all files of
 *   these names are taken; else overviews, and guides by the file name that most subfolders share (`guides.md`,
 *   `page.md`), or else every Markdown file; those of each kind for themselves
 * @param root the folder that findings name files relative to
 * @param findings takes what is wrong, and which files are not taken
 * @returns the files, absolute
 */
export function findPageFiles(path: string, root: string, findings: Finding[]): string[] {
  const absolute = resolve(path);
  const misnamed = findMisnamed(absolute);
  if (misnamed) {
    findings.push(place(misnamed, shown(absolute, root)));
    return [];
  }
  if (!existsSync(absolute)) {
    findings.push(at(path, "error", "adopt-missing", "unexpected path, there is no such file or folder"));
    return [];
  }
  if (!statSync(absolute).isDirectory()) {
    if (isMarkdown(absolute)) return [absolute];
    findings.push({
      ...at(
        shown(absolute, root),
        "error",
        "adopt-not-markdown",
        `unexpected file "${basename(path)}", expected Markdown`,
      ),
      fix: "name guides whose files end in .md, or the folder that holds them",
    });
    return [];
  }
  const found = markdownFiles(absolute, root, findings).sort();
  if (found.length === 0)
    findings.push({
      ...at(
        shown(absolute, root),
        "warning",
        "adopt-no-guides",
        "unexpected folder without a Markdown file, expected guides",
      ),
      fix: "name the folder that holds the guides, or the files",
    });
  const isCatalog = found.some(isCatalogPage);
  const taken = isCatalog
    ? found.filter(hasPageName)
    : KINDS.flatMap((kind) => pagesAmong(found.filter((each) => pageOf(each, isGenericName(each)).kind === kind)));
  // A catalog is a repository, with a README and more: only what stands below a folder of a kind may be a page.
  const above = `${basename(dirname(absolute))}/${basename(absolute)}`;
  const mayBePage = (each: string) =>
    !isCatalog ||
    dirname(`${above}/${shown(each, absolute)}`)
      .split("/")
      .some(kindOfFolder);
  const skipped = found.filter((each) => !taken.includes(each) && mayBePage(each)).map((each) => shown(each, absolute));
  if (skipped.length > 0)
    findings.push({
      ...at(
        shown(absolute, root),
        "note",
        "adopt-skipped",
        `${plural(skipped.length, "Markdown file")} ${skipped.length === 1 ? "is" : "are"} not taken for pages: ${firstNames(skipped)}`,
      ),
      fix: "name those that are pages",
    });
  return taken;
}

/** Whether a file is called as a catalog's pages are. */
const hasPageName = (path: string) => PAGE_FILES.has(basename(path).toLowerCase());

/** Whether a file is a page where a catalog has it: `image/redis/guides.md`. */
const isCatalogPage = (path: string) =>
  hasPageName(path) && kindOfFolder(basename(dirname(dirname(path)))) !== undefined;

/** Among the files of one kind, its overviews, and the guides. */
function pagesAmong(files: readonly string[]): string[] {
  const isGuide = (each: string) => {
    const { kind, page } = pageOf(each, true);
    return page === kind.pages[0];
  };
  const all = files.filter(isGuide);
  const common = commonName(all);
  const guides = common === undefined ? all : all.filter((each) => basename(each) === common);
  // Beside guides that are called after what they are about, an overview is of them all.
  const shelves = new Set(common === undefined ? guides.filter((each) => !isGenericName(each)).map(dirname) : []);
  return files.filter((each) => (isGuide(each) ? guides.includes(each) : !shelves.has(dirname(each))));
}

/** The file name by which a folder's guides are told; undefined where each has a name of its own, or several are alike. */
function commonName(files: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const each of files) counts.set(basename(each), (counts.get(basename(each)) ?? 0) + 1);
  const names = [...counts].sort((a, b) => b[1] - a[1]);
  const most = names[0]?.[1] ?? 0;
  for (const generic of GENERIC) {
    const known = names.find(([name]) => generic.test(stem(name)));
    // Beside a README of every image, some have a guide.
    if (known && (known[1] === most || (generic === GENERIC[0] && known[1] > 1))) return known[0];
  }
  const known = names.find(([name]) => GENERIC.some((generic) => generic.test(stem(name))));
  const folders = new Set(files.map((each) => dirname(each))).size;
  const [first, second] = names.filter(([, count]) => count > 1 && count * 2 > folders);
  return first && !second ? first[0] : known?.[0];
}

function markdownFiles(folder: string, root: string, findings: Finding[]): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    const isFolder = entry.isDirectory();
    if (!isFolder && !isMarkdown(path)) return [];
    const misnamed = findMisnamed(path);
    if (misnamed) {
      findings.push(place(misnamed, shown(path, root)));
      return [];
    }
    return isFolder ? markdownFiles(path, root, findings) : [path];
  });
}
