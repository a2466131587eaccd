import type { YamlPath } from "../findings/problem.ts";
import type { Prose } from "./prose.ts";
import { yamlLines, type YamlLeaf, type YamlMap, type YamlTree } from "./yaml-lines.ts";

/** A source that is a volume's name, and no path. */
const VOLUME_NAME = /^[A-Za-z0-9][\w.-]*$/;

/** A Compose file of one service that is being put together. A field's name has dots where it is nested. */
export class ComposeFile {
  readonly #service: YamlMap = new Map();
  readonly #volumes: YamlMap = new Map();
  readonly #networks: YamlMap = new Map();

  /** Sets a field; what is said last holds. */
  set(field: string, value: string | number | boolean | YamlTree[], path: YamlPath): void {
    this.#at(field).set(lastOf(field), Array.isArray(value) ? value : { value, path });
  }

  /** Adds to a list. */
  add(field: string, item: YamlTree): void {
    const map = this.#at(field);
    const known = map.get(lastOf(field));
    if (Array.isArray(known)) known.push(item);
    else map.set(lastOf(field), [item]);
  }

  /** Sets an entry `key=value` of a mapping; a key alone has its value from the reader's shell. */
  entry(field: string, text: string, path: YamlPath): void {
    const [key = "", value] = text.split(/=(.*)/s, 2);
    mapIn(this.#at(field), lastOf(field)).set(key, { value: value ?? null, path });
  }

  /** Mounts a volume in the short form; one with a name is declared. */
  volume(text: string, path: YamlPath): void {
    const [source = "", target] = text.split(":");
    if (target !== undefined) this.declareVolume(source, path);
    this.add("volumes", { value: text, path });
  }

  /** Declares what a source names, unless it is a path. */
  declareVolume(source: string, path: YamlPath): void {
    if (VOLUME_NAME.test(source)) this.#volumes.set(source, { value: null, path });
  }

  /** Joins a network that there is, as one must be for `docker run`. */
  network(name: string, path: YamlPath): void {
    this.add("networks", { value: name, path });
    this.#networks.set(name, new Map([["external", { value: true, path }]]));
  }

  /** Whether it publishes ports. A host's network has none, and Compose refuses them; `docker run` passes them over. */
  get publishes(): boolean {
    const mode = this.#service.get("network_mode") as YamlLeaf | undefined;
    return mode?.value !== "host" && this.#service.has("ports");
  }

  /**
   * @param service what the service is called
   * @param path where the file comes from, as a whole
   * @returns its lines
   */
  lines(service: string, path: YamlPath): Prose[] {
    if (!this.publishes) this.#service.delete("ports");
    const file: YamlMap = new Map([["services", new Map([[service, this.#service]])]]);
    if (this.#networks.size > 0) file.set("networks", this.#networks);
    if (this.#volumes.size > 0) file.set("volumes", this.#volumes);
    return yamlLines(file, path);
  }

  /** The mapping that a field stands in: `healthcheck.test` in that of `healthcheck`. */
  #at(field: string): YamlMap {
    return field.split(".").slice(0, -1).reduce(mapIn, this.#service);
  }
}

const lastOf = (field: string): string => field.split(".").at(-1) ?? field;

function mapIn(map: YamlMap, key: string): YamlMap {
  const known = map.get(key);
  if (known instanceof Map) return known;
  const made: YamlMap = new Map();
  map.set(key, made);
  return made;
}
