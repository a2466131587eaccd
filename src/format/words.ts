/**
 * A text as Prettier reads it: words, and the space between them. Chinese, Japanese and Korean are written without
 * spaces, so each of their characters is a word of its own, with an empty space before the next.
 */
export type Piece = Word | Space;

export interface Word {
  readonly type: "word";
  readonly value: string;
  readonly script: Script;
}

export interface Space {
  readonly type: "space";
  /** `"\n"` where the source breaks the line, `" "` where it does not, `""` between characters that touch. */
  readonly value: "\n" | " " | "";
}

/** `cj` is a Chinese or Japanese letter, `hangul` a Korean one; `punctuation` is that of either. */
type Script = "other" | "cj" | "hangul" | "punctuation";

const blank = /([\t\n ]+)/;

/** The scripts, and the blocks of their punctuation and of their full width forms; not the middle dot of Latin. */
const cjkCharacter =
  /((?!\u00b7)(?:[\p{scx=Han}\p{scx=Hangul}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}]|[\u3000-\u303f\u3190-\u4dbf\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef])[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]?)/u;

const hangul = /\p{scx=Hangul}/u;

/** What CommonMark calls punctuation: the symbols of ASCII are, those of Unicode are not. */
const punctuation = /[\p{P}!-/:-@[-`{-~\u3000\uff5e]/u;

/**
 * Tells whether a character is punctuation, which decides what `*` and `_` beside it mean.
 *
 * @param character one UTF-16 code unit or one character
 * @returns whether it holds punctuation
 */
export function isPunctuation(character: string): boolean {
  return punctuation.test(character);
}

/**
 * Splits a text into words and spaces.
 *
 * @param text the source of a text, with the prefixes of block quotes and list items taken off
 * @returns the pieces in order; joined, they are the text with each run of blanks reduced to one
 */
export function splitWords(text: string): Piece[] {
  const pieces: Piece[] = [];
  const parts = text.split(blank);
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 1) pieces.push({ type: "space", value: part.includes("\n") ? "\n" : " " });
    else if (part !== "") pushWord(pieces, part);
  }
  return pieces;
}

function pushWord(pieces: Piece[], text: string): void {
  for (const [index, value] of text.split(cjkCharacter).entries()) {
    if (value === "") continue;
    const word: Word = { type: "word", value, script: index % 2 === 0 ? "other" : scriptOf(value) };
    const previous = pieces.at(-1);
    if (previous?.type === "word" && mayPart(previous, word)) pieces.push({ type: "space", value: "" });
    pieces.push(word);
  }
}

function scriptOf(character: string): Script {
  if (isPunctuation(character)) return "punctuation";
  return hangul.test(character) ? "hangul" : "cj";
}

/** A line never ends between a Latin word and the full width punctuation that belongs to it. */
function mayPart(left: Word, right: Word): boolean {
  const scripts = [left.script, right.script];
  if (scripts.includes("other") && scripts.includes("punctuation")) return false;
  return !left.value.includes("\u3000") && !right.value.includes("\u3000");
}
