/** A guide in house style. */
export interface SpelledGuide {
  readonly text: string;
  readonly seams: Seams;
}

/** The same in UTF-8, as it lies in a file. */
export interface SpelledBytes {
  readonly bytes: Uint8Array;
  readonly seams: Seams;
}

/**
 * Where the sections of a guide begin, in bytes of UTF-8; {@link JOINED} for one that was spelled together with the one
 * before it. A blank stands between two; there are none where the guide was spelled as a whole. All in one
 * text, for it goes with every guide from thread to thread and to the state, which takes a list longer.
 */
export type Seams = string;

/** Stands for a section that cannot be told apart from the one before it. */
export const JOINED = "+";
/** What stands between two sections. */
export const BETWEEN = "\n\n";
/** What stands behind the last one. */
export const END = "\n";

/**
 * Which sections were spelled together with the one before them.
 *
 * @param seams where a guide's sections begin
 * @returns an answer for each section; none where the guide was spelled as a whole
 */
export function joinedAt(seams: Seams): boolean[] {
  return marksOf(seams).map((mark) => mark === JOINED);
}

/**
 * Replaces sections of a guide. It stays in bytes, for most of it is only copied.
 *
 * @param guide the guide
 * @param pieces for each of its sections, what it is to be, together with those joined to it; undefined where it stays
 * @returns the guide with these; undefined where it has other sections
 */
export function splice(
  { bytes, seams }: SpelledBytes,
  pieces: readonly (string | undefined)[],
): SpelledBytes | undefined {
  const marks = marksOf(seams);
  if (pieces.length !== marks.length) return undefined;
  const moved: (number | typeof JOINED)[] = [];
  const spliced: Uint8Array[] = [];
  let length = 0;
  let from = 0;
  const add = (part: Uint8Array) => {
    spliced.push(part);
    length += part.length;
  };
  for (const [index, mark] of marks.entries()) {
    if (mark === JOINED) {
      moved.push(JOINED);
      continue;
    }
    const start = Number(mark);
    moved.push(length + start - from);
    const piece = pieces[index];
    if (piece === undefined) continue;
    add(bytes.subarray(from, start));
    add(Buffer.from(piece));
    const next = marks.find((other, at) => at > index && other !== JOINED);
    from = next === undefined ? bytes.length - END.length : Number(next) - BETWEEN.length;
  }
  add(bytes.subarray(from));
  return { bytes: Buffer.concat(spliced, length), seams: moved.join(" ") };
}

function marksOf(seams: Seams): readonly string[] {
  return seams === "" ? [] : seams.split(" ");
}
