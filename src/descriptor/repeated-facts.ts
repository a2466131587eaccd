import type { Problem, YamlPath } from "../findings/problem.ts";
import type { Descriptor } from "./descriptor.ts";
import { overlaps, type When } from "./when-field.ts";

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
    ...repeated("volume", ["volumes"], volumes, ({ path }) => folderOf(path), "path"),
    ...repeated("variant", ["variants", "available"], variants.available ?? [], (variant) => variant),
  ];
}

/**
 * A path without the slashes at its end, which make no difference.
 *
 * @param path an absolute path
 */
export function folderOf(path: string): string {
  return path.replace(/(?<=.)\/+$/, "");
}

/** What is for other versions or variants than the first is no second statement of the same. */
function repeated<T extends string | { readonly when?: When | undefined }>(
  noun: string,
  path: YamlPath,
  list: readonly T[],
  keyOf: (fact: T) => string,
  field?: string,
): Problem[] {
  const known = new Map<string, number[]>();
  return list.flatMap((fact, index): Problem[] => {
    const key = keyOf(fact);
    const before = known.get(key) ?? [];
    known.set(key, [...before, index]);
    const first = before.find((one) => overlaps(whenOf(list[one] ?? fact), whenOf(fact)));
    if (first === undefined) return [];
    return [
      {
        code: "descriptor-repeated-fact",
        severity: "error",
        message: `unexpected second ${noun} ${key}, expected each once; the first is number ${first + 1} of the list`,
        fix: isConditional(fact)
          ? "remove one of them, or say `when` so that they exclude each other"
          : "remove one of them",
        place: { path: [...path, index, ...(field === undefined ? [] : [field])], part: "value" },
      },
    ];
  });
}

const isConditional = (fact: string | { readonly when?: When | undefined }) => whenOf(fact) !== undefined;

const whenOf = (fact: string | { readonly when?: When | undefined }) =>
  typeof fact === "string" ? undefined : fact.when;
