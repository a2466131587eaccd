import { isDiff } from "../parsed/diff.ts";
import { foreignTextOf } from "../parsed/foreign-text.ts";
import { isScriptBlock, shellScriptOf } from "../parsed/shell-script.ts";
import type { Rule, RuleProblem } from "../rule.ts";
import { isElided } from "../parsed/code-blocks.ts";

/** A shell sample that a shell does not parse. What is no shell at all, `code-language` reports. */
export const shellSyntax: Rule = {
  code: "shell-syntax",
  severity: "error",
  isEachItsOwn: true,
  check: ({ guide }) =>
    guide.code
      // What Zsh adds to the language, the parser of Bash does not know.
      .filter((block) => isScriptBlock(block) && block.lang !== "zsh" && !isElided(block.value) && !isDiff(block))
      .flatMap((block): RuleProblem[] => {
        const { lines, errors } = shellScriptOf(block);
        const [error] = errors;
        if (!error || foreignTextOf(lines.filter(({ beginsInText }) => !beginsInText))) return [];
        return [{ start: error.start, end: error.start + 1, message: `${error.message} in a shell sample` }];
      }),
};
