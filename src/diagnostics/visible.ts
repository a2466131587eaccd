/**
 * Makes a stranger's text safe to print: control characters and marks of direction, which would steer the terminal, are
 * spelled out.
 *
 * @param text any text
 * @returns the text, with `<U+001B>` for an escape character
 */
export function visible(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (character) => `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`,
  );
}
