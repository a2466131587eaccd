import { isFipsName } from "../../catalog/compliance.ts";
import type { ImageFacts } from "../../catalog/facts.ts";
import { usedTags } from "../../catalog/charts.ts";
import { newestLike } from "../../catalog/roll-tag.ts";
import { isOfLine, plainestTag, tagStanding } from "../../catalog/tags.ts";
import { sourceText } from "../claims/problems.ts";
import {
  hasPlaceholderTag,
  imageOfTag,
  isReadersOwn,
  placeholderPattern,
  repositoryOf,
} from "../parsed/image-references.ts";
import { isSaidAbsent } from "../parsed/surroundings.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A guide pulls a tag that no definition publishes. */
export const tagPublished: Rule = {
  code: "tag-published",
  severity: "error",
  needs: "definitions",
  check: ({ guide, catalog }) =>
    guide.references.flatMap((reference): RuleProblem[] => {
      const { prefix, tag } = reference;
      const name = repositoryOf(reference);
      const image = catalog.images.get(name);
      // Under a namespace that the reader fills in may be what the reader has built.
      // What is pinned by its digest is pulled by that.
      if (guide.text.startsWith("@", reference.end)) return [];
      const isOurs = ["dhi", "dhi.io", guide.namespace].includes(prefix);
      if (!image || !tag || !isOurs || image.all.tags.length === 0) return [];
      // A signature is no image, and what a reader builds or tags is the reader's.
      if (/[-_](?:ent|els|stig)\b|^sha256-/i.test(tag.text) || isReadersOwn(reference, guide.references)) return [];
      // Where no FIPS definition is published, nothing is known of its tags.
      if (/fips/i.test(tag.text) && !image.all.tags.some(({ value }) => isFipsName(value))) return [];
      // A chart may stay with a line of which nothing new is published.
      const used = guide.chart && usedTags(guide.chart, name);
      if (used?.some((one) => isOfLine(one, tag.text))) return [];
      const at = { start: tag.start, end: tag.start + tag.text.length };
      const literal = literalStanding(tag.text, image);
      const isPattern = literal !== "published" && hasPlaceholderTag(tag.text);
      const standing = isPattern ? patternStanding(tag.text, image) : literal;
      if (standing === "published" || isSaidAbsent(reference, guide)) return [];
      const where = sourceText(image.all.tags.flatMap(({ sources }) => sources));
      const published = image.all.tags.map(({ value }) => value);
      if (standing === "stale") {
        const newest = newestLike(tag.text, published);
        return [
          {
            ...at,
            message: `unexpected tag ${tag.text}: ${name} publishes newer versions of this line only (${where})`,
            ...(newest !== undefined && { expected: newest }),
            fix: `Pin a published tag, or write <tag>.`,
            severity: "warning",
          },
        ];
      }
      const example = newestLike(tag.text, published) ?? plainestTag(published);
      const own = imageOfTag(name, tag.text, catalog.imageNames);
      if (own !== undefined) {
        const expected = reference.text.replace(`${name}:${tag.text}`, () => own);
        return [
          {
            ...at,
            message: `unexpected tag ${tag.text}: no definition of ${name} publishes it (${where}), expected the image ${expected}`,
            expected,
          },
        ];
      }
      return [
        {
          ...at,
          message: `unexpected tag ${tag.text}: no definition of ${name} publishes ${isPattern ? "a tag of this form" : "it"} (${where})`,
          ...(example !== undefined && { expected: `for example ${example}` }),
        },
      ];
    }),
};

function literalStanding(tag: string, image: ImageFacts): ReturnType<typeof tagStanding> {
  return tagStanding(
    tag,
    image.all.tags.map(({ value }) => value),
  );
}

/** `<tag>-dev` is published where any tag ends in `-dev`; of what stands before the suffix nothing can be said. */
function patternStanding(tag: string, image: ImageFacts): "published" | "unknown" {
  const pattern = placeholderPattern(tag);
  return image.all.tags.some(({ value }) => pattern.test(value)) ? "published" : "unknown";
}
