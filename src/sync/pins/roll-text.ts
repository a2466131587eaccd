import { rollTag } from "../../catalog/roll-tag.ts";
import type { Pin, PinnedRepository } from "./pin.ts";
import { findPins, type PlacedPin } from "./text-pins.ts";

/** A stale pin, and what is to stand there. */
export interface StalePin extends Pin {
  readonly to: string;
}

/** A stale pin that a person must look at. */
export interface DoubtfulPin extends Pin {
  /** The repository that it is of. */
  readonly name: string;
  /** What is published now. */
  readonly newest: string;
  /** Another tag of the same block that would not be told from it any more; undefined where no tag of its shape is published. */
  readonly beside?: string;
}

/** What is stale in a text, in its order. */
export interface StalePins {
  readonly stale: readonly StalePin[];
  readonly doubtful: readonly DoubtfulPin[];
}

/**
 * Finds the stale pins of a text. Where a block tells two tags apart that would become the same (an upgrade from one to
 * the other), neither is rolled.
 *
 * @param text Markdown, or a sample
 * @param isCode whether it is a sample as a whole
 * @param repositories what the text may pin
 */
export function findStalePins(text: string, isCode: boolean, repositories: readonly PinnedRepository[]): StalePins {
  const stale: StalePin[] = [];
  const doubtful: DoubtfulPin[] = [];
  for (const repository of repositories) {
    const { name, tags } = repository;
    const pins = findPins(text, isCode, repository).map((pin) => ({ ...pin, rolled: rollTag(pin.tag, tags) }));
    for (const pin of pins) {
      const { start, tag, rolled } = pin;
      if (!rolled) continue;
      if ("newest" in rolled) {
        doubtful.push({ start, tag, name, newest: rolled.newest });
        continue;
      }
      const { to } = rolled;
      const beside = pins.find((other) => isBeside(other, pin) && targetOf(other) === to)?.tag;
      if (beside === undefined) stale.push({ start, tag, to });
      else doubtful.push({ start, tag, name, newest: to, beside });
    }
  }
  const inOrder = (a: Pin, b: Pin) => a.start - b.start;
  return { stale: stale.sort(inOrder), doubtful: doubtful.sort(inOrder) };
}

const isBeside = (other: PlacedPin, pin: PlacedPin) => other.block === pin.block && other.tag !== pin.tag;

const targetOf = ({ tag, rolled }: PlacedPin & { readonly rolled: ReturnType<typeof rollTag> }) =>
  rolled === undefined ? tag : "to" in rolled ? rolled.to : undefined;

/** Puts the new tags in the place of the old ones. */
export function replacePins(text: string, pins: readonly StalePin[]): string {
  return pins.reduceRight(
    (current, { start, tag, to }) => current.slice(0, start) + to + current.slice(start + tag.length),
    text,
  );
}
