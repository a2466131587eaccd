import { firstSentence } from "../markdown/first-sentence.ts";
import type { Kind, PageContent } from "../core.ts";

/** What the landing page says about one thing, from its guide. */
export interface Summary {
  readonly title: string;
  readonly description: string;
  /** As `info.yaml` names them. */
  readonly categories: readonly string[];
  /** Names that the thing had before. */
  readonly formerly: readonly string[];
  /** Names of what it is deployed by or deploys: things of other kinds. */
  readonly related: readonly string[];
  readonly registry: "public" | "mirror";
  readonly variants: readonly string[];
}

const VARIANTS = ["runtime", "dev", "compat", "fips"] as const;

/**
 * Sums a guide up.
 *
 * @param kind what it is about
 * @param guide what it says
 * @param blocks its blocks, of which the author's first own paragraph describes the thing, unless its overview does
 */
export function summarize(
  kind: Kind,
  { model, listing }: PageContent,
  blocks: readonly { readonly text: string; readonly isShared: boolean; readonly html: string }[],
): Summary {
  const own = blocks.find(({ isShared, html, text }) => !isShared && /^<p[ >]/.test(html) && text.includes(" "));
  return {
    title: model.title,
    description: listing.description || firstSentence(own?.text ?? ""),
    categories: listing.categories,
    formerly: listing.formerly,
    related: [model.chart.name, ...model.contents.images.map(({ name }) => textOf(name))].filter((name) => name !== ""),
    registry: model.registry.public ? "public" : "mirror",
    // What a descriptor of its kind cannot say, the model only assumes.
    variants: VARIANTS.filter((variant) => "variants" in kind.schema.shape && model.variants[variant]),
  };
}

/** A text of a model without the mark of its origin. */
function textOf(text: PageContent["model"]["contents"]["source"]): string {
  return typeof text === "string" ? text : text.text;
}
