import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { plainText } from "../files/line-ends.ts";
import { readText as readRegular } from "../files/read-text.ts";
import { relativePath } from "../files/relative-path.ts";
import { FIRST_KIND, KINDS } from "../kinds/kinds.ts";
import type { FindOriginals } from "../preview/store.ts";
import { settingsOf } from "../project/config.ts";
import { beside } from "../project/pages.ts";
import { fill, type PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";

/**
 * Originals stand in a folder as outputs do (`<name>/guides.md`), as in a catalog (`chart/<name>/guides.md`), or as
 * `<name>.md`; those of adopted pages beside the guides, where the settings say.
 *
 * @param folders where to look
 * @returns a function that gives the originals of a page
 */
export function findOriginals(folders: readonly string[], { root, config }: Project): FindOriginals {
  const adopted = ({ kind, page, name, output }: PagePaths) => {
    const { published } = settingsOf(config, kind);
    if (published === undefined) return [];
    const file = fill(page.name === kind.pages[0].name ? published : beside(published, page.file), name);
    const read = file === output ? undefined : readRegular(join(root, file));
    return read !== undefined && "text" in read ? [{ label: file, text: read.text }] : [];
  };
  return (paths) => {
    const given = folders.flatMap((folder) => {
      for (const candidate of candidates(folder, paths)) {
        const text = readText(candidate);
        if (text !== undefined) return { label: relativePath(".", candidate), text };
      }
      return [];
    });
    return [...given, ...adopted(paths)];
  };
}

/** Where the original of a page may stand in a folder: that of a project's outputs, a catalog's, or of one kind's things. */
function candidates(folder: string, { kind, page, name, output }: PagePaths): readonly string[] {
  const files = new Set([basename(output), page.file]);
  const inCatalog = join(folder, kind.folder, name);
  const inOutputs = join(folder, fill(kind.outputs, name));
  const folders = [inCatalog, inOutputs];
  // `../catalog/chart` has charts and nothing else, whatever else is called like them.
  const own = KINDS.find((each) => each.folder === basename(resolve(folder)));
  if (own && own !== kind) return [];
  if (own) folders.push(join(folder, name));
  const isPlain = kind === (own ?? FIRST_KIND);
  const flat = page.name === kind.pages[0].name ? `${name}.md` : `${name}.${page.file}`;
  return [
    ...folders.flatMap((each) => [...files].map((file) => join(each, file))),
    ...(isPlain ? [join(folder, flat)] : []),
  ];
}

function readText(path: string): string | undefined {
  try {
    return plainText(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
