/**
 * Where the sections of a guide begin, in bytes of UTF-8: a number for each, or {@link JOINED}, apart by blanks; "" where
 * the guide was spelled as a whole. All in one text, since it goes with every guide from thread to thread and to the state,
 * which takes a list longer.
 */
export type Seams = string;

/** Stands for a section that was spelled together with the one before it. */
export const JOINED = "+";
/** What stands between two sections. */
export const BETWEEN = "\n\n";
/** What stands behind the last one. */
export const END = "\n";

/** A guide in house style. */
export interface SpelledGuide {
  readonly text: string;
  readonly seams: Seams;
}

/** A guide in house style as it lies in a file, in UTF-8. */
export interface SpelledBytes {
  readonly bytes: Uint8Array;
  readonly seams: Seams;
}

/**
 * Takes seams apart.
 *
 * @param seams where a guide's sections begin
 * @returns for each section where it begins, or that it is joined to the one before it; none where they are not told apart
 */
export function startsOf(seams: Seams): readonly (number | typeof JOINED)[] {
  return seams === "" ? [] : seams.split(" ").map((start) => (start === JOINED ? JOINED : Number(start)));
}
