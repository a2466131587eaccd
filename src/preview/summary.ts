import type { PageContent } from "../core.ts";

/** What the landing page says about one guide. */
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
 * @param guide what it says
 * @param blocks its blocks, of which the first of the author's own describes the image
 */
export function summarize(
  { model }: PageContent,
  blocks: readonly { readonly text: string; readonly isShared: boolean; readonly heading: unknown }[],
): Summary {
  const own = blocks.find(({ isShared, heading, text }) => !isShared && heading === undefined && text.includes(" "));
  return {
    title: model.title,
    description: firstSentence(own?.text ?? ""),
    registry: model.registry.public ? "public" : "mirror",
    variants: VARIANTS.filter((variant) => model.variants[variant]),
  };
}

function firstSentence(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const sentence = /^.+?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length <= LENGTH ? sentence : `${sentence.slice(0, LENGTH).replace(/\s+\S*$/, "")} …`;
}
