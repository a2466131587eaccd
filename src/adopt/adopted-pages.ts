import { FIRST_KIND, KINDS, type Kind } from "../kinds/kinds.ts";
import type { RegistryProfile } from "../guide/registry.ts";
import type { Config } from "../project/config.ts";
import { pagesOf, type ProjectPage } from "../project/pages.ts";
import type { PageContext } from "./describe/page-context.ts";

/**
 * Lists the pages that can be adopted, with what is known of each before any is read.
 *
 * @param config the settings
 * @param registry where pages pull images from
 * @returns the pages of each kind, in the order of the table
 */
export function adoptedPages(config: Config, registry: RegistryProfile): readonly PageContext[] {
  const all = KINDS.flatMap((kind: Kind) => pagesOf(config, kind).map((page) => ({ kind, page })));
  const packagedOf = ({ kind, page }: (typeof all)[number]) =>
    kind.pages.find(({ name }) => name === page.name)?.layout ?? page.layout;
  const usual = all.flatMap((each) => [each.page.layout, packagedOf(each)].map((layout) => ({ layout, each })));
  const isFirst = ({ kind, page }: (typeof all)[number]) => kind === FIRST_KIND && page.name === kind.pages[0].name;
  // The layouts of a page are called as its usual one, with more behind; those of no such name are of the first page.
  const ownerOf = (name: string) =>
    usual
      .filter(({ layout }) => name === layout || name.startsWith(`${layout}-`))
      .reduce((best, next) => (next.layout.length > best.layout.length ? next : best), {
        layout: "",
        each: all.find(isFirst),
      }).each;
  return all
    .filter(({ page }) => page.fields !== undefined)
    .map((each) => ({
      kind: each.kind,
      page: each.page.name,
      packaged: packagedOf(each),
      layoutNames: isFirst(each)
        ? { usual: "guide", others: "" }
        : { usual: packagedOf(each), others: `${packagedOf(each)}-` },
      defaults: { registry, forceRegistry: false, page: pick(each.page), proseFolder: "" },
      hasLayout: (name) => ownerOf(name) === each,
    }));
}

const pick = ({ layout, fields }: ProjectPage) => ({ layout, fields });
