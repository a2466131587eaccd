import { BETWEEN, END, JOINED, startsOf, type SpelledBytes } from "./seams.ts";

const LINE_FEED = 10;

/**
 * Replaces sections of a guide. It stays in bytes, for most of it is only copied.
 *
 * @param guide the guide
 * @param pieces for each of its sections, what it is to be, together with those joined to it; undefined where it stays
 * @returns the guide with these; undefined where it has other sections, or they do not begin where the seams say
 */
export function splice(
  { bytes, seams }: SpelledBytes,
  pieces: readonly (string | undefined)[],
): SpelledBytes | undefined {
  const starts = startsOf(seams);
  const ends = endsOf(starts, bytes);
  if (pieces.length !== starts.length || !ends) return undefined;
  const moved: (number | typeof JOINED)[] = [];
  const spliced: Uint8Array[] = [];
  let length = 0;
  let from = 0;
  const add = (part: Uint8Array) => {
    spliced.push(part);
    length += part.length;
  };
  for (const [index, start] of starts.entries()) {
    moved.push(start === JOINED ? JOINED : length + start - from);
    const piece = pieces[index];
    if (start === JOINED || piece === undefined) continue;
    add(bytes.subarray(from, start));
    add(Buffer.from(piece));
    from = ends[index] ?? bytes.length;
  }
  add(bytes.subarray(from));
  return { bytes: Buffer.concat(spliced, length), seams: moved.join(" ") };
}

/** Where each section ends, with those joined to it; undefined where the bytes have no sections there. */
function endsOf(starts: ReturnType<typeof startsOf>, bytes: Uint8Array): readonly number[] | undefined {
  if (starts[0] !== 0) return undefined;
  const ends: number[] = [];
  let end = bytes.length - END.length;
  for (let index = starts.length - 1; index >= 0; index -= 1) {
    const start = starts[index];
    ends[index] = end;
    if (start === JOINED || start === undefined) continue;
    if (!(start <= end) || !(index === 0 || isBehindGap(start, bytes))) return undefined;
    end = start - BETWEEN.length;
  }
  return ends;
}

function isBehindGap(start: number, bytes: Uint8Array): boolean {
  return bytes[start - 1] === LINE_FEED && bytes[start - 2] === LINE_FEED;
}
