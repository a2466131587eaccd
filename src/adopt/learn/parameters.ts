import { parameterName } from "./names.ts";

/** Something in a section that differs from guide to guide. */
export interface Difference {
  readonly kind: "switch" | "text";
  /** What it is where a guide does not say: `true`, `false`, or a text. */
  readonly usual: string;
  /** What each guide says, as far as it has the text at all. */
  readonly values: ReadonlyMap<number, string>;
  /** Words for its name, the best first. */
  readonly words: readonly string[];
  /** What it is for, in the partial's comment. */
  readonly use: string;
  /** The fact of the descriptor that decides it, so that it needs no parameter. */
  readonly fact?: string;
}

/** A declared parameter of a partial. */
export interface LearnedParameter extends Difference {
  readonly name: string;
  /** Whether every guide says its own, so that there is no default. */
  readonly isRequired?: boolean;
}

/**
 * Gives names to the differences of one partial; differences that go together become one parameter.
 *
 * @param differences in the order in which they appear
 * @param reserved names that mean something else in a template
 * @returns the parameters, and which one each difference became
 */
export function nameParameters(
  differences: readonly Difference[],
  reserved: ReadonlySet<string>,
): { readonly parameters: readonly LearnedParameter[]; readonly nameOf: ReadonlyMap<Difference, string> } {
  const parameters: LearnedParameter[] = [];
  const nameOf = new Map<Difference, string>();
  const taken = new Set<string>();
  for (const difference of differences) {
    if (difference.fact !== undefined) {
      nameOf.set(difference, difference.fact);
      continue;
    }
    const same = parameters.find((other) => goTogether(other, difference));
    if (same) {
      nameOf.set(difference, same.name);
      continue;
    }
    const name = parameterName(difference.words, taken, reserved);
    taken.add(name);
    parameters.push({ ...difference, name });
    nameOf.set(difference, name);
  }
  return { parameters, nameOf };
}

/**
 * Finds the parameters that are worth it: those by which most guides tell themselves apart.
 *
 * @param parameters a partial's parameters
 * @param nameOf which one each difference became
 * @param most how many a partial may have
 * @returns the names of the ones to keep
 */
export function worthiest(
  parameters: readonly LearnedParameter[],
  nameOf: ReadonlyMap<Difference, string>,
  most: number,
): ReadonlySet<string> {
  const places = new Map<string, number>();
  for (const name of nameOf.values()) places.set(name, (places.get(name) ?? 0) + 1);
  const worth = ({ name, usual, values }: LearnedParameter) =>
    (places.get(name) ?? 0) * [...values.values()].filter((value) => value !== usual).length;
  const sorted = [...parameters].sort((a, b) => worth(b) - worth(a));
  return new Set(sorted.slice(0, most).map(({ name }) => name));
}

/** How many guides must say two things alike for them to be one; the others say one of them as a change. */
const TOGETHER = 0.9;

function goTogether(a: Difference, b: Difference): boolean {
  if (a.kind !== b.kind || a.usual !== b.usual) return false;
  const both = [...a.values].filter(([guide]) => b.values.has(guide));
  if (both.length < TOGETHER * Math.max(a.values.size, b.values.size)) return false;
  // Those that say the usual agree anyway.
  const unusual = both.filter(([guide, value]) => value !== a.usual || b.values.get(guide) !== b.usual);
  const alike = unusual.filter(([guide, value]) => b.values.get(guide) === value);
  return unusual.length === 0 || alike.length >= TOGETHER * unusual.length;
}
