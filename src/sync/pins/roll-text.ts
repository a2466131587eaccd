import { rollTag } from "../../catalog/roll-tag.ts";
import type { Pin, PinnedRepository } from "./pin.ts";
import { findPins } from "./text-pins.ts";

/** A stale pin. */
export interface StalePin extends Pin {
  /** The repository that it is of. */
  readonly name: string;
  /** What is published now. */
  readonly to: string;
  /** Whether a person must say what stands there: it has another shape, or would be one with the tag beside it. */
  readonly isDoubtful: boolean;
  /** Another tag of the same block that would not be told from it any more. */
  readonly beside?: string | undefined;
}

/**
 * Finds the stale pins of a text. Where a block tells two tags apart that would become the same (an upgrade from one to
 * the other), neither is rolled.
 *
 * @param text Markdown, or a sample
 * @param isCode whether it is a sample as a whole
 * @param repositories what the text may pin
 * @returns the pins in their order
 */
export function findStalePins(text: string, isCode: boolean, repositories: readonly PinnedRepository[]): StalePin[] {
  const found = repositories.flatMap(({ name, tags, ...repository }) => {
    const pins = findPins(text, isCode, { name, tags, ...repository }).map((pin) => {
      const rolled = rollTag(pin.tag, tags) ?? { to: pin.tag };
      return "to" in rolled
        ? { ...pin, to: rolled.to, isDoubtful: false }
        : { ...pin, to: rolled.newest, isDoubtful: true };
    });
    return pins.flatMap(({ start, tag, to, block, isDoubtful }): StalePin[] => {
      const same = pins.find((one) => one.block === block && one.tag !== tag && one.to === to && !one.isDoubtful);
      const beside = isDoubtful ? undefined : same?.tag;
      return to === tag ? [] : [{ start, tag, name, to, isDoubtful: isDoubtful || beside !== undefined, beside }];
    });
  });
  return found.sort((a, b) => a.start - b.start);
}

/** Puts the new tags in the place of the old ones, but for those that are doubtful. */
export function replacePins(text: string, pins: readonly StalePin[]): string {
  return pins.reduceRight(
    (current, { start, tag, to, isDoubtful }) =>
      isDoubtful ? current : current.slice(0, start) + to + current.slice(start + tag.length),
    text,
  );
}
