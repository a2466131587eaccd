import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { findMisnamed } from "../../files/file-name.ts";
import { readText } from "../../files/read-text.ts";
import type { Finding } from "../../findings/finding.ts";
import { place } from "../../findings/problem.ts";
import { plural } from "../../findings/plural.ts";
import { firstNames } from "../../findings/suggest.ts";
import { TextLimitError } from "../../markdown/text-limit.ts";
import { guideName } from "../../project/names.ts";
import { KINDS, type Kind, type PageKind } from "../../kinds/kinds.ts";
import { readDisplayName } from "./display-name.ts";
import { kindOfFolder, pageOf } from "./page-of.ts";
import { formatMarkdown } from "../../format/format-markdown.ts";
import { Formatter } from "../../format/formatter.ts";

/** A page as its author left it. */
export interface SourcePage {
  readonly kind: Kind;
  readonly page: PageKind;
  /** The name of what it is about: of the page's folder, or of the file. */
  readonly name: string;
  /** Where it stands, absolute. */
  readonly path: string;
  /** The file, relative to the folder that findings speak of. */
  readonly file: string;
  /** As it was read, with `\n` line ends. */
  readonly source: string;
  /** In house style: what adopting must give back. */
  readonly text: string;
  /** What the catalog calls it, where it says so. */
  readonly displayName: string | undefined;
}

/** A file's name that says what it is, not whose: the folder has the image's name. The first ones are guides. */
const GENERIC = [/^guides?$/i, /^(?:readme|index)$/i, /^(?:overview|content)$/i];

/**
 * Finds and reads pages.
 *
 * @param paths files, and folders that are searched: where it has a catalog's pages (`image/redis/guides.md`), for all of these names; else for
 *   overviews, and for guides by the file name that most subfolders share (`guides.md`, `page.md`), else for every
 *   Markdown file; those of each kind for themselves
 * @param root the folder that findings name files relative to
 * @param progress called with the number of files once they are found, and after each
 * @returns the pages, sorted by name, and what is wrong; a file that cannot be a page is passed over
 */
export function readPages(
  paths: readonly string[],
  root: string,
  progress: { readonly start: (files: number) => void; readonly step: () => void } = {
    start: () => {},
    step: () => {},
  },
): { readonly pages: readonly SourcePage[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const pages = new Map<string, SourcePage>();
  const files = paths.flatMap((each) => pageFiles(each, root, findings));
  progress.start(files.length);
  const isGeneric = genericNames();
  // Pages have most of their blocks in common.
  const formatter = new Formatter();
  for (const path of files) {
    const file = shown(path, root);
    const page = readPage(path, file, { isCalledByFolder: isGeneric(path), formatter }, findings);
    progress.step();
    if (!page) continue;
    const key = `${page.kind.name} ${page.page.name} ${page.name}`;
    const first = pages.get(key);
    if (first)
      findings.push({
        ...at(
          file,
          "error",
          "adopt-duplicate",
          `unexpected second ${page.page.name} of "${page.name}", the first is ${first.file}`,
        ),
        fix:
          dirname(first.path) === dirname(path)
            ? `name the files that are guides: ${first.file}, and those called like it`
            : "rename its folder, or adopt it into another project, with --into",
      });
    else pages.set(key, page);
  }
  return { pages: [...pages.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), findings };
}

function pageFiles(path: string, root: string, findings: Finding[]): string[] {
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
  const taken = found.some(isCatalogPage)
    ? found.filter(hasPageName)
    : KINDS.flatMap((kind) => pagesAmong(found.filter((each) => pageOf(each, isGenericName(each)).kind === kind)));
  const skipped = found.filter((each) => !taken.includes(each)).map((each) => shown(each, absolute));
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
const hasPageName = (path: string) =>
  KINDS.some(({ pages }) => pages.some(({ file }) => file === basename(path).toLowerCase()));

/** Whether a file is a page where a catalog has it: `image/redis/guides.md`. */
function isCatalogPage(path: string): boolean {
  const kind = kindOfFolder(basename(dirname(dirname(path))));
  return kind?.pages.some(({ file }) => file === basename(path).toLowerCase()) ?? false;
}

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

/**
 * Tells which files are called by what they are: several folders beside each other have one of that name, among the files
 * that were named or on the disk.
 */
function genericNames(): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const name = basename(path);
    if (isGenericName(path)) return true;
    // `image/redis.md` and `chart/redis.md` are called after themselves.
    if (kindOfFolder(basename(dirname(path)))) return false;
    const parent = dirname(dirname(path));
    const key = join(parent, name);
    const isShared = known.get(key) ?? foldersWith(parent, name) > 1;
    known.set(key, isShared);
    return isShared;
  };
}

function isGenericName(path: string): boolean {
  return GENERIC.some((generic) => generic.test(stem(path)));
}

function foldersWith(parent: string, name: string): number {
  if (dirname(parent) === parent) return 0;
  const folders = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.filter((entry) => existsSync(join(parent, entry.name, name))).length;
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

function isMarkdown(path: string): boolean {
  return extname(path).toLowerCase() === ".md";
}

function readPage(
  path: string,
  file: string,
  { isCalledByFolder, formatter }: { readonly isCalledByFolder: boolean; readonly formatter: Formatter },
  findings: Finding[],
): SourcePage | undefined {
  const read = readText(path);
  if ("problem" in read) {
    findings.push(place(read.problem, file));
    return undefined;
  }
  if (read.text.trim() === "") {
    findings.push(at(file, "warning", "adopt-empty", "unexpected empty file, expected a page"));
    return undefined;
  }
  const written = isCalledByFolder ? basename(dirname(path)) : stem(path);
  const name = guideName(written);
  if (name === undefined) {
    findings.push(
      at(file, "error", "adopt-name", `unexpected name "${written}", expected lower-case letters and digits`),
    );
    return undefined;
  }
  try {
    const { kind, page } = pageOf(path, isCalledByFolder);
    return {
      kind,
      page,
      name,
      path,
      file,
      source: read.text,
      text: formatOf(read.text, formatter),
      // A file that is called after its image may stand beside others' files.
      displayName: isCalledByFolder ? readDisplayName(path, kind) : undefined,
    };
  } catch (error) {
    if (!(error instanceof TextLimitError)) throw error;
    const { code, message, fix, line, column } = error;
    findings.push({ code, severity: "error", file, line, column, message, fix });
    return undefined;
  }
}

/** A page in house style. Where it is more than a parser can take, the whole of it tells where. */
function formatOf(text: string, formatter: Formatter): string {
  try {
    return formatter.text(text);
  } catch (error) {
    if (error instanceof TextLimitError) return formatMarkdown(text);
    throw error;
  }
}

function stem(path: string): string {
  return basename(path, extname(path));
}

function shown(path: string, root: string): string {
  return relative(root, path).split(sep).join("/") || ".";
}

function at(file: string, severity: Finding["severity"], code: string, message: string): Finding {
  return { code, severity, file, line: 1, column: 1, message };
}
