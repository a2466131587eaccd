import { isDeepStrictEqual } from "node:util";
import { factFields, variantFields } from "../core.ts";
import type { YamlPath } from "../findings/problem.ts";
import { UNKNOWN, type Fact, type StatedValue } from "./fact.ts";

/** A descriptor's YAML as it was read: every scalar is the text that was written. */
export type RawDescriptor = Readonly<Record<string, unknown>>;

/** A fact that a descriptor states otherwise than the definitions, or not at all. */
export interface FactChange {
  readonly fact: Fact;
  /** Where the value stands, or will. */
  readonly path: YamlPath;
  readonly from: StatedValue | undefined;
  /** Undefined where the key goes. */
  readonly to: StatedValue | undefined;
}

/** A value that a person chose, and that no definition states. */
export interface Denial {
  readonly fact: Fact;
  readonly path: YamlPath;
  readonly value: string;
  readonly expected: readonly string[];
}

/** A fact of which some sources say that it is so, and some that it is not. */
export interface Contradiction {
  readonly fact: Fact;
  readonly path: YamlPath;
  readonly affirming: readonly string[];
  readonly denying: readonly string[];
}

/**
 * Holds one fact of a descriptor against the definitions.
 *
 * @returns what is to change, or what a person must decide; undefined where all is well
 */
export function compareFact(descriptor: RawDescriptor, fact: Fact): FactChange | Denial | Contradiction | undefined {
  const path = placeOf(descriptor, fact);
  const current = path && valueAt(descriptor, path);
  if (current === undefined && fact.isPassedOver === true) return undefined;
  const { evidence } = fact;
  const change = (to: StatedValue | undefined): FactChange => ({ fact, path: path ?? fact.path, from: current, to });
  switch (evidence.kind) {
    case "agreed":
      return isDeepStrictEqual(current ?? fact.fallback, evidence.value ?? fact.fallback)
        ? undefined
        : change(evidence.value);
    case "disputed":
      if (current === undefined || evidence.values.includes(formatValue(current))) return undefined;
      return { fact, path: path ?? fact.path, value: formatValue(current), expected: evidence.values };
    case "flag": {
      const { value, member } = evidence;
      if (member === undefined) return (current === "true") === value ? undefined : change(value || undefined);
      const members = listOf(current ?? fact.fallback);
      if (members.includes(member) === value) return undefined;
      const target = value ? [...members, member] : members.filter((one) => one !== member);
      return change(target.length === 0 ? undefined : target);
    }
    case "contradicted": {
      const { affirming, denying } = evidence;
      return { fact, path: path ?? fact.path, affirming, denying };
    }
    case "unknown":
      return evidence.someHaveIt && current === undefined ? change(UNKNOWN) : undefined;
    case "set": {
      const members = listOf(current ?? fact.fallback);
      const kept = members.filter((member) => evidence.possible.some((one) => isSame(one, member)));
      const added = evidence.certain.filter((one) => !members.some((member) => isSame(one, member)));
      if (added.length === 0 && kept.length === members.length) return undefined;
      const target = [...kept, ...added];
      return change(target.length === 0 ? undefined : target);
    }
  }
}

/**
 * A fact's value in words, for a message.
 *
 * @returns for example `8080/tcp, 9090/tcp`, or `none`
 */
export function formatValue(value: StatedValue | undefined): string {
  if (value === undefined) return "none";
  if (value === true) return "true";
  if (typeof value === "string") return value === "" ? '""' : value;
  if (!("names" in value)) return value.join(", ");
  return value.names.join(", ") + (value.where === undefined ? "" : ` in ${value.where}`);
}

/** The path of a fact's value, also where there is none yet; undefined for a variable that `env` does not have. */
function placeOf(descriptor: RawDescriptor, { name, path }: Fact): YamlPath | undefined {
  if (!name.startsWith("env.") || path.length > 1) return path;
  const variables = Array.isArray(descriptor["env"]) ? (descriptor["env"] as readonly RawDescriptor[]) : [];
  const index = variables.findIndex((variable) => `env.${String(variable["name"])}` === name);
  return index < 0 ? undefined : ["env", index, "default"];
}

function valueAt(descriptor: RawDescriptor, path: YamlPath): StatedValue | undefined {
  return path.reduce<unknown>((value, key) => (value as RawDescriptor | undefined)?.[key], descriptor) as
    StatedValue | undefined;
}

const listOf = (value: StatedValue | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly string[]) : [];

/** `8080` is `8080/tcp`. */
const isSame = (a: string, b: string) => a === b || a === `${b}/tcp`;

/**
 * What a descriptor says besides facts: no change of facts may touch it.
 *
 * @returns a copy without the facts that `sync` writes
 */
export function withoutFacts(descriptor: RawDescriptor): RawDescriptor {
  const { variants = {}, env = [], ...rest } = descriptor;
  const facts = new Set(["ports", "repository", ...Object.keys(factFields)]);
  const own = without(variants as RawDescriptor, new Set(["available", ...Object.keys(variantFields)]));
  const variables = (env as readonly RawDescriptor[])
    .map((variable) => without(variable, new Set(["default"])))
    .filter((variable) => Object.keys(variable).some((key) => key !== "name"));
  return { ...without(rest, facts), variants: own, env: variables };
}

function without(map: RawDescriptor, keys: ReadonlySet<string>): RawDescriptor {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !keys.has(key)));
}
