/*
 * Reads samples that run a command on the image. They are the same in all guides but for options and arguments: what is
 * typed before the image's reference, and behind it; and for what else is typed before the command, and afterwards.
 */

/** A sample of one command that names the image. */
export interface ImageCommand {
  /** Commands of one form have their parts in the same places. */
  readonly form: string;
  readonly program: string;
  /** The blanks before the lines that go on; undefined for a command on one line. */
  readonly indent: string | undefined;
  readonly parts: {
    readonly language: string;
    /** Whole lines of what is typed first. */
    readonly before: string;
    readonly prompt: string;
    readonly options: string;
    /** Whole lines of options. */
    readonly lines: string;
    /** Of the image's own reference. */
    readonly tag: string;
    readonly arguments: string;
    /** Whole lines of arguments. */
    readonly argumentLines: string;
    /** Whole lines of what is typed afterwards. */
    readonly after: string;
  };
}

const SAMPLE = /^`{3}([\w+-]*)\n([\s\S]*)\n`{3}$/;
const COMMAND = /^([$#] )?([^\s\\]+ [a-z][\w-]*)((?: .*)?)$/;
/** The image's own reference, of whatever tag. */
const IMAGE = /^(?:\{\{reference\}\}|\{\{registry\.prefix\}\}\{\{name\}\}:)\S*$/;
/** What stands before the tag of the image. */
export const ANY_TAG = "{{registry.prefix}}{{name}}:";
/** The tag that a reference has. */
export const USUAL_TAG = "<tag>";

/**
 * Reads a sample: the first command in it that is on the image. What else is typed stands before it, and behind it after
 * an empty line.
 *
 * @param sample a sample in its fence, as a template would have it
 * @returns the command; undefined for a sample that has none
 */
export function parseImageCommand(sample: string): ImageCommand | undefined {
  const [, language = "", body] = SAMPLE.exec(sample) ?? [];
  if (body === undefined) return undefined;
  const lines = body.split("\n");
  for (let start = 0, end: number; start < lines.length; start = end) {
    end = lines.findIndex((line, index) => index >= start && !line.endsWith("\\")) + 1 || lines.length;
    const [before, gap, ...after] = [lines.slice(0, start).join("\n"), ...lines.slice(end)];
    const isAlone = start === 0 && gap === undefined;
    const command = parseCommand(lines.slice(start, end), isAlone);
    if (!command) continue;
    const isSetOff = (gap ?? "") === "" && !before.endsWith("\n") && (after[0] !== "" || gap === undefined);
    if (!isAlone && !isSetOff) return undefined;
    return { ...command, parts: { ...command.parts, language, before, after: after.join("\n") } };
  }
  return undefined;
}

/**
 * Tells whether a sample runs something on the image.
 *
 * @param sample a sample in its fence, as a template would have it
 * @returns true where all guides could say it by one partial, each with its own options and arguments
 */
export function isImageCommand(sample: string): boolean {
  return parseImageCommand(sample) !== undefined;
}

/** What all commands have; where they stand is told by the sample. */
type Command = Omit<ImageCommand, "parts"> & { readonly parts: Omit<ImageCommand["parts"], Around> };
type Around = "language" | "before" | "after";

function parseCommand([start = "", ...lines]: readonly string[], isAlone: boolean): Command | undefined {
  const [, prompt = "", program, first = ""] = COMMAND.exec(start) ?? [];
  // Beside others it is a comment.
  if (program === undefined || (prompt === "# " && !isAlone)) return undefined;
  if (lines.length === 0) return onOneLine(program, first, prompt);
  const at = lines.findIndex((line) => IMAGE.test(line.trimStart().split(" ")[0] ?? ""));
  const goesOn = [first, ...lines.slice(0, -1)].every((line) => line.endsWith(" \\")) && !lines.at(-1)?.endsWith("\\");
  const [, indent = "", image = "", args = ""] =
    /^( +)(\S+)((?: .*)?)$/.exec((lines[at] ?? "").replace(/ \\$/, "")) ?? [];
  if (at < 0 || !goesOn || lines.some((line) => !line.startsWith(indent))) return undefined;
  const whole = (from: number, to?: number) => lines.slice(from, to).join("\n").slice(indent.length);
  const layout = [at > 0 ? "lines" : "line", ...(at < lines.length - 1 ? ["argument lines"] : [])].join(" ");
  return {
    form: `${program} image ${layout} ${indent.length}`,
    program,
    indent,
    parts: {
      prompt,
      options: first.slice(0, -2),
      lines: whole(0, at),
      tag: tagOf(image),
      arguments: args,
      argumentLines: whole(at + 1),
    },
  };
}

function onOneLine(program: string, rest: string, prompt: string): Command | undefined {
  const words = rest.split(" ").slice(1);
  const at = words.findIndex((word) => IMAGE.test(word));
  if (at < 0 || rest.endsWith("\\")) return undefined;
  const joined = (list: readonly string[]) => list.map((word) => ` ${word}`).join("");
  const [options, args] = [joined(words.slice(0, at)), joined(words.slice(at + 1))];
  return {
    form: `${program} image`,
    program,
    indent: undefined,
    parts: { prompt, options, lines: "", tag: tagOf(words[at] ?? ""), arguments: args, argumentLines: "" },
  };
}

function tagOf(image: string): string {
  return image.replace("{{reference}}", USUAL_TAG).replace(ANY_TAG, "");
}
