import type { Problem, YamlPath } from "../findings/problem.ts";
import type { Descriptor } from "./descriptor.ts";

/**
 * Finds facts that a descriptor states twice: a port, a variable, a volume, a variant. Of two statements one is wrong, or
 * will be.
 *
 * @param descriptor a descriptor of the right form
 * @returns a problem for each second statement
 */
export function findRepeatedFacts({
  ports = [],
  env = [],
  volumes = [],
  variants = {},
}: Pick<Descriptor, "ports" | "env" | "volumes" | "variants">): Problem[] {
  return [
    // A port without a protocol is one of tcp.
    ...repeated("port", ["ports"], ports, (port) => (port.includes("/") ? port : `${port}/tcp`)),
    ...repeated("variable", ["env"], env, ({ name }) => name, "name"),
    ...repeated("volume", ["volumes"], volumes, ({ path }) => path.replace(/(?<=.)\/+$/, ""), "path"),
    ...repeated("variant", ["variants", "available"], variants.available ?? [], (variant) => variant),
  ];
}

function repeated<T>(
  noun: string,
  path: YamlPath,
  list: readonly T[],
  keyOf: (fact: T) => string,
  field?: string,
): Problem[] {
  const first = new Map<string, number>();
  return list.flatMap((fact, index): Problem[] => {
    const key = keyOf(fact);
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, index);
      return [];
    }
    return [
      {
        code: "descriptor-repeated-fact",
        severity: "error",
        message: `unexpected second ${noun} ${key}, expected each once; the first is number ${known + 1} of the list`,
        fix: "remove one of them",
        place: { path: [...path, index, ...(field === undefined ? [] : [field])], part: "value" },
      },
    ];
  });
}
