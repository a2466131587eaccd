import type { Descriptor } from "../descriptor/descriptor.ts";
import { folderOf } from "../descriptor/repeated-facts.ts";
import type { YamlPath } from "../findings/problem.ts";
import { Prose } from "./prose.ts";
import { isUnpublished } from "./unpublished.ts";

type Variable = NonNullable<Descriptor["env"]>[number];
type Volume = NonNullable<Descriptor["volumes"]>[number];
type Start = NonNullable<Descriptor["start"]>;

/** A fact that a sample shows, and where it stands. */
export interface Shown<T> {
  readonly fact: T;
  readonly path: YamlPath;
}

/** One start of an image: what of the facts it shows. Texts are as the registry profile has them. */
export interface Run {
  readonly image: string;
  /** Where what the command says by itself stands. */
  readonly path: YamlPath;
  readonly mode: NonNullable<Start["mode"]>;
  /** The container's name; undefined where Docker makes one up. */
  readonly container: string | undefined;
  /** `8080`, `53/udp`. */
  readonly ports: readonly Shown<string>[];
  /** The values as a shell reads them, within double quotes. */
  readonly env: readonly Shown<{ readonly name: string; readonly value: string }>[];
  /** Those that are mounted. */
  readonly volumes: readonly Shown<Volume & { readonly source: string }>[];
  readonly options: readonly Shown<string>[];
  readonly args: readonly Shown<string>[];
}

/** What `docker run` is told by each mode. */
const FLAGS = { detached: "-d", interactive: "--rm -it", foreground: "--rm", stdin: "--rm -i" } as const;

/**
 * The first start of an image: what it does not say follows from the facts.
 *
 * @param descriptor the image's facts
 * @param prefix what stands before the image's name
 * @param rewrite rewrites image references for the registry profile
 */
export function firstRun(descriptor: Descriptor, prefix: string, rewrite: (text: string) => string): Run {
  const { name, start = {}, ports = [], env = [], args = [] } = descriptor;
  const mode = start.mode ?? (ports.length > 0 ? "detached" : "interactive");
  const usual = env.filter((variable) => isSet(variable) && !isUnpublished(variable.when, descriptor));
  return {
    ...shownBy(
      start,
      descriptor,
      { env: usual.map((variable) => variable.name), volumes: undefined, publish: true },
      rewrite,
    ),
    image: `${prefix}${name}:${start.tag ?? "<tag>"}`,
    path: start.container === undefined ? ["name"] : ["start", "container"],
    mode,
    container: start.container ?? (mode === "detached" ? name : undefined),
    options: listed(start.options, ["start", "options"], rewrite),
    args: listed(args, ["args"], rewrite),
  };
}

/**
 * The starts behind the first one. They show of the facts what they name.
 *
 * @param descriptor the image's facts
 * @param prefix what stands before the image's name
 * @param rewrite rewrites image references for the registry profile
 */
export function furtherRuns(descriptor: Descriptor, prefix: string, rewrite: (text: string) => string): Run[] {
  const { name, start = {} } = descriptor;
  return (start.further ?? []).map((one, index): Run => {
    const path = ["start", "further", index];
    const mode = one.mode ?? "foreground";
    return {
      ...shownBy(one, descriptor, { env: [], volumes: [], publish: false }, rewrite),
      image: `${prefix}${name}:${one.tag ?? "<tag>"}`,
      path,
      mode,
      container: one.container ?? (mode === "detached" ? (start.container ?? name) : undefined),
      options: listed(one.options, [...path, "options"], rewrite),
      args: listed(one.args, [...path, "args"], rewrite),
    };
  });
}

/**
 * The `docker run` sample of one start.
 *
 * @param run the start
 * @returns the sample's lines, each with the place of the fact that it shows
 */
export function runCommand({ image, path, mode, container, ports, env, volumes, options, args }: Run): Prose[] {
  const named = container === undefined ? "" : ` --name ${container}`;
  const parts: { text: string; path: YamlPath }[] = [{ text: `docker run ${FLAGS[mode]}${named}`, path }];
  const add = (text: string, at: YamlPath) => parts.push({ text, path: at });

  if (ports.length > 0) add(ports.map(({ fact }) => `-p ${published(fact)}`).join(" "), ["ports"]);
  for (const { fact, path: at } of env) add(`-e ${assignment(fact)}`, at);
  for (const { fact, path: at } of volumes) add(`-v ${mounted(fact)}`, at);
  for (const { fact, path: at } of options) add(fact, at);
  add([image, ...args.map(({ fact }) => fact)].join(" "), args[0]?.path.slice(0, -1) ?? ["name"]);

  // With nothing between the command and the image there is nothing to break the line for.
  if (parts.length === 2) return [line(parts.map(({ text }) => text).join(" "), path)];
  return parts.map(({ text, path: at }, index) =>
    line(index === 0 ? `${text} \\` : `  ${text}${index < parts.length - 1 ? " \\" : ""}`, at),
  );
}

/**
 * A line of a sample.
 *
 * @param text what it says
 * @param path the fact that it shows
 */
export const line = (text: string, path: YamlPath) => new Prose(text, { kind: "fact", path, offset: 0 });

/**
 * How a port is published under its own number.
 *
 * @param port as facts say it: `8080`, `53/udp`
 * @returns `8080:8080`, `53:53/udp`
 */
export function published(port: string): string {
  const [number, protocol = "tcp"] = port.split("/");
  return `${number}:${number}${protocol === "tcp" ? "" : `/${protocol}`}`;
}

/**
 * How a volume is mounted.
 *
 * @returns `data:/var/lib/data:ro`
 */
export function mounted({ source, path, readOnly }: Run["volumes"][number]["fact"]): string {
  return `${source}:${path}${readOnly ? ":ro" : ""}`;
}

/**
 * A variable as a shell reads it: the value as a double-quoted word, which leaves `${VAR}` and `$(command)` to the shell
 * as meant.
 */
export function assignment({ name, value }: Run["env"][number]["fact"]): string {
  return `${name}="${value.replace(/["\\`]/g, (character) => `\\${character}`)}"`;
}

/** The facts that a start shows: those that it names, or the usual ones. */
function shownBy(
  { env: named, volumes: paths, publish }: Pick<Start, "env" | "volumes" | "publish">,
  descriptor: Descriptor,
  usual: Pick<Start, "env" | "volumes" | "publish">,
  rewrite: (text: string) => string,
): Pick<Run, "ports" | "env" | "volumes"> {
  const { ports = [], env = [], volumes = [] } = descriptor;
  const names = named ?? usual.env;
  const wanted = paths ?? usual.volumes;
  const variables = firstOfEach(env, ({ name }) => name, isSet, descriptor);
  const mounts = firstOfEach(volumes, ({ path }) => folderOf(path), isMounted, descriptor);
  return {
    ports: (publish ?? usual.publish) ? listed(ports, ["ports"]) : [],
    env: env.flatMap((variable, index) =>
      names?.includes(variable.name) && variables.has(index)
        ? [{ fact: { name: variable.name, value: rewrite(shownValue(variable)) }, path: ["env", index] }]
        : [],
    ),
    volumes: volumes.flatMap(({ source, ...volume }, index) =>
      source !== undefined && mounts.has(index) && (wanted?.includes(volume.path) ?? true)
        ? [{ fact: { ...volume, source }, path: ["volumes", index] }]
        : [],
    ),
  };
}

/** Whether samples set a variable by themselves. */
const isSet = ({ required, value }: Variable) => required === true || value !== undefined;

const isMounted = ({ source }: Volume) => source !== undefined;

/**
 * What stands in a list once for each of some versions or variants, a sample can have but once: as the first says that it
 * can show, or the first of all.
 */
function firstOfEach<T extends Pick<Variable, "when">>(
  list: readonly T[],
  keyOf: (item: T) => string,
  isShown: (item: T) => boolean,
  descriptor: Descriptor,
): ReadonlySet<number> {
  const published = [...list.entries()].filter(([, { when }]) => !isUnpublished(when, descriptor));
  const inOrder = [...published.filter(([, item]) => isShown(item)), ...published.filter(([, item]) => !isShown(item))];
  const first = new Map<string, number>();
  for (const [index, item] of inOrder) if (!first.has(keyOf(item))) first.set(keyOf(item), index);
  return new Set(first.values());
}

/** A value that must not be shown, or that nobody knows, is a placeholder. */
function shownValue({ name, value, secret }: Variable): string {
  return secret || value === undefined ? `<${name.toLowerCase().replaceAll("_", "-")}>` : value;
}

function listed(list: readonly string[] = [], path: YamlPath, rewrite = (text: string) => text): Shown<string>[] {
  return list.map((fact, index) => ({ fact: rewrite(fact), path: [...path, index] }));
}
