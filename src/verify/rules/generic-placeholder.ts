import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import type { RuleProblem, Rule } from "../rule.ts";

const GENERIC = /<(?:(?:dhi-)?image(?:-name)?|repository|repo|repository-name)>/i;

/** A sample has a placeholder where the image's own name belongs. */
export const genericPlaceholder: Rule = {
  code: "generic-placeholder",
  severity: "error",
  check: ({ guide }) => {
    const named = (start: number, text: string): RuleProblem => ({
      start,
      end: start + text.length,
      message: `unexpected ${text} in a sample, expected ${guide.name ?? "the image's own name"}`,
      ...(guide.name !== undefined && { expected: guide.name }),
      fix: "Write the image's own name, so that the sample can be copied.",
    });
    const references = guide.references.flatMap((reference) => {
      if (!reference.block || !(reference.prefix === "dhi.io" || reference.isMirrored)) return [];
      const match = GENERIC.exec(reference.path);
      return match ? [named(reference.start + reference.text.indexOf(match[0]), match[0])] : [];
    });
    const debugs = guide.code.flatMap((block) =>
      block.lines.flatMap(({ text, offset }) => {
        const match = /\bdocker debug (?:\S+ )*?(<image(?:-name)?>)/.exec(text);
        if (match?.[1] === undefined) return [];
        return [debugged(offset + match.index + match[0].length - match[1].length, match[1], guide)];
      }),
    );
    return [...references, ...debugs];
  },
};

/** Docker Debug takes a container, or an image that it can pull. */
function debugged(start: number, text: string, { name, namespace }: ParsedGuide): RuleProblem {
  const registry = namespace === undefined ? "dhi.io/" : `${namespace}/dhi-`;
  const expected = name === undefined ? undefined : `${registry}${name}:<tag>`;
  return {
    start,
    end: start + text.length,
    message: `unexpected placeholder ${text} where the guide knows the image, expected ${expected ?? "a reference to the image"}, or <container-name>`,
    ...(expected !== undefined && { expected }),
    fix: "Write the image's reference as it is pulled, or a container's name.",
  };
}
