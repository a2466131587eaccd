import { toString } from "mdast-util-to-string";
import { parseGfm } from "../markdown/parse.ts";
import type { Kind, PageContent } from "../core.ts";

/** What the landing page says about one thing, from its guide. */
export interface Summary {
  readonly title: string;
  readonly description: string;
  readonly registry: "public" | "mirror";
  readonly variants: readonly string[];
}

const VARIANTS = ["runtime", "dev", "compat", "fips"] as const;
const LENGTH = 180;

/**
 * Sums a guide up.
 *
 * @param kind what it is about
 * @param guide what it says
 * @param blocks its blocks, of which the author's first own paragraph describes the thing, unless its overview does
 */
export function summarize(
  kind: Kind,
  { model }: PageContent,
  blocks: readonly { readonly text: string; readonly isShared: boolean; readonly html: string }[],
): Summary {
  const own = blocks.find(({ isShared, html, text }) => !isShared && /^<p[ >]/.test(html) && text.includes(" "));
  return {
    title: model.title,
    description: firstSentence(plainText(model.overview.about) || (own?.text ?? "")),
    registry: model.registry.public ? "public" : "mirror",
    // What a descriptor of its kind cannot say, the model only assumes.
    variants: VARIANTS.filter((variant) => "variants" in kind.schema.shape && model.variants[variant]),
  };
}

/** The first paragraph of an author's Markdown, without its signs. */
function plainText(about: PageContent["model"]["overview"]["about"]): string {
  if (about === "") return "";
  const paragraph = parseGfm(about.text).children.find(({ type }) => type === "paragraph");
  return paragraph ? toString(paragraph) : "";
}

function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const sentence = /^.+?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length <= LENGTH ? sentence : `${sentence.slice(0, LENGTH).replace(/\s+\S*$/, "")} …`;
}
