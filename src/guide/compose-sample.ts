import type { Descriptor } from "../descriptor/descriptor.ts";
import type { Problem, YamlPath } from "../findings/problem.ts";
import { fieldOf, readOptions, type GivenOption } from "./compose-options.ts";
import { composeWords } from "./compose-words.ts";
import type { Prose } from "./prose.ts";
import { assignment, firstRun, mounted, published, type Run } from "./run-command.ts";
import { yamlLines, type YamlMap, type YamlTree } from "./yaml-lines.ts";

/** A Compose file, and what it cannot say. */
export interface ComposeSample {
  /** Its lines, each with the place of the fact that it shows. */
  readonly lines: readonly Prose[];
  readonly problems: readonly Problem[];
}

/** A source that is a volume's name, and no path. */
const VOLUME_NAME = /^[A-Za-z0-9][\w.-]*$/;
/** A network's name, or what a reader puts in its place; not the long form, and no variable, which is none in a key. */
const NETWORK_NAME = /^(?:[\w.-]|<[^<>]+>)+$/;
/** Networks that Docker has by itself, or that are another container's. */
const NETWORK_MODE = /^(?:host|none|bridge|container:.*)$/;

/**
 * The start of an image as a Compose file.
 *
 * @param run the start
 * @param descriptor the image's facts
 */
export function composeSample(run: Run, { name, start = {} }: Pick<Descriptor, "name" | "start">): ComposeSample {
  const service = start.compose === true ? undefined : start.compose?.service;
  return new ComposeFile(run, {
    service: service ?? name,
    container: start.container,
    mode: start.mode === undefined ? run.path : ["start", "mode"],
  }).sample();
}

/**
 * Finds what a start says and its Compose file cannot.
 *
 * @param descriptor the image's facts
 * @returns a warning for each; none where nobody asks for such a file
 */
export function findUnsaidInCompose(descriptor: Descriptor): readonly Problem[] {
  if (descriptor.start?.compose === undefined) return [];
  return composeSample(firstRun(descriptor, "dhi.io/", String), descriptor).problems;
}

/** One Compose file that is being put together. */
class ComposeFile {
  readonly #run: Run;
  readonly #named: { readonly service: string; readonly container: string | undefined; readonly mode: YamlPath };
  readonly #service: YamlMap = new Map();
  readonly #volumes: YamlMap = new Map();
  readonly #networks: YamlMap = new Map();
  readonly #problems: Problem[] = [];

  constructor(run: Run, named: { service: string; container: string | undefined; mode: YamlPath }) {
    this.#run = run;
    this.#named = named;
  }

  sample(): ComposeSample {
    const { image, path, mode, ports, env, volumes, args } = this.#run;
    const { service, container } = this.#named;
    const isOpen = mode === "interactive" || mode === "stdin";
    this.#set("image", image, ["name"]);
    if (container !== undefined) this.#set("container_name", container, path);
    for (const { fact, path: at } of env) this.#entry("environment", this.#word(assignment(fact), at), at);
    for (const { fact, path: at } of ports) this.#add("ports", published(fact), at);
    for (const { fact, path: at } of volumes) this.#volume(this.#word(mounted(fact), at), at);
    // Options stand behind the facts in the command, too: what is said last holds.
    this.#options();
    for (const { fact, path: at } of args) for (const word of this.#words(fact, at)) this.#add("command", word, at);
    if (isOpen) this.#set("stdin_open", true, this.#named.mode);
    if (mode === "interactive") this.#set("tty", true, this.#named.mode);
    // A host's network has no ports to publish, and Compose refuses them; `docker run` passes them over.
    const network = this.#service.get("network_mode");
    if (network && "value" in network && network.value === "host") this.#service.delete("ports");
    const file: YamlMap = new Map([["services", new Map([[service, this.#service]])]]);
    if (this.#networks.size > 0) file.set("networks", this.#networks);
    if (this.#volumes.size > 0) file.set("volumes", this.#volumes);
    return { lines: yamlLines(file, ["start", "compose"]), problems: this.#problems };
  }

  #options(): void {
    const words = this.#run.options.flatMap(({ fact, path }) =>
      this.#words(fact, path).map((word) => ({ word, path })),
    );
    for (const option of readOptions(words.map(({ word }) => word))) {
      const { path = [] } = words[option.index] ?? {};
      if (!this.#option(option, path)) this.#unsaid(option.name, path);
    }
  }

  /** Puts an option where Compose has it; gives whether it has. */
  #option({ name, value }: GivenOption, path: YamlPath): boolean {
    const { kind, field } = fieldOf(name) ?? {};
    if (kind === "flag" && field !== undefined) {
      if (value !== undefined && !/^(?:true|false)$/.test(value)) return false;
      this.#set(field, value !== "false", path);
      return true;
    }
    if (value === undefined) return false;
    if (field === "volumes") this.#volume(value, path);
    else if (kind === "text" && field !== undefined) this.#set(field, value, path);
    else if (kind === "list" && field !== undefined) this.#add(field, value, path);
    else if (kind === "entry" && field !== undefined) this.#entry(field, value, path);
    else return this.#special(name, value, path);
    return true;
  }

  /** An option whose value has another form in Compose. */
  #special(name: string, value: string, path: YamlPath): boolean {
    switch (name) {
      case "--entrypoint":
        if (value === "") this.#set("entrypoint", value, path);
        else this.#service.set("entrypoint", [{ value, path }]);
        return true;
      case "--health-cmd":
        this.#set("healthcheck.test", value, path);
        return true;
      case "--stop-timeout":
        this.#set("stop_grace_period", `${value}s`, path);
        return true;
      case "--network":
        if (NETWORK_MODE.test(value)) this.#set("network_mode", value, path);
        else if (!NETWORK_NAME.test(value)) return false;
        else {
          this.#add("networks", value, path);
          this.#networks.set(value, new Map([["external", { value: true, path }]]));
        }
        return true;
      case "--gpus":
        return this.#gpus(value, path);
      case "--ulimit":
        return this.#ulimit(value, path);
      case "--mount":
        return this.#mount(value, path);
      default:
        return false;
    }
  }

  /** Compose has long forms alone that all its versions read. */
  #gpus(value: string, path: YamlPath): boolean {
    if (!/^(?:all|\d+)$/.test(value)) return false;
    const device: YamlMap = new Map([
      ["driver", { value: "nvidia", path }],
      ["count", { value: value === "all" ? value : Number(value), path }],
      ["capabilities", [{ value: "gpu", path }]],
    ]);
    this.#list("deploy.resources.reservations.devices").push(device);
    return true;
  }

  #ulimit(value: string, path: YamlPath): boolean {
    const [, limit, soft, hard] = /^(\w+)=(-?\d+)(?::(-?\d+))?$/.exec(value) ?? [];
    if (limit === undefined || soft === undefined) return false;
    this.#set(`ulimits.${limit}.soft`, Number(soft), path);
    this.#set(`ulimits.${limit}.hard`, Number(hard ?? soft), path);
    return true;
  }

  #mount(value: string, path: YamlPath): boolean {
    const given = new Map(value.split(",").map((part) => part.split(/=(.*)/s, 2) as [string, string | undefined]));
    const mount: YamlMap = new Map();
    for (const [key, said = "true"] of given) {
      const field = MOUNT_FIELDS[key];
      if (field === undefined) return false;
      mount.set(field, { value: field === "read_only" ? said !== "false" : said, path });
    }
    const source = given.get("source") ?? given.get("src") ?? "";
    if (given.get("type") === "volume" && VOLUME_NAME.test(source)) this.#volumes.set(source, { value: null, path });
    this.#list("volumes").push(mount);
    return true;
  }

  /** A volume in the short form; one with a name is declared. */
  #volume(value: string | undefined, path: YamlPath): void {
    if (value === undefined) return;
    const [source = ""] = value.split(":");
    if (value.includes(":") && VOLUME_NAME.test(source)) this.#volumes.set(source, { value: null, path });
    this.#add("volumes", value, path);
  }

  #entry(field: string, value: string | undefined, path: YamlPath): void {
    if (value === undefined) return;
    const [key = "", said] = value.split(/=(.*)/s, 2);
    this.#map(field).set(key, { value: said ?? null, path });
  }

  #add(field: string, value: string, path: YamlPath): void {
    this.#list(field).push({ value, path });
  }

  #set(field: string, value: string | number | boolean, path: YamlPath): void {
    this.#at(field).set(field.split(".").at(-1) ?? "", { value, path });
  }

  /** The mapping that a field stands in: `healthcheck.test` in that of `healthcheck`. */
  #at(field: string): YamlMap {
    const outer = field.split(".").slice(0, -1);
    return outer.reduce((map, key) => mapIn(map, key), this.#service);
  }

  #map(field: string): YamlMap {
    return mapIn(this.#at(field), field.split(".").at(-1) ?? "");
  }

  #list(field: string): YamlTree[] {
    const map = this.#at(field);
    const key = field.split(".").at(-1) ?? "";
    const known = map.get(key);
    if (Array.isArray(known)) return known;
    const list: YamlTree[] = [];
    map.set(key, list);
    return list;
  }

  #word(text: string, path: YamlPath): string | undefined {
    const words = this.#words(text, path);
    return words.length === 1 ? words[0] : undefined;
  }

  #words(text: string, path: YamlPath): readonly string[] {
    const words = composeWords(text);
    if (!words) this.#unsaid(text, path);
    return words ?? [];
  }

  #unsaid(what: string, path: YamlPath): void {
    this.#problems.push({
      code: "compose-option",
      severity: "warning",
      message: `unexpected ${what}, of which Compose has no counterpart: the Compose sample does not say it`,
      fix: "say in `start.compose.text` what a reader does instead, or leave out `start.compose`",
      place: { path, part: "value" },
    });
  }
}

/** The parts of `--mount`, and what Compose calls them. */
const MOUNT_FIELDS: Readonly<Record<string, string>> = {
  type: "type",
  source: "source",
  src: "source",
  target: "target",
  dst: "target",
  destination: "target",
  readonly: "read_only",
  ro: "read_only",
};

function mapIn(map: YamlMap, key: string): YamlMap {
  const known = map.get(key);
  if (known instanceof Map) return known;
  const made: YamlMap = new Map();
  map.set(key, made);
  return made;
}
