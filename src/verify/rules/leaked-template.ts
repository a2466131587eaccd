import { rangeOf } from "../parsed/nodes.ts";
import type { ParsedGuide } from "../parsed/parsed-guide.ts";
import { type ProseText, sentencesOf } from "../parsed/prose.ts";
import type { RuleProblem, Rule } from "../rule.ts";
import { isSuppression } from "../suppressions.ts";

/** Comments that tools read. */
const DIRECTIVE = /^<!--\s*(?:prettier-ignore|markdownlint|textlint|vale|remark|alex|lint|toc|tocstop|more)\b/i;
const AUTHOR_SENTENCES = [
  /\bonly\s+include\s+(?:this|the\s+following)\s+section\b/i,
  /\b(?:this|the\s+following)\s+sections?\s+(?:is|are)\s+(?:pre-?written|boilerplate)\b/i,
  /\b(?:remove|delete)\s+this\s+(?:comment|section|line|note)\b(?!\s+(?:from|in|of|to)\b)(?!.*:$)/i,
  /\blorem\s+ipsum\b/i,
  // An application of to-dos is no to-do.
  /\b(?:TODO|FIXME)(?=\s*[:(])|[([]\s*(?:TODO|FIXME)\b|^\W*(?:TODO|FIXME)\W*$/,
];
const TEMPLATE = /\{\{[{#/^>!]?\s*[\w.@][^}]*\}\}|\{%-?\s*\w+[^%]*%\}/;
/** Tools that only the catalog's maintainers have. */
const INTERNAL = /\bdhi def (?:run|build|sbom|test|lint|new)\b|\bDHI_TEST_\w+/;

/** Text of a template, or words to the author, that were left in a guide. */
export const leakedTemplate: Rule = {
  code: "leaked-template",
  severity: "error",
  check: ({ guide }) => {
    const problems: RuleProblem[] = [];
    for (const node of guide.nodes.html) {
      for (const [comment] of node.value.matchAll(/<!--[\s\S]*?-->/g)) {
        if (DIRECTIVE.test(comment) || isSuppression(comment)) continue;
        problems.push({
          ...rangeOf(node),
          message: `unexpected comment in a published guide: ${shorten(comment)}`,
          fix: "Remove the comment.",
          // Readers of the page do not see it.
          severity: "warning",
        });
      }
    }
    for (const sentence of guide.prose.flatMap(sentencesOf)) {
      const match = [...AUTHOR_SENTENCES, TEMPLATE]
        .map((words) => words.exec(sentence.text))
        .find((found) => found !== null);
      // In code spans braces are what the guide is about.
      if (!match || isInCode(guide.text, sentence.start + match.index)) continue;
      problems.push({
        start: sentence.start + match.index,
        end: sentence.start + match.index + match[0].length,
        message: `unexpected words to the author: "${shorten(match[0])}"`,
        fix: "Remove what is left of the template.",
      });
    }
    problems.push(...internalTools(guide));
    return problems;
  },
};

/** Where a section is all about an internal tool, the section is reported, not each use. */
function internalTools(guide: ParsedGuide): RuleProblem[] {
  const headings = guide.prose.filter(({ kind }) => kind === "heading");
  const bySection = new Map<ProseText | undefined, RegExpExecArray[]>();
  for (const match of guide.text.matchAll(new RegExp(INTERNAL, "g"))) {
    const section = headings.findLast(({ start }) => start < match.index);
    bySection.set(section, [...(bySection.get(section) ?? []), match]);
  }
  const fix = "Leave out what a reader cannot run.";
  return [...bySection].flatMap(([heading, matches]) => {
    const tool = matches[0]?.[0] ?? "";
    if (heading && matches.length > 1) {
      const { start, end } = heading;
      return [{ start, end, message: `unexpected section about an internal tool: "${tool}"`, fix }];
    }
    return matches.map(({ index }) => {
      return { start: index, end: index + tool.length, message: `unexpected internal tool: "${tool}"`, fix };
    });
  });
}

function isInCode(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf("\n", offset) + 1, offset);
  return (line.match(/`/g) ?? []).length % 2 === 1;
}

function shorten(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > 80 ? `${flat.slice(0, 79)}…` : flat;
}
