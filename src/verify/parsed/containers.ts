import { type Document, isAlias, isMap, isNode, isScalar, isSeq, visit, type YAMLMap } from "yaml";

import { isYamlBlock, type Samples } from "../code/samples.ts";
import { type CodeBlock, offsetAt } from "./code-blocks.ts";
import { type DockerRun, dockerRunsOf } from "./docker-runs.ts";
import type { ParsedGuide } from "./parsed-guide.ts";
import { isShellBlock, type ShellWord } from "./shell-script.ts";

/** A container that a sample starts: by `docker run`, as a service of Compose, or in a pod of Kubernetes. */
export interface Container {
  /** As the sample writes it: `dhi.io/nginx:<tag>`. */
  readonly image: string;
  /** Where it is described: its offset in the guide. */
  readonly start: number;
  /** Whether the sample starts another program than the image's entry point. */
  readonly hasEntrypoint: boolean;
  /** What is handed to the entry point. */
  readonly args: readonly ShellWord[];
  /** The variables that the sample sets by name. */
  readonly environment: ReadonlyMap<string, string>;
  /** Whether it sets more, which stand elsewhere: in a file, a ConfigMap or another part of the sample. */
  readonly hasMoreEnvironment: boolean;
  readonly mounts: readonly Mount[];
  /** Whom the sample starts it as, by name or by number: `1000:1000`, `nonroot`. */
  readonly user: ShellWord | undefined;
  readonly block: CodeBlock;
}

/** What a container sees of a volume or of the host. */
export interface Mount {
  /** Where the container sees it. */
  readonly target: string;
  /** A volume with a name or a claim, a folder or file of the host, or what is not kept: a `tmpfs`, a ConfigMap. */
  readonly kind: "volume" | "bind" | "other";
  /** The volume's name or the host's path; empty where it has none. */
  readonly source: string;
  readonly isReadOnly: boolean;
  readonly start: number;
  readonly end: number;
}

/** Lists the containers that the samples of a guide start. */
export function containersOf(guide: ParsedGuide, samples: Samples): readonly Container[] {
  return guide.code.flatMap((block) => {
    if (isShellBlock(block)) return dockerRunsOf(block).map(ofDockerRun);
    if (isYamlBlock(block)) return ofYaml(block, samples);
    return [];
  });
}

function ofDockerRun({ image, options, args, block, start }: DockerRun): Container {
  const given = (...names: readonly string[]) =>
    options.flatMap(({ name, value }) => (names.includes(name) && value ? [value] : []));
  return {
    image: image.text,
    start,
    hasEntrypoint: options.some(({ name }) => name === "--entrypoint"),
    args,
    environment: environmentOf(given("-e", "--env").map(({ text }) => text)),
    hasMoreEnvironment: given("--env-file").length > 0,
    mounts: [
      ...given("-v", "--volume").flatMap((value) => shortMount(value) ?? []),
      ...given("--mount").flatMap((value) => longMount(value) ?? []),
    ],
    user: given("-u", "--user").at(-1),
    block,
  };
}

function environmentOf(assignments: readonly string[]): Map<string, string> {
  return new Map(
    assignments.map((text) => {
      const [name = "", ...value] = text.split("=");
      return [name, value.join("=")];
    }),
  );
}

/** `name:/path:ro`, `./folder:/path`, `/path`. */
function shortMount({ text, start, end }: ShellWord): Mount | undefined {
  // A placeholder or a variable may hold a colon of its own: `${PWD:-.}:/data`.
  const parts = text.replace(/\$\{[^}]*\}|\$\([^)]*\)/g, (hidden) => "$".repeat(hidden.length)).split(":");
  const target = parts.length === 1 ? parts[0] : parts[1];
  if (target === undefined || !target.startsWith("/")) return undefined;
  const source = parts.length === 1 ? "" : text.slice(0, parts[0]?.length);
  const isReadOnly = (parts[2] ?? "").split(",").includes("ro");
  return { target, source, kind: isHostPath(source) ? "bind" : "volume", isReadOnly, start, end };
}

/** A path, or what a shell puts there. */
function isHostPath(source: string): boolean {
  return /^(?:[./~\\$`<"]|[A-Za-z]:)/.test(source) || source.includes("/");
}

/** `type=volume,source=name,target=/path`. */
function longMount({ text, start, end }: ShellWord): Mount | undefined {
  const fields = environmentOf(text.split(","));
  const target = fields.get("target") ?? fields.get("destination") ?? fields.get("dst");
  if (target === undefined) return undefined;
  const type = fields.get("type") ?? "volume";
  return {
    target,
    source: fields.get("source") ?? fields.get("src") ?? "",
    kind: type === "volume" || type === "bind" ? type : "other",
    isReadOnly: fields.has("readonly") || fields.has("ro"),
    start,
    end,
  };
}

/** Services of Compose, and containers of pods, wherever in a manifest a pod is described. */
function ofYaml(block: CodeBlock, samples: Samples): Container[] {
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
    start: offsetAt(block, service.range?.[0] ?? 0),
    hasEntrypoint: service.has("entrypoint"),
    args: wordsOf(service.get("command", true), block),
    environment: variablesOf(fieldOf(service, "environment", document), document),
    hasMoreEnvironment: ["env_file", "extends"].some((key) => fieldOf(service, key, document) !== undefined),
    mounts: itemsOf(service.get("volumes")).flatMap((item) => mountOf(item, block) ?? []),
    user: wordOf(service.get("user", true), block),
    block,
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
  if (!isMap(value)) return environmentOf(itemsOf(value).map(textOf));
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
    start: offsetAt(block, container.range?.[0] ?? 0),
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
    block,
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
