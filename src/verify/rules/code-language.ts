import { isElided, maskPlaceholders, maskTemplates } from "../code/samples.ts";
import { type CodeBlock } from "../parsed/code-blocks.ts";
import { hasPrompts } from "../parsed/shell-commands.ts";
import type { RuleProblem, Rule } from "../rule.ts";

const SCRIPTS = new Set(["bash", "sh", "shell", "zsh"]);
const CONSOLES = new Set(["console", "shell-session", "terminal"]);

/** The first line of what cannot be a script. */
const NO_SCRIPT: readonly (readonly [language: string, first: RegExp])[] = [
  ["yaml", /^(?:apiVersion|kind|services|version):\s/],
  ["json", /^[{[]\s*(?:"|$)/],
  ["dockerfile", /^FROM\s+\S+/],
  ["sql", /^(?:SELECT|INSERT INTO|CREATE (?:TABLE|DATABASE|USER)|UPDATE|DELETE FROM)\s/],
  ["xml", /^<\?xml\s/],
];
const COMMAND = /^\s*(?:sudo |[A-Z_]+=\S+ )*(?:docker|kubectl|helm|curl|podman|git|npm|pip|apt-get|apk)\s/;

/** A fence names another language than its sample is written in. */
export const codeLanguage: Rule = {
  code: "code-language",
  severity: "warning",
  check: async ({ guide, samples }) => {
    const problems = guide.code.map(async (block): Promise<RuleProblem[]> => {
      const first = block.lines.find(({ text }) => text.trim() !== "" && !/^\s*#/.test(text))?.text ?? "";
      if (SCRIPTS.has(block.lang)) {
        const found = NO_SCRIPT.find(([, pattern]) => pattern.test(first));
        return found ? [problem(block, found[0])] : [];
      }
      if (["yaml", "yml", "json"].includes(block.lang)) {
        return /^\s*\$ /.test(first) || COMMAND.test(first) ? [problem(block, "bash")] : [];
      }
      // A console shows commands behind prompts; without any prompt it should at least be commands alone.
      if (!CONSOLES.has(block.lang) || hasPrompts(block) || isElided(block.value)) return [];
      const error = await samples.parseShell(maskPlaceholders(maskTemplates(block.value)));
      return error ? [problem(block, "text")] : [];
    });
    return (await Promise.all(problems)).flat();
  },
};

function problem(block: CodeBlock, language: string): RuleProblem {
  return {
    start: block.start,
    message: `unexpected language ${block.lang}, expected ${language}: the sample does not read as ${block.lang}`,
    expected: language,
  };
}
