import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { relativePath } from "../files/relative-path.ts";
import { visibleLine } from "../findings/visible.ts";
import { shellWord } from "../init/run-from.ts";
import { commandLine } from "../package.ts";
import { settingsOf } from "../project/config.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { fill } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { Thing } from "./new-files.ts";

/* What `new` tells of descriptors that it wrote, after it. */

/**
 * Tells where the definitions were or could be.
 *
 * @param given `--from`: a folder, or false where none was wanted
 * @returns a line; undefined where there is nothing to tell
 */
export function aboutDefinitions(given: string | false | undefined, { root, config }: Project): string | undefined {
  if (given === false || config.catalog !== undefined) return undefined;
  if (given === undefined)
    return `no definitions were used: give --from DIR, or name \`catalog\` in the settings (${CONFIG_FILE})`;
  const catalog = relativePath(root, resolve(given)) || ".";
  const setting = stringify({ catalog }, { lineWidth: 0 }).trimEnd();
  return `write \`${visibleLine(setting)}\` into the settings (${CONFIG_FILE}): new, sync and verify then take the definitions from there`;
}

/**
 * Tells of which things there are finished guides, where the settings say that they stand or in the catalog.
 *
 * @param things what has a new descriptor
 * @param catalog its folder, absolute; undefined where there is none
 * @returns a line for each
 */
export function aboutFinishedGuides(
  things: readonly Thing[],
  { root, config }: Project,
  catalog: string | undefined,
): string[] {
  return things.flatMap(({ kind, name }) => {
    const { published } = settingsOf(config, kind);
    const places = [
      ...(published === undefined ? [] : [resolve(root, fill(published, name))]),
      ...(catalog === undefined ? [] : [join(catalog, kind.folder, name, kind.pages[0].file)]),
    ];
    const guide = places.find((place) => existsSync(place));
    if (guide === undefined) return [];
    const shown = relativePath(process.cwd(), guide);
    const into = resolve(root) === process.cwd() ? "" : ` --into ${shellWord(relativePath(process.cwd(), root))}`;
    // The new descriptor does not give that guide, and `adopt` overwrites none unless it is told to.
    const command = commandLine(`adopt --force ${shellWord(shown)}${into}`);
    return [
      `a finished guide exists at ${visibleLine(shown)}: ${command} makes its descriptor, in place of the new one`,
    ];
  });
}
