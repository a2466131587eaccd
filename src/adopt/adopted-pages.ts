import { FIRST_KIND, KINDS, type Kind } from "../kinds/kinds.ts";
import type { RegistryProfile } from "../guide/registry.ts";
import type { Config } from "../project/config.ts";
import { pagesOf } from "../project/pages.ts";
import type { PageContext } from "./describe/page-context.ts";

/**
 * Lists the pages that can be adopted, with what is known of each before any is read.
 *
 * @param config the settings
 * @param registry where pages pull images from
 * @returns the pages of each kind that the settings do not leave out, in the order of the table
 */
export function adoptedPages(config: Config, registry: RegistryProfile): readonly PageContext[] {
  const kinds: readonly Kind[] = KINDS;
  const idOfPage = (kind: Kind, { name }: { readonly name: string }) => `${kind.name} ${name}`;
  const first = idOfPage(FIRST_KIND, FIRST_KIND.pages[0]);
  // What the package and the settings call the layouts of pages, those that are left out as well.
  const usual = kinds.flatMap((kind) =>
    [...kind.pages, ...pagesOf(config, kind)].map((page) => ({ layout: page.layout, id: idOfPage(kind, page) })),
  );
  // The layouts of a page are called as its usual one, with more behind; those of no such name are of the first page.
  const ownerOf = (name: string) =>
    usual
      .filter(({ layout }) => name === layout || name.startsWith(`${layout}-`))
      .reduce((best, next) => (next.layout.length > best.layout.length ? next : best), { layout: "", id: first }).id;
  return kinds.flatMap((kind) =>
    kind.pages.flatMap((packaged): PageContext[] => {
      const page = pagesOf(config, kind).find(({ name }) => name === packaged.name);
      if (!page) return [];
      const { layout, fields } = page;
      const id = idOfPage(kind, page);
      return [
        {
          kind,
          page: page.name,
          packaged: packaged.layout,
          layoutNames:
            id === first ? { usual: "guide", others: "" } : { usual: packaged.layout, others: `${packaged.layout}-` },
          defaults: { registry, forceRegistry: false, page: { layout, fields }, proseFolder: "" },
          hasLayout: (name) => ownerOf(name) === id,
        },
      ];
    }),
  );
}
