import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readText } from "../../files/read-text.ts";
import type { Finding } from "../../findings/finding.ts";
import { place } from "../../findings/problem.ts";
import { TextLimitError } from "../../markdown/text-limit.ts";
import { guideName } from "../../project/names.ts";
import type { Kind, PageKind } from "../../kinds/kinds.ts";
import { readDisplayName } from "./display-name.ts";
import { at, isGenericName, shown, stem } from "./file-names.ts";
import { findPageFiles } from "./find-pages.ts";
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

/**
 * Finds and reads pages.
 *
 * @param paths files, and folders that are searched: see {@link findPageFiles}
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
  const files = paths.flatMap((each) => findPageFiles(each, root, findings));
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

function foldersWith(parent: string, name: string): number {
  if (dirname(parent) === parent) return 0;
  const folders = readdirSync(parent, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.filter((entry) => existsSync(join(parent, entry.name, name))).length;
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
