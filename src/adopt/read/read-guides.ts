import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, extname, join, relative, resolve, sep } from "node:path";
import { findMisnamed } from "../../files/file-name.ts";
import { readText } from "../../files/read-text.ts";
import type { Finding } from "../../findings/finding.ts";
import { place } from "../../findings/problem.ts";
import { TextLimitError } from "../../markdown/text-limit.ts";
import { guideName } from "../../project/names.ts";
import { formatMarkdown } from "../../format/format-markdown.ts";

/** A guide as its author left it. */
export interface SourceGuide {
  /** The image's name: of the guide's folder, or of the file. */
  readonly name: string;
  /** Where it stands, absolute. */
  readonly path: string;
  /** The file, relative to the folder that findings speak of. */
  readonly file: string;
  /** As it was read, with `\n` line ends. */
  readonly source: string;
  /** In house style: what adopting must give back. */
  readonly text: string;
}

/** A file's name that says what it is, not whose: the folder has the image's name. */
const GENERIC = /^(?:guides?|readme|index)$/i;

/**
 * Finds and reads guides.
 *
 * @param paths files, and folders that are searched: for the file name that most subfolders share (`guides.md`), else for
 *   every Markdown file
 * @param root the folder that findings name files relative to
 * @param progress called with the number of files once they are found, and after each
 * @returns the guides, sorted by name, and what is wrong; a file that cannot be a guide is passed over
 */
export function readGuides(
  paths: readonly string[],
  root: string,
  progress: { readonly start: (files: number) => void; readonly step: () => void } = {
    start: () => {},
    step: () => {},
  },
): { readonly guides: readonly SourceGuide[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const guides = new Map<string, SourceGuide>();
  const files = paths.flatMap((each) => guideFiles(each, root, findings));
  progress.start(files.length);
  for (const path of files) {
    const file = shown(path, root);
    const guide = readGuide(path, file, findings);
    progress.step();
    if (!guide) continue;
    const first = guides.get(guide.name);
    if (first)
      findings.push({
        ...at(
          file,
          "error",
          "adopt-duplicate",
          `unexpected second guide of "${guide.name}", the first is ${first.file}`,
        ),
        fix: "rename its folder, or adopt it into another project",
      });
    else guides.set(guide.name, guide);
  }
  return { guides: [...guides.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), findings };
}

function guideFiles(path: string, root: string, findings: Finding[]): string[] {
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
  const counts = new Map<string, number>();
  for (const each of found) counts.set(basename(each), (counts.get(basename(each)) ?? 0) + 1);
  const [common] = [...counts].filter(([name]) => GENERIC.test(stem(name))).sort((a, b) => b[1] - a[1]);
  return common === undefined ? found : found.filter((each) => basename(each) === common[0]);
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

function readGuide(path: string, file: string, findings: Finding[]): SourceGuide | undefined {
  const read = readText(path);
  if ("problem" in read) {
    findings.push(place(read.problem, file));
    return undefined;
  }
  if (read.text.trim() === "") {
    findings.push(at(file, "warning", "adopt-empty", "unexpected empty file, expected a guide"));
    return undefined;
  }
  const written = GENERIC.test(stem(path)) ? basename(dirname(path)) : stem(path);
  const name = guideName(written);
  if (name === undefined) {
    findings.push(
      at(file, "error", "adopt-name", `unexpected name "${written}", expected lower-case letters and digits`),
    );
    return undefined;
  }
  try {
    return { name, path, file, source: read.text, text: formatMarkdown(read.text) };
  } catch (error) {
    if (!(error instanceof TextLimitError)) throw error;
    const { code, message, fix, line, column } = error;
    findings.push({ code, severity: "error", file, line, column, message, fix });
    return undefined;
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
