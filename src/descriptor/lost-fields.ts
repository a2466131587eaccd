import type { Problem, YamlPath } from "../findings/problem.ts";
import type { Descriptor } from "./descriptor.ts";

/**
 * Finds fields of which nothing would be seen, because of another one or for want of it.
 *
 * @param descriptor a descriptor of the right form
 * @returns a problem for each
 */
export function findLostFields({ env = [], volumes = [] }: Pick<Descriptor, "env" | "volumes">): Problem[] {
  return [
    ...env.flatMap(({ name, value, secret }, index) =>
      secret && value !== undefined
        ? lost(
            `value of ${name}, which is a secret: samples would not show it`,
            "remove `value`, and say `required: true` if samples must name the variable; or remove `secret`",
            ["env", index, "value"],
          )
        : [],
    ),
    ...volumes.flatMap(({ path, source, readOnly }, index) =>
      readOnly && source === undefined
        ? lost(
            `readOnly of ${path}, which has no source: samples would not mount it`,
            "say its `source`, or remove `readOnly`",
            ["volumes", index, "readOnly"],
          )
        : [],
    ),
  ];
}

function lost(what: string, fix: string, path: YamlPath): Problem {
  return {
    code: "descriptor-lost-field",
    severity: "error",
    message: `unexpected ${what}`,
    fix,
    place: { path, part: "key" },
  };
}
