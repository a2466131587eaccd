import type { CodeBlock, CodeLine } from "./code-blocks.ts";

const PROMPT = /^\s*\$ /;

/**
 * Whether a block shows a session: commands behind a prompt, and what they print.
 *
 * @returns true where any line starts with a prompt
 */
export function hasPrompts(block: CodeBlock): boolean {
  return block.lines.some(({ text }) => PROMPT.test(text));
}

/** The lines of a block that are script: without prompts, and empty where a session prints something. */
export function scriptLinesOf(block: CodeBlock): readonly CodeLine[] {
  if (!hasPrompts(block)) return block.lines;
  let inCommand = false;
  let isContinued = false;
  let delimiter: string | undefined;
  return block.lines.map((line) => {
    const prompt = PROMPT.exec(line.text)?.[0];
    const inHereDocument: boolean = delimiter !== undefined && prompt === undefined;
    // A loop goes on below its prompt, with an indent or behind the second prompt.
    inCommand = prompt !== undefined || inHereDocument || isContinued || (inCommand && /^(?:\s+\S|> )/.test(line.text));
    isContinued = inCommand && line.text.endsWith("\\");
    if (!inCommand) return { text: "", offset: line.offset };
    const lead = prompt ?? /^> /.exec(line.text)?.[0] ?? "";
    const text = line.text.slice(lead.length);
    if (!inHereDocument) delimiter = /(?<!<)<<-?\s*["']?(\w+)/.exec(text)?.[1];
    else if (text.trim() === delimiter) delimiter = undefined;
    return { text, offset: line.offset + lead.length };
  });
}
