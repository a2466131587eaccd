import { isDeepStrictEqual } from "node:util";
import type { Descriptor } from "../../descriptor/descriptor.ts";
import type { Identity } from "../read/identity.ts";

/** What a `docker run` of the image says, as fields of a descriptor. */
export interface RunSample {
  readonly fields: Pick<Descriptor, "ports" | "env" | "volumes" | "args">;
  readonly mode: "detached" | "interactive" | "foreground" | "stdin";
  /** The container's name; undefined where none is given. */
  readonly container: string | undefined;
  readonly options: readonly string[];
}

/** Options that have a value behind a blank. */
const WITH_VALUE =
  /^(?:-[aehlmpuvw]|--(?:name|network|net|publish|env|volume|mount|user|workdir|entrypoint|hostname|memory|cpus|restart|cap-add|cap-drop|security-opt|tmpfs|label|env-file|add-host|device|gpus|platform|pid|ipc|shm-size|ulimit|network-alias|link|dns|log-driver|log-opt|health-cmd|pull))$/;

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
  const words = commandWords(canonical(body).replace(/^\$ /, "").replace(/\\\n/g, " "));
  if (!words || words.length < 3 || words[0] !== "docker" || words[1] !== "run") return undefined;
  const image = words.indexOf(`dhi.io/${name}:<tag>`);
  if (image < 0) return undefined;
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
  for (const [option, value] of given) {
    if (option === "-d" || option === "--detach") flags.add("detached");
    else if (["--rm", "-i", "-t", "-it", "-ti", "--interactive", "--tty"].includes(option)) flags.add(option);
    else if (option === "--name") container = value;
    else if (option === "-p" || option === "--publish") {
      const [, outer, inner, protocol = "/tcp"] = /^(\d+):(\d+)(\/(?:tcp|udp|sctp))?$/.exec(value) ?? [];
      if (outer === undefined || inner === undefined || outer !== inner) return undefined;
      read.ports.push(`${inner}${protocol}`);
    } else if (option === "-e" || option === "--env") {
      const [, key = "", set] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(value) ?? [];
      if (set === undefined || key === "" || /["\\`]/.test(set)) return undefined;
      read.env.push({ name: key, value: set });
    } else if (option === "-v" || option === "--volume") {
      const [, source = "", path = "", mode = ""] = /^([^:\s]+):(\/[^:\s]*)(:ro)?$/.exec(value) ?? [];
      if (path === "") return undefined;
      read.volumes.push({ path, source, ...(mode !== "" && { readOnly: true }) });
    } else read.options.push(value === "" ? option : `${option} ${value}`);
  }
  const mode = modeOf(flags);
  if (mode === undefined) return undefined;
  const args = words.slice(image + 1);
  return {
    fields: {
      ...(read.ports.length > 0 && { ports: read.ports }),
      ...(read.env.length > 0 && { env: read.env }),
      ...(read.volumes.length > 0 && { volumes: read.volumes }),
      ...(args.length > 0 && { args }),
    },
    mode,
    container,
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
function sorted({ fields: { ports = [], env = [], volumes = [], args = [] }, mode, options }: RunSample) {
  return {
    mode,
    args,
    ports: ports.toSorted(),
    env: env.map(({ name, value }) => `${name}=${value}`).toSorted(),
    volumes: volumes.map(({ path, source, readOnly = false }) => `${source}:${path}:${readOnly}`).toSorted(),
    options: options.toSorted(),
  };
}

function optionsOf(words: readonly string[]): readonly (readonly [option: string, value: string])[] | undefined {
  const options: [string, string][] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (!word.startsWith("-")) return undefined;
    const [, name = word, value] = /^(--[\w-]+)=([\s\S]*)$/.exec(word) ?? [];
    if (value !== undefined) options.push([name, value]);
    else if (WITH_VALUE.test(word)) options.push([word, words[(index += 1)] ?? ""]);
    else options.push([word, ""]);
  }
  return options;
}

/**
 * Takes one command apart.
 *
 * @param command the command
 * @returns its words without the quotes around them; undefined for what a shell would read as more than words
 */
export function commandWords(command: string): string[] | undefined {
  const words: string[] = [];
  let rest = command.trim();
  const isPlaceholder = /^<[a-z][\w -]*>/i;
  let word = "";
  while (rest !== "") {
    const quoted = /^"([^"\\$`]*|\$\{?\w+\}?)*"|^'([^']*)'/.exec(rest);
    const taken = quoted?.[0] ?? isPlaceholder.exec(rest)?.[0] ?? /^[^\s'"|&;<>()#`\\]+|^#/.exec(rest)?.[0];
    if (taken !== undefined) {
      word += quoted ? taken.slice(1, -1) : taken;
      rest = rest.slice(taken.length);
    } else if (/^[ \t]/.test(rest)) {
      if (word !== "") words.push(word);
      word = "";
      rest = rest.trimStart();
    } else return undefined;
  }
  if (word !== "") words.push(word);
  return words;
}
