import { unifiedDiff } from "../../files/diff.ts";
import type { SourceGuide } from "../read/read-guides.ts";

/** A guide that its author wrote in another style than the house's: it comes back in house style. */
export interface StyleDrift {
  readonly guide: string;
  readonly file: string;
  /** From the source to its house style. */
  readonly diff: string;
}

/**
 * Finds the guides that are not in house style.
 *
 * @param guides guides as they were read
 * @returns those whose house style is not what stands in the file, with the difference
 */
export function findStyleDrift(guides: readonly SourceGuide[]): StyleDrift[] {
  return guides.flatMap(({ name, file, source, text }) =>
    source === text ? [] : { guide: name, file, diff: unifiedDiff(file, source, text) },
  );
}
