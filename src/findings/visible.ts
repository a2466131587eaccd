/** Control characters but line breaks and tabs, other ends of lines, marks of direction, and signs without a width. */
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/**
 * Makes a stranger's text safe to print: control characters and marks of direction, which would steer the terminal, signs
 * that nobody sees, and what some readers take for a line break are spelled out.
 *
 * @returns the text, with `<U+001B>` for an escape character
 */
export function visible(text: string): string {
  return text.replace(STEERING, escapeCharacter);
}

/**
 * Makes a stranger's text safe to print where one line is expected, for example a file's name.
 *
 * @returns the text on one line, with `<U+000A>` for a line break
 */
export function visibleLine(text: string): string {
  return visible(text).replace(/[\t\n]/g, escapeCharacter);
}

/**
 * Spells a character out.
 *
 * @param character one UTF-16 code unit
 * @returns `<U+001B>`
 */
export function escapeCharacter(character: string): string {
  return `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`;
}
