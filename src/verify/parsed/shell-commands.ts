import type { CodeBlock } from "./code-blocks.ts";

const SHELL_LANGS = new Set(["", "bash", "console", "sh", "shell", "shell-session", "shellscript", "terminal", "zsh"]);

/** One command line of a shell sample, its continuation lines joined. */
export interface ShellCommand {
  /** The text without the prompt; a `\` at a line's end, and the line break, are blanks. */
  readonly text: string;
  /** For each character of the text its offset in the guide. */
  readonly offsets: readonly number[];
  /** The offset of what it stands in. */
  readonly start: number;
}

/** A word of a command and where it stands in the guide. */
export interface ShellWord {
  /** Without its quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Whether a code block holds shell commands, as its language says; one without a language may. */
export function isShellBlock(block: CodeBlock): boolean {
  return SHELL_LANGS.has(block.lang);
}

/**
 * Whether a block shows a session: commands behind a prompt, and what they print.
 *
 * @returns true where any line starts with a prompt
 */
export function hasPrompts(block: CodeBlock): boolean {
  return block.lines.some(({ text }) => /^\s*\$ /.test(text));
}

/** Splits a shell block into commands. In a session only what stands behind a prompt is a command. */
export function shellCommandsOf(block: CodeBlock): ShellCommand[] {
  const commands: ShellCommand[] = [];
  const session = hasPrompts(block);
  let text = "";
  let offsets: number[] = [];
  for (const line of block.lines) {
    const continues = text !== "";
    const prompt = /^\s*[$%] /.exec(line.text)?.[0].length ?? 0;
    if (session && !continues && prompt === 0) continue;
    const body = line.text.slice(prompt).replace(/\s+$/, "");
    const continued = /(?<!\\)\\$/.test(body);
    const kept = continued ? `${body.slice(0, -1)} ` : body;
    text += (continues ? " " : "") + kept;
    offsets = [
      ...offsets,
      ...(continues ? [line.offset] : []),
      ...[...kept].map((_, index) => line.offset + prompt + index),
    ];
    if (continued) continue;
    if (text.trim() !== "" && !text.trimStart().startsWith("#")) commands.push({ text, offsets, start: block.start });
    text = "";
    offsets = [];
  }
  if (text.trim() !== "") commands.push({ text, offsets, start: block.start });
  return commands;
}

const WORD =
  /(?:<[A-Za-z][^<>|&;]*>|"(?:\\.|[^"\\])*"?|'[^']*'?|\\.|\$\([^)]*\)|[^\s"'\\|&;<>()])+|\|\|?|&&?|;|[<>()]+/g;

/** Splits a command into words; operators such as `|` and `&&` are words of their own. */
export function wordsOf(command: ShellCommand): ShellWord[] {
  const words = [...command.text.matchAll(WORD)].map((match) => ({
    text: match[0].replace(/["']/g, ""),
    start: command.offsets[match.index] ?? command.start,
    end: (command.offsets[match.index + match[0].length - 1] ?? command.start) + 1,
  }));
  const comment = words.findIndex(({ text }) => text.startsWith("#"));
  return comment === -1 ? words : words.slice(0, comment);
}

/** A `docker run`, taken apart. */
export interface DockerRun {
  readonly image: ShellWord;
  /** The options before the image, in their order; a flag without a value has none. */
  readonly options: readonly { readonly name: string; readonly value: ShellWord | undefined; readonly at: ShellWord }[];
  /** What is handed to the image. */
  readonly args: readonly ShellWord[];
  readonly block: CodeBlock;
  /** The offset of `docker`. */
  readonly start: number;
}

const FLAGS = new Set(
  "--rm --detach --interactive --tty --privileged --init --read-only --publish-all --no-healthcheck --oom-kill-disable --quiet --sig-proxy --use-api-socket --disable-content-trust --tls --tls-verify".split(
    " ",
  ),
);

/** Finds the `docker run` commands of a shell block. */
export function dockerRunsOf(block: CodeBlock): DockerRun[] {
  if (!/\b(?:docker|podman|nerdctl)\b/.test(block.value)) return [];
  return shellCommandsOf(block).flatMap((command) => {
    const words = wordsOf(command);
    return words.flatMap((word, index) => {
      if (!/(?:^|[(`])(?:docker|podman|nerdctl)$/.test(word.text)) return [];
      const verb = words[index + 1]?.text === "container" ? index + 2 : index + 1;
      if (words[verb]?.text !== "run" && words[verb]?.text !== "create") return [];
      return dockerRun(words.slice(verb + 1), block, word.start) ?? [];
    });
  });
}

function dockerRun(words: readonly ShellWord[], block: CodeBlock, start: number): DockerRun | undefined {
  const options: { name: string; value: ShellWord | undefined; at: ShellWord }[] = [];
  let index = 0;
  for (; index < words.length; index++) {
    const word = words[index];
    if (word === undefined || !word.text.startsWith("-")) break;
    const equals = word.text.indexOf("=");
    if (word.text.startsWith("--")) {
      const name = equals === -1 ? word.text : word.text.slice(0, equals);
      if (equals !== -1) options.push({ name, value: { ...word, text: word.text.slice(equals + 1) }, at: word });
      else if (FLAGS.has(name)) options.push({ name, value: undefined, at: word });
      else options.push({ name, value: words[++index], at: word });
    } else if (/^-[ditPq]+$/.test(word.text)) {
      options.push({ name: word.text, value: undefined, at: word });
    } else if (/^-[dit]*[a-zA-Z]$/.test(word.text)) {
      options.push({ name: `-${word.text.slice(-1)}`, value: words[++index], at: word });
    } else {
      options.push({ name: word.text.slice(0, 2), value: { ...word, text: word.text.slice(2) }, at: word });
    }
  }
  const image = words[index];
  if (image === undefined || /^[|&;()<>]/.test(image.text.replace(/^<[^<>]+>/, "x"))) return undefined;
  const rest = words.slice(index + 1);
  const stop = rest.findIndex(({ text }) => /^(?:\|\|?|&&?|;|[<>()]+)$/.test(text));
  return { image, options, args: stop === -1 ? rest : rest.slice(0, stop), block, start };
}
