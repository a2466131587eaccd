import type { Definition, Source } from "../catalog/definition.ts";
import type { Stated } from "../catalog/facts.ts";
import { UNKNOWN, VARIES, type Fact, type StatedValue, type Statement } from "./fact.ts";
import type { FactReport, FactSource } from "./fact-schema.ts";

/** What one definition states of a fact. */
export type FactValue = FactReport["values"][number]["value"];

/** What is known of definitions besides their files. */
export type Origins = ReadonlyMap<string, Partial<Pick<Definition, "variant" | "flavor" | "distribution">>>;

/**
 * What definitions say of one fact, as data.
 *
 * @param fact a fact that a descriptor can state
 * @param origins what is known of the definitions, by their files
 */
export function reportOf(fact: Fact, origins: Origins): FactReport {
  const value = valueOf(fact);
  const { name, stated } = fact;
  const evident = evidentValues(fact, value);
  const values = stated ? valuesOf(stated.values, origins) : evident;
  const isHeld = fact.isPassedOver !== true;
  const head = { name, status: statusOf(fact, values), ...(isHeld && { holder: "descriptor" as const }), value };
  return factReport(
    head,
    stated ? { ...stated, values } : { definitions: evident.flatMap((each) => each.sources), values },
    origins,
  );
}

/**
 * A fact as data.
 *
 * @param head the fact, and what is thought of it
 * @param stated the definitions that it is about, and what they state
 * @param origins what is known of the definitions, by their files
 */
export function factReport(
  { value, ...head }: Pick<FactReport, "name" | "status" | "holder" | "value">,
  { definitions, values }: { readonly definitions: Statement["definitions"]; readonly values: FactReport["values"] },
  origins: Origins,
): FactReport {
  const telling = new Set(values.flatMap(({ sources }) => sources.map(({ file }) => file)));
  const silent = definitions.filter(({ file }) => !telling.has(file));
  const isTold = head.status !== "agreed" && values.length > 0 && silent.length > 0;
  return {
    ...head,
    ...(value !== undefined && { value }),
    definitions: definitions.length,
    values,
    ...(isTold && { silent: silent.map(({ file }) => sourceOf({ file }, origins)) }),
  };
}

/** What `sync` writes into a descriptor that says nothing. */
function valueOf({ evidence }: Fact): FactReport["value"] {
  switch (evidence.kind) {
    case "agreed":
      return copyOf(evidence.value);
    case "set":
      return evidence.certain.length > 0 ? [...evidence.certain] : undefined;
    case "unknown":
      return evidence.someHaveIt ? UNKNOWN : undefined;
    case "flag":
      return evidence.value;
    case "disputed":
    case "contradicted":
      return undefined;
  }
}

function copyOf(value: StatedValue | undefined): FactReport["value"] {
  if (value === undefined || typeof value === "string" || typeof value === "boolean") return value;
  return "names" in value ? { ...value, names: [...value.names] } : [...value];
}

function statusOf({ evidence }: Fact, values: FactReport["values"]): FactReport["status"] {
  switch (evidence.kind) {
    case "agreed":
      if (evidence.value === VARIES && values.every(({ value }) => value !== VARIES)) return "disputed";
      return isForSome(evidence.value, values) ? "partial" : "agreed";
    case "set":
      return values.every(({ value }) => evidence.certain.includes(String(value))) ? "agreed" : "partial";
    case "flag":
      return "agreed";
    case "contradicted":
      return "disputed";
    case "unknown":
      return "unknown";
    case "disputed":
      // A choice among what no definition states is a person's alone.
      return values.length > 0 ? "disputed" : "unknown";
  }
}

/** Programs that some have and others have not. */
function isForSome(value: StatedValue | undefined, values: FactReport["values"]): boolean {
  if (typeof value !== "object" || !("names" in value)) return false;
  return value.where !== undefined || values.some((each) => !value.names.includes(String(each.value)));
}

/**
 * Values with who states them, as data.
 *
 * @param stated the values
 * @param origins what is known of the definitions, by their files
 */
export function valuesOf(
  stated: readonly Stated<FactValue | readonly string[]>[],
  origins: Origins,
): FactReport["values"] {
  return stated.map(({ value, sources }) => ({
    value: Array.isArray(value) ? [...(value as readonly string[])] : (value as FactValue),
    sources: sources.map((source) => sourceOf(source, origins)),
  }));
}

function sourceOf({ file, key, origin }: Partial<Source> & Pick<Source, "file">, origins: Origins): FactSource {
  const { variant, flavor, distribution } = origins.get(file) ?? {};
  return {
    file,
    ...(key !== undefined && { key }),
    ...(origin !== undefined && { origin }),
    ...(variant !== undefined && { variant }),
    ...(flavor !== undefined && { flavor }),
    ...(distribution !== undefined && { distribution }),
  };
}

/** Of a fact that nobody states value by value, its one source says all. */
function evidentValues({ source }: Fact, value: FactReport["value"]): FactReport["values"] {
  if (value === undefined || source === "" || (typeof value === "object" && "names" in value)) return [];
  const [, file = source, key] = /^(.*): (\S+)$/.exec(source) ?? [];
  return [value].flat().map((each) => ({ value: each, sources: [{ file, ...(key !== undefined && { key }) }] }));
}
