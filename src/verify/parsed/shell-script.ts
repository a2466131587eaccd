import { type Command, forEachChild, type HereDoc, parse, type SyntaxNode } from "unbash";

import type { CodeBlock, CodeLine } from "./code-blocks.ts";
import { isDiff } from "./diff.ts";
import { foreignTextOf } from "./foreign-text.ts";
import { showPlaceholders } from "../../markdown/placeholders.ts";
import { insideOf, ScriptSource } from "./script-source.ts";
import { scriptLinesOf } from "./shell-session.ts";

/** A word of a command and where it stands in the guide. */
export interface ShellWord {
  /** Without its quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** One command: of a list, of a pipeline, or of a substitution within another. */
export interface ShellCommand {
  /** Its name and its arguments; assignments before the name and redirections are none. */
  readonly words: readonly ShellWord[];
  /** The files that it writes what it prints to. */
  readonly outputs: readonly string[];
  readonly hereDocuments: readonly HereDocument[];
  /** The words of the command that a pipe hands what it prints; empty where there is none. */
  readonly pipedTo: readonly ShellWord[];
}

/** What a command reads from the lines below it: `<<EOF`. */
export interface HereDocument {
  /** The word that ends it. */
  readonly delimiter: string;
  readonly isClosed: boolean;
  /** Whether the shell replaces nothing in it. */
  readonly isQuoted: boolean;
  /** Whether its lines may be indented by tabs, which the shell takes away: `<<-`. */
  readonly isIndented: boolean;
  /** The offset of `<<` in the guide. */
  readonly start: number;
  readonly lines: readonly CodeLine[];
}

/** Where and why a script does not parse. */
export interface ShellError {
  readonly message: string;
  /** Its offset in the guide. */
  readonly start: number;
}

/** A line of a script, without its prompt; empty where a session prints it. */
export interface ScriptLine extends CodeLine {
  /** Whether it begins in a here-document or in quotes, where nothing is syntax; and whether it ends there. */
  readonly beginsInText: boolean;
  readonly endsInText: boolean;
}

/** A shell sample as Bash reads it. */
export interface ShellScript {
  readonly lines: readonly ScriptLine[];
  readonly commands: readonly ShellCommand[];
  readonly errors: readonly ShellError[];
}

const SCRIPT_LANGS = new Set(["bash", "sh", "shell", "zsh"]);
/** Those of sessions, and what may as well show what a command prints. */
const SHELL_LANGS = new Set([...SCRIPT_LANGS, "", "console", "shell-session", "shellscript", "terminal"]);

/** What a file in YAML, a message or a mail begins with, and no command. */
const KEY = /^\s*(?:#.*\n\s*)*[\w.-]+:(?:\s|$)/;

/** Whether a code block's language says that all of it is a shell script. */
export function isScriptBlock({ lang }: CodeBlock): boolean {
  return SCRIPT_LANGS.has(lang);
}

/** Whether a code block holds shell commands, by its language and by what it begins with. */
export function isShellBlock(block: CodeBlock): boolean {
  if (!SHELL_LANGS.has(block.lang) || isDiff(block) || foreignTextOf(block.lines)?.isWhole) return false;
  return block.lang !== "" || !KEY.test(block.value);
}

/** So often a script is read on behind an error: each time all that is left is parsed. */
const MOST_PARTS = 50;

const scripts = new WeakMap<CodeBlock, ShellScript>();

/** Parses a code block as Bash; in a session only what stands behind a prompt is script. It is parsed once. */
export function shellScriptOf(block: CodeBlock): ShellScript {
  const script = scripts.get(block) ?? parseScript(scriptLinesOf(block));
  scripts.set(block, script);
  return script;
}

/**
 * Parses code in running text as commands.
 *
 * @param start its offset in the guide
 */
export function shellCommandsIn(text: string, start: number): readonly ShellCommand[] {
  return parseScript([{ text, offset: start }]).commands;
}

function parseScript(lines: readonly CodeLine[]): ShellScript {
  const source = new ScriptSource(lines);
  const commands: ShellCommand[] = [];
  const errors: ShellError[] = [];
  const readers = new Map<SyntaxNode, SyntaxNode>();
  const texts: (readonly [from: number, to: number])[] = [];
  // Behind an error the parser gives up; the lines below it have commands, too. What has many errors is no script.
  for (let from = 0, parts = 0; from < source.text.length && parts < MOST_PARTS; parts++) {
    const start = from;
    const visit = (node: SyntaxNode): void => {
      // What an escaped backtick holds has positions of its own.
      if (node.type === "Script" && node.source !== undefined) return;
      if (node.type === "Script" && node.errors)
        errors.push(...node.errors.map(({ message, pos }) => ({ message, start: source.offsetAt(start + pos) })));
      if (node.type === "Pipeline")
        node.commands
          .slice(1)
          .forEach((reader, index) => node.commands[index] && readers.set(node.commands[index], reader));
      if (node.type === "Command") {
        const reader = readers.get(node);
        const pipedTo = reader?.type === "Command" ? wordsOf(reader, start, source) : [];
        commands.push({ ...commandOf(node, start, source), pipedTo });
      }
      if (node.type === "SingleQuoted" || node.type === "DoubleQuoted")
        texts.push([start + node.pos, start + node.end]);
      // It begins where its first line does.
      if (node.type === "HereDocBody") texts.push([start + node.pos - 1, start + node.end]);
      forEachChild(node, visit);
    };
    const script = parse(source.text.slice(start));
    visit(script);
    const failed = script.errors?.[0];
    const next = failed ? source.text.indexOf("\n", start + failed.pos) : -1;
    from = next === -1 ? source.text.length : next + 1;
  }
  const isInText = insideOf(texts, source.text.length);
  return {
    lines: lines.map((line, index) => {
      const start = source.starts[index] ?? 0;
      const end = start + line.text.length;
      return { ...line, beginsInText: isInText(start), endsInText: isInText(end) };
    }),
    commands: commands.sort((a, b) => (a.words[0]?.start ?? 0) - (b.words[0]?.start ?? 0)),
    errors,
  };
}

function wordsOf({ name, args }: Command, from: number, source: ScriptSource): ShellWord[] {
  return [...(name ? [name] : []), ...args].map((word) => ({
    text: showPlaceholders(word.type === "Word" ? word.value : word.text),
    start: source.offsetAt(from + word.pos),
    end: source.offsetAt(from + word.end),
  }));
}

function commandOf(command: Command, from: number, source: ScriptSource): Omit<ShellCommand, "pipedTo"> {
  const { redirects } = command;
  return {
    words: wordsOf(command, from, source),
    outputs: redirects.flatMap((redirect) =>
      redirect.type === "Redirect" && /^>[>|]?$/.test(redirect.operator) && redirect.target
        ? [showPlaceholders(redirect.target.value)]
        : [],
    ),
    hereDocuments: redirects
      .filter((redirect): redirect is HereDoc => redirect.type === "HereDoc")
      .map(({ delimiter, closing, operator, pos, body }) => ({
        delimiter: delimiter?.value ?? "",
        isClosed: closing !== undefined,
        isQuoted: delimiter?.quoted === true,
        isIndented: operator === "<<-",
        start: source.offsetAt(from + pos),
        lines: source.linesIn(from + body.pos, from + body.end),
      })),
  };
}
