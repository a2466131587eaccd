import type { Descriptor } from "../descriptor/descriptor.ts";
import type { YamlPath } from "../findings/problem.ts";
import { Prose } from "./prose.ts";
import { folderOf } from "../descriptor/repeated-facts.ts";
import { isUnpublished } from "./unpublished.ts";

/**
 * The `docker run` sample of an image, made from its facts: how it runs, environment, ports, volumes, arguments.
 *
 * @param descriptor the image's facts
 * @param reference the image as the guide names it
 * @param rewrite rewrites image references for the registry profile
 * @returns the sample's lines, each with the place of the fact that it shows
 */
export function runCommand(descriptor: Descriptor, reference: string, rewrite: (text: string) => string): Prose[] {
  const { name, env = [], volumes = [], start = {} } = descriptor;
  const ports = (descriptor.ports ?? []).map(publish);
  const args = (descriptor.args ?? []).map(rewrite);
  const mode = start.mode ?? (ports.length > 0 ? "detached" : "interactive");

  const parts: { text: string; path: YamlPath }[] = [
    { text: mode === "detached" ? `docker run -d --name ${name}` : "docker run --rm -it", path: ["name"] },
  ];
  const add = (text: string, ...path: YamlPath) => parts.push({ text, path });

  if (ports.length > 0) add(ports.join(" "), "ports");
  const { variables, mounts } = sampled(descriptor);
  env.forEach((variable, index) => {
    if (variables.has(index)) add(`-e ${rewrite(assignment(variable))}`, "env", index);
  });
  volumes.forEach((volume, index) => {
    const suffix = volume.readOnly ? ":ro" : "";
    if (mounts.has(index)) add(`-v ${volume.source}:${volume.path}${suffix}`, "volumes", index);
  });
  start.options?.forEach((option, index) => add(rewrite(option), "start", "options", index));
  add([reference, ...args].join(" "), args.length > 0 ? "args" : "name");

  // With nothing between the command and the image there is nothing to break the line for.
  if (parts.length === 2) return [prose(parts.map(({ text }) => text).join(" "), ["name"])];
  return parts.map(({ text, path }, index) =>
    prose(index === 0 ? `${text} \\` : `  ${text}${index < parts.length - 1 ? " \\" : ""}`, path),
  );
}

/**
 * Finds what the sample sets and mounts. What stands there once for each of some versions or variants, a sample can have
 * but once: as the first says.
 *
 * @param descriptor the image's facts
 * @returns the places of variables and volumes in their lists
 */
export function sampled(descriptor: Descriptor): {
  readonly variables: ReadonlySet<number>;
  readonly mounts: ReadonlySet<number>;
} {
  const { env = [], volumes = [] } = descriptor;
  const firsts = <T extends Pick<Conditional, "when">>(
    list: readonly T[],
    isSampled: (item: T) => boolean,
    keyOf: (item: T) => string,
  ) => {
    const first = new Map<string, number>();
    for (const [index, item] of list.entries())
      if (isSampled(item) && !isUnpublished(item.when, descriptor) && !first.has(keyOf(item)))
        first.set(keyOf(item), index);
    return new Set(first.values());
  };
  return {
    variables: firsts(
      env,
      ({ required, value }) => required === true || value !== undefined,
      ({ name }) => name,
    ),
    mounts: firsts(
      volumes,
      ({ source }) => source !== undefined,
      ({ path }) => folderOf(path),
    ),
  };
}

type Conditional = NonNullable<Descriptor["env"]>[number];

const prose = (text: string, path: YamlPath) => new Prose(text, { kind: "fact", path, offset: 0 });

function publish(port: string): string {
  const [number, protocol = "tcp"] = port.split("/");
  return `-p ${number}:${number}${protocol === "tcp" ? "" : `/${protocol}`}`;
}

/** The value as a double-quoted word, which leaves `${VAR}` and `$(command)` to the shell as meant. */
function assignment({ name, value, secret }: NonNullable<Descriptor["env"]>[number]): string {
  const shown = secret || value === undefined ? `<${name.toLowerCase().replaceAll("_", "-")}>` : value;
  return `${name}="${shown.replace(/["\\`]/g, (character) => `\\${character}`)}"`;
}
