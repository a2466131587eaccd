/** Characters that mean something to a site, and what is written instead. */
export interface ActiveCharacters {
  /** Matches single characters, by what stands around them; with the flag `g`. */
  readonly pattern: RegExp;
  /** What is written; the character's reference where left out. */
  readonly written?: (character: string) => string;
}

/** The reference of a character, which means nothing to any Markdown but the character: `&#123;`. */
export function reference(character: string): string {
  if (character === "<") return "&lt;";
  if (character === ">") return "&gt;";
  return character === "&" ? "&amp;" : `&#${character.codePointAt(0)};`;
}

/** What may be more than a letter of a text. */
const PUNCTUATION = /[\\`*_{}[\]<>&#+\-.:|~="'$^@]/g;

/** Writes any text so that all Markdown shows it as it is. */
export function literal(text: string): string {
  return text.replace(PUNCTUATION, reference);
}

/** A character of a text, as Markdown has it: `{`, `\{`, `&#123;`. */
const WRITTEN = /\\[!-/:-@[-`{-~]|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]*);|[^]/gi;
/** Stands for what is a reference already. */
const REFERENCE = "\uE000";

/**
 * Finds what has to be written otherwise in a text.
 *
 * @param source the Markdown of a text without any other nodes
 * @param active what means something to the site; the first that matches a character counts
 * @returns where, from the source's beginning, and what
 */
export function escapeCharacters(source: string, active: readonly ActiveCharacters[]): Edit[] {
  const characters = [...source.matchAll(WRITTEN)];
  const plain = characters.map(([written]) => plainOf(written)).join("");
  const edits = new Map<number, Edit>();
  for (const { pattern, written = reference } of active)
    for (const { index, 0: character } of plain.matchAll(pattern)) {
      const at = characters[index];
      if (at && !edits.has(index))
        edits.set(index, { start: at.index, end: at.index + at[0].length, text: written(character) });
    }
  return [...edits.values()];
}

function plainOf(written: string): string {
  if (written.length === 1) return written;
  return written.startsWith("\\") ? written.slice(1) : REFERENCE;
}

/** A piece of a source, and what stands there instead. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Changes a text.
 *
 * @param edits what is changed; of pieces that overlap, the first holds
 */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let text = "";
  let from = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < from) continue;
    text += source.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return text + source.slice(from);
}
