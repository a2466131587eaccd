import { parseArgs } from "node:util";

/*
 * What options of `docker run` are called in a Compose file. Those that are not here have no counterpart there.
 */

/**
 * How an option becomes a field: `true`, a text, an item of a list, or an entry `key=value` of a mapping. A special one
 * has a value of another form there; of the last ones there is no field.
 */
type FieldKind = keyof typeof OPTIONS;

/** Each option, and behind `=` its field, where that has not its name with `_` for `-`; nested fields have dots. */
const OPTIONS = {
  flag: "init interactive=stdin_open no-healthcheck=healthcheck.disable oom-kill-disable privileged read-only tty",
  text: `cgroup-parent cpu-period cpu-quota cpu-shares cpus cpuset-cpus=cpuset domainname
    health-interval=healthcheck.interval health-retries=healthcheck.retries
    health-start-period=healthcheck.start_period health-timeout=healthcheck.timeout hostname ipc isolation
    log-driver=logging.driver mac-address memory=mem_limit memory-reservation=mem_reservation
    memory-swap=memswap_limit name=container_name pid pids-limit platform pull=pull_policy restart runtime shm-size
    stop-signal user userns=userns_mode workdir=working_dir`,
  list: `add-host=extra_hosts cap-add cap-drop device=devices device-cgroup-rule=device_cgroup_rules dns
    dns-option=dns_opt dns-search env-file expose group-add publish=ports security-opt tmpfs volume=volumes`,
  entry: "env=environment label=labels log-opt=logging.options storage-opt sysctl=sysctls",
  special: "entrypoint gpus health-cmd mount net network stop-timeout ulimit",
  none: "detach publish-all rm",
} as const;

const SHORT: Readonly<Record<string, string>> = {
  "cpu-shares": "c",
  detach: "d",
  env: "e",
  hostname: "h",
  interactive: "i",
  label: "l",
  memory: "m",
  publish: "p",
  "publish-all": "P",
  tty: "t",
  user: "u",
  volume: "v",
  workdir: "w",
};

const KINDS = new Map(
  Object.entries(OPTIONS).flatMap(([kind, options]) =>
    options.split(/\s+/).map((option) => {
      const [name = "", field = name.replaceAll("-", "_")] = option.split("=");
      return [name, { kind: kind as FieldKind, field }] as const;
    }),
  ),
);

const CONFIG = Object.fromEntries(
  [...KINDS].map(([name, { kind }]) => {
    const short = SHORT[name];
    const type = kind === "flag" || kind === "none" ? ("boolean" as const) : ("string" as const);
    return [name, { type, ...(short !== undefined && { short }) }];
  }),
);

const WRITTEN: ReadonlyMap<string, FieldKind> = new Map(
  [...KINDS].flatMap(([name, { kind }]) => [
    [`--${name}`, kind],
    [`-${SHORT[name] ?? `-${name}`}`, kind],
  ]),
);

/**
 * Whether an option of `docker run` has a value behind it.
 *
 * @param written the option as it is written: `-p`, `--publish`
 * @returns undefined for one that has no counterpart in Compose, of which nothing is known
 */
export function takesValue(written: string): boolean | undefined {
  const kind = WRITTEN.get(written);
  return kind && kind !== "flag" && kind !== "none";
}

/** An option as it is given. */
export interface GivenOption {
  /** Its long name, where it has one: `user`. */
  readonly name: string;
  /** How it is written: `-u`. */
  readonly written: string;
  /** Undefined where none follows. */
  readonly value: string | undefined;
  /** Where its first word stands among the words. */
  readonly index: number;
}

/**
 * What an option is called in Compose.
 *
 * @param name its long name
 * @returns the field, with dots where it is nested, and how the value goes there; undefined where there is none
 */
export function fieldOf(name: string): { readonly kind: FieldKind; readonly field: string } | undefined {
  return KINDS.get(name);
}

/**
 * Reads words as options of `docker run`: `--user 1000`, `--user=1000`, `-u1000`, `-it`.
 *
 * @param words the words, in which nothing is but options
 * @returns the options in their order; a word that is the value of none is one by itself
 */
export function readOptions(words: readonly string[]): GivenOption[] {
  const { tokens } = parseArgs({ args: [...words], options: CONFIG, strict: false, tokens: true });
  return tokens.flatMap((token, index): GivenOption[] => {
    if (token.kind === "option") {
      const { name, rawName: written } = token;
      const value = written.startsWith("--") ? token.value : token.value?.replace(/^=/, "");
      return [{ name, written, value, index: token.index }];
    }
    // Of an option that is not known, what follows and is no option can only be its value.
    const before = tokens[index - 1];
    if (before?.kind === "option" && !KINDS.has(before.name) && before.value === undefined) return [];
    const written = token.kind === "positional" ? token.value : "--";
    return [{ name: written, written, value: undefined, index: token.index }];
  });
}
