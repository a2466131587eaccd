/*
 * What options of `docker run` are called in a Compose file. Those that are not here have no counterpart there, or one
 * that needs more than the option says.
 */

/** How an option becomes a field: `true`, a text, an item of a list, or an entry `key=value` of a mapping. */
export type FieldKind = "flag" | "text" | "list" | "entry";

/** The options' other names. */
const ALIASES: Readonly<Record<string, string>> = {
  "-c": "--cpu-shares",
  "-e": "--env",
  "-h": "--hostname",
  "-i": "--interactive",
  "-l": "--label",
  "-m": "--memory",
  "-p": "--publish",
  "-t": "--tty",
  "-u": "--user",
  "-v": "--volume",
  "-w": "--workdir",
  "--net": "--network",
};

const FIELDS: Readonly<Record<FieldKind, Readonly<Record<string, string>>>> = {
  flag: {
    "--init": "init",
    "--interactive": "stdin_open",
    "--no-healthcheck": "healthcheck.disable",
    "--oom-kill-disable": "oom_kill_disable",
    "--privileged": "privileged",
    "--read-only": "read_only",
    "--tty": "tty",
  },
  text: {
    "--cgroup-parent": "cgroup_parent",
    "--cpu-period": "cpu_period",
    "--cpu-quota": "cpu_quota",
    "--cpu-shares": "cpu_shares",
    "--cpus": "cpus",
    "--cpuset-cpus": "cpuset",
    "--domainname": "domainname",
    "--health-interval": "healthcheck.interval",
    "--health-retries": "healthcheck.retries",
    "--health-start-period": "healthcheck.start_period",
    "--health-timeout": "healthcheck.timeout",
    "--hostname": "hostname",
    "--ipc": "ipc",
    "--isolation": "isolation",
    "--log-driver": "logging.driver",
    "--mac-address": "mac_address",
    "--memory": "mem_limit",
    "--memory-reservation": "mem_reservation",
    "--memory-swap": "memswap_limit",
    "--name": "container_name",
    "--pid": "pid",
    "--pids-limit": "pids_limit",
    "--platform": "platform",
    "--pull": "pull_policy",
    "--restart": "restart",
    "--runtime": "runtime",
    "--shm-size": "shm_size",
    "--stop-signal": "stop_signal",
    "--user": "user",
    "--userns": "userns_mode",
    "--workdir": "working_dir",
  },
  list: {
    "--add-host": "extra_hosts",
    "--cap-add": "cap_add",
    "--cap-drop": "cap_drop",
    "--device": "devices",
    "--device-cgroup-rule": "device_cgroup_rules",
    "--dns": "dns",
    "--dns-option": "dns_opt",
    "--dns-search": "dns_search",
    "--env-file": "env_file",
    "--expose": "expose",
    "--group-add": "group_add",
    "--publish": "ports",
    "--security-opt": "security_opt",
    "--tmpfs": "tmpfs",
    "--volume": "volumes",
  },
  entry: {
    "--env": "environment",
    "--label": "labels",
    "--log-opt": "logging.options",
    "--storage-opt": "storage_opt",
    "--sysctl": "sysctls",
  },
};

/** Those whose value has a form of its own. */
const SPECIAL = new Set([
  "--entrypoint",
  "--gpus",
  "--health-cmd",
  "--mount",
  "--network",
  "--stop-timeout",
  "--ulimit",
]);

/** Those without a value that Compose has no counterpart of. */
const OTHER_FLAGS = new Set(["-d", "--detach", "-P", "--publish-all", "--rm"]);

const KINDS = new Map(
  Object.entries(FIELDS).flatMap(([kind, fields]) =>
    Object.entries(fields).map(([option, field]) => [option, { kind: kind as FieldKind, field }] as const),
  ),
);

/** An option as it is given. */
export interface GivenOption {
  /** Its long name, where it has one: `--user`. */
  readonly name: string;
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
 * @returns the options in their order
 */
export function readOptions(words: readonly string[]): GivenOption[] {
  const options: GivenOption[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    const start = index;
    const behind = (name: string): string | undefined => {
      // Of an option that is not known, what follows and is no option can only be its value.
      const next = words[index + 1];
      const isValue = next !== undefined && (takesValue(name) || !/^-./.test(next));
      return isValue ? words[(index += 1)] : undefined;
    };
    const [, long, given] = /^(--[^=]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (long !== undefined) {
      const name = ALIASES[long] ?? long;
      options.push({ name, value: given ?? (isFlag(name) ? undefined : behind(name)), index: start });
      continue;
    }
    let letters = /^-(?!-)/.test(word) ? word.slice(1) : "";
    if (letters === "") options.push({ name: word, value: undefined, index: start });
    while (letters !== "") {
      const name = ALIASES[`-${letters[0]}`] ?? `-${letters[0]}`;
      const rest = letters.slice(1).replace(/^=/, "");
      const hasValue = takesValue(name) || (!isFlag(name) && letters.length === 1);
      const value = hasValue ? (letters.length > 1 ? rest : behind(name)) : undefined;
      options.push({ name, value, index: start });
      letters = hasValue ? "" : letters.slice(1);
    }
  }
  return options;
}

const isFlag = (name: string) => KINDS.get(name)?.kind === "flag" || OTHER_FLAGS.has(name);

const takesValue = (name: string) => (KINDS.has(name) || SPECIAL.has(name)) && !isFlag(name);
