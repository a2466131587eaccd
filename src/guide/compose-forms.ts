import type { YamlPath } from "../findings/problem.ts";
import type { ComposeFile } from "./compose-file.ts";
import { fieldOf, type GivenOption } from "./compose-options.ts";
import type { YamlMap } from "./yaml-lines.ts";

/** A network's name, or what a reader puts in its place; not the long form, and no variable, which is none in a key. */
const NETWORK_NAME = /^(?:[\w.-]|<[^<>]+>)+$/;
/** Networks that Docker has by itself, or that are another container's. */
const NETWORK_MODE = /^(?:host|none|bridge|container:.*)$/;

/** The parts of `--mount`, and what Compose calls them. */
const MOUNT_FIELDS: ReadonlyMap<string, string> = new Map([
  ["type", "type"],
  ["source", "source"],
  ["src", "source"],
  ["target", "target"],
  ["dst", "target"],
  ["destination", "target"],
  ["readonly", "read_only"],
  ["ro", "read_only"],
]);

/**
 * Puts an option of `docker run` where Compose has it.
 *
 * @param option the option
 * @param path where it stands
 * @param file the Compose file
 * @returns whether Compose has it
 */
export function putOption({ name, value }: GivenOption, path: YamlPath, file: ComposeFile): boolean {
  const { kind, field } = fieldOf(name) ?? {};
  if (kind === undefined || field === undefined || kind === "none") return false;
  if (kind === "flag") {
    if (value !== undefined && !/^(?:true|false)$/.test(value)) return false;
    file.set(field, value !== "false", path);
    return true;
  }
  if (value === undefined) return false;
  if (kind === "special") return putForm(name, value, path, file);
  if (field === "volumes") file.volume(value, path);
  else if (kind === "text") file.set(field, value, path);
  else if (kind === "list") file.add(field, { value, path });
  else file.entry(field, value, path);
  return true;
}

/** An option whose value has another form in Compose. */
function putForm(name: string, value: string, path: YamlPath, file: ComposeFile): boolean {
  switch (name) {
    case "entrypoint":
      if (value === "") file.set("entrypoint", value, path);
      else file.set("entrypoint", [{ value, path }], path);
      return true;
    case "health-cmd":
      file.set("healthcheck.test", value, path);
      return true;
    case "stop-timeout":
      file.set("stop_grace_period", `${value}s`, path);
      return true;
    case "net":
    case "network":
      if (NETWORK_MODE.test(value)) file.set("network_mode", value, path);
      else if (NETWORK_NAME.test(value)) file.network(value, path);
      else return false;
      return true;
    case "gpus":
      return putGpus(value, path, file);
    case "ulimit":
      return putLimit(value, path, file);
    case "mount":
      return putMount(value, path, file);
    default:
      return false;
  }
}

/** Compose has a long form alone that all its versions read. */
function putGpus(value: string, path: YamlPath, file: ComposeFile): boolean {
  if (!/^(?:all|\d+)$/.test(value)) return false;
  const device: YamlMap = new Map([
    ["driver", { value: "nvidia", path }],
    ["count", { value: value === "all" ? value : Number(value), path }],
    ["capabilities", [{ value: "gpu", path }]],
  ]);
  file.add("deploy.resources.reservations.devices", device);
  return true;
}

function putLimit(value: string, path: YamlPath, file: ComposeFile): boolean {
  const [, limit, soft, hard] = /^(\w+)=(-?\d+)(?::(-?\d+))?$/.exec(value) ?? [];
  if (limit === undefined || soft === undefined) return false;
  file.set(`ulimits.${limit}.soft`, Number(soft), path);
  file.set(`ulimits.${limit}.hard`, Number(hard ?? soft), path);
  return true;
}

function putMount(value: string, path: YamlPath, file: ComposeFile): boolean {
  const given = new Map(value.split(",").map((part) => part.split(/=(.*)/s, 2) as [string, string | undefined]));
  // Compose has no type by itself, as Docker has.
  const mount: YamlMap = new Map([["type", { value: "volume", path }]]);
  for (const [key, said = "true"] of given) {
    const field = MOUNT_FIELDS.get(key);
    if (field === undefined) return false;
    mount.set(field, { value: field === "read_only" ? said !== "false" : said, path });
  }
  if ((given.get("type") ?? "volume") === "volume")
    file.declareVolume(given.get("source") ?? given.get("src") ?? "", path);
  file.add("volumes", mount);
  return true;
}
