import { type Piece, isPunctuation } from "./words.ts";

const blank = /[\p{Space_Separator}\t\n\f\r]/u;

/**
 * Escapes the runs of `*` and `_` in a word inside of emphasis that could open or close it.
 *
 * @param pieces the text that the word stands in
 * @param index the word's place in it
 * @param startsSpan whether the text is the first thing in the emphasis
 * @returns the word, escaped
 */
export function escapeAttention(pieces: readonly Piece[], index: number, startsSpan: boolean): string {
  let word = pieces[index]?.value ?? "";
  if (!word.includes("*") && !word.includes("_")) return word;
  if (index === 0 && startsSpan && /^[*_]/.test(word)) word = `\\${word}`;
  const before = pieces[index - 1]?.value.at(-1);
  const after = pieces[index + 1]?.value.at(0);
  return word.replace(/(\\+|^|.)(\*+|_+)($|.)/g, (whole, left: string, run: string, right: string) => {
    const escaped = /^\\+$/.test(left) && left.length % 2 === 1;
    if (escaped || !isDelimiter(left.at(-1) ?? before, run, right.at(0) ?? after)) return whole;
    return `${left}\\${run}${right}`;
  });
}

/** CommonMark's rule of left and right flanking runs. */
function isDelimiter(left: string | undefined, run: string, right: string | undefined): boolean {
  if (!left || !right) return false;
  const blankLeft = blank.test(left);
  const blankRight = blank.test(right);
  const punctuationLeft = isPunctuation(left);
  const punctuationRight = isPunctuation(right);
  const opens = !blankRight && (!punctuationRight || blankLeft || punctuationLeft);
  const closes = !blankLeft && (!punctuationLeft || blankRight || punctuationRight);
  if (run.startsWith("*")) return opens || closes;
  return (opens && (!closes || punctuationLeft)) || (closes && (!opens || punctuationRight));
}
