import { isKnownToLack } from "../catalog/contents.ts";
import type { Definition } from "../catalog/definition.ts";
import type { Facts } from "../catalog/facts.ts";
import type { Evidence } from "./fact.ts";

/**
 * Which programs of a kind the definitions install, and where not all do, which do. Who installs one by name has it; who
 * does not may have it all the same.
 *
 * @param kind shells or package managers
 * @returns what a descriptor says of them
 */
export function programEvidence(facts: Facts, kind: "shells" | "packageManagers"): Evidence {
  const stated = facts[kind];
  const having = new Set(stated.flatMap(({ sources }) => sources.map(({ file }) => file)));
  const others = facts.definitions.filter(({ file }) => !having.has(file));
  if (!others.every((definition) => isKnownToLack(kind, definition)))
    return { kind: "unknown", someHaveIt: having.size > 0 };
  if (stated.length === 0) return { kind: "agreed", value: undefined };
  const everywhere = stated.filter((one) => one.everywhere);
  const names = (everywhere.length > 0 && others.length === 0 ? everywhere : stated).map(({ value }) => value);
  return {
    kind: "agreed",
    value: { names, ...(others.length > 0 && { where: whereOf(facts.definitions, having) }) },
  };
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
