import { isElided, maskPlaceholders, maskTemplates, type Samples } from "../code/samples.ts";
import { type CodeBlock, offsetInBlock } from "../parsed/code-blocks.ts";
import { hasPrompts } from "../parsed/shell-commands.ts";
import type { RuleProblem, Rule } from "../rule.ts";

const SCRIPTS = new Set(["bash", "sh", "shell", "zsh"]);

/**
 * Stands between the scripts of a guide, so that one call of the parser reads them all. It is a command of its own; but
 * where a script before it leaves a quotation open, it ends that quotation in front of a bracket, which no shell takes.
 */
const SEPARATOR = `\n: "'(" '"('\n: '"(' "'("\n`;

/** A shell sample that a shell does not parse. */
export const shellSyntax: Rule = {
  code: "shell-syntax",
  severity: "error",
  check: async ({ guide, samples }) => {
    const blocks = guide.code.filter((block) => SCRIPTS.has(block.lang) && !isElided(block.value));
    const scripts = blocks.map((block) => ({ block, script: scriptOf(block) }));
    if (scripts.length === 0) return [];
    const joined = scripts.map(({ script }) => script).join(SEPARATOR);
    if ((await samples.parseShell(joined)) === undefined) return [];
    const problems = await Promise.all(scripts.map(({ block, script }) => scriptProblem(block, script, samples)));
    return problems.filter((problem) => problem !== undefined);
  },
};

async function scriptProblem(
  block: CodeBlock,
  script: string,
  { parseShell }: Samples,
): Promise<RuleProblem | undefined> {
  const error = await parseShell(script);
  // Where a here-document does not end, shell-continuation says why.
  if (!error || error.message.includes("here-document")) return undefined;
  const start = offsetInBlock(block, error.line, error.column);
  return { start, end: start + 1, message: `unexpected shell syntax: ${error.message}` };
}

/** The commands of a sample, each at its place: prompts are blanked, and so is what a session prints. */
function scriptOf(block: CodeBlock): string {
  const script = maskPlaceholders(maskTemplates(block.value));
  if (!hasPrompts(block)) return script;
  let inCommand = false;
  let continued = false;
  const lines = script.split("\n").map((line) => {
    const prompt = /^\s*\$ /.test(line);
    // A loop or a here-document goes on below its prompt, with an indent or behind the second prompt.
    inCommand = prompt || continued || (inCommand && /^(?:\s+\S|> )/.test(line));
    continued = inCommand && line.endsWith("\\");
    if (!inCommand) return "";
    return prompt ? line.replace("$ ", "  ") : line.replace(/^> /, "  ");
  });
  return lines.join("\n");
}
