import type { Definition } from "../definition/definition.ts";
import type { Facts } from "../definition/facts.ts";
import type { Programs } from "./said.ts";

/**
 * Which programs of a kind the definitions install, and where not all do, which do.
 *
 * @param facts what the definitions say
 * @param kind shells or package managers
 * @returns what a descriptor says of them; undefined where none installs one
 */
export function programsOf(facts: Facts, kind: "shells" | "packageManagers"): Programs | undefined {
  const stated = facts[kind];
  if (stated.length === 0) return undefined;
  const having = new Set(stated.flatMap(({ sources }) => sources.map(({ file }) => file)));
  if (having.size < facts.definitions.length)
    return { names: stated.map(({ value }) => value), where: whereOf(facts.definitions, having) };
  const everywhere = stated.filter((one) => one.everywhere);
  return { names: (everywhere.length > 0 ? everywhere : stated).map(({ value }) => value) };
}

/** What the definitions that have it share, and the others have not. */
function whereOf(definitions: readonly Definition[], having: ReadonlySet<string>): string {
  const isExactly = (test: (definition: Definition) => boolean) =>
    definitions.every((definition) => having.has(definition.file) === test(definition));
  const families = [...new Set(definitions.map(({ distribution }) => familyOf(distribution)))];
  const family = families.find((one) => isExactly(({ distribution }) => familyOf(distribution) === one));
  if (family !== undefined) return `${family.charAt(0).toUpperCase()}${family.slice(1)}-based images`;
  const flavors = [...new Set(definitions.flatMap(({ flavor }) => flavor ?? []))];
  const flavor = flavors.find((one) => isExactly((definition) => definition.flavor === one));
  return flavor === undefined ? "some images" : `images of the ${flavor} flavor`;
}

/** `alpine` of `alpine-3.24`. */
function familyOf(distribution: string): string {
  return distribution.split("-")[0] ?? distribution;
}
