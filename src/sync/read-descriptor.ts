import { parseYaml } from "../yaml/parse.ts";
import type { RawDescriptor } from "./compare.ts";

/** Reads a descriptor as it is written; one that is no YAML says nothing. */
export function readDescriptor(text: string): RawDescriptor {
  const parsed = parseYaml(text);
  return "value" in parsed ? (parsed.value as RawDescriptor) : {};
}

/** The variables whose preset values a descriptor states. */
export function presetVariables({ env }: RawDescriptor): string[] {
  const variables = Array.isArray(env) ? (env as readonly Readonly<Record<string, string>>[]) : [];
  return variables.flatMap(({ name, default: preset }) => (name !== undefined && preset !== undefined ? name : []));
}

/** The facts that an author keeps, and why: see {@link keeperOf}. */
export function keptFacts(descriptor: RawDescriptor): Readonly<Record<string, string>> {
  return (descriptor["keep"] ?? {}) as Readonly<Record<string, string>>;
}

/**
 * Which name under `keep` holds a fact: its own, or that of what it is part of, as `variants` is of `variants.available`.
 *
 * @param kept the facts that an author keeps
 * @param fact the fact's name
 * @returns undefined where none does
 */
export function keeperOf(kept: Readonly<Record<string, string>>, fact: string): string | undefined {
  return Object.keys(kept).find((name) => name === fact || fact.startsWith(`${name}.`));
}
