import * as z from "zod";
import { compareNumbers, readVersion } from "../versions.ts";
import { VARIANTS } from "./defaults.ts";
import { choice, pattern } from "./fields.ts";

/*
 * For which versions and variants a row, a step or a section is, where it is not for all.
 */

const list = <T extends z.ZodType>(item: T, description: string, ...examples: unknown[]) =>
  z.array(item).min(1, { error: "expected at least one" }).meta({ description, examples });

const version = (description: string, ...examples: unknown[]) =>
  pattern(/^v?\d[\w.+-]*$/, "a version, for example 3.2", description, ...examples).meta({
    editorType: ["string", "number"],
  });

/** For what it is; what is left out does not matter. */
export const whenField = z
  .strictObject({
    variants: list(choice(VARIANTS, "A variant.", "dev"), "The variants that it is for.", ["dev", "compat"]).optional(),
    flavors: list(
      pattern(/^[A-Za-z0-9][\w.-]*$/, "a flavor's name", "A flavor's name, without its version.", "fpm"),
      "The flavors that it is for.",
      ["fpm"],
    ).optional(),
    from: version("The first version that it is for: 3 is every 3.x.", "3.2").optional(),
    until: version("The last version that it is for: 3 is every 3.x.", "3.9").optional(),
  })
  .refine(
    ({ variants, flavors, from, until }) => (variants ?? flavors ?? from ?? until) !== undefined,
    "expected at least one of variants, flavors, from and until",
  )
  .refine(
    ({ from, until }) => !isBefore(until, from),
    "unexpected `until` before `from`, expected a later version or the same",
  )
  .meta({
    description: "The versions and variants that it is for, where it is not for all.",
    examples: [{ variants: ["dev"], from: "3.2" }],
    hasOwnSection: true,
  });

/** For which versions and variants something is. */
export type When = z.output<typeof whenField>;

/**
 * Whether something is for a version.
 *
 * @param when for which it is
 * @param version a version, or a line of them
 */
export function coversVersion({ from, until }: Pick<When, "from" | "until">, version: string): boolean {
  return !isBefore(version, from) && !isBefore(until, version);
}

/**
 * Whether there may be something that two conditions are both for.
 *
 * @param one a condition; undefined for all versions and variants
 * @param other another
 * @returns false where they exclude each other
 */
export function overlaps(one: When = {}, other: When = {}): boolean {
  return (
    mayMeet(one.variants, other.variants) &&
    mayMeet(one.flavors, other.flavors) &&
    !isBefore(one.until, other.from) &&
    !isBefore(other.until, one.from)
  );
}

const mayMeet = (one?: readonly string[], other?: readonly string[]) =>
  !one || !other || one.some((name) => other.includes(name));

/**
 * Whether a version is older than another, and no part of its line.
 *
 * @returns false also where one is left out, or has no numbers
 */
function isBefore(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [one, other].map((version) => (version === undefined ? undefined : readVersion(version)));
  return a !== undefined && b !== undefined && compareNumbers(a.numbers, b.numbers) < 0;
}
