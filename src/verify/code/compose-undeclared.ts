import { isMap, isScalar, isSeq, type Document, type Scalar, type YAMLMap } from "yaml";

/** A name in a Compose file that nothing in the file declares. */
export interface UndeclaredName {
  readonly kind: "service" | "volume" | "network" | "config" | "secret";
  readonly name: string;
  readonly node: Scalar;
}

/** What a service names of the file's other parts; what a placeholder or a variable names nobody can tell. */
const NAME = /^[A-Za-z0-9][\w.-]*$/;

/**
 * Lists what the services of a Compose file name and the file does not declare, so that Compose refuses it. A file
 * whose only service needs another one is a part of a file, and so is one that includes others.
 *
 * @param document a document with `services:`
 */
export function undeclaredNames(document: Document.Parsed): UndeclaredName[] {
  const services = document.get("services");
  if (!isMap(services) || document.has("include")) return [];
  const maps = services.items.map(({ value }) => value).filter((value) => isMap(value));
  if (maps.length === 0 || maps.some((service) => service.has("extends"))) return [];
  const declared = {
    service: namesOf(services),
    volume: namesOf(document.get("volumes")),
    network: new Set([...namesOf(document.get("networks")), "default"]),
    config: namesOf(document.get("configs")),
    secret: namesOf(document.get("secrets")),
  };
  const missing = maps.flatMap(usedNames).filter(({ kind, name }) => NAME.test(name) && !declared[kind].has(name));
  return maps.length === 1 && missing.some(({ kind }) => kind === "service") ? [] : missing;
}

function namesOf(value: unknown): Set<string> {
  return new Set(isMap(value) ? value.items.map(({ key }) => String(key)) : []);
}

function usedNames(service: YAMLMap): UndeclaredName[] {
  const named = (kind: UndeclaredName["kind"], nodes: readonly Scalar[], nameOf = (text: string) => text) =>
    nodes.map((node) => ({ kind, name: nameOf(String(node.value)), node }));
  const ownPart = (text: string) => text.split(":")[0] ?? "";
  const shared = ["network_mode", "ipc", "pid"].map((key) => service.get(key, true)).filter((node) => isScalar(node));
  return [
    ...named("service", entries(service.get("depends_on"))),
    ...named("service", entries(service.get("links")), ownPart),
    ...named("service", shared, (text) => /^service:(.*)$/.exec(text)?.[1] ?? ""),
    ...named("service", entries(service.get("volumes_from")), ownPart).filter(({ name }) => name !== "container"),
    ...named("network", entries(service.get("networks"))),
    ...named("config", sources(service.get("configs"))),
    ...named("secret", sources(service.get("secrets"))),
    ...named(
      "volume",
      sources(service.get("volumes"), "volume"),
      (text) => /^([^:]+)(?::[/$].*)?$/.exec(text)?.[1] ?? "",
    ),
  ];
}

/** The items of a list, or the keys of a mapping that must be there. */
function entries(value: unknown): Scalar[] {
  if (isSeq(value)) return value.items.filter((item) => isScalar(item));
  if (!isMap(value)) return [];
  return value.items
    .filter((item) => !isMap(item.value) || item.value.get("required") !== false)
    .map(({ key }) => key)
    .filter((key) => isScalar(key));
}

/** The items of a list in their short form, and the `source` of the long ones. A volume without a source is anonymous. */
function sources(value: unknown, type?: string): Scalar[] {
  if (!isSeq(value)) return [];
  return value.items.flatMap((item) => {
    if (isScalar(item)) return type === undefined || String(item.value).includes(":") ? [item] : [];
    const source =
      isMap(item) && (type === undefined || item.get("type") === type) ? item.get("source", true) : undefined;
    return isScalar(source) ? [source] : [];
  });
}
