import { isDeepStrictEqual } from "node:util";
import type { Descriptor } from "../../descriptor/descriptor.ts";
import { TAG } from "../../descriptor/start-field.ts";
import { takesValue } from "../../guide/compose-options.ts";
import type { Identity } from "../read/identity.ts";

/** What a `docker run` of the image says, as fields of a descriptor. */
export interface RunSample {
  readonly fields: Pick<Descriptor, "ports" | "env" | "volumes" | "args">;
  readonly mode: "detached" | "interactive" | "foreground" | "stdin";
  /** The container's name; undefined where none is given. */
  readonly container: string | undefined;
  /** The image's tag. */
  readonly tag: string;
  readonly options: readonly string[];
}

/** A word of a command, and how a shell is told it. */
interface Word {
  readonly text: string;
  readonly written: string;
  /** Whether a `$` in it is none of the shell's, which no fact can say. */
  readonly hasLiteralDollar: boolean;
}

/**
 * Reads a sample that runs the image once: whatever the order of its options, its container's name, its prompt and its
 * line breaks.
 *
 * @param sample the sample in its fence
 * @param identity what the guide calls its image
 * @returns the fields that a descriptor's sample is made from; undefined where it does something that they cannot say
 */
export function readRunSample(sample: string, { name, canonical }: Identity): RunSample | undefined {
  const [, body = ""] = /^`{3}(?:bash|sh|shell|console)?\n([\s\S]*)\n`{3}$/.exec(sample) ?? [];
  const words = wordsOf(canonical(body).replace(/^\$ /, "").replace(/\\\n/g, " "));
  if (!words || words.length < 3 || words[0]?.text !== "docker" || words[1]?.text !== "run") return undefined;
  const repository = `dhi.io/${name}:`;
  const image = words.findIndex(({ text }) => text.startsWith(repository));
  const tag = words[image]?.text.slice(repository.length) ?? "";
  if (!TAG.test(tag)) return undefined;
  const given = optionsOf(words.slice(2, image));
  if (!given) return undefined;
  const read: {
    ports: string[];
    env: NonNullable<Descriptor["env"]>;
    volumes: NonNullable<Descriptor["volumes"]>;
    options: string[];
  } = {
    ports: [],
    env: [],
    volumes: [],
    options: [],
  };
  const flags = new Set<string>();
  let container: string | undefined;
  for (const [option, { text: value, written, hasLiteralDollar }] of given) {
    if (option === "-d" || option === "--detach") flags.add("detached");
    else if (["--rm", "-i", "-t", "-it", "-ti", "--interactive", "--tty"].includes(option)) flags.add(option);
    else if (option === "--name") container = value;
    else if (option === "-p" || option === "--publish") {
      const [, outer, inner, protocol = "/tcp"] = /^(\d+):(\d+)(\/(?:tcp|udp|sctp))?$/.exec(value) ?? [];
      if (outer === undefined || inner === undefined || outer !== inner) return undefined;
      read.ports.push(`${inner}${protocol}`);
    } else if (option === "-e" || option === "--env") {
      const [, key = "", set] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(value) ?? [];
      if (set === undefined || key === "" || hasLiteralDollar) return undefined;
      read.env.push({ name: key, value: set });
    } else if (option === "-v" || option === "--volume") {
      const [, source = "", path = "", mode = ""] = /^([^:\s]+):(\/[^:\s]*)(:ro)?$/.exec(value) ?? [];
      if (path === "" || hasLiteralDollar) return undefined;
      read.volumes.push({ path, source, ...(mode !== "" && { readOnly: true }) });
    } else read.options.push(written === "" ? option : `${option} ${written}`);
  }
  const mode = modeOf(flags);
  if (mode === undefined) return undefined;
  const args = words.slice(image + 1).map(({ written }) => written);
  return {
    fields: {
      ...(read.ports.length > 0 && { ports: read.ports }),
      ...(read.env.length > 0 && { env: read.env }),
      ...(read.volumes.length > 0 && { volumes: read.volumes }),
      ...(args.length > 0 && { args }),
    },
    mode,
    container,
    tag,
    options: read.options,
  };
}

/** How a container runs; undefined for what no mode says. */
function modeOf(flags: ReadonlySet<string>): RunSample["mode"] | undefined {
  if (flags.has("detached")) return flags.size === 1 ? "detached" : undefined;
  if (!flags.has("--rm")) return undefined;
  const isOpen = ["-i", "-it", "-ti", "--interactive"].some((flag) => flags.has(flag));
  const hasTerminal = ["-t", "-it", "-ti", "--tty"].some((flag) => flags.has(flag));
  if (hasTerminal) return isOpen ? "interactive" : undefined;
  return isOpen ? "stdin" : "foreground";
}

/**
 * Tells whether two samples run the image alike: with the same ports, variables, volumes, options and arguments.
 *
 * @param a a sample in its fence
 * @param b another
 * @param identity what the guide calls its image
 * @returns false also for samples of which one cannot be read
 */
export function saysSameRun(a: string, b: string, identity: Identity): boolean {
  const [one, other] = [a, b].map((sample) => readRunSample(sample, identity));
  return one !== undefined && other !== undefined && isDeepStrictEqual(sorted(one), sorted(other));
}

/** The order of arguments is meant, that of options is not. */
function sorted({ fields: { ports = [], env = [], volumes = [], args = [] }, mode, tag, options }: RunSample) {
  return {
    mode,
    tag,
    args,
    ports: ports.toSorted(),
    env: env.map(({ name, value }) => `${name}=${value}`).toSorted(),
    volumes: volumes.map(({ path, source, readOnly = false }) => `${source}:${path}:${readOnly}`).toSorted(),
    options: options.toSorted(),
  };
}

function optionsOf(words: readonly Word[]): readonly (readonly [option: string, value: Word])[] | undefined {
  const options: [string, Word][] = [];
  const none: Word = { text: "", written: "", hasLiteralDollar: false };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? none;
    if (!word.text.startsWith("-")) return undefined;
    const [, name = word.text, text] = /^(--[\w-]+)=([\s\S]*)$/.exec(word.text) ?? [];
    if (text !== undefined) options.push([name, { ...word, text, written: word.written.slice(name.length + 1) }]);
    else if (takesValue(name) ?? isFollowed(name, words[index + 1])) options.push([name, words[(index += 1)] ?? none]);
    else options.push([word.written, none]);
  }
  return options;
}

/** Of an option that is not known, what follows and is no option can only be its value. Several in one may have any. */
const isFollowed = (option: string, next: Word | undefined) =>
  /^(?:--|-\w$)/.test(option) && next !== undefined && !next.text.startsWith("-");

/**
 * Takes one command apart.
 *
 * @param command the command
 * @returns its words without the quotes around them; undefined for what a shell would read as more than words
 */
export function commandWords(command: string): string[] | undefined {
  return wordsOf(command)?.map(({ text }) => text);
}

/** What a shell puts a value in place of: a variable, or the folder that it is in. */
const EXPANSION = String.raw`\$(?:\w+|\{\w+(?::?-[\w./:-]*)?\}|\(pwd\))`;
const DOUBLE_QUOTED = new RegExp(String.raw`^"(?:[^"\\$\`\n]|${EXPANSION}|\\["\\\`])*"`);
const SINGLE_QUOTED = /^'[^'\n]*'/;
const BARE = new RegExp(String.raw`^(?:${EXPANSION}|[^\s'"|&;<>()#\`\\])+|^#`);
const PLACEHOLDER = /^<[a-z][\w -]*>/i;

function wordsOf(command: string): Word[] | undefined {
  const words: Word[] = [];
  let rest = command.trim();
  let word: Word | undefined;
  const add = (written: string, text: string, hasLiteralDollar = false): void => {
    const before = word ?? { text: "", written: "", hasLiteralDollar: false };
    word = {
      text: before.text + text,
      written: before.written + written,
      hasLiteralDollar: before.hasLiteralDollar || hasLiteralDollar,
    };
    rest = rest.slice(written.length);
  };
  while (rest !== "") {
    const [double] = DOUBLE_QUOTED.exec(rest) ?? [];
    const [single] = SINGLE_QUOTED.exec(rest) ?? [];
    const [bare] = PLACEHOLDER.exec(rest) ?? BARE.exec(rest) ?? [];
    if (double !== undefined) add(double, double.slice(1, -1).replace(/\\(.)/g, "$1"));
    else if (single !== undefined) add(single, single.slice(1, -1), single.includes("$"));
    else if (bare !== undefined) add(bare, bare);
    else if (/^[ \t]/.test(rest)) {
      if (word) words.push(word);
      word = undefined;
      rest = rest.trimStart();
    } else return undefined;
  }
  if (word) words.push(word);
  return words;
}
