import { posix } from "node:path";
import { KINDS } from "../kinds/kinds.ts";
import type { Config } from "../project/config.ts";
import { outputFolder, pagePaths } from "../project/paths.ts";
import { MANIFEST } from "../output/manifest.ts";
import { missingLines, type PlannedFile } from "./planned-file.ts";

/**
 * What git is told of the project's files; in the project's folder, where it holds for what is below.
 *
 * @param config the project's settings
 */
export function gitFiles(config: Config): readonly (Omit<PlannedFile, "path"> & { readonly file: string })[] {
  const attributes = `# What dhi-guides writes. Reviews fold it, and its line ends are LF on every machine.
${generatedFiles(config)
  .map((pattern) => `${attributePattern(pattern)} text eol=lf linguist-generated\n`)
  .join("")}`;
  const ignored = `node_modules/
# What builds remember, and what \`npx dhi-guides preview --build\` writes.
.dhi-guides/
/site/
`;
  return [
    { id: "gitattributes", file: ".gitattributes", text: attributes, lacking: missingLines(attributes) },
    { id: "gitignore", file: ".gitignore", text: ignored, lacking: missingLines(ignored) },
  ];
}

/** The files that the tool writes, as patterns that git understands: pages, the manifest, snapshots and drift. */
function generatedFiles(config: Config): readonly string[] {
  const pages = KINDS.flatMap((kind) => pagePaths("*", kind, config));
  return [
    ...new Set([
      ...pages.map(({ output }) => output),
      posix.join(outputFolder(config), MANIFEST),
      ...pages.flatMap(({ snapshot, drift }) => [snapshot, drift]),
    ]),
  ];
}

/** A pattern from the project's folder on, in quotes where it has a space. */
function attributePattern(path: string): string {
  const pattern = `/${path.replace(/[[\]?]/g, "\\$&")}`;
  return /[\s"]/.test(pattern) ? JSON.stringify(pattern) : pattern;
}
