import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { readText } from "../files/read-text.ts";
import { plural } from "../findings/plural.ts";
import { place, type Problem, type YamlPath } from "../findings/problem.ts";
import { didYouMean } from "../findings/suggest.ts";
import { KINDS, type Kind } from "../kinds/kinds.ts";
import { folderOf, RENAMED_SETTINGS, settingsOf } from "../project/config.ts";
import { listNames } from "../project/listing.ts";
import { CONFIG_FILE } from "../project/names.ts";
import type { Project } from "../project/project.ts";
import { createLocator } from "../yaml/locate.ts";
import { parseYaml } from "../yaml/parse.ts";
import { atOldName, readOldNames } from "../yaml/renamed-keys.ts";
import type { Check, Setup } from "./setup.ts";

/** Whether what the settings name is there: folders, files, rules. */
export const settings: Check = {
  name: "settings",
  look: (setup) => {
    const { root, project } = setup;
    const read = readText(join(root, CONFIG_FILE));
    if (!project) return { seen: `${CONFIG_FILE} is not valid`, findings: [] };
    if ("problem" in read) return { seen: "the defaults", findings: [] };
    const parsed = parseYaml(read.text);
    const { value: stated, found } = readOldNames("value" in parsed ? parsed.value : undefined, RENAMED_SETTINGS);
    const isStated = (path: YamlPath) => valueAt(stated, path) !== undefined;
    const problems = [
      ...KINDS.flatMap((kind) => findEmptyPatterns(project, kind)),
      ...findAbsent(project),
      ...findUnknownRules(project, setup.rules),
    ].filter(({ place: { path } }) => isStated(path));
    const locator = createLocator(read.text);
    const count = stated !== null && typeof stated === "object" ? Object.keys(stated).length : 0;
    return {
      seen: `${plural(count, "key")} of ${CONFIG_FILE}`,
      findings: problems.map((problem) => place(atOldName(problem, found), CONFIG_FILE, locator)),
    };
  },
};

/** A setting that names nothing, at its value or key. */
interface Dangling extends Problem {
  readonly place: { readonly path: YamlPath; readonly part: "key" | "value" };
}

function dangling(path: YamlPath, message: string, fix: string, more: Partial<Dangling> = {}): Dangling {
  return { code: "setup-setting", severity: "error", message, fix, place: { path, part: "value" }, ...more };
}

/** Patterns that no file has. One that may have some tomorrow, because its folder is there, is a warning. */
function findEmptyPatterns({ root, config }: Project, kind: Kind): Dangling[] {
  const above = kind.settings === undefined ? [] : [kind.settings];
  const { descriptors, info, published } = settingsOf(config, kind);
  const isEmpty = (pattern: string) =>
    !isFolder(root, folderOf(pattern)) || listNames(root, pattern, () => true).length === 0;
  const tell = (path: YamlPath, pattern: string, what: string) => {
    const folder = folderOf(pattern);
    return isFolder(root, folder)
      ? dangling(
          [...above, ...path],
          `unexpected pattern that no file has, expected ${what}`,
          "correct it, or remove it",
          {
            severity: "warning",
          },
        )
      : dangling(
          [...above, ...path],
          `unexpected folder ${folder}, which is not there, expected that of ${what}`,
          "correct the path, or remove the setting",
        );
  };
  const allEmpty = descriptors.every(isEmpty);
  return [
    // Of several spellings, one that is used suffices.
    ...(allEmpty
      ? descriptors.map((pattern, index) => tell(["descriptors", index], pattern, `descriptors of ${kind.plural}`))
      : []),
    ...(info !== undefined && isEmpty(info) ? [tell(["info"], info, "`info.yaml` of each")] : []),
    ...(published !== undefined && isEmpty(published) ? [tell(["published"], published, "finished guides")] : []),
  ];
}

/** Folders and files outside of the project's own, and pages with findings that are accepted. */
function findAbsent({ root, config, pages }: Project): Dangling[] {
  const { catalog, facts, verify } = config;
  const outputs = new Set(pages.map(({ output }) => output));
  return [
    ...(catalog === undefined || isFolder(root, catalog)
      ? []
      : [dangling(["catalog"], `unexpected folder ${catalog}, which is not there`, "correct the path to the catalog")]),
    ...(facts === undefined || existsSync(resolve(root, facts))
      ? []
      : [dangling(["facts"], `unexpected file ${facts}, which is not there`, "correct the path to the facts")]),
    ...verify.suppress.flatMap(({ file }, index) =>
      outputs.has(file) || existsSync(join(root, file))
        ? []
        : [
            dangling(
              ["verify", "suppress", index, "file"],
              `unexpected page ${file}, which is not there`,
              didYouMean(file, outputs) ?? "name a page as findings do, or remove the entry",
            ),
          ],
    ),
  ];
}

/** Rules that nobody has. */
function findUnknownRules({ config: { verify } }: Project, rules: Setup["rules"]): Dangling[] {
  const tell = (code: string, path: YamlPath, part: "key" | "value") =>
    rules.has(code)
      ? []
      : [
          dangling(
            path,
            `unexpected rule ${JSON.stringify(code)}, which nobody has`,
            didYouMean(code, rules) ?? "remove it",
            {
              place: { path, part },
            },
          ),
        ];
  return [
    ...Object.keys(verify.rules ?? {}).flatMap((code) => tell(code, ["verify", "rules", code], "key")),
    ...verify.suppress.flatMap(({ rule }, index) => tell(rule, ["verify", "suppress", index, "rule"], "value")),
  ];
}

/** A file in the place of a folder is none. */
function isFolder(root: string, path: string): boolean {
  return statSync(resolve(root, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (found, step) =>
      found !== null && typeof found === "object" ? (found as Record<string, unknown>)[step] : undefined,
    value,
  );
}
