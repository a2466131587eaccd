import { posix } from "node:path";
import escapeStringRegexp from "escape-string-regexp";
import type { YamlPath } from "../findings/problem.ts";
import { KINDS, type Kind, type PageKind } from "../kinds/kinds.ts";
import { settingsOf, type Config } from "./config.ts";

/** A page of a project's things: one of the kind's, as the settings have it, or one of the project's own. */
export interface ProjectPage extends PageKind {
  /** Where it is written, with `{name}`. */
  readonly output: string;
  /** Where it is shown, where the settings say so. */
  readonly host: "hub" | undefined;
  /** Whether it has its volatile sections, where the project's pages have them. */
  readonly volatile: boolean;
}

/**
 * The pages of a kind in a project, the guide first.
 *
 * @param config the settings
 * @returns the kind's pages but for those that the settings leave out, and the settings' own
 */
export function pagesOf(config: Config, kind: Kind): readonly [ProjectPage, ...ProjectPage[]] {
  const { layout, output, pages } = settingsOf(config, kind);
  const [guide, ...others] = kind.pages;
  const known = others.map(({ name }) => name);
  const own = Object.keys(pages).filter((name) => name !== guide.name && !known.includes(name));
  const all = [...others, ...own.map(ownPage)].flatMap((page): ProjectPage[] => {
    const set = pages[page.name] ?? {};
    if (set === false) return [];
    const { layout = page.layout, output: file = beside(output, page.file), host, volatile = true } = set;
    return [{ ...page, layout, output: file, host, volatile }];
  });
  return [{ ...guide, layout, output, host: undefined, volatile: true }, ...all];
}

/**
 * The layouts that settings can name, of the kinds that a project has.
 *
 * @param config the settings
 * @param pages the project's pages
 * @returns each page's layout, and where the settings' file says it
 */
export function layoutSettings(
  config: Config,
  pages: readonly { readonly kind: Kind }[],
): { readonly layout: string; readonly path: YamlPath }[] {
  return [...new Set(pages.map(({ kind }) => kind))].flatMap((kind) =>
    pagesOf(config, kind).map((page) => ({ layout: page.layout, path: pageSetting(kind, page, "layout") })),
  );
}

/** Where the settings' file says something of a page: what it says of guides stands above the other pages. */
export function pageSetting(kind: Kind, page: Pick<PageKind, "name">, key: "layout" | "output"): YamlPath {
  const above = kind.settings === undefined ? [] : [kind.settings];
  return page.name === kind.pages[0].name ? [...above, key] : [...above, "pages", page.name, key];
}

/** What the settings call a page other than the guide: `charts.pages.overview`. */
export function settingName({ settings }: Kind, page: string): string {
  return [...(settings === undefined ? [] : [settings]), "pages", page].join(".");
}

/**
 * The settings that leave out pages that have fields of their own.
 *
 * @param config the settings
 * @param kind the pages' kind
 * @returns what {@link settingName} gives, by the pages' fields
 */
export function leftOutBy(config: Config, kind: Kind): ReadonlyMap<string, string> {
  return new Map(
    kind.pages.flatMap(({ name, fields }) =>
      fields && settingsOf(config, kind).pages[name] === false ? [[fields, settingName(kind, name)] as const] : [],
    ),
  );
}

/**
 * Where the inputs of pages stand.
 *
 * @param config the settings
 * @returns the patterns of descriptors, and of `info.yaml` where it stands elsewhere
 */
export function inputPatterns(config: Config): readonly string[] {
  return KINDS.flatMap((kind) => {
    const { descriptors, info } = settingsOf(config, kind);
    return info === undefined ? descriptors : [...descriptors, info];
  });
}

/**
 * Where outputs stand.
 *
 * @param config the settings
 * @returns the patterns of all pages
 */
export function outputPatterns(config: Config): readonly string[] {
  return KINDS.flatMap((kind) => pagesOf(config, kind).map(({ output }) => output));
}

/** A page that only the project has: it reads what it likes, and nothing in a descriptor is for it alone. */
const ownPage = (name: string): PageKind => ({
  name,
  file: `${name}.md`,
  layout: name,
  drift: `${name}.drift.yaml`,
  isComplete: false,
});

/**
 * Where another page stands than the guide: in its folder; where that is not the thing's alone, under a longer name.
 *
 * @param output where the guide stands, with `{name}`
 * @param file the page's file
 */
export function beside(output: string, file: string): string {
  const folder = posix.dirname(output);
  return folder.includes("{name}") ? posix.join(folder, file) : output.replace(/\.md$/, `.${file}`);
}

/** Matches the files of a pattern; what stands for `{name}` is the first group. */
export function filesOf(pattern: string): RegExp {
  const [before = "", after = ""] = pattern.split("{name}").map((text) => escapeStringRegexp(text));
  return new RegExp(`^${before}([^/]+)${after}$`);
}
