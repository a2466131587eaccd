import type { Prose } from "../guide/prose.ts";
import type { Parameter } from "./layout.ts";
import type { ParsedTemplate } from "./parse-template.ts";

/** What a layout or a descriptor gives to a partial. */
export type GivenParameters = Readonly<Record<string, Parameter | Prose>>;

/** All parameters that a partial declares. */
export interface SettledParameters {
  readonly values: GivenParameters;
  /** The same without their origins. */
  readonly plain: Readonly<Record<string, Parameter>>;
}

/**
 * Settles a partial's parameters: as given, a switch as a truth value, or their defaults.
 *
 * @param given what is given
 * @param partial the partial, with what it declares; undefined where there is none
 * @returns all of them
 */
export function settleParameters(given: GivenParameters, partial: ParsedTemplate | undefined): SettledParameters {
  const values = { ...given };
  for (const [name, { fallback, isSwitch }] of partial?.parameters ?? []) {
    const value = values[name];
    if (value === undefined && fallback !== undefined) values[name] = fallback;
    else if (isSwitch && typeof value === "object") values[name] = value.text === "true";
  }
  const plain = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "object" ? value.text : value]),
  );
  return { values, plain };
}
