import { existsSync } from "node:fs";
import { join } from "node:path";
import { createGuideMaker } from "../build/make-guide.ts";
import { factFields } from "../descriptor/fact-fields.ts";
import type { Finding } from "../findings/finding.ts";
import { commandLine } from "../package.ts";
import { settingsOf, type Config } from "../project/config.ts";
import { CONFIG_FILE } from "../project/names.ts";
import { settingName } from "../project/pages.ts";
import { idOf, type PagePaths } from "../project/paths.ts";
import type { Project } from "../project/project.ts";
import type { Fields } from "./describe/page-context.ts";
import type { SourcePage } from "./read/read-pages.ts";
import { lacksGuide, topFields, type Thing } from "./read/things.ts";

/** What `sync` writes, and what is said of findings: somebody's words of a guide they are not. */
const NO_WORDS: ReadonlySet<string> = new Set([
  ...Object.keys(factFields),
  ...[
    "name",
    "title",
    "registry",
    "article",
    "shortTitle",
    "repository",
    "ports",
    "env",
    "volumes",
    "args",
    "variants",
    "keep",
    "suppress",
  ],
]);

/** Pages that the project has already, and those that are to be adopted. */
export interface SortedPages {
  readonly known: readonly SourcePage[];
  readonly wanted: readonly SourcePage[];
  readonly findings: readonly Finding[];
}

/**
 * Tells pages that the project has from those that are to be adopted. What the project gives already needs no other files,
 * and what was written for a page stays; where it cannot be told whether anything was, a note names the page.
 *
 * @param read the published pages
 * @param project the project, with all pages that are adopted
 * @param thingOf what a page is about
 * @param options its settings as they are, and whether pages that it gives otherwise are adopted again
 */
export function sortPages(
  read: readonly SourcePage[],
  project: Project,
  thingOf: (page: SourcePage) => Thing,
  { before, force }: { readonly before: Config; readonly force: boolean },
): SortedPages {
  let maker: ReturnType<typeof createGuideMaker> | undefined;
  const findings: Finding[] = [];
  const isKnown = (source: SourcePage): boolean => {
    const thing = thingOf(source);
    const paths = thing.paths.find(({ page }) => page.name === source.page.name);
    if (!thing.descriptor || !paths) return false;
    const written = writtenFor(paths, thing.descriptor.fields, project.root);
    const isOff = settingsOf(before, source.kind).pages[source.page.name] === false;
    if (!force && written === "yes" && !isOff) return true;
    // A page that the settings leave out is not given, whatever it would be.
    if (!isOff && (maker ??= createGuideMaker(project)).make(paths).text === source.text) return true;
    if (force || written === "no") return false;
    findings.push(notTaken(source, paths, isOff));
    return true;
  };
  const known = read.filter(isKnown);
  const taken = new Set(known);
  return { known, wanted: read.filter((page) => !taken.has(page)), findings };
}

/** Whether somebody wrote what a descriptor says of a page. */
function writtenFor(paths: PagePaths, fields: Fields, root: string): "yes" | "no" | "perhaps" {
  const { fields: field } = paths.page;
  if (field === undefined || existsSync(join(root, paths.drift))) return "yes";
  if (field !== "") {
    const own = fields[field];
    if (typeof own !== "object" || own === null) return "no";
    return Object.keys(own).length > 0 ? "yes" : "perhaps";
  }
  if (lacksGuide(fields, paths.kind)) return "no";
  // Who wrote no more than facts may want a guide of shared text alone.
  return Object.keys(topFields(fields, paths.kind)).every((name) => NO_WORDS.has(name)) ? "perhaps" : "yes";
}

function notTaken({ file, kind, name, page }: SourcePage, { descriptor }: PagePaths, isOff: boolean): Finding {
  const again = `run ${commandLine("adopt --force")} on it, which describes it anew`;
  const setting = `\`${settingName(kind, page.name)}: false\``;
  return {
    code: "adopt-not-taken",
    severity: "note",
    file,
    line: 1,
    column: 1,
    message: isOff
      ? `${page.name} of "${idOf(kind, name)}" is not taken: ${descriptor} says one, and ${setting} in ${CONFIG_FILE} leaves it out`
      : `${page.name} of "${idOf(kind, name)}" is not taken: ${descriptor} gives another, which may be meant`,
    fix: isOff ? `${again}; for the descriptor's own, remove ${setting}` : again,
  };
}
