import type { Descriptor } from "../descriptor/descriptor.ts";
import type { YamlPath } from "../findings/problem.ts";
import { Prose } from "./prose.ts";

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
  env.forEach((variable, index) => {
    if (variable.required || variable.value !== undefined) add(`-e ${rewrite(assignment(variable))}`, "env", index);
  });
  volumes.forEach((volume, index) => {
    const suffix = volume.readOnly ? ":ro" : "";
    if (volume.source !== undefined) add(`-v ${volume.source}:${volume.path}${suffix}`, "volumes", index);
  });
  start.options?.forEach((option, index) => add(rewrite(option), "start", "options", index));
  add([reference, ...args].join(" "), args.length > 0 ? "args" : "name");

  // With nothing between the command and the image there is nothing to break the line for.
  if (parts.length === 2) return [prose(parts.map(({ text }) => text).join(" "), ["name"])];
  return parts.map(({ text, path }, index) =>
    prose(index === 0 ? `${text} \\` : `  ${text}${index < parts.length - 1 ? " \\" : ""}`, path),
  );
}

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
