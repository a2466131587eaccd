import { type CodeBlock, isElided } from "../parsed/code-blocks.ts";
import { foreignTextOf } from "../parsed/foreign-text.ts";
import { isScriptBlock, shellScriptOf } from "../parsed/shell-script.ts";
import { hasPrompts } from "../parsed/shell-session.ts";
import type { Rule, RuleProblem } from "../rule.ts";

const CONSOLES = new Set(["console", "shell-session", "terminal"]);
const DATA = new Set(["yaml", "yml", "json"]);
const COMMAND = /^\s*(?:sudo |[A-Z_]+=\S+ )*(?:docker|kubectl|helm|curl|podman|git|npm|pip|apt-get|apk)\s/;

/** Tests in Bats are written as functions of Bash, and so they are highlighted. */
const LIKE_SHELL = new Set(["bats", "bats-core"]);

/** A fence names another language than its sample is written in. */
export const codeLanguage: Rule = {
  code: "code-language",
  severity: "warning",
  check: ({ guide }) =>
    guide.code.flatMap((block) => {
      if (isScriptBlock(block)) return scriptProblems(block);
      if (DATA.has(block.lang)) {
        const first = block.lines.find(({ text }) => text.trim() !== "" && !/^\s*#/.test(text))?.text ?? "";
        return /^\s*\$ /.test(first) || COMMAND.test(first) ? [wholeProblem(block, "bash")] : [];
      }
      return CONSOLES.has(block.lang) ? consoleProblems(block) : [];
    }),
};

function scriptProblems(block: CodeBlock): RuleProblem[] {
  const { lines, errors } = shellScriptOf(block);
  const foreign = foreignTextOf(lines.filter(({ beginsInText }) => !beginsInText));
  if (!foreign || LIKE_SHELL.has(foreign.language)) return [];
  const { language, line, isWhole } = foreign;
  if (isWhole) return [wholeProblem(block, language)];
  const at = { start: line.offset, end: line.offset + line.text.length };
  if (language !== "text")
    return [
      {
        ...at,
        message: `unexpected ${language} in a sample of ${block.lang}: a shell does not run it`,
        fix: `Give it a sample of its own, in ${language}.`,
      },
    ];
  // What a command prints may well stand below it; it is wrong where readers are shown it as syntax and it is none.
  if (errors.length === 0 || hasPrompts(block)) return [];
  return [
    {
      ...at,
      message: `unexpected output of a command in a sample of ${block.lang}, which a shell does not run`,
      fix: "Write `console` for bash and `$ ` before the commands, or give the output a sample of its own.",
    },
  ];
}

/** A console shows commands behind prompts, and what they print; without a prompt a command looks like output. */
function consoleProblems(block: CodeBlock): RuleProblem[] {
  const [first] = block.lines;
  if (!first || hasPrompts(block) || isElided(block.value) || !COMMAND.test(first.text)) return [];
  if (shellScriptOf(block).errors.length === 0 && foreignTextOf(block.lines)?.language !== "text") return [];
  return [
    {
      start: first.offset,
      end: first.offset + first.text.length,
      message: `unexpected command without a prompt in a sample of ${block.lang}, where it looks like what it prints`,
      fix: "Write `$ ` before the commands.",
    },
  ];
}

function wholeProblem(block: CodeBlock, language: string): RuleProblem {
  return {
    start: block.start,
    message: `unexpected language ${block.lang}, expected ${language}: the sample does not read as ${block.lang}`,
    expected: language,
  };
}
