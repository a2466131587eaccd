import { type Document, isAlias, isMap, isNode, isScalar, isSeq, visit, type YAMLMap } from "yaml";

import type { Samples } from "../code/samples.ts";
import { type CodeBlock, offsetAt } from "./code-blocks.ts";
import type { Container } from "./containers.ts";
import { assignmentsOf, type Mount, shortMount } from "./mounts.ts";
import type { ShellWord } from "./shell-script.ts";

/** Services of Compose, and containers of pods, wherever in a manifest a pod is described. */
export function yamlContainersOf(block: CodeBlock, samples: Samples): Container[] {
  if (!/^\s*(?:-\s+)?image:/m.test(block.value)) return [];
  return samples.yaml(block).flatMap((document) => {
    const found = valuesOf(document.get("services")).flatMap((service) => ofService(service, document, block) ?? []);
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
        const containers = [...itemsOf(pod.get("initContainers")), ...itemsOf(pod.get("containers"))];
        found.push(...containers.flatMap((container) => ofPod(container, volumes, block) ?? []));
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

function ofService(service: unknown, document: Document, block: CodeBlock): Container | undefined {
  if (!isMap(service)) return undefined;
  const image = service.get("image");
  if (typeof image !== "string") return undefined;
  return {
    image,
    hasEntrypoint: service.has("entrypoint"),
    args: wordsOf(service.get("command", true), block),
    environment: variablesOf(fieldOf(service, "environment", document), document),
    hasMoreEnvironment: ["env_file", "extends"].some((key) => fieldOf(service, key, document) !== undefined),
    mounts: itemsOf(service.get("volumes")).flatMap((item) => mountOf(item, block) ?? []),
    user: wordOf(service.get("user", true), block),
  };
}

/** What a mapping says itself, or else what it takes over by `<<`. */
function fieldOf(map: YAMLMap, key: string, document: Document): unknown {
  const own = resolved(map.get(key, true), document);
  const merged = resolved(map.get("<<", true), document);
  return own ?? (isMap(merged) ? resolved(merged.get(key, true), document) : undefined);
}

/** Variables as a mapping or as a list of assignments, with those that they take over by `<<`. */
function variablesOf(value: unknown, document: Document): Map<string, string> {
  if (!isMap(value)) return assignmentsOf(itemsOf(value).map(textOf));
  return new Map(
    value.items.flatMap(({ key, value: text }): (readonly [string, string])[] =>
      textOf(key) === "<<" ? [...variablesOf(resolved(text, document), document)] : [[textOf(key), textOf(text)]],
    ),
  );
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
  volumes: ReadonlyMap<unknown, Mount["kind"]>,
  block: CodeBlock,
): Container | undefined {
  const image = isMap(container) ? container.get("image") : undefined;
  if (!isMap(container) || typeof image !== "string") return undefined;
  return {
    image,
    hasEntrypoint: container.has("command"),
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
    user: wordOf(container.getIn(["securityContext", "runAsUser"], true), block),
  };
}

/** A list of words, or a line of them. */
function wordsOf(value: unknown, block: CodeBlock): ShellWord[] {
  if (isSeq(value))
    return value.items.filter(isScalar).map((item) => ({ text: textOf(item), ...placeOf(item, block) }));
  if (!isScalar(value)) return [];
  const words = textOf(value)
    .split(/\s+/)
    .filter((text) => text !== "");
  return words.map((text) => ({ text, ...placeOf(value, block) }));
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

function valuesOf(value: unknown): readonly unknown[] {
  return isMap(value) ? value.items.map((pair) => pair.value) : [];
}

/** The text of a scalar or of its value; empty where it has none. */
function textOf(value: unknown): string {
  const plain: unknown = isScalar(value) ? value.value : value;
  return typeof plain === "string" || typeof plain === "number" || typeof plain === "boolean" ? String(plain) : "";
}
