import { VARIANTS } from "../descriptor/defaults.ts";
import type { Descriptor } from "../descriptor/descriptor.ts";
import { folderOf } from "../descriptor/repeated-facts.ts";
import { overlaps, type When } from "../descriptor/when-field.ts";
import type { YamlPath } from "../findings/problem.ts";
import { readVersion } from "../versions.ts";
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
  /** Whether its tag says for which version, variant or flavor it is, and so what it shows. */
  readonly isForOne: boolean;
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
  { env: named, volumes: paths, publish, tag = "" }: Pick<Start, "env" | "volumes" | "publish" | "tag">,
  descriptor: Descriptor,
  usual: Pick<Start, "env" | "volumes" | "publish">,
  rewrite: (text: string) => string,
): Pick<Run, "isForOne" | "ports" | "env" | "volumes"> {
  const { ports = [], env = [], volumes = [] } = descriptor;
  const isWanted = (list: readonly string[] | undefined, name: string) => list?.includes(name) ?? true;
  const wanted = entriesOf(env, descriptor).filter(([, { name }]) => isWanted(named ?? usual.env, name));
  const mounts = entriesOf(volumes, descriptor).filter(([, { path }]) => isWanted(paths ?? usual.volumes, path));
  const condition = conditionOf(tag, descriptor.variants);
  const conditions = [condition];
  const variables = inOneSample(
    [...wanted.filter(([, one]) => isSet(one)), ...wanted.filter(([, one]) => !isSet(one))],
    ({ name }) => name,
    named !== undefined,
    conditions,
  );
  const mounted = inOneSample(
    mounts.flatMap(([index, { source, ...volume }]) =>
      source === undefined ? [] : [[index, { ...volume, source }] as const],
    ),
    ({ path }) => folderOf(path),
    paths !== undefined,
    conditions,
  );
  return {
    isForOne: Object.keys(condition).length > 0,
    ports: (publish ?? usual.publish) ? listed(ports, ["ports"]) : [],
    env: variables.map(([index, variable]) => ({
      fact: { name: variable.name, value: rewrite(shownValue(variable)) },
      path: ["env", index],
    })),
    volumes: mounted.map(([index, fact]) => ({ fact, path: ["volumes", index] })),
  };
}

/** Whether samples set a variable by themselves. */
const isSet = ({ required, value }: Variable) => required === true || value !== undefined;

/** What stands in a list, and where. */
type Entry<T> = readonly [index: number, item: T];

const entriesOf = <T extends { readonly when?: When | undefined }>(list: readonly T[], descriptor: Descriptor) =>
  [...list.entries()].filter(([, { when }]) => !isUnpublished(when, descriptor));

/** For which version, variants and flavors a tag says that it is. */
function conditionOf(tag: string, { flavors: published = [] }: NonNullable<Descriptor["variants"]> = {}): When {
  const version = readVersion(tag)?.written;
  const isNamed = (name: string) => `-${tag}-`.includes(`-${name}-`);
  const variants = VARIANTS.filter(isNamed);
  const flavors = published.filter(isNamed);
  return {
    ...(version !== undefined && { from: version, until: version }),
    ...(variants.length > 0 && { variants }),
    ...(flavors.length > 0 && { flavors }),
  };
}

/**
 * A sample is for one version and variant: of what excludes each other it has the first, and each key once. What it names
 * it has in any case.
 *
 * @param conditions takes those of what it has
 */
function inOneSample<T extends { readonly when?: When | undefined }>(
  list: readonly Entry<T>[],
  keyOf: (item: T) => string,
  isNamed: boolean,
  conditions: When[],
): Entry<T>[] {
  const first = new Map<string, Entry<T>>();
  const isHad = ([, item]: Entry<T>) => first.has(keyOf(item));
  const take = (entry: Entry<T>) => {
    first.set(keyOf(entry[1]), entry);
    conditions.push(entry[1].when ?? {});
  };
  for (const entry of list)
    if (!isHad(entry) && conditions.every((condition) => overlaps(condition, entry[1].when))) take(entry);
  if (isNamed) for (const entry of list) if (!isHad(entry)) take(entry);
  return [...first.values()].toSorted(([one], [other]) => one - other);
}

/** A value that must not be shown, or that nobody knows, is a placeholder. */
function shownValue({ name, value, secret }: Variable): string {
  return secret || value === undefined ? `<${name.toLowerCase().replaceAll("_", "-")}>` : value;
}

function listed(list: readonly string[] = [], path: YamlPath, rewrite = (text: string) => text): Shown<string>[] {
  return list.map((fact, index) => ({ fact: rewrite(fact), path: [...path, index] }));
}
