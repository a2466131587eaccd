import { type ParseError, parse, printParseErrorCode } from "jsonc-parser";
import { validate } from "dockerfile-utils";

import type { Samples } from "../code/samples.ts";
import { type CodeBlock, offsetAt, offsetInBlock, isElided, isYamlBlock } from "../parsed/code-blocks.ts";
import { isDiff } from "../parsed/diff.ts";
import { hidePlaceholders } from "../../markdown/placeholders.ts";
import type { RuleProblem, Rule } from "../rule.ts";

/** A sample that does not parse in the language that its fence names. */
export const codeSyntax: Rule = {
  code: "code-syntax",
  severity: "error",
  isEachItsOwn: true,
  check: ({ guide, samples }) =>
    guide.allCode.flatMap((block) => {
      if (isYamlBlock(block)) return yamlProblems(block, samples);
      if (["json", "jsonc"].includes(block.lang)) return jsonProblems(block);
      if (["dockerfile", "docker"].includes(block.lang)) return dockerfileProblems(block);
      return block.lang === "xml" ? xmlProblems(block) : [];
    }),
};

function yamlProblems(block: CodeBlock, samples: Samples): RuleProblem[] {
  const [error] = samples.yaml(block).flatMap(({ errors }) => errors);
  if (!error) return [];
  const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
  // The parser notices late: the range goes from the start of the sample to where it could not go on.
  const end = offsetInBlock(block, line, col);
  const message = error.message.replace(/:?\n[^]*$/, "").replace(/ at line \d+, column \d+$/, "");
  return [{ start: block.start, end, message: `unexpected YAML: ${message} (line ${line} of the sample)` }];
}

/** What the reader or a template fills in, in the place of a number or within a text. */
const PLACEHOLDER = /<[A-Za-z][^<>\n"]*>|\{\{[^}\n"]*\}\}/g;

function jsonProblems(block: CodeBlock): RuleProblem[] {
  if (isElided(block.value) || isDiff(block)) return [];
  const errors: ParseError[] = [];
  parse(
    block.value.replace(PLACEHOLDER, (text) => "1".repeat(text.length)),
    errors,
    { allowTrailingComma: block.lang !== "json", disallowComments: false },
  );
  const [error] = errors;
  if (!error) return [];
  const start = offsetAt(block, error.offset);
  return [{ start, end: start + error.length, message: `unexpected JSON: ${printParseErrorCode(error.error)}` }];
}

/** A fragment need not begin with FROM, and a placeholder is no malformed reference. */
const FRAGMENT = /No build stage|No source image|must begin with|invalid reference format|has not been set/i;

function dockerfileDiagnostics(text: string): ReturnType<typeof validate> {
  try {
    return validate(hidePlaceholders(text));
  } catch {
    // It fails at a stage that has the name of what every object has: "constructor".
    return [];
  }
}

function dockerfileProblems(block: CodeBlock): RuleProblem[] {
  // A change of a Dockerfile is none, nor is one that takes lines away alone.
  if (isDiff(block) || /^- /m.test(block.value)) return [];
  const lines = block.value.split("\n");
  const problems = dockerfileDiagnostics(block.value)
    .map(({ message, range }) => ({ message: typeof message === "string" ? message : message.value, range }))
    .filter(({ message, range }) => !FRAGMENT.test(message) && !isElided(lines[range.start.line] ?? ""))
    .map(({ message, range }): RuleProblem => {
      const start = offsetInBlock(block, range.start.line + 1, range.start.character + 1);
      const end = offsetInBlock(block, range.end.line + 1, range.end.character + 1);
      return { start, end, message: `unexpected Dockerfile: ${message}` };
    });
  return [...problems, ...brokenExecForms(block)];
}

/** `CMD ["a"] || exit 1` looks like the exec form, but Docker hands all of it to a shell. */
function brokenExecForms(block: CodeBlock): RuleProblem[] {
  return block.lines.flatMap(({ text, offset }) => {
    const match = /^\s*(?:HEALTHCHECK\s+(?:--\S+\s+)*)?(?:CMD|ENTRYPOINT|RUN)\s+(\[.*\])\s*\S.*$/.exec(text);
    if (!match || text.trimEnd().endsWith("]")) return [];
    const start = offset + text.indexOf("[");
    return [
      {
        start,
        end: offset + text.length,
        message: "unexpected words after the exec form: Docker hands the whole line to a shell",
      },
    ];
  });
}

function xmlProblems(block: CodeBlock): RuleProblem[] {
  const at = block.value.indexOf("<?xml");
  if (at <= 0) return [];
  const start = offsetAt(block, at);
  return [{ start, end: start + 5, message: "unexpected XML declaration, expected it at the very start" }];
}
