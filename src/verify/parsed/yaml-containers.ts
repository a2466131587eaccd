import { type Document, isAlias, isMap, isNode, isScalar, isSeq, visit, type YAMLMap } from "yaml";

import type { Samples } from "../code/samples.ts";
import { type CodeBlock, offsetAt } from "./code-blocks.ts";
import type { Container } from "./container.ts";
import { assignmentsOf, type Mount, shortMount } from "./mounts.ts";
import { shellCommandsIn, type ShellWord } from "./shell-script.ts";

/** Services of Compose, and containers of pods, wherever in a manifest a pod is described. */
export function yamlContainersOf(block: CodeBlock, samples: Samples): Container[] {
  if (!/^[ \t]*(?:-[ \t]+)?image:/m.test(block.value)) return [];
  return samples.yaml(block).flatMap((document) => {
    const services = document.get("services");
    const found = (isMap(services) ? services.items : []).flatMap(
      ({ key, value }) => ofService(textOf(key), value, document, block) ?? [],
    );
    const claims: unknown[] = [];
    visit(document, {
      Pair: (_, { key, value }) => {
        if (isScalar(key) && key.value === "volumeClaimTemplates") claims.push(...itemsOf(value));
      },
    });
    const claimed = claims.flatMap((claim) => (isMap(claim) ? [claim.getIn(["metadata", "name"])] : []));
    visit(document, {
      Map: (_, pod) => {
        const volumes = new Map<unknown, Mount["kind"]>(claimed.map((name) => [name, "volume"]));
        for (const volume of itemsOf(pod.get("volumes")).filter(isMap)) volumes.set(volume.get("name"), kindOf(volume));
        const containers = itemsOf(pod.get("containers"));
        const names = [textOf(document.getIn(["metadata", "name"]))].filter((name) => name !== "");
        for (const container of [...itemsOf(pod.get("initContainers")), ...containers])
          found.push(...(ofPod(container, names, container === containers[0], volumes, block) ?? []));
      },
    });
    return found;
  });
}

/** What a pod calls a volume: a claim is kept, a folder of the node is as well, and a ConfigMap is none. */
function kindOf(volume: YAMLMap): Mount["kind"] {
  if (volume.has("persistentVolumeClaim")) return "volume";
  return volume.has("hostPath") ? "bind" : "other";
}

function ofService(name: string, service: unknown, document: Document, block: CodeBlock): Container | undefined {
  if (!isMap(service)) return undefined;
  const image = service.get("image");
  const isBuilt = service.has("build");
  if (typeof image !== "string" && !isBuilt) return undefined;
  return {
    names: [name, textOf(service.get("container_name"))],
    nameInPod: undefined,
    isFirstInPod: true,
    // What is built has whatever its Dockerfile says.
    image: isBuilt || typeof image !== "string" ? "" : image,
    hasEntrypoint: service.has("entrypoint"),
    program: wordsOf(service.get("entrypoint", true), block),
    healthCheck: healthCheckOf(service.getIn(["healthcheck", "test"], true), block),
    args: wordsOf(service.get("command", true), block),
    environment: variablesOf(fieldOf(service, "environment", document), document),
    hasMoreEnvironment: ["env_file", "extends", "configs"].some((key) => fieldOf(service, key, document) !== undefined),
    mounts: itemsOf(service.get("volumes")).flatMap((item) => mountOf(item, block) ?? []),
    ports: portsOf(service.get("ports"), block),
    user: wordOf(service.get("user", true), block),
  };
}

/** What a mapping says itself, or else what it takes over by `<<`. */
function fieldOf(map: YAMLMap, key: string, document: Document): unknown {
  return layersOf(map, document)
    .map((layer) => resolved(layer.get(key, true), document))
    .find((value) => value !== undefined);
}

/** A mapping and those that it takes over by `<<`, each once, since they may lead back to it; what comes first wins. */
function layersOf(map: YAMLMap, document: Document, known = new Set<YAMLMap>()): readonly YAMLMap[] {
  if (known.has(map)) return [];
  known.add(map);
  const merged = resolved(map.get("<<", true), document);
  const others = (isSeq(merged) ? merged.items : [merged]).map((item) => resolved(item, document)).filter(isMap);
  return [map, ...others.flatMap((other) => layersOf(other, document, known))];
}

/** Variables as a mapping or as a list of assignments, with those that they take over by `<<`. */
function variablesOf(value: unknown, document: Document): Map<string, string> {
  if (!isMap(value)) return assignmentsOf(itemsOf(value).map(textOf));
  const pairs = layersOf(value, document)
    .toReversed()
    .flatMap(({ items }) => items);
  return new Map(pairs.map(({ key, value: text }): [string, string] => [textOf(key), textOf(text)]));
}

function resolved(value: unknown, document: Document): unknown {
  return isAlias(value) ? value.resolve(document) : value;
}

function mountOf(item: unknown, block: CodeBlock): Mount | undefined {
  if (isScalar(item)) return shortMount({ text: textOf(item), ...placeOf(item, block) });
  const target = isMap(item) ? item.get("target") : undefined;
  if (!isMap(item) || typeof target !== "string") return undefined;
  const type = item.get("type");
  return {
    target,
    source: textOf(item.get("source")),
    kind: type === "volume" || type === "bind" ? type : "other",
    isReadOnly: item.get("read_only") === true,
    ...placeOf(item, block),
  };
}

function ofPod(
  container: unknown,
  names: readonly string[],
  isFirstInPod: boolean,
  volumes: ReadonlyMap<unknown, Mount["kind"]>,
  block: CodeBlock,
): Container[] | undefined {
  const image = isMap(container) ? container.get("image") : undefined;
  if (!isMap(container) || typeof image !== "string") return undefined;
  return [
    {
      names,
      nameInPod: textOf(container.get("name")),
      isFirstInPod,
      image,
      hasEntrypoint: container.has("command"),
      program: wordsOf(container.get("command", true), block),
      healthCheck: [],
      args: wordsOf(container.get("args", true), block),
      environment: new Map(
        itemsOf(container.get("env"))
          .filter(isMap)
          .map((variable) => [textOf(variable.get("name")), textOf(variable.get("value"))]),
      ),
      hasMoreEnvironment: container.has("envFrom") || isAlias(container.get("env")),
      mounts: itemsOf(container.get("volumeMounts"))
        .filter(isMap)
        .map((mount) => ({
          target: textOf(mount.get("mountPath")),
          source: textOf(mount.get("name")),
          kind: volumes.get(mount.get("name")) ?? "other",
          isReadOnly: mount.get("readOnly") === true,
          ...placeOf(mount.get("mountPath", true), block),
        })),
      ports: [],
      user: wordOf(container.getIn(["securityContext", "runAsUser"], true), block),
    },
  ];
}

/** A text is run by a shell, as a list that begins with `CMD-SHELL` is. */
function healthCheckOf(test: unknown, block: CodeBlock): ShellWord[] {
  const [kind, ...others] = isSeq(test) ? wordsOf(test, block) : [];
  if (kind?.text === "CMD") return others;
  const script = kind?.text === "CMD-SHELL" ? others[0] : wordOf(test, block);
  return script ? [{ ...script, text: "/bin/sh" }, { ...script, text: "-c" }, script] : [];
}

/** A list of words, or a line of them. */
function wordsOf(value: unknown, block: CodeBlock): ShellWord[] {
  if (isSeq(value))
    return value.items.filter(isScalar).map((item) => ({ text: textOf(item), ...placeOf(item, block) }));
  if (!isScalar(value)) return [];
  const [command] = shellCommandsIn(textOf(value), 0);
  return (command?.words ?? []).map(({ text }) => ({ text, ...placeOf(value, block) }));
}

/** In the short form `8080:80`, in the long one by `target:`. */
function portsOf(value: unknown, block: CodeBlock): ShellWord[] {
  return itemsOf(value).flatMap((item) => wordOf(isMap(item) ? item.get("target", true) : item, block) ?? []);
}

function wordOf(value: unknown, block: CodeBlock): ShellWord | undefined {
  return isScalar(value) ? { text: textOf(value), ...placeOf(value, block) } : undefined;
}

function placeOf(node: unknown, block: CodeBlock): { readonly start: number; readonly end: number } {
  const [from, to] = isNode(node) ? (node.range ?? [0, 0]) : [0, 0];
  return { start: offsetAt(block, from), end: offsetAt(block, to) };
}

function itemsOf(value: unknown): readonly unknown[] {
  return isSeq(value) ? value.items : [];
}

/** The text of a scalar or of its value; empty where it has none. */
function textOf(value: unknown): string {
  const plain: unknown = isScalar(value) ? value.value : value;
  return typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean" ? String(plain) : "";
}
