import { posix } from "node:path";
import { KINDS, type Kind } from "../kinds/kinds.ts";
import type { Config } from "../project/config.ts";
import { outputFolder, pagePaths } from "../project/paths.ts";
import { MANIFEST } from "../output/manifest.ts";
import { missingLines, type PlannedFile } from "./planned-file.ts";

/**
 * What git is told of the project's files; in the project's folder, where it holds for what is below.
 *
 * @param config the project's settings
 * @param catalog the catalog, relative to the project; undefined where there is none
 */
export function gitFiles(
  config: Config,
  catalog: string | undefined,
): readonly (Omit<PlannedFile, "path"> & { readonly file: string })[] {
  const pages = KINDS.flatMap((kind) =>
    pagePaths("*", kind, config).map((paths) => ({
      ...paths,
      isShared: catalog !== undefined && isIn(catalog, kind, paths.output),
    })),
  );
  const made = [
    ...pages.filter(({ isShared }) => !isShared).map(({ output }) => output),
    posix.join(outputFolder(config), MANIFEST),
    ...pages.flatMap(({ snapshot, drift }) => [snapshot, drift]),
  ];
  const shared = pages.filter(({ isShared }) => isShared).map(({ output }) => output);
  const attributes = `# What dhi-guides writes. Reviews fold it, and its line ends are LF on every machine.
${linesFor(made, "text eol=lf linguist-generated")}${
    shared.length === 0
      ? ""
      : `# Guides that people still write by hand stand among those that it makes, so reviews fold none of them. Once all have
# descriptors, add linguist-generated.
${linesFor(shared, "text eol=lf")}`
  }`;
  const ignored = `node_modules/
# What builds remember, and what \`npx dhi-guides preview --build\` writes.
.dhi-guides/
/site/
`;
  return [
    { id: "gitattributes", file: ".gitattributes", text: attributes, lacking: missingAttributes(attributes) },
    { id: "gitignore", file: ".gitignore", text: ignored, lacking: missingLines(ignored) },
  ];
}

/** Whether a page stands where a catalog has its own: a pattern there holds for guides that nobody adopted, too. */
function isIn(catalog: string, { folder }: Kind, output: string): boolean {
  return output.startsWith(`${posix.join(catalog, folder)}/`);
}

function linesFor(paths: readonly string[], attributes: string): string {
  return [...new Set(paths)].map((path) => `${attributePattern(path)} ${attributes}\n`).join("");
}

/** A line is there where one of the same pattern sets all that it sets. */
function missingAttributes(text: string): (existing: string) => string {
  return (existing) => {
    const known = existing.split(/\r?\n/).map(wordsOf);
    const isKnown = ([pattern, ...attributes]: readonly string[]) =>
      known.some(([first, ...others]) => first === pattern && attributes.every((each) => others.includes(each)));
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    return lines.flatMap((line) => (isKnown(wordsOf(line)) ? [] : [`${line}\n`])).join("");
  };
}

/** A pattern, which may stand in quotes, and its attributes. */
const wordsOf = (line: string) => line.trim().match(/"(?:[^"\\]|\\.)*"|\S+/g) ?? [];

/** A pattern from the project's folder on, in quotes where it has a space. */
function attributePattern(path: string): string {
  const pattern = `/${path.replace(/[[\]?]/g, "\\$&")}`;
  return /[\s"]/.test(pattern) ? JSON.stringify(pattern) : pattern;
}
