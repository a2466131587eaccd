import { factFields, variantFields } from "../core.ts";
import type { RawDescriptor } from "./compare.ts";

/**
 * What a descriptor says besides facts: no change of facts may touch it.
 *
 * @param descriptor the descriptor
 * @returns a copy without the facts that `sync` writes
 */
export function withoutFacts(descriptor: RawDescriptor): RawDescriptor {
  const { variants = {}, env = [], ...rest } = descriptor;
  const facts = new Set(["ports", ...Object.keys(factFields)]);
  const own = without(variants as RawDescriptor, new Set(["available", ...Object.keys(variantFields)]));
  const variables = (env as readonly RawDescriptor[])
    .map((variable) => without(variable, new Set(["default"])))
    .filter((variable) => Object.keys(variable).some((key) => key !== "name"));
  return { ...without(rest, facts), variants: own, env: variables };
}

function without(map: RawDescriptor, keys: ReadonlySet<string>): RawDescriptor {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.has(key)));
}
