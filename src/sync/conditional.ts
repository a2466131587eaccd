import { coversVersion, type When } from "../core.ts";
import type { RawDescriptor } from "./compare.ts";
import type { Fact, FactsFor, Statement } from "./fact.ts";
import { presetVariables } from "./read-descriptor.ts";

/**
 * The facts that a descriptor is held against. A variable may have a row for each of some versions: then each row is a fact
 * of its own, which only the definitions of these versions state.
 *
 * @param descriptor as it was read
 * @param factsFor what is known
 * @returns the facts; none of a row for variants or flavors whose definitions facts are not about
 */
export function factsAbout(descriptor: RawDescriptor, factsFor: FactsFor): Fact[] {
  const { env } = descriptor;
  const rows = Array.isArray(env) ? (env as readonly Row[]) : [];
  return factsFor(presetVariables(descriptor)).flatMap((fact) => {
    const own = [...rows.entries()].filter(([, { name }]) => fact.name === `env.${name}`);
    if (own.every(([, { when }]) => when === undefined)) return fact;
    return own.flatMap(([index, row]) => factOfRow(fact, index, row) ?? []);
  });
}

/** A row of `env`, as it was read. */
interface Row {
  readonly name: string;
  readonly default?: string;
  readonly when?: When;
}

function factOfRow(fact: Fact, index: number, { default: preset, when = {} }: Row): Fact | undefined {
  const { variants, flavors, from, until } = when;
  const isOfOthers = flavors !== undefined || (variants !== undefined && !variants.includes("runtime"));
  if (preset === undefined || fact.stated === undefined || isOfOthers) return undefined;
  const definitions = fact.stated.definitions.filter(({ line }) => line !== undefined && coversVersion(when, line));
  const isAll = from === undefined && until === undefined;
  const evidence = isAll ? fact.evidence : evidenceOf(fact.stated, new Set(definitions.map(({ file }) => file)));
  const [first] = definitions;
  return {
    ...fact,
    path: ["env", index, "default"],
    evidence,
    ...(!isAll && first && { source: `${first.file}: environment` }),
  };
}

/** What some of the definitions state. */
function evidenceOf({ values }: Statement, files: ReadonlySet<string>): Fact["evidence"] {
  const stated = values.flatMap(({ value, sources }) => {
    const count = sources.filter(({ file }) => files.has(file)).length;
    return count > 0 ? [{ value: String(value), count }] : [];
  });
  const [first] = stated;
  if (first === undefined) return { kind: "unknown", someHaveIt: false };
  if (stated.length === 1 && first.count === files.size) return { kind: "agreed", value: first.value };
  return { kind: "disputed", values: stated.map(({ value }) => value) };
}
