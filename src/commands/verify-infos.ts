import { existsSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { INFO_FILE } from "../descriptor/info.ts";
import { readText } from "../files/read-text.ts";
import type { Finding } from "../findings/finding.ts";
import { place } from "../findings/problem.ts";
import { KINDS } from "../kinds/kinds.ts";
import type { Project } from "../project/project.ts";
import type { VerifyConfig } from "../verify/config.ts";
import { checkInfos, type InfoFile } from "../verify/info/check-infos.ts";

const PAGES: ReadonlySet<string> = new Set(KINDS.flatMap(({ pages }) => pages.map(({ file }) => file)));

/**
 * Finds the `info.yaml` of the things that pages are about: the project's, or the one beside a page that nobody
 * describes.
 *
 * @param files the pages, relative to the root
 * @returns for each that is there, relative to the root, whether a page of its thing is shown on Docker Hub
 */
export function findInfos(files: readonly string[], { root, pages }: Project): ReadonlyMap<string, boolean> {
  const byOutput = new Map(pages.map((paths) => [paths.output, paths]));
  const found = new Map<string, boolean>();
  for (const file of files) {
    const paths = byOutput.get(file);
    const beside = PAGES.has(basename(file)) ? posix.join(dirname(file), INFO_FILE) : undefined;
    const info = [paths?.info, beside].find((each) => each !== undefined && existsSync(join(root, each)));
    if (info !== undefined) found.set(info, found.get(info) === true || paths?.page.host === "hub");
  }
  return found;
}

/**
 * Checks the `info.yaml` of a run.
 *
 * @param infos as {@link findInfos} gives them
 * @returns what is wrong with them; of one that cannot be read, why
 */
export async function verifyInfos(
  infos: ReadonlyMap<string, boolean>,
  root: string,
  { infoSchema, findings }: Pick<Catalog, "infoSchema" | "findings">,
  { severity = {} }: Partial<VerifyConfig>,
): Promise<readonly Finding[]> {
  const read: InfoFile[] = [];
  const unread: Finding[] = [];
  // Of a broken one the catalog has told.
  const told = new Set(findings.map(({ file }) => file));
  for (const [file, isOnHub] of infos) {
    if (told.has(file)) continue;
    const result = readText(join(root, file));
    if ("problem" in result) unread.push(place(result.problem, file));
    else read.push({ file, text: result.text, isOnHub });
  }
  return [...unread, ...(await checkInfos(read, infoSchema, { severity }))];
}
