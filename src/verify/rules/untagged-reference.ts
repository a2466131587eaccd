import { plainestTag } from "../../catalog/tags.ts";
import { sourceText } from "../claims/problems.ts";
import { type ImageReference, isReadersOwn, repositoryOf } from "../parsed/image-references.ts";
import { pullOf } from "../parsed/pulls.ts";
import type { Rule, RuleProblem } from "../rule.ts";

/** What names the tag beside an image, as values of charts and custom resources do. */
const TAG_KEY = /^\s*(?:-\s+)?["']?\w*(?:tag|version|digest|sha)["']?\s*:/i;

/** A sample pulls an image without a tag, which is `latest`, and no definition publishes that. */
export const untaggedReference: Rule = {
  code: "untagged-reference",
  severity: "error",
  needs: "definitions",
  check: ({ guide, catalog }) =>
    guide.references.flatMap((reference): RuleProblem[] => {
      const { prefix, start, end, text, tag } = reference;
      const name = repositoryOf(reference);
      const image = catalog.images.get(name);
      const isOurs = ["dhi", "dhi.io", guide.namespace].includes(prefix);
      // A digest, a tag that a command prints, and a deeper name are more than the name.
      if (
        !image ||
        tag ||
        !isOurs ||
        isReadersOwn(reference, guide.references) ||
        /^[@:/*]/.test(guide.text.slice(end))
      )
        return [];
      const tags = image.all.tags;
      if (tags.length === 0 || tags.some(({ value }) => value === "latest")) return [];
      const pull = pullOf(reference);
      if (!pull || hasTagBeside(reference)) return [];
      const example = plainestTag(tags.map(({ value }) => value));
      return [
        {
          start,
          end,
          message: `unexpected reference ${text} without a tag, which means latest: no definition of ${name} publishes it (${sourceText(tags.flatMap(({ sources }) => sources))})`,
          ...(example !== undefined && { expected: `for example ${text}:${example}` }),
          fix: "Write a published tag, or <tag>.",
          // Who mounts an image to debug another may have it under this name already.
          severity: pull === "mounted" ? "warning" : undefined,
        },
      ];
    }),
};

/** Whether another line of its mapping gives the tag. */
function hasTagBeside({ block, start }: ImageReference): boolean {
  if (!block) return false;
  const at = block.lines.findLastIndex(({ offset }) => offset <= start);
  const column = keyColumn(block.lines[at]?.text ?? "");
  const below = block.lines.slice(at + 1).map(({ text }) => text);
  const above = block.lines.slice(0, at + 1).map(({ text }) => text);
  const isOutside = (text: string) => text.trim() !== "" && keyColumn(text) < column;
  const begins = (text: string) => isOutside(text) || (keyColumn(text) === column && /^\s*-\s/.test(text));
  const end = below.findIndex(begins);
  const first = above.findLastIndex(begins);
  // A mapping of a list begins on the line of its dash, any other below what it belongs to.
  const mapping = [...above.slice(Math.max(first, 0)), ...below.slice(0, end === -1 ? undefined : end)];
  return mapping.some((text) => keyColumn(text) === column && TAG_KEY.test(text));
}

/** The column at which a line's key begins, behind the dash of a list. */
function keyColumn(text: string): number {
  return /^\s*(?:-\s+)?/.exec(text)?.[0].length ?? 0;
}
