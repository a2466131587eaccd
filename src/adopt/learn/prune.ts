import type { NewPartial } from "./learn.ts";
import { settle } from "./settle.ts";
import { writePartial } from "./write-partial.ts";

/** The share of its guides that must give a parameter for the partial to have it. */
const LEAST = 0.05;

/**
 * Takes the parameters out of a partial that hardly a guide makes use of, and makes defaults of what most guides give.
 *
 * @param partial the partial
 * @param given for each place where it is used, the parameters that it is given there
 * @param minimum how many guides must give a parameter at least
 * @returns the partial with the other parameters; itself where all are of use
 */
export function prune(
  partial: NewPartial,
  given: readonly Readonly<Record<string, string | boolean>>[],
  minimum: number,
): NewPartial {
  const { learned } = partial;
  const least = Math.max(minimum, Math.round(LEAST * given.length));
  const settled = new Map<string, string>();
  const usual = new Map<string, string>();
  const required = new Set<string>();
  for (const { name, kind, usual: before } of learned.parameters) {
    const counts = new Map<string, number>();
    for (const values of given) {
      const value = String(values[name] ?? before);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const [[commonest = before, count = 0] = []] = [...counts].sort((a, b) => b[1] - a[1]);
    // A text may be common by chance: what all guides give is no parameter.
    const isSame = count === given.length && !/\n|\{\{/.test(commonest);
    const now = kind === "switch" || isSame ? commonest : before;
    if (given.length - (counts.get(now) ?? 0) < least) {
      // What hardly two guides say alike is no default: each says its own.
      const hasOwn = kind === "text" && before !== "" && !before.includes("{{") && given.length >= minimum;
      if (hasOwn && count < minimum) required.add(name);
      else settled.set(name, now);
    } else if (now !== before) usual.set(name, now);
  }
  const isNew = learned.parameters.some(({ name, isRequired }) => required.has(name) && !isRequired);
  if (settled.size === 0 && usual.size === 0 && !isNew) return partial;
  const blocks = settle(learned.blocks, (difference) => {
    const name = learned.nameOf.get(difference) ?? "";
    return difference.fact === undefined ? settled.get(name) : undefined;
  });
  const parameters = learned.parameters
    .filter(({ name }) => !settled.has(name))
    .map((parameter) => ({
      ...parameter,
      usual: usual.get(parameter.name) ?? parameter.usual,
      ...(required.has(parameter.name) && { isRequired: true }),
    }));
  const less = { ...learned, blocks, parameters };
  return { source: { ...partial.source, text: writePartial(less) }, learned: less };
}
