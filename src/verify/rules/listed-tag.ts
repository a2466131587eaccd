import { isFipsName } from "../../catalog/compliance.ts";
import type { ImageFacts } from "../../catalog/facts.ts";
import { newestLike } from "../../catalog/roll-tag.ts";
import { tagStanding } from "../../catalog/tags.ts";
import { sourceText } from "../claims/problems.ts";
import { type ProseText, sentencesOf } from "../parsed/prose.ts";
import type { Rule, RuleProblem } from "../rule.ts";

/** A version and what follows it: `1.4-debian13-dev`, `v2.1`. */
const TAG = /^v?\d+(?:\.\d+)*((?:-[a-z][a-z0-9.]*)*)$/;
/** What tells of tags that are somebody else's, or are gone, or of the form that tags have. */
const FOREIGN =
  /\b(?:upstream|official|community|non-?hardened|other|mirrored|charts?|no longer|not|never|deprecated|removed|retired|obsolete|former(?:ly)?|previous(?:ly)?|old(?:er)?|end[- ]of[- ]life|EOL|format|form|pattern|scheme|prefix|suffix|for\s+example|e\.g)\b/i;

/** A table or a sentence lists a tag of the page's own image, without its reference, that no definition publishes. */
export const listedTag: Rule = {
  code: "listed-tag",
  severity: "warning",
  needs: "definitions",
  check: ({ guide }) => {
    const { image } = guide;
    if (!image || image.all.tags.length === 0) return [];
    return guide.nodes.inlineCode.flatMap(({ value, position }) => {
      if (!TAG.test(value)) return [];
      const start = guide.text.indexOf(value, position?.start.offset);
      const prose = guide.prose.find((one) => one.start <= start && start < one.end);
      return prose && speaksOfTags(prose, start) ? tagProblem(value, start, image) : [];
    });
  },
};

/** Whether a place lists tags: a column that is headed so, or a sentence that says so. */
function speaksOfTags(prose: ProseText, offset: number): boolean {
  const { cell } = prose;
  if (cell) {
    if (cell.isHead || !/\b(?:tags?|variants?)\b/i.test(cell.columnHead)) return false;
    return ![cell.columnHead, cell.rowText].some((text) => FOREIGN.test(text));
  }
  const sentence = sentencesOf(prose).findLast(({ start }) => start <= offset)?.text ?? "";
  return /\btags?\b/i.test(sentence) && !FOREIGN.test(sentence);
}

function tagProblem(tag: string, start: number, image: ImageFacts): RuleProblem[] {
  const suffix = TAG.exec(tag)?.[1];
  // Without a suffix it may be the version of anything.
  if (suffix === undefined || suffix === "" || /-ent\b/.test(suffix)) return [];
  const published = image.all.tags.map(({ value }) => value);
  // Where no FIPS definition is published, nothing is known of its tags.
  if (/fips/i.test(suffix) && !published.some(isFipsName)) return [];
  if (!published.some((one) => kindOf(TAG.exec(one)?.[1] ?? "") === kindOf(suffix))) return [];
  const standing = tagStanding(tag, published);
  if (standing === "published") return [];
  const where = sourceText(image.all.tags.flatMap(({ sources }) => sources));
  const says =
    standing === "stale" ? "publishes newer versions of this line only" : "has no definition that publishes it";
  const newest = newestLike(tag, published);
  return [
    {
      start,
      end: start + tag.length,
      message: `unexpected tag ${tag}: ${image.name} ${says} (${where})`,
      ...(newest !== undefined && { expected: `for example ${newest}` }),
    },
  ];
}

/** A suffix without the releases of distributions and flavors. */
function kindOf(suffix: string): string {
  return suffix.replace(/(-[a-z]+)[\d.]+/g, "$1");
}
