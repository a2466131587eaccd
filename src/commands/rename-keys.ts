import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readText } from "../files/read-text.ts";
import { replaceFiles } from "../files/replace-files.ts";
import { RENAMED_SETTINGS } from "../project/config.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { guidesOf } from "../project/paths.ts";
import { openProject } from "../project/project.ts";
import { parseYaml } from "../yaml/parse.ts";
import { readOldNames, renameKeys, type RenamedKey } from "../yaml/renamed-keys.ts";
import type { BuildOptions, CommandContext } from "./context.ts";
import { expectNoLink } from "./expect-no-link.ts";

/**
 * `dhi-guides build --fix`: gives deprecated keys of the settings and descriptors their new names, before the build. A
 * file that cannot be read, or is no YAML, is left to the build, which says so.
 *
 * @throws ProjectError where there is no such folder
 */
export function renameOldKeys(options: BuildOptions, context: CommandContext): void {
  renameIn(options.root, CONFIG_FILE, RENAMED_SETTINGS, options, context);
  const { project } = openProject({ ...options, packagedTemplates: context.packagedTemplates });
  for (const { kind, descriptor } of guidesOf(project?.pages ?? []))
    if (kind.renamed.length > 0) renameIn(options.root, descriptor, kind.renamed, options, context);
}

function renameIn(
  root: string,
  file: string,
  table: readonly RenamedKey[],
  { quiet }: BuildOptions,
  context: CommandContext,
): void {
  const read = readText(join(root, file));
  const parsed = "text" in read ? parseYaml(read.text) : undefined;
  if (!parsed || "problem" in parsed) return;
  const { found } = readOldNames(parsed.value, table);
  if (found.length === 0) return;
  expectNoLink(root, file);
  replaceFiles(root, [{ file, text: renameKeys(readFileSync(join(root, file), "utf8"), found) }]);
  if (quiet) return;
  for (const { path, to } of found) context.err(`${file}: renamed ${path.join(".")} to ${to}\n`);
}
