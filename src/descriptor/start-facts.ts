import type { Problem, YamlPath } from "../findings/problem.ts";
import { didYouMean } from "../findings/suggest.ts";
import type { Descriptor } from "./descriptor.ts";

/** What one start command shows of the facts, by name. */
type ShownFacts = Pick<NonNullable<Descriptor["start"]>, "env" | "volumes">;

/**
 * Finds variables and volumes that a start command names and that the facts do not have, or cannot show.
 *
 * @param descriptor a descriptor of the right form
 * @returns a problem for each
 */
export function findUnknownFacts({
  env = [],
  volumes = [],
  start = {},
}: Pick<Descriptor, "env" | "volumes" | "start">): Problem[] {
  const variables = env.map(({ name }) => name);
  const mounted = volumes.filter(({ source }) => source !== undefined).map(({ path }) => path);
  const unknownIn = (shown: ShownFacts, path: YamlPath) => [
    ...unknown(shown.env, variables, "the variables of `env`", [...path, "env"]),
    ...unknown(shown.volumes, mounted, "the `volumes` that have a source", [...path, "volumes"]),
  ];
  return [
    ...unknownIn(start, ["start"]),
    ...(start.further ?? []).flatMap((one, index) => unknownIn(one, ["start", "further", index])),
  ];
}

function unknown(named: readonly string[] = [], known: readonly string[], what: string, path: YamlPath): Problem[] {
  return named.flatMap((name, index): Problem[] => {
    if (known.includes(name) && !named.slice(0, index).includes(name)) return [];
    const fix = didYouMean(name, known);
    return [
      {
        code: "descriptor-value",
        severity: "error",
        message: known.includes(name)
          ? `unexpected second ${JSON.stringify(name)}, expected each once`
          : `unexpected ${JSON.stringify(name)}, expected one of ${what}: ${known.join(", ") || "there are none"}`,
        ...(fix !== undefined && !known.includes(name) && { fix }),
        place: { path: [...path, index], part: "value" },
      },
    ];
  });
}
