import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readBytes } from "../files/read-text.ts";
import { MANIFEST } from "../output/manifest.ts";
import { CONFIG_FILE } from "../project/names.ts";
import type { Project } from "../project/project.ts";
import { isOwnTemplate } from "../project/template-files.ts";

/** A file of the project, as it stands in the working copy. */
export interface ProjectFile {
  /** Relative to the root. */
  readonly file: string;
  readonly text: string;
}

/**
 * Reads the files that people and the tool write: settings, templates of the project's own, descriptors and what stands
 * beside them, outputs, the manifest. What is not there, or cannot be read, is left out.
 *
 * @returns the files one after the other, so that no more than one is held at a time
 */
export function* projectFiles(project: Project): Generator<ProjectFile> {
  const { root, pages, templates, outputPath } = project;
  const files = new Set([CONFIG_FILE, outputPath(MANIFEST)]);
  for (const { file } of templates) if (isOwnTemplate(file)) files.add(file);
  for (const { descriptor, snapshot, drift, info, output, prose } of pages) {
    for (const file of [descriptor, snapshot, drift, info, output]) files.add(file);
    for (const name of markdownIn(join(root, prose))) files.add(`${prose}/${name}`);
  }
  for (const file of files) {
    const read = readBytes(join(root, file));
    if ("bytes" in read) yield { file, text: read.bytes.toString("utf8") };
  }
}

function markdownIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".md"));
  } catch {
    // Most things have no prose of their own.
    return [];
  }
}
