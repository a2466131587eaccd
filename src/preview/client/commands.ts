/** What the labels of samples say that are a session at a terminal: commands behind prompts, and what they print. */
const SESSIONS = new Set<string | undefined>(["Console"]);

/** Of shells: what stands without a prompt is a command as well. */
const SHELLS = new Set<string | undefined>(["Bash", "Shell"]);

/** `$ `, and with what shells put before it: `(venv) $ `, `user@host:~# `, `[user@host ~]$ `, `bash-5.2$ `, `/ # `. */
const PROMPT = new RegExp(
  String.raw`^\s*(?:\([\w.-]+\) )?(?:\$|(?:\[[\w.-]+@[^\]]+\]|[\w.-]+@[^\s$#]+|(?:ba|da|z)?sh-[\d.]+)\s?[$#]|[~/][\w./-]* [$#]) `,
);

/** Alone it is the prompt of the root user, or a comment. */
const HASH = /^\s*# /;

/** The prompt of a command that goes on. */
const MORE = /^\s*>(?: |$)/;

/** The start of a block, whose other lines nothing marks. */
const BLOCK = /(?:^|[\s;])(?:do|then|else|[({])\s*$/;

interface Part {
  readonly text: string;
  readonly isCommand: boolean;
}

/**
 * What one pastes into a terminal: of a session the commands, without prompts and without what they print. Where it
 * cannot be told what is a command, it is all but the prompts.
 *
 * @param sample the sample's text
 * @param language what its label says; undefined where it has none
 */
export function commandsOf(sample: string, language: string | undefined): string {
  const isSession = SESSIONS.has(language);
  if (!isSession && !SHELLS.has(language)) return sample;
  const lines = sample.split("\n");
  const prompt = promptOf(lines, isSession);
  if (!prompt) return sample;
  const parts = takeApart(lines, prompt);
  const keepsAll = !isSession || parts.some(({ text, isCommand }) => isCommand && BLOCK.test(text));
  const kept = keepsAll ? parts : parts.filter(({ isCommand }, index) => isCommand || isCommentAbove(parts, index));
  return kept.map(({ text }) => text).join("\n");
}

/** The prompt of a sample; undefined where it has none. */
function promptOf(lines: readonly string[], isSession: boolean): RegExp | undefined {
  const written = lines.filter((line) => line.trim() !== "");
  const first = written.find((line) => !HASH.test(line)) ?? "";
  if (isSession ? written.some((line) => PROMPT.test(line)) : PROMPT.test(first)) return PROMPT;
  // Beside other lines, it may be a comment on them.
  const isHash = (line: string, index: number) =>
    HASH.test(line) ||
    (index > 0 && (MORE.test(line) || openEnd((written[index - 1] ?? "").replace(HASH, "")) !== undefined));
  return isSession && written.every(isHash) ? HASH : undefined;
}

/** The commands of a sample, each with the lines in which it goes on, and the other lines. */
function takeApart(lines: readonly string[], prompt: RegExp): readonly Part[] {
  const parts: Part[] = [];
  for (let index = 0; index < lines.length;) {
    const line = lines[index] ?? "";
    index += 1;
    if (!prompt.test(line)) {
      parts.push({ text: line, isCommand: false });
      continue;
    }
    let text = line.replace(prompt, "");
    // Whether the lines of a document have prompts, its first one says: `>` may stand in it.
    const hasMarks = MORE.test(lines[index] ?? "");
    for (; index < lines.length; index += 1) {
      const next = lines[index] ?? "";
      const open = openEnd(text);
      if (open === undefined && !MORE.test(next)) break;
      if (open === "line" && prompt.test(next)) break;
      text += `\n${hasMarks ? next.replace(MORE, "") : next}`;
    }
    parts.push({ text, isCommand: true });
  }
  return parts;
}

/** In what a command ends that goes on in the next line: in a document of its own, or in the middle of a line. */
function openEnd(command: string): "document" | "line" | undefined {
  const [start, , delimiter] = /(?<!<)<<-?\s*\\?(["']?)([A-Za-z_]\w*)\1[^]*/.exec(command) ?? [];
  if (start !== undefined)
    return start
      .split("\n")
      .slice(1)
      .some((line) => line.trim() === delimiter)
      ? undefined
      : "document";
  // Without comments, what is escaped, and what is quoted.
  const bare = command.replace(/(?<=^|\s)#.*|\\[^]|'[^']*'|"(?:\\[^]|[^"\\])*"/g, "");
  return /['"\\]|(?:\||&&)\s*$/.test(bare) ? "line" : undefined;
}

/** Whether a line comments on the command below it. */
function isCommentAbove(parts: readonly Part[], index: number): boolean {
  const next = parts.findIndex(({ isCommand }, at) => at > index && isCommand);
  return next > 0 && parts.slice(index, next).every(({ text }) => HASH.test(text));
}
