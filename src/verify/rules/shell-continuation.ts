import { type CodeBlock, type CodeLine } from "../parsed/code-blocks.ts";
import { hasPrompts, isShellBlock } from "../parsed/shell-commands.ts";
import type { RuleProblem, Rule } from "../rule.ts";

const SCRIPTS = new Set(["bash", "sh", "shell", "zsh"]);
const COMMAND =
  /^\s*(?:\$ )?(?:sudo |[A-Z_]+=\S+ )*(?:docker|podman|nerdctl|kubectl|helm|istioctl|flux|curl|export|echo|cat)\b/;

/** A stray or missing `\` at the end of a line, or a here-document that nothing closes. */
export const shellContinuation: Rule = {
  code: "shell-continuation",
  severity: "error",
  check: ({ guide }) => guide.code.filter(isShellBlock).flatMap(blockProblems),
};

function blockProblems(block: CodeBlock): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const session = hasPrompts(block);
  // Without a language a block may as well show what a command prints.
  const certain = SCRIPTS.has(block.lang);
  let inCommand = false;
  for (let index = 0; index < block.lines.length; index++) {
    const line = block.lines[index];
    if (!line) break;
    const starts = session ? /^\s*\$ /.test(line.text) : certain || COMMAND.test(line.text);
    if (!inCommand && !starts) continue;

    const heredoc = /(?<!<)<<(-?)\s*(["']?)(\w+)\2(?!<)/.exec(line.text);
    if (heredoc && !/^\s*#/.test(line.text)) {
      const end = endOfHeredoc(block, index, heredoc[3] ?? "", heredoc[1] === "-");
      if (typeof end !== "number") {
        problems.push(end);
        return problems;
      }
      index = end;
      inCommand = false;
      continue;
    }
    const next = block.lines[index + 1];
    const continued = /(?<!\\)\\$/.test(line.text);
    const problem: RuleProblem | undefined = continued
      ? strayProblem(block, index)
      : missingProblem(line, next, inCommand || starts);
    if (problem) problems.push(problem);
    inCommand = continued || problem !== undefined;
  }
  return problems;
}

function strayProblem(block: CodeBlock, index: number): RuleProblem | undefined {
  const line = block.lines[index];
  const rest = block.lines.slice(index + 1);
  const isLast = rest.every(({ text }) => text.trim() === "");
  const isBroken = rest[0]?.text.trim() === "" && /^\s+-/.test(rest[1]?.text ?? "");
  if (!line || (!isLast && !isBroken)) return undefined;
  const start = line.offset + line.text.length - 1;
  const blank = line.text.slice(0, -1).length - line.text.slice(0, -1).trimEnd().length;
  return {
    start,
    end: start + 1,
    message: isLast
      ? "unexpected \\ at the end of the sample: the shell waits for another line"
      : "unexpected blank line after \\: the options below are not part of the command",
    ...(isLast && { edits: [{ start: start - blank, end: start + 1, text: "" }] }),
  };
}

function missingProblem(line: CodeLine, next: CodeLine | undefined, isCommand: boolean): RuleProblem | undefined {
  if (!isCommand || line.text.trim() === "" || /^\s*#/.test(line.text)) return undefined;
  const end = line.offset + line.text.length;
  const trailing = /(?<!\\)\\[ \t]+$/.exec(line.text);
  if (trailing && next && next.text.trim() !== "") {
    const start = line.offset + trailing.index + 1;
    return {
      start,
      end,
      message: "unexpected blanks after \\, which break the command here",
      edits: [{ start, end, text: "" }],
    };
  }
  // An option never begins a command; a list of YAML has a blank after its dash.
  if (!next || !/^\s+--?[A-Za-z][\w.-]*/.test(next.text) || /\bEOF\b|["'`({[]$/.test(line.text)) return undefined;
  if (isInsideQuotes(line.text)) return undefined;
  if (line.text.endsWith("\\\\")) {
    return {
      start: end - 2,
      end,
      message: "unexpected \\\\ at the end of the line, expected one \\",
      edits: [{ start: end - 2, end, text: "\\" }],
    };
  }
  return {
    start: end,
    message: "expected \\ at the end of the line: the options below are not part of the command",
    edits: [{ start: end, end, text: " \\" }],
  };
}

/** The line of the terminator, or what is wrong with it. */
function endOfHeredoc(block: CodeBlock, from: number, word: string, tabs: boolean): number | RuleProblem {
  for (let index = from + 1; index < block.lines.length; index++) {
    const line = block.lines[index];
    if (!line) break;
    if ((tabs ? line.text.replace(/^\t+/, "") : line.text) === word) return index;
    if (line.text.trim() === word) {
      const end = line.offset + line.text.length;
      return {
        start: line.offset,
        end,
        message: `unexpected blanks around ${word}: the here-document does not end here`,
        edits: [{ start: line.offset, end, text: word }],
      };
    }
  }
  const line = block.lines[from];
  return {
    start: line?.offset ?? block.start,
    end: (line?.offset ?? block.start) + (line?.text.length ?? 0),
    message: `unexpected end of the sample in a here-document, expected ${word} on a line of its own`,
  };
}

function isInsideQuotes(text: string): boolean {
  const bare = text.replace(/\\./g, "").replace(/"[^"]*"|'[^']*'/g, "");
  return /["']/.test(bare);
}
