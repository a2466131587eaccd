import type { Descriptor } from "../../descriptor/descriptor.ts";
import { createPageContent, type PageContent, type PageDefaults } from "../../guide/content.ts";
import type { Kind } from "../../kinds/kinds.ts";
import type { Templates } from "../../render/templates.ts";

/** A descriptor's fields, as they are written. */
export type Fields = Readonly<Record<string, unknown>>;

/** Which page of which kind is looked at: what is learned and described with the same layouts. */
export interface PageContext {
  readonly kind: Kind;
  /** The name of the page. */
  readonly page: string;
  readonly defaults: PageDefaults;
  /** The package's layout of it. */
  readonly packaged: string;
  /** What the layout is called that most of its pages have, and what the names of the others begin with. */
  readonly layoutNames: { readonly usual: string; readonly others: string };
  /** Whether a layout is one of this page's. */
  readonly hasLayout: (name: string) => boolean;
}

/**
 * Works out what a page says whose prose is not in files yet.
 *
 * @param fields the whole descriptor
 * @param context the page
 */
export function contentOf(fields: Fields, { kind, defaults }: Pick<PageContext, "kind" | "defaults">): PageContent {
  const descriptor = { ...kind.defaults(String(fields["name"])), ...fields };
  return createPageContent(descriptor as unknown as Descriptor, defaults);
}

/**
 * Puts what a descriptor says of one page alone in its place.
 *
 * @param rest what it says beside; of a guide, which has its fields at the top, only other pages' stay
 * @param own what it says of the page
 * @param context the page
 * @returns the whole descriptor
 */
export function withOwn(
  rest: Fields,
  own: Fields,
  { kind, defaults: { page } }: Pick<PageContext, "kind" | "defaults">,
) {
  if (page.fields !== "") return { ...rest, ...(page.fields && Object.keys(own).length > 0 && { [page.fields]: own }) };
  const others = kind.pages.flatMap(({ fields }) => (fields && rest[fields] !== undefined ? [fields] : []));
  return { ...own, ...Object.fromEntries(others.map((fields) => [fields, rest[fields]])) };
}

/** The layouts of a page. */
export function layoutsOf({ layouts }: Pick<Templates, "layouts">, { hasLayout }: Pick<PageContext, "hasLayout">) {
  return new Map([...layouts].filter(([name]) => hasLayout(name)));
}
