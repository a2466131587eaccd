import type { CodeBlock, CodeLine } from "../parsed/code-blocks.ts";
import {
  isScriptBlock,
  isShellBlock,
  type HereDocument,
  type ScriptLine,
  type ShellScript,
  shellScriptOf,
} from "../parsed/shell-script.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** Where a fence names no script, only these are taken for commands: it may as well show what a command prints. */
const PROGRAMS = new Set("docker podman nerdctl kubectl helm istioctl flux curl export echo cat sudo".split(" "));

/** A stray or missing `\` at the end of a line, or a here-document that nothing closes. */
export const shellContinuation: Rule = {
  code: "shell-continuation",
  severity: "error",
  isEachItsOwn: true,
  check: ({ guide }) =>
    guide.code.filter(isShellBlock).flatMap((block) => {
      const script = shellScriptOf(block);
      const hereDocuments = script.commands.flatMap((command) => command.hereDocuments);
      return [
        ...hereDocuments.filter(({ isClosed }) => !isClosed).map(unclosedProblem),
        ...lineProblems(block, script),
      ];
    }),
};

function unclosedProblem({ delimiter, start, lines }: HereDocument): RuleProblem {
  const line = lines.find(({ text }) => text.trim() === delimiter);
  if (line) {
    const at = { start: line.offset, end: line.offset + line.text.length };
    return {
      ...at,
      message: `unexpected blanks around ${delimiter}: the here-document does not end here`,
      ...(isOutdented(lines, line) && { edits: [{ ...at, text: delimiter }] }),
    };
  }
  return {
    start,
    end: start + "<<".length,
    message: `unexpected end of the sample in a here-document, expected ${delimiter} on a line of its own`,
  };
}

function lineProblems(block: CodeBlock, { lines, commands }: ShellScript): RuleProblem[] {
  const isCertain = isScriptBlock(block);
  const starts = new Set(commands.map(({ words }) => words[0]?.start));
  const last = lines.findLast(({ text }) => text.trim() !== "");
  const named = commands.filter(({ words }) => words.length > 0);
  let at = -1;
  return lines.flatMap((line, index) => {
    if (line.text.trim() === "" || /^\s*#/.test(line.text) || line.endsInText) return [];
    const end = line.offset + line.text.length;
    // Lines and commands are in their order.
    while ((named[at + 1]?.words[0]?.start ?? Infinity) <= end) at++;
    if (!isCertain && !PROGRAMS.has(named[at]?.words[0]?.text ?? "")) return [];
    const isContinued = /(?<!\\)\\$/.test(line.text);
    const [next, afterNext] = [lines[index + 1], lines[index + 2]];
    const problem = isContinued
      ? strayProblem(line, line === last, next, afterNext)
      : missingProblem(line, next, isCertain, (offset) => starts.has(offset));
    return problem ?? [];
  });
}

function strayProblem(
  line: ScriptLine,
  isLast: boolean,
  next: ScriptLine | undefined,
  afterNext: ScriptLine | undefined,
): RuleProblem | undefined {
  const isBroken = next?.text.trim() === "" && /^\s+-/.test(afterNext?.text ?? "");
  if (!isLast && !isBroken) return undefined;
  const start = line.offset + line.text.length - 1;
  const blank = line.text.slice(0, -1).length - line.text.slice(0, -1).trimEnd().length;
  // What ends in an option may lack more than a line: its value, or what is run.
  const isWhole = isLast && !/(?:^|\s)-[\w-]+\s*\\$/.test(line.text);
  return {
    start,
    end: start + 1,
    message: isLast
      ? "unexpected \\ at the end of the sample: the shell waits for another line"
      : "unexpected blank line after \\: the options below are not part of the command",
    ...(isWhole && { edits: [{ start: start - blank, end: start + 1, text: "" }] }),
  };
}

function missingProblem(
  line: ScriptLine,
  next: ScriptLine | undefined,
  isCertain: boolean,
  beginsCommand: (offset: number) => boolean,
): RuleProblem | undefined {
  if (!next || next.text.trim() === "") return undefined;
  const end = line.offset + line.text.length;
  const trailing = /(?<!\\)\\[ \t]+$/.exec(line.text);
  if (trailing) {
    const start = line.offset + trailing.index + 1;
    return {
      start,
      end,
      message: "unexpected blanks after \\, which break the command here",
      edits: [{ start, end, text: "" }],
    };
  }
  // An option never begins a command; a list of YAML has a blank after its dash.
  const option = /^\s+(?=--?[A-Za-z])/.exec(next.text)?.[0].length;
  if (option === undefined) return undefined;
  if (!beginsCommand(next.offset + option)) return undefined;
  // "Options:" stands above a list of them; PowerShell and the prompt of Windows go on behind marks of their own.
  if (line.text.trimEnd().endsWith(":") || (!isCertain && /\s[`^]$/.test(line.text))) return undefined;
  if (line.text.endsWith("\\\\")) {
    return {
      start: end - 2,
      end,
      message: "unexpected \\\\ at the end of the line, expected one \\",
      edits: [{ start: end - 2, end, text: "\\" }],
    };
  }
  const isComment = /(?:^|\s)#/.test(line.text);
  return {
    start: end,
    message: "expected \\ at the end of the line: the options below are not part of the command",
    ...(!isComment && { edits: [{ start: end, end, text: " \\" }] }),
  };
}

/** What is indented as a whole may stand in another text, a block of YAML, of which the first column is no part. */
function isOutdented(lines: readonly CodeLine[], end: CodeLine): boolean {
  return !/^\s/.test(end.text) || lines.slice(0, lines.indexOf(end)).some(({ text }) => /^\S/.test(text));
}
